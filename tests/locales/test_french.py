"""The French that people read: one word for each thing, one typography."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from locales.catalogs import read

ROOT = Path(__file__).parents[2]
PAGES = (
    *sorted((ROOT / "bot/playground/web/static").glob("*.html")),
    *sorted((ROOT / "bot/guides/fr").glob("*.md")),
)

ONE_WORD = {
    r"e-?mails?|mails?|adresses? électroniques?": "courriel",
    r"(?:entreprises? )?contributrices?|apporteurs?": "entreprise apporteuse",
    r"journées? (?:de conseil|d’expertise|de spécialistes)|jours? (?:de conseil|d’appui)": "journée d’appui",
    r"averti(?:e|s|es)?": "prévenu",
    r"décliner|déclinées?": "sans suite",
    r"dans la période": "pendant la période",
    r"touches": "boutons",
    r"demandeu(?:rs?|ses?)": "entreprise",
    r"du quand au quand": "de quand à quand",
    r"une? autre porte|autres portes|des portes": "un autre interlocuteur",
    r"(?:peut|est|a)-t?-?il ou (?:peut|est|a)-t?-?elle": "a sentence without either",
}
"""What is not written, and what is in its place."""


def sentences() -> Iterator[str]:
    """Return every French sentence of the catalog, each form by itself, its places left empty."""
    for entry in read("fr"):
        if entry.id:
            forms = (entry.string,) if isinstance(entry.string, str) else entry.string or ()
            yield from (re.sub(r"{\w+}", "{}", form) for form in forms)


@pytest.mark.parametrize("wording", ONE_WORD)
def test_each_thing_has_one_word(wording: str) -> None:
    said = re.compile(rf"\b(?:{wording})\b", re.IGNORECASE)
    assert [sentence for sentence in sentences() if said.search(sentence)] == [], (
        f"write “{ONE_WORD[wording]}”"
    )


def test_apostrophes_are_curly() -> None:
    assert [sentence for sentence in sentences() if re.search(r"[^\W\d]'[^\W\d]", sentence)] == []


def test_no_punctuation_is_left_alone_on_a_line() -> None:
    """Narrow no-break spaces before ; ! ? and in figures, wide ones before the colon and in « »."""
    wrong = re.compile(r"\S[ \u00a0](?=[;!?])|\S[ \u202f](?=[:»%€])|« |\d (?=\d{3}(?!\d))")
    assert [sentence for sentence in sentences() if wrong.search(sentence)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_keep_the_same_typography(path: Path) -> None:
    shown = re.sub(r"`[^`]*`|```.*?```|<[^>]*>|https?://\S+", "", path.read_text("utf-8"), flags=re.DOTALL)
    faults = re.findall(r".{0,20}(?:[^\W\d]'[^\W\d]|[\w»)][ \u00a0][!?;](?!\w)|« | »).{0,20}", shown)
    assert faults == []
