"""Keep the catalogs in step with the code: ``python -m locales.catalogs update | check | compile``.

Catalogs carry neither dates nor line numbers, so that a change of one sentence is a change of one entry.
"""

import re
import string
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from locales import FOLDER, LANGUAGES, compiled

PACKAGES: Final = ("bot", "conversations", "models")
KEYWORDS: Final = {"N_": None, "say": (1,), "say_n": (1, 2)}
METHODS: Final = [("**.py", "python"), ("dashboard/templates/**.html", "jinja2")]
STRICT: Final = {"dashboard/templates/**.html": {"silent": "false"}}
TEMPLATE: Final = FOLDER / "messages.pot"

_PERCENT_PLACE = re.compile(r"%\(|%[sdif]\b")
_FRENCH_SPACES: Final = (
    (
        "\N{NARROW NO-BREAK SPACE}",
        re.compile(r"(?<=\S)[ \N{NO-BREAK SPACE}](?=[;!?])|(?<=\d) (?=\d{3}(?!\d))"),
    ),
    ("\N{NO-BREAK SPACE}", re.compile(r"(?<=\S)[ \N{NARROW NO-BREAK SPACE}](?=[:»%€])|(?<=«) ")),
)


class CatalogError(Exception):
    """Entries that would show a person a broken sentence; the text has one line for each."""


def source(language: str) -> Path:
    """Return the file translators edit."""
    return compiled(language).with_suffix(".po")


def extract() -> Catalog:
    """Collect the sentences marked in the code and in templates, file by file, in reading order."""
    template = Catalog(charset="utf-8")
    for package in PACKAGES:
        found = extract_from_dir(
            FOLDER.parent / package, METHODS, STRICT, keywords=KEYWORDS, comment_tags=["NOTE:"]
        )
        for path, line, sentence, comments, _ in found:
            template.add(sentence, locations=[(f"{package}/{path}", line)], auto_comments=comments)
    return template


def read(language: str) -> Catalog:
    """Read the catalog of ``language``; an absent one is empty, to be started by ``update``."""
    path = source(language)
    with BytesIO(path.read_bytes() if path.exists() else b"") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def updated(language: str, template: Catalog) -> Catalog:
    """Return the catalog of ``language`` with exactly the sentences of ``template``.

    English sentences translate to themselves, until someone writes better. French gets the no-break
    spaces of its typography, which few keyboards can type.
    """
    catalog = read(language)
    catalog.update(template, no_fuzzy_matching=True)
    for entry in _entries(catalog):
        if language == "en" and not all(_forms(entry)):
            entry.string = entry.id
        elif language == "fr":
            forms = tuple(map(_with_french_spaces, _forms(entry)))
            entry.string = forms if entry.pluralizable else forms[0]
    return catalog


def _with_french_spaces(form: str) -> str:
    """Return a French sentence with narrow no-break spaces before ; ! ? and in figures, wide ones elsewhere.

    Imprimerie nationale, Lexique des règles typographiques.
    """
    for space, place in _FRENCH_SPACES:
        form = place.sub(space, form)
    return form


def written(catalog: Catalog) -> bytes:
    """Return the text of a catalog, the same for the same sentences."""
    for entry in catalog:
        entry.flags.discard("python-format")  # "0 % of" is not a place: sentences only use {places}
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    if catalog.locale:
        header += f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
    body = BytesIO()
    write_po(body, catalog, width=110, omit_header=True, ignore_obsolete=True, include_lineno=False)
    return header.encode() + b"\n" + body.getvalue()


def errors(catalog: Catalog) -> list[str]:
    """List what would break a translated sentence, one line for each fault; empty when all is well."""
    return [
        f'{catalog.locale}: "{_forms_of(entry.id)[0]}": {fault}'
        for entry in _entries(catalog)
        if any(_forms(entry))
        for fault in _faults(entry, catalog.num_plurals)
    ]


