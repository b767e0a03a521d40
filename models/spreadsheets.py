"""Spreadsheets that people fill in, CSV or XLSX: their sheets, their cells, and all there is to mend."""

import csv
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from conversations.messages import Message, say
from conversations.words import fold

Cells: TypeAlias = Sequence[object]
Names: TypeAlias = Mapping[str, str]
"""Codes by what people call them, folded."""

LEGEND = "Codes"
"""The sheet of a template that explains, and is never read."""

_DAMAGE = (
    BadZipFile,
    zlib.error,
    EOFError,
    InvalidFileException,
    KeyError,
    OSError,
    ParseError,
    ValueError,
)
"""What reading an XLSX file raises when it is none, or is broken."""

_SEPARATORS = re.compile(r"[,;\n]")  # of the words in a cell


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend: where, and what is wrong. ``row`` 0 is the whole sheet."""

    sheet: str
    row: int
    column: str
    message: Message

    def __str__(self) -> str:
        place = [self.sheet, f"row {self.row}" if self.row else "", self.column]
        told = self.message.msgid.format(**self.message.values)
        return f"{', '.join(part for part in place if part)}: {told}"


class SpreadsheetError(Exception):
    """A spreadsheet that cannot be loaded; ``faults`` says all there is to mend."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet; a CSV file is one. ``length``: about how many there are, 0 when it is not told."""

    name: str
    rows: Iterator[Cells]
    length: int


def sheets(path: Path, most_bytes: int) -> Iterator[Sheet]:
    """Give the sheets of a file that hold rows; raise SpreadsheetError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise _unreadable(path, say("cannot be read ({cause}): check the path.", cause=cause)) from None
    if len(content) > most_bytes:
        raise _unreadable(path, say("is too large: at most {n} MB.", n=most_bytes // 1_000_000))
    if path.suffix.lower() == ".csv":
        yield Sheet(path.name, _unbroken(path, _csv_rows(content)), content.count(b"\n"))
        return
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except _DAMAGE:
        raise _unreadable(path, say("is neither a CSV nor an XLSX file.")) from None
    try:
        for sheet in book.worksheets:
            if sheet.title != LEGEND:
                rows = _unbroken(path, sheet.iter_rows(values_only=True))
                yield Sheet(sheet.title, rows, sheet.max_row or 0)
    finally:
        book.close()


def _unreadable(path: Path, problem: Message) -> SpreadsheetError:
    return SpreadsheetError(Fault(path.name, 0, "", problem))


def _unbroken(path: Path, rows: Iterable[Cells]) -> Iterator[Cells]:
    """Give rows, which are read from the file one by one; raise SpreadsheetError where it is broken."""
    try:
        yield from rows
    except (*_DAMAGE, csv.Error):
        raise _unreadable(path, say("is broken: open it and save it again.")) from None


def _csv_rows(content: bytes) -> Iterator[Cells]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets write in France
    header = text.lstrip().partition("\n")[0]
    separator = max(";,\t", key=header.count)
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def text_of(cell: object) -> str:
    """Return what a cell says."""
    if isinstance(cell, float) and cell.is_integer():  # a SIREN that a spreadsheet took for a figure
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def day_of(cell: object) -> date | None:
    """Return the day that a spreadsheet holds as such; None for words."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def listed(text: str, names: Names) -> list[str]:
    """Return the words in a cell that lists some; a slash may part two, or be in the name of one."""
    words = [word.strip() for word in _SEPARATORS.split(text)]
    parts = [[word] if fold(word) in names else word.split("/") for word in words]
    return [part.strip() for several in parts for part in several if part.strip()]


def closest(word: str, names: Iterable[str]) -> str | None:
    """Return which name a word resembles, None when it resembles none."""
    shown = {fold(name): name for name in names}
    return next((shown[name] for name in get_close_matches(fold(word), shown, n=1)), None)


def without_columns(missing: Iterable[str]) -> Message:
    """Tell which columns a sheet lacks."""
    return say("these columns are missing: {columns}.", columns=", ".join(missing))


EMPTY = say("must not be empty.")
NO_DAY = say("must be a day, such as 2017-03-18.")


def no_siren(text: str) -> Message:
    """Tell that a text is no SIREN number."""
    return say("{siren} is not a SIREN number: check its nine digits.", siren=text)


def save_csv(path: Path, rows: Iterable[Cells]) -> None:
    """Write rows as spreadsheets read them in France."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_text(text.getvalue(), "utf-8-sig", newline="")


def save_xlsx(path: Path, sheets: Mapping[str, Iterable[Cells]], width: int = 24) -> None:
    """Write sheets by title; the first row of each is in bold and stays in sight."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(tuple(row))
        for place in range(1, sheet.max_column + 1):
            sheet.cell(1, place).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.freeze_panes = "A2"
    book.save(path)
