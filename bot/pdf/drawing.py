"""Draw a laid-out paper as a PDF."""

import unicodedata
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

from bot.charts import drawn
from bot.fonts import source_sans
from bot.pdf.layout import WIDTH, Layout
from bot.pdf.rows import Ink, Row
from bot.pdf.speaking import SpokenPaper
from bot.pdf.texts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, Piece, Typeface, plain

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

LEFT: Final = 60.0
TOP: Final = 56.0
FOOTER_TOP: Final = 841.89 - 54.0

_FAMILY: Final = "SourceSansPro"
_UPRIGHT: Final = {REGULAR: "Regular", BOLD: "Semibold"}
_SLANTED: Final = {ITALIC: "It", BOLD_ITALIC: "SemiboldIt"}
_ASCENT: Final = 1.0
"""From the top of a line to what it stands on, in ems."""


def render(paper: SpokenPaper) -> bytes:
    """Return the PDF of a paper, on A4 sheets; the same paper gives the same bytes."""
    with ExitStack() as opened:
        return _drawn(paper, opened)


def _drawn(paper: SpokenPaper, opened: ExitStack) -> bytes:
    from fpdf import FPDF  # a quarter of a second and 30 MB, for a few papers a month
    from fpdf.prefs import ViewerPreferences

    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    # Each style takes 30 ms and some kilobytes, even unused.
    typeface = _typeface(pdf, _UPRIGHT | _SLANTED if "<i>" in str(paper) else _UPRIGHT, opened)
    pdf.set_title(plain(typeface.set(paper["title"])))
    pdf.set_author(plain((typeface.shown(Piece(paper["author"])),)))
    pdf.set_lang(paper["language"])
    pdf.set_creation_date(datetime.fromisoformat(paper["written_at"]))
    blocks = enumerate(paper["blocks"])
    images = {at: drawn(block["chart"]) for at, block in blocks if block["kind"] == "chart"}
    layout = Layout(paper, typeface, images)
    pages = layout.pages()
    for number, page in enumerate(pages, 1):
        pdf.add_page()
        for start, row in page:
            _draw(pdf, typeface, row, TOP + start)
        _rule(pdf, Ink.HAIR, FOOTER_TOP - 6)
        _draw(pdf, typeface, layout.footer(), FOOTER_TOP)
        _draw(pdf, typeface, layout.number(number, len(pages)), FOOTER_TOP)
    return bytes(pdf.output())


def _typeface(pdf: "FPDF", styles: Mapping[str, str], opened: ExitStack) -> Typeface:
    """Give the PDF its fonts, and return what they can show; their files are read until it is written."""
    widths = {}
    for style, name in styles.items():
        path = opened.enter_context(source_sans(name))
        pdf.add_font(_FAMILY, style, path)
        font = cast("TTFFont", pdf.fonts[f"{_FAMILY.lower()}{style}"])
        opened.callback(font.ttfont.close)
        widths[style] = {
            chr(code): font.cw[code] / 1000
            for code in font.cmap
            if unicodedata.category(chr(code)) not in ("Cc", "Cf")
        }
    return Typeface(widths)


def _draw(pdf: "FPDF", typeface: Typeface, row: Row, top: float) -> None:
    """Draw a row, its top being that far from the top of the sheet."""
    if row.entry:
        pdf.set_y(top)
        pdf.start_section(row.entry)
    for cell in row.cells:
        pdf.set_text_color(cell.ink.value)
        for i, line in enumerate(cell.lines):
            x = LEFT + cell.x
            if cell.to_right:
                x += cell.width - typeface.width(line) * row.size
            for piece in line:
                pdf.set_font(_FAMILY, piece.style, row.size)
                pdf.text(x, top + i * row.leading + _ASCENT * row.size, piece.text)
                x += pdf.get_string_width(piece.text)
    if row.image:
        image = row.image
        png = BytesIO(image.png)
        pdf.image(png, LEFT, top, image.width, image.height, alt_text=image.alternative)
    if row.rule:
        _rule(pdf, row.rule, top + row.height)


def _rule(pdf: "FPDF", ink: Ink, y: float) -> None:
    """Draw a line across the sheet."""
    pdf.set_draw_color(ink.value)
    pdf.set_line_width(0.9 if ink is Ink.ACCENT else 0.5)
    pdf.line(LEFT, y, LEFT + WIDTH, y)
