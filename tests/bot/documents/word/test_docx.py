"""Papers in Word and in Markdown, and tables of numbers: whatever people wrote, the form holds."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.papers import render
from bot.documents.spoken import SpokenPaper, spoken
from bot.documents.word.docx import word
from bot.documents.word.markdown import markdown
from bot.i18n import speak
from bot.services.core.papers import Block, Bullets, Facts, Heading, Paper, Paragraph, Signature, Table
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.messages import say, verbatim
from tests import pdfs

CHART = Chart(
    ChartKind.BARS,
    verbatim("Demandes | par territoire"),
    verbatim("2017"),
    (verbatim("Vosges"), verbatim("Meuse")),
    (Series(verbatim("2017"), (12, None)),),
    verbatim("demandes"),
)


def a_paper(*blocks: Block) -> SpokenPaper:
    paper = Paper(verbatim("Bilan <2017>"), "Réseau d'essai", datetime(2026, 11, 23, 9, tzinfo=UTC), blocks)
    return spoken(paper, "fr", speak)


def a_table(rows: int, *, numbers: bool = True) -> Table:
    head = (verbatim("Territoire"), verbatim("Demandes"))
    return Table(head, tuple((verbatim(f"T{n}"), verbatim(n)) for n in range(rows)), numbers=numbers)


def test_markdown_has_headings_tables_lists_and_charts_in_words() -> None:
    said = markdown(
        a_paper(
            Heading(verbatim("Résultats")),
            Paragraph(say("<b>Note</b>: {words}", words="*3 < 4*")),
            Facts(((verbatim("Effectif"), verbatim(12)),)),
            a_table(2),
            Bullets((verbatim("Export"),)),
            CHART,
            Signature((verbatim("Pour le comité"), verbatim("Léa"))),
        )
    )
    assert said.startswith("# Bilan \\<2017\\>\n")
    for part in (
        "\n## Résultats\n",
        "\n**Note**: \\*3 \\< 4\\*\n",
        "\n- **Effectif** – 12\n",
        "\n| Territoire | Demandes |\n| --- | ---: |\n| T0 | 0 |\n| T1 | 1 |\n",
        "\n- Export\n",
        "\n**Demandes \\| par territoire**  \n2017 · demandes  \n\n- Vosges: 12\n- Meuse: –\n",
        "\nPour le comité  \nLéa\n",
    ):
        assert part in said.replace("\N{NO-BREAK SPACE}:", ":")


def test_word_repeats_the_head_of_tables_and_describes_charts() -> None:
    document = Document(BytesIO(word(a_paper(Heading(verbatim("Résultats")), a_table(40), CHART))))
    [table] = document.tables
    assert "w:tblHeader" in table.rows[0]._tr.xml and "w:tblHeader" not in table.rows[1]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [None, 2]  # to the right
    [shape] = document.inline_shapes
    assert "Vosges" in shape._inline.docPr.get("descr")


def test_word_says_what_the_paper_is_and_numbers_its_pages() -> None:
    document = Document(BytesIO(word(a_paper())))
    core = document.core_properties
    assert (core.title, core.author, core.language) == ("Bilan <2017>", "Réseau d'essai", "fr-FR")
    assert "NUMPAGES" in document.sections[0].footer.paragraphs[0]._p.xml


@settings(max_examples=20)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_whatever_people_write_the_document_opens(words: str) -> None:
    blocks = (
        Heading(verbatim(words)),
        Paragraph(verbatim(words)),
        Facts(((verbatim(words), verbatim(words)),)),
    )
    assert Document(BytesIO(word(a_paper(*blocks)))).paragraphs
    assert markdown(a_paper(*blocks)).startswith("# ")


def pages(*blocks: Block) -> list[str]:
    return pdfs.pages(render(a_paper(*blocks)))


def test_a_table_of_numbers_is_not_parted_where_a_page_can_hold_it() -> None:
    text = Paragraph(verbatim("mot " * 900))
    parted, whole = (pages(text, a_table(15, numbers=numbers)) for numbers in (False, True))
    assert "T0" in parted[0] and "T14" in parted[1]
    assert "T0" not in whole[0] and "T0" in whole[1] and "T14" in whole[1]


def test_a_long_table_of_numbers_runs_on_under_its_head() -> None:
    said = pages(a_table(90))
    assert len(said) > 1 and all("Territoire" in page for page in said)


def test_a_chart_shrinks_a_little_rather_than_leave_a_page_empty() -> None:
    assert len(pages(CHART, CHART, CHART)) == 1
