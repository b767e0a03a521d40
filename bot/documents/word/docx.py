"""A spoken paper as a Word document, to be edited: real headings, tables, images with their text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.documents.charts.pictures import picture
from bot.documents.charts.surfaces import WORD
from bot.documents.markup import Piece, pieces
from bot.documents.spoken import BlockKind, SpokenBlock, SpokenPaper
from locales import LANGUAGES

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FONT: Final = "Calibri"
ACCENT, SOFT, HAIR = "1C4A76", "5C5C5C", "D0D0D0"
SIZE = 10.5  # points
IMAGE_WIDTH, IMAGE_HEIGHT = 6.6, 9.0  # inches: between the margins
LABEL_SHARE: Final = 0.3  # of the width, for the labels of facts
LONGEST_PROPERTY: Final = 255  # characters
WHOLE_ROWS: Final = 24
"""The rows of a table of numbers that stays on one page."""

_NOT_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word(paper: SpokenPaper) -> bytes:
    """Return the document of a paper."""
    import docx  # a fifth of a second and 30 MB, for a few papers a month

    document = docx.Document()
    _set_up(document, paper)
    _paragraph(document, escape(paper["author"]), size=9, color=SOFT)
    document.add_heading(_plain(paper["title"]), level=0)
    if paper["subtitle"]:
        _paragraph(document, paper["subtitle"], size=11.5, color=SOFT)
    for block in paper["blocks"]:
        _add(document, block)
    _add_footer(document, paper["footer"])
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: "Document", paper: SpokenPaper) -> None:
    """Set the page, the styles and what the file says of itself."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.1)
    section.top_margin = section.bottom_margin = Cm(2)
    styles = (
        ("Normal", SIZE, None),
        ("Title", 20, ACCENT),
        ("Heading 1", 12.5, ACCENT),
        ("Footer", 8.5, SOFT),
    )
    for name, size, color in styles:
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if color:
            style.font.color.rgb = RGBColor.from_string(color)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    language = LANGUAGES[paper["language"]].tag
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
    core, title = document.core_properties, _plain(paper["title"])
    core.title, core.author = title[:LONGEST_PROPERTY], _plain(escape(paper["author"]))[:LONGEST_PROPERTY]
    core.language = language
    core.created = core.modified = datetime.fromisoformat(paper["written_at"]).astimezone(UTC)
    core.comments = ""


def _add(document: "Document", block: SpokenBlock) -> None:
    rows = block["rows"]
    match block["kind"]:
        case BlockKind.HEADING:
            document.add_heading(_plain(rows[0][0]), level=1)
        case BlockKind.FACTS:
            _add_facts(document, rows)
        case BlockKind.TABLE:
            _add_table(document, rows, numbers=block.get("numbers", False))
        case BlockKind.BULLETS:
            for row in rows:
                _fill(document.add_paragraph(style="List Bullet"), row[0])
        case BlockKind.CHART:
            _add_chart(document, block)
        case _:
            for row in rows:
                _paragraph(document, row[0])


def _add_facts(document: "Document", rows: Sequence[Sequence[str]]) -> None:
    from bot.documents.word.ooxml import keep_row, rule, set_widths

    table = document.add_table(len(rows), 2)
    set_widths(document, table, (LABEL_SHARE, 1 - LABEL_SHARE))
    for (label, value), cells in zip(rows, table.rows, strict=True):
        _write(cells.cells[0], label, color=SOFT)
        _write(cells.cells[1], value)
        keep_row(cells, repeated=False)
    rule(table, None, HAIR)
    document.add_paragraph()


def _add_table(document: "Document", rows: Sequence[Sequence[str]], *, numbers: bool) -> None:
    from bot.documents.word.ooxml import keep_row, rule, set_widths

    table = document.add_table(len(rows), len(rows[0]))
    set_widths(document, table, _shares(rows))
    for number, (texts, row) in enumerate(zip(rows, table.rows, strict=True)):
        stays = number < len(rows) - 1 and numbers and len(rows) <= WHOLE_ROWS
        for place, (text, cell) in enumerate(zip(texts, row.cells, strict=True)):
            _write(
                cell,
                text,
                bold=not number,
                color=None if number else ACCENT,
                to_right=numbers and bool(place),
                keeps_next=stays or not number,
            )
        keep_row(row, repeated=not number)
    rule(table, ACCENT, HAIR)
    document.add_paragraph()


def _shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the share of the width that each column needs for its cells and the words of its head."""
    head, *others = ([_plain(cell) for cell in row] for row in rows)
    needs = [
        max(*(len(word) + 2 for word in name.split() or [""]), *(len(row[place]) + 2 for row in others), 6)
        for place, name in enumerate(head)
    ]
    return [need / sum(needs) for need in needs]


def _add_chart(document: "Document", block: SpokenBlock) -> None:
    """Add a chart as an image, what it shows as its alternative text."""
    from docx.shared import Emu, Inches

    shape = document.add_picture(BytesIO(picture(block["chart"], WORD)))
    scale = min(Inches(IMAGE_WIDTH) / shape.width, Inches(IMAGE_HEIGHT) / shape.height)
    shape.width, shape.height = Emu(int(scale * shape.width)), Emu(int(scale * shape.height))
    shape._inline.docPr.set("descr", " ".join(_plain(block["rows"][0][0]).split()))


def _add_footer(document: "Document", footer: str) -> None:
    """Write what is said at the bottom of each page, then its number."""
    from bot.documents.word.ooxml import make_field

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{_plain(footer)} · " if footer else "")
    make_field(paragraph.add_run(), "PAGE")
    paragraph.add_run("/")
    make_field(paragraph.add_run(), "NUMPAGES")


def _paragraph(document: "Document", html: str, *, size: float = SIZE, color: str | None = None) -> None:
    _fill(document.add_paragraph(), html, size=size, color=color)


def _write(
    cell: "_Cell",
    html: str,
    *,
    bold: bool = False,
    color: str | None = None,
    to_right: bool = False,
    keeps_next: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = keeps_next
    if to_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _fill(paragraph, html, size=9.5, color=color, bold=bold)


def _fill(
    paragraph: "Paragraph", html: str, *, size: float = SIZE, color: str | None = None, bold: bool = False
) -> None:
    """Write a text at the end of a paragraph."""
    for piece in _pieces(html):
        run = _run(paragraph, piece.text, size, color)
        run.bold, run.italic = bold or "B" in piece.style, "I" in piece.style


def _run(paragraph: "Paragraph", text: str, size: float, color: str | None) -> "Run":
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    if color:
        run.font.color.rgb = RGBColor.from_string(color)
    return run


def _plain(html: str) -> str:
    return "".join(piece.text for piece in _pieces(html))


def _pieces(html: str) -> tuple[Piece, ...]:
    """Return the pieces of a text, with nothing that XML refuses (www.w3.org/TR/xml, 2.2)."""
    return tuple(replace(piece, text=_NOT_XML.sub("", piece.text)) for piece in pieces(html))