def untranslated(catalog: Catalog) -> list[str]:
    """List the sentences that have no translation yet, or one that nobody has confirmed."""
    return [_forms_of(entry.id)[0] for entry in _entries(catalog) if entry.fuzzy or not all(_forms(entry))]


def stale() -> list[Path]:
    """List the catalog files that differ from what ``update`` would write."""
    return [path for path, text in _fresh() if not path.exists() or path.read_bytes() != text]


def update() -> None:
    """Bring the template and every catalog in line with the code; obsolete sentences go."""
    for path, text in list(_fresh()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def compile_all() -> list[Path]:
    """Compile every catalog and return the compiled files. Raise CatalogError before writing any."""
    catalogs = {language: read(language) for language in LANGUAGES}
    if faults := [fault for catalog in catalogs.values() for fault in errors(catalog)]:
        raise CatalogError("\n".join(faults))
    for language, catalog in catalogs.items():
        for entry in list(_entries(catalog)):
            if entry.string == entry.id:  # what is not in a catalog is said as it is written in the code
                catalog.delete(entry.id)
        with compiled(language).open("wb") as file:
            write_mo(file, catalog)
    return [compiled(language) for language in LANGUAGES]


def _fresh() -> Iterator[tuple[Path, bytes]]:
    template = extract()
    yield TEMPLATE, written(template)
    for language in LANGUAGES:
        yield source(language), written(updated(language, template))


def _entries(catalog: Catalog) -> Iterator[Entry]:
    return (entry for entry in catalog if entry.id)


def _forms_of(sentence: str | Iterable[str]) -> tuple[str, ...]:
    return (sentence,) if isinstance(sentence, str) else tuple(sentence)


def _forms(entry: Entry) -> tuple[str, ...]:
    return _forms_of(entry.string or "")


def _faults(entry: Entry, num_plurals: int) -> Iterator[str]:
    originals, forms = _forms_of(entry.id), _forms(entry)
    if entry.pluralizable and len(forms) != num_plurals:
        yield f"{num_plurals} plural forms expected, {len(forms)} given"
    # A singular may leave {n} out ("one person"); no other place may come or go.
    for form in forms:
        try:
            missing = not any(_places(form) == _places(original) for original in originals)
        except ValueError as error:
            yield f'"{form}" has a broken place: {error}'
            continue
        if missing:
            places = " ".join(f"{{{name}}}" for name in sorted(_places(originals[-1])))
            yield f'"{form}" must have {"the places " + places if places else "no place"}'
        if _PERCENT_PLACE.search(form):
            yield f'"{form}" must use {{places}}, not %'
        if fault := _Tags.fault(form):
            yield f'"{form}" {fault}'


def _places(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)


class _Tags(HTMLParser):
    """Finds the first tag that Telegram would refuse."""

    KNOWN: Final = frozenset({"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    @classmethod
    def fault(cls, sentence: str) -> str | None:
        """Return what is wrong with the tags of a sentence, None when nothing is."""
        tags = cls()
        tags.feed(sentence)
        tags.close()
        return next(iter([*tags.faults, *(f"never closes <{tag}>" for tag in tags.open)]), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag not in self.KNOWN:
            self.faults.append(f"has a tag Telegram does not know: <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closes </{tag}> where it is not open")


def main(task: Literal["update", "check", "compile"]) -> int:
    """Carry out one task, compile what is sound, and return the exit code."""
    if task == "update":
        update()
    elif task == "check" and (late := stale()):
        names = ", ".join(str(path.relative_to(FOLDER.parent)) for path in late)
        print(f"The sentences of the code have changed. Run `make catalogs` to bring up to date {names}")
        return 1
    try:
        compile_all()
    except CatalogError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    tasks = ArgumentParser(prog="python -m locales.catalogs", description=__doc__)
    tasks.add_argument("task", choices=["update", "check", "compile"])
    sys.exit(main(tasks.parse_args().task))
