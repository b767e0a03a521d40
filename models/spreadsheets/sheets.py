"""Spreadsheets that people fill in, CSV or XLSX: their sheets, their cells, and all there is to mend."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from conversations.messages import Message, say
from conversations.understanding.words import fold
from models.spreadsheets.csv_files import csv_rows
from models.spreadsheets.formats import is_workbook, unfit_text, unfit_workbook
from models.spreadsheets.raw_cells import Merged, Unreadable, sound, text_of
from models.spreadsheets.xlsx_files import workbook_sheets

Cells: TypeAlias = Sequence[object]
Names: TypeAlias = Mapping[str, str]
"""Codes by what people call them, folded."""

LEGEND = "Codes"
"""The sheet of a template that explains, and is never read."""

COLUMN_WIDTH = 24  # characters
MOST_HEADINGS = 10  # rows over the titles of a table

_SEPARATORS = re.compile(r"[,;\n]")  # of the words in a cell


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend: where, and what is wrong. ``row`` 0 is the whole sheet."""

    sheet: str
    row: int
    column: str
    message: Message

    @property
    def told(self) -> Message:
        """The fault and its place, in a line."""
        if not self.row:
            return say("{sheet}: {problem}", sheet=self.sheet, problem=self.message)
        row = str(self.row)
        if not self.column:
            return say("{sheet}, row {row}: {problem}", sheet=self.sheet, row=row, problem=self.message)
        return say(
            "{sheet}, row {row}, {column}: {problem}",
            sheet=self.sheet,
            row=row,
            column=self.column,
            problem=self.message,
        )


class SpreadsheetError(Exception):
    """A spreadsheet that cannot be loaded; ``faults`` says all there is to mend."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(*faults)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet; a CSV file is one. ``length``: about how many there are, 0 when it is not told.

    ``hidden``: whoever looks at the workbook does not see it.
    """

    name: str
    rows: Iterator[Cells]
    length: int
    hidden: bool = False


def sheets(path: Path, most_bytes: int) -> Iterator[Sheet]:
    """Give the sheets of a file that hold rows; raise SpreadsheetError."""
    try:
        content = path.read_bytes() if path.stat().st_size <= most_bytes else None
    except OSError as error:
        raise _unreadable(path, _out_of_reach(error)) from None
    if content is None:
        most = most_bytes // 1_000_000
        raise _unreadable(path, say("is too large: at most {n} MB. Part it into several files.", n=most))
    book = is_workbook(content)
    unfit = unfit_workbook(content) if book else unfit_text(content, path.suffix)
    if unfit is not None:
        raise _unreadable(path, unfit)
    try:
        yield from _of_workbook(path, content) if book else _of_csv(path, content)
    except Unreadable as unreadable:
        raise _unreadable(path, unreadable.message) from None


def _of_csv(path: Path, content: bytes) -> Iterator[Sheet]:
    if not path.stem.lower().endswith(f"-{LEGEND.lower()}"):  # as a template in CSV files names its legend
        yield Sheet(path.name, _sound_rows(path, csv_rows(content)), content.count(b"\n"))


def _of_workbook(path: Path, content: bytes) -> Iterator[Sheet]:
    for sheet in workbook_sheets(content):
        if sheet.title != LEGEND:
            rows = _sound_rows(path, sheet.rows)
            yield Sheet(sheet.title, rows, sheet.length, sheet.hidden)


def _out_of_reach(error: OSError) -> Message:
    match error:
        case FileNotFoundError():
            return say("does not exist: check the path.")
        case IsADirectoryError():
            return say("is a folder: name the file itself.")
        case PermissionError():
            return say("may not be read: ask for the right to, or copy it elsewhere.")
    cause = error.strerror or type(error).__name__
    return say("cannot be read ({cause}): check what it is.", cause=cause)


def _unreadable(path: Path, problem: Message) -> SpreadsheetError:
    return SpreadsheetError(Fault(path.name or str(path), 0, "", problem))


def _sound_rows(path: Path, rows: Iterable[Cells]) -> Iterator[Cells]:
    """Give rows, which are read from the file one by one; raise SpreadsheetError where it is broken."""
    try:
        for cells in rows:
            yield [sound(cell) for cell in cells]
    except Unreadable as unreadable:
        raise _unreadable(path, unreadable.message) from None


def filled(rows: Iterable[Cells], is_title: Callable[[str], bool]) -> Iterator[tuple[int, Cells]]:
    """Give the rows that hold something of their own, with their numbers: the first names the columns.

    A heading over the table names none, and is passed over; a title that is merged with cells below it is no
    value of theirs. Where no row names columns, the first one comes alone.
    """
    titles, headings = 0, list[tuple[int, Cells]]()
    for number, read in enumerate(rows, 1):
        cells = [None if isinstance(cell, Merged) and cell.top <= titles else cell for cell in read]
        if not any(text_of(cell) for cell in cells if not isinstance(cell, Merged) or cell.top == number):
            continue
        if not titles and not any(is_title(text_of(cell)) for cell in cells):
            headings.append((number, cells))
            if len(headings) > MOST_HEADINGS:
                break
            continue
        titles = titles or number
        yield number, cells
    if not titles:
        yield from headings[:1]


def listed(text: str, names: Names) -> list[str]:
    """Return the words in a cell that lists some; a slash may part two, or be in the name of one."""
    words = [word.strip() for word in _SEPARATORS.split(text)]
    parts = [[word] if fold(word) in names else word.split("/") for word in words]
    return [part.strip() for several in parts for part in several if part.strip()]


EMPTY = say("must not be empty.")
HIDDEN = say("this sheet is hidden: show it if it is to be loaded, else delete it.")


def too_long(most: int) -> Message:
    """Tell that a sheet has too many rows."""
    return say("has too many rows: at most {n}. Part it into several files.", n=most)


def save_csv(path: Path, rows: Iterable[Cells]) -> None:
    """Write rows as spreadsheets read them in France."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_text(text.getvalue(), "utf-8-sig", newline="")


def save_xlsx(path: Path, sheets: Mapping[str, Iterable[Cells]]) -> None:
    """Write sheets by title; the first row of each is in bold and stays in sight. Raises OSError."""
    as_told = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    book = Workbook(path, as_told)
    bold = book.add_format({"bold": True})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row, None if number else bold)
        sheet.set_column(0, sheet.dim_colmax or 0, COLUMN_WIDTH)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
