"""A paper becomes a PDF that reads, prints and files well, whatever people wrote."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from bot.documents.papers import render
from bot.documents.spoken import spoken
from bot.i18n import speak
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
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.messages import Euros, Message, say, verbatim
from tests.pdfs import drawings, images, pages

ROOT = Path(__file__).parents[2]
WRITTEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PROJECT = "Nous voulons construire une cave d’affinage et embaucher trois personnes. "


def a_paper(*blocks: Block, title: str = "Fromagerie des Hauts", **changes: object) -> Paper:
    options = {"author": "Réseau d’essai", "written_at": WRITTEN, **changes}
    return Paper(title=verbatim(title), blocks=blocks, **options)  # type: ignore[arg-type]


def a_brief(project: str) -> Paper:
    return a_paper(
        Facts(((verbatim("Effectif"), verbatim(12)), (verbatim("Demande"), verbatim(Euros(23_000))))),
        Heading(verbatim("Le projet")),
        Paragraph(verbatim(project)),
        Heading(verbatim("Compétences")),
        Bullets((verbatim("Qualité"), verbatim("Export"))),
        Table((verbatim("Poste"), verbatim("Montant")), ((verbatim("Cave"), verbatim(Euros(180_000))),)),
        subtitle=verbatim("Fiche de présentation"),
        footer=verbatim("Réservé au comité"),
        template=Template.BRIEF,
    )


def printed(paper: Paper, language: str = "fr") -> bytes:
    """Return the PDF, by way of the JSON that waits in the outbox."""
    return render(json.loads(json.dumps(spoken(paper, language, speak))))


def text(paper: Paper) -> str:
    """Return all that is read on the pages, on one line."""
    return " ".join(" ".join(pages(printed(paper))).split())


def in_order(words: list[str], said: str) -> bool:
    places = [said.find(word) for word in words]
    return -1 not in places and places == sorted(places)


def test_everything_is_read_in_order() -> None:
    said = text(a_brief(PROJECT))
    words = ["Réseau d’essai", "Fromagerie des Hauts", "Fiche de présentation", "Effectif", "12", "Demande"]
    words += [
        "Le projet",
        "construire une cave",
        "Compétences",
        "Qualité",
        "Export",
        "Poste",
        "Montant",
        "Cave",
    ]
    assert in_order([*words, "Réservé au comité", "1/1"], said)


def test_a_letter_ends_with_who_signs() -> None:
    letter = a_paper(
        Paragraph(verbatim("Bonne réussite.")), Signature((verbatim("Pour le comité"), verbatim("Léa Œ.")))
    )
    assert in_order(["Bonne réussite.", "Pour le comité", "Léa Œ."], text(letter))


def test_values_are_spoken_in_the_language_of_the_paper() -> None:
    paper = a_paper(Paragraph(verbatim(date(2026, 12, 1))))
    assert "1er décembre 2026" in pages(printed(paper, "fr"))[0]
    assert "1 December 2026" in pages(printed(paper, "en"))[0]


def test_french_typography_is_kept() -> None:
    amount = "23\N{NARROW NO-BREAK SPACE}000\N{NO-BREAK SPACE}€"
    written = f"« Cœur »\N{NO-BREAK SPACE}: {amount}, l’Œuvre — où ? ÿ Ÿ ç À"
    (page,) = pages(printed(a_paper(Paragraph(verbatim(written)))))
    assert written.replace("\N{NO-BREAK SPACE}", " ") in page


def test_a_no_break_space_never_ends_a_line() -> None:
    amount = "23\N{NARROW NO-BREAK SPACE}000\N{NO-BREAK SPACE}€"
    lengths = range(60, 110)
    paper = a_paper(*(Paragraph(verbatim("x" * length + f" {amount}")) for length in lengths))
    assert "".join(pages(printed(paper))).count(amount.replace("\N{NO-BREAK SPACE}", " ")) == len(lengths)


def test_tags_of_sentences_are_styles_and_those_of_people_are_words() -> None:
    paper = a_paper(Paragraph(say("<b>Note</b>: <i>{words}</i> & co", words="<b>5 < 6</b>")))
    assert "Note: <b>5 < 6</b> & co" in text(paper)
    styles: dict[str, str] = {}

    def note(said: str, _cm: object, _tm: object, font: DictionaryObject | None, _size: float) -> None:
        styles[said.strip()] = str(font["/BaseFont"]) if font else ""

    PdfReader(BytesIO(printed(paper))).pages[0].extract_text(visitor_text=note)
    assert styles["Note"].endswith("SourceSans3-SemiBold")
    assert styles["<b>5 < 6</b>"].endswith("SourceSans3-Italic")


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = json.dumps(spoken(a_brief(PROJECT), "fr", speak))
    program = (
        "import json, sys; from bot.documents.papers import render;"
        "sys.stdout.buffer.write(render(json.load(sys.stdin)))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        input=paper.encode(),
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
    )
    assert elsewhere.stdout == render(json.loads(paper))


def test_nothing_of_the_library_is_loaded_before_the_first_paper() -> None:
    program = "import sys, bot.documents.papers; print({'typst', 'PIL'} & set(sys.modules))"
    asked = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert asked.stdout == "set()\n"


def test_the_file_tells_its_title_language_author_date_and_headings() -> None:
    reader = PdfReader(BytesIO(printed(a_brief(PROJECT))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Fromagerie des Hauts"
    assert reader.metadata.author == "Réseau d’essai"
    assert reader.metadata.creation_date == WRITTEN
    assert str(reader.root_object["/Lang"]) == "fr"
    headings = [entry.title for entry in reader.outline if isinstance(entry, Destination)]
    assert headings == ["Le projet", "Compétences"]


def test_a_long_table_repeats_its_head_on_each_page() -> None:
    head = (verbatim("Heure"), verbatim("Entreprise"))
    rows = tuple((verbatim(f"{9 + i // 60} h {i % 60:02}"), verbatim(f"Société n° {i};")) for i in range(200))
    found = pages(printed(a_paper(Table(head, rows), footer=verbatim("Document de travail"))))
    assert len(found) > 3
    for number, page in enumerate(found, 1):
        assert page.count("Entreprise") == 1
        assert "Document de travail" in page
        assert f"{number}/{len(found)}" in page
    assert in_order([f"Société n° {i};" for i in range(200)], "".join(found))


def test_a_cell_longer_than_a_page_runs_on() -> None:
    rows = ((verbatim("Projet"), verbatim(" ".join(f"mot{i};" for i in range(3000)))),)
    found = pages(printed(a_paper(Table((verbatim("Quoi"), verbatim("Texte")), rows))))
    assert len(found) > 2
    assert in_order([f"mot{i};" for i in range(3000)], "".join(found))


def test_a_heading_is_never_alone_at_the_bottom_of_a_page() -> None:
    for count in range(30, 36):
        blocks = [Paragraph(verbatim("Rien.")) for _ in range(count)]
        found = pages(
            printed(a_paper(*blocks, Heading(verbatim("Décision")), Paragraph(verbatim("Accordé."))))
        )
        assert [page for page in found if "Décision" in page] == [
            page for page in found if "Accordé." in page
        ]


def test_a_brief_stays_on_one_page_and_says_what_it_cut() -> None:
    whole, cut = text(a_brief(PROJECT * 10)), text(a_brief(PROJECT * 400))
    assert "…" not in whole
    assert cut.endswith("Réservé au comité 1/1")
    assert "…" in cut
    assert in_order(["Le projet", "Compétences", "Export", "Cave", "180"], cut)


def test_a_brief_with_too_much_of_everything_still_has_one_page() -> None:
    (page,) = pages(printed(a_paper(*[Paragraph(verbatim(PROJECT))] * 300, template=Template.BRIEF)))
    assert "…" in page


def test_what_the_font_lacks_leaves_a_mark_or_nothing() -> None:
    emoji = "\N{ROCKET}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{WRENCH}"
    words = f"A\x00B\x07 {emoji} \N{MATHEMATICAL BOLD SMALL F}in non\N{NON-BREAKING HYPHEN}dit שלום مرحبا "
    words += "王 e\N{COMBINING ACUTE ACCENT} ca\N{SOFT HYPHEN}ve\ttab"
    read = text(a_paper(Paragraph(verbatim(words))))
    assert f"AB {emoji} fin non\N{NON-BREAKING HYPHEN}dit" in read and "□ é cave tab" in read


def test_italics_that_the_font_lacks_are_upright() -> None:
    assert "Ждём Ω" in text(a_paper(Paragraph(say("<i>{words}</i>", words="Ждём Ω"))))


def test_a_word_longer_than_the_page_is_broken() -> None:
    for block in (
        Paragraph(verbatim("w" * 5000)),
        Table((verbatim("a"), verbatim("b" * 5000)), ((verbatim("c" * 5000), verbatim("d")),)),
        Facts(((verbatim("e" * 5000), verbatim("f" * 5000)),)),
        Heading(verbatim("g" * 5000)),
        Bullets((verbatim("h" * 5000),)),
        Signature((verbatim("i" * 5000),)),
    ):
        assert printed(a_paper(block, title="t" * 5000, footer=verbatim("p" * 5000)))
        brief = printed(a_paper(block, title="t" * 5000, template=Template.BRIEF))
        assert len(PdfReader(BytesIO(brief)).pages) == 1


@pytest.mark.parametrize(
    "block", [Table((), ()), Table((verbatim("Seule"),), ()), Facts(()), Bullets(()), Paragraph(verbatim(""))]
)
def test_a_block_with_nothing_to_say_is_no_obstacle(block: Block) -> None:
    assert "Fromagerie" in text(a_paper(block))


def a_chart(labels: int) -> Chart:
    """Return a chart of bars, as high as there are labels."""
    names = tuple(verbatim(f"Bassin {i}") for i in range(labels))
    counted = Series(verbatim("2017"), tuple(range(labels)))
    return Chart(
        ChartKind.BARS, verbatim("Dossiers"), verbatim("Année 2017"), names, (counted,), verbatim("dossiers")
    )


def test_a_chart_is_an_image_with_words_for_who_does_not_see_it() -> None:
    pdf = printed(a_paper(Heading(verbatim("Chiffres")), a_chart(3), Paragraph(verbatim("Fin."))))
    (page,) = pages(pdf)
    assert in_order(["Chiffres", "Fin."], page) and "Bassin" not in page
    ((drawn,),) = drawings(pdf)
    assert in_order(["Dossiers", "Année 2017", "Bassin 0", "Bassin 2"], drawn)
    (said,) = images(pdf)
    assert said.startswith("Dossiers Année 2017 · dossiers Bassin 0") and said.endswith(": 2")


def test_charts_stay_whole_and_with_their_heading() -> None:
    blocks = [block for i in range(4) for block in (Heading(verbatim("Titre")), a_chart(5 + i))]
    pdf = printed(a_paper(*blocks))
    found = list(zip(pages(pdf), drawings(pdf), strict=True))
    assert len(found) > 1
    assert all(len(drawn) == page.count("Titre") > 0 for page, drawn in found)


def test_the_highest_chart_fits_a_page_under_its_heading() -> None:
    pdf = printed(a_paper(Heading(verbatim("Titre")), a_chart(40), Paragraph(verbatim("Fin."))))
    ((at, (drawn,)),) = [(at, drawn) for at, drawn in enumerate(drawings(pdf)) if drawn]
    assert "Titre" in pages(pdf)[at]
    assert all(f"Bassin {n}" in drawn for n in range(40))
    heights: list[float] = []

    def note(said: str, around: list[float], matrix: list[float], _font: object, _size: float) -> None:
        if "B" in said:  # each letter of a drawing has its place
            heights.append(around[1] * matrix[4] + around[3] * matrix[5] + around[5])

    PdfReader(BytesIO(pdf)).pages[at].extract_text(visitor_text=note)
    assert min(heights) > 60 and max(heights) - min(heights) > 500


def anything() -> st.SearchStrategy[Message]:
    return st.text(max_size=60).map(verbatim)


@settings(max_examples=25, deadline=None)
@given(
    words=st.text(max_size=400),
    cells=st.lists(st.tuples(anything(), anything()), max_size=4),
    one_page=st.booleans(),
)
def test_whatever_people_write_is_printed(
    words: str, cells: list[tuple[Message, Message]], one_page: bool
) -> None:
    said = verbatim(words)
    blocks = (
        Heading(said),
        Paragraph(said),
        Facts(tuple(cells)),
        Table((said, said), tuple(cells)),
        Bullets((said,)),
    )
    assert printed(
        a_paper(*blocks, title=words, template=Template.BRIEF if one_page else Template.REPORT)
    ).startswith(b"%PDF")
