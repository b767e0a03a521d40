"""What python-docx has no words for: rules of tables, widths, rows that repeat, fields."""

from collections.abc import Sequence
from typing import Any, Final

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table
from docx.text.run import Run

RULE: Final = {"val": "single", "sz": "4", "space": "0"}


def rule(table: Table, head: str | None, lines: str) -> None:
    """Draw a line under each row of a table; ``head``: the colour of the one under its first row."""
    borders = _made("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(_made(f"w:{side}", color=lines, **RULE))
    table._tbl.tblPr.append(borders)
    if head is not None:
        for cell in table.rows[0].cells:
            under = _made("w:tcBorders")
            under.append(_made("w:bottom", color=head, **{**RULE, "sz": "8"}))
            cell._tc.get_or_add_tcPr().append(under)


def set_widths(document: Document, table: Table, shares: Sequence[float]) -> None:
    """Give the columns of a table their shares of the page."""
    section = document.sections[0]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    table.autofit = False
    for place, share in enumerate(shares):
        table.columns[place].width = Emu(int(width * share))
        for cell in table.columns[place].cells:
            cell.width = Emu(int(width * share))


def keep_row(row: Any, *, repeated: bool) -> None:
    """Have a row not be parted over pages; ``repeated``: it is at the top of each page of its table."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_made("w:cantSplit"))
    if repeated:
        properties.append(_made("w:tblHeader"))


def make_field(run: Run, name: str) -> None:
    """Have a run show what Word computes, such as the number of the page."""
    for part in ("begin", None, "end"):
        if part is None:
            instruction = _made("w:instrText")
            instruction.text = name
            run._r.append(instruction)
        else:
            run._r.append(_made("w:fldChar", fldCharType=part))


def _made(tag: str, **values: str) -> Any:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element
