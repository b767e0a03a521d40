"""Each paper has its template: tagged, in both languages, whatever people wrote in it."""

import logging
import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.documents.papers import printed as printed_whole
from bot.documents.papers import render
from bot.documents.spoken import spoken
from bot.documents.typesetting import TEMPLATES
from bot.i18n import speak
from bot.services.committee.own_letters import trial
from bot.services.core.papers import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Table,
    Template,
)
from conversations.messages import say, verbatim
from locales import LANGUAGES
from tests import pdfs
from tests.conversations.worlds import sample_network

WRITTEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ADDRESS = "https://example.com/a/very/long/address?of=a&page=1"
HOSTILE = ADDRESS + ' #read("/etc/passwd") $x$ *a* _b_ `c` @d <b>e</b> \\ // #panic() = f - g ~ [j] --- "k"'
RIGHT_TO_LEFT = "שירה כהן ومريم الفاسي"
SHARED = {"house", "words", "picture", "guide", "poster"}


def blocks(words: str, rows: int = 3) -> tuple[Block, ...]:
    said = verbatim(words)
    return (
        Facts(((said, said),)),
        Heading(said),
        Paragraph(say("<b>{words}</b>: <i>{words}</i>", words=words)),
        Bullets((said, said)),
        Table((verbatim("Colonne"), said), tuple((verbatim(f"n° {at};"), said) for at in range(rows))),
        Signature((said, said)),
    )


def printed(template: Template, words: str, language: str = "fr", rows: int = 3) -> bytes:
    paper = Paper(
        title=verbatim(words),
        author=words,
        written_at=WRITTEN,
        blocks=blocks(words, rows),
        subtitle=verbatim(words),
        footer=verbatim(words),
        template=template,
    )
    return render(spoken(paper, language, speak))


def tags(pdf: bytes) -> list[str]:
    """Return the kinds of the elements of a PDF, in reading order."""
    return [str(element["/S"]) for element in pdfs.elements(pdf)]


def test_every_paper_has_a_template_and_every_template_a_paper() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.typ")} - SHARED == {each.value for each in Template}


def test_templates_need_nothing_from_elsewhere() -> None:
    for path in TEMPLATES.glob("*.typ"):
        assert set(re.findall(r"#(?:import|include)\s+(.+?):", path.read_text())) <= {'"house.typ"'}


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_can_be_heard(template: Template, language: str, caplog: pytest.LogCaptureFixture) -> None:
    pdf = printed(template, "Fromagerie des Hauts", language)
    reader = PdfReader(BytesIO(pdf))
    assert str(reader.root_object["/Lang"]) == language
    assert reader.metadata is not None and reader.metadata.title == "Fromagerie des Hauts"
    assert {"/Title", "/H1", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Strong", "/Em"} <= {
        *tags(pdf)
    }
    assert len(reader.outline) == 1
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("template", Template)
def test_hostile_words_come_out_as_themselves_in_every_field(template: Template) -> None:
    read = " ".join(pdfs.text(printed(template, HOSTILE)).split())
    wanted = 15 if template is not Template.BRIEF else 10
    assert "".join(read.split()).count("".join(HOSTILE.split())) >= wanted
    assert "root:" not in read


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("words", ["Société " * 60, "W" * 400, RIGHT_TO_LEFT, "\N{ROCKET} 王"])
def test_long_and_foreign_names_hold(
    template: Template, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    found = PdfReader(BytesIO(printed(template, words)))
    for page in found.pages:
        inside: list[float] = []

        def note(said: str, cm: Any, tm: Any, _font: Any, _size: float, inside: list[float] = inside) -> None:
            if said.strip():
                inside.append(float(tm[4]) * float(cm[0]) + float(cm[4]))

        page.extract_text(visitor_text=note)
        assert all(50 < x < 545 for x in inside)
    assert not caplog.records


@pytest.mark.parametrize("template", [each for each in Template if each is not Template.BRIEF])
def test_the_head_of_a_table_of_sixty_rows_is_on_each_of_its_pages(template: Template) -> None:
    found = pdfs.pages(printed(template, "Fromagerie des Hauts de Meurthe " * 3, rows=60))
    held = [page for page in found if "n° " in page]
    assert len(held) > 1
    assert all("Colonne" in page for page in held)
    assert [f"{number}/{len(found)}" in page for number, page in enumerate(found, 1)] == [True] * len(found)


OWN = '#import "house.typ": *\n#show: house\n#blocks(data.blocks)\n'


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("", None),
        ("#nothing", 4),
        ('#import "@preview/cetz:0.3.0": *', 4),
        ('#let from = "@" + "preview/cetz:0.3.0"\n#import from: *', 5),
        ('#eval("1")', 4),
        ('#image("/etc/passwd", alt: "")', 4),
        ("#panic(data.author)", 4),
    ],
)
def test_a_template_of_a_basin_is_used_if_it_is_right(more: str, line: int | None) -> None:
    basin = replace(sample_network().basins[0], letter=OWN + more)
    pdf, wrong = printed_whole(spoken(trial(basin, WRITTEN), "fr", speak))
    assert "Essai" in pdfs.text(pdf) and b"/StructTreeRoot" in pdf
    assert (wrong.line if wrong else None) == line


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=80), st.sampled_from(Template), st.sampled_from([*LANGUAGES]))
def test_any_unicode_in_any_field_gives_a_tagged_paper(words: str, template: Template, language: str) -> None:
    assert b"/StructTreeRoot" in printed(template, words, language)
