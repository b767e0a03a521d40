"""XLSX workbooks, row by row: merged cells, formulas and hidden sheets do not pass unseen."""

import io
import re
import warnings
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import IO, cast
from xml.etree.ElementTree import Element, iterparse
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from conversations.messages import say
from models.spreadsheets.formats import BROKEN
from models.spreadsheets.raw_cells import UNCALCULATED, Faulty, Merged, Unreadable, text_of

MOST_COLUMNS = 200
MOST_ROWS = 1_048_576  # of any workbook
MOST_MARKS = 100_000  # merged ranges, or formulas without their value, in a sheet
_CHUNK, _OVERLAP = 1 << 20, 64  # bytes
_AT_ONCE = 1_000  # rows

DAMAGE = (
    AttributeError, BadZipFile, EOFError, IndexError, InvalidFileException, KeyError, NotImplementedError,
    OSError, OverflowError, RuntimeError, SyntaxError, TypeError, ValueError, zlib.error,
)  # fmt: skip
"""What the library raises on a file that is no XLSX workbook, or is broken (bad XML is a SyntaxError)."""

_MARKED = re.compile(rb"<(?:\w+:)?(?:f[ >/]|mergeCell )")
_RECALCULATED = re.compile(rb"<(?:\w+:)?calcPr[^>]*\bfullCalcOnLoad=\"(?:1|true)\"")

Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet of a workbook. ``length``: about how many rows it has, 0 when it is not told."""

    title: str
    hidden: bool
    rows: Iterator[Cells]
    length: int


@dataclass(frozen=True, slots=True)
class _Span:
    """A merged range, columns from 1."""

    left: int
    top: int
    right: int
    bottom: int
    name: str


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the values of a sheet do not tell. ``uncalculated``: (row, column) of formulas."""

    merged: tuple[_Span, ...] = ()
    uncalculated: frozenset[tuple[int, int]] = frozenset()


def workbook_sheets(content: bytes) -> Iterator[BookSheet]:
    """Give the sheets of a workbook, hidden ones too; raise Unreadable."""
    with _sound(), ZipFile(io.BytesIO(content)) as archive:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        # Programs that write formulas without their values, or with zeros, ask for a calculation.
        stale = any(
            _RECALCULATED.search(archive.read(name))
            for name in archive.namelist()
            if name.endswith("workbook.xml")
        )
        listed = book.worksheets
    try:
        for sheet in listed:
            with _sound(), ZipFile(io.BytesIO(content)) as archive:
                # The library reads marks of a sheet only with the whole of it in memory.
                marks = _marks(archive, vars(sheet)["_worksheet_path"], stale=stale)
            length = sheet.max_row or 0
            # What a file says of its own size may be wrong: rows would be lost.
            cast(ReadOnlyWorksheet, sheet).reset_dimensions()
            rows = _marked(_read(sheet.iter_rows(values_only=True)), marks)
            yield BookSheet(sheet.title, sheet.sheet_state != "visible", rows, length)
    finally:
        book.close()


@contextmanager
def _sound() -> Iterator[None]:
    """Say that a workbook is broken where the library fails on it, and silence what it would print."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except DAMAGE:
        raise Unreadable(BROKEN) from None


def _read(rows: Iterator[Cells]) -> Iterator[Cells]:
    """Give the rows of a sheet, no wider than is looked at; raise Unreadable where there are too many."""
    for _ in range(MOST_ROWS // _AT_ONCE + 1):
        with _sound():
            read = [cells[: MOST_COLUMNS + 1] for cells in islice(rows, _AT_ONCE)]
        yield from read
        if len(read) < _AT_ONCE:
            return
    raise Unreadable(BROKEN)


def _marks(archive: ZipFile, name: str, *, stale: bool) -> _Marks:
    """Look for what the values of a sheet do not tell; most sheets hold none of it."""
    with archive.open(name) as sheet:
        if not _holds_marks(sheet):
            return _Marks()
    merged: list[_Span] = []
    uncalculated: set[tuple[int, int]] = set()
    row = 0
    with archive.open(name) as sheet:
        for _, element in iterparse(sheet):  # noqa: S314 — as the library does; expat bounds what expands
            match element.tag.rpartition("}")[2]:
                case "row":
                    row = int(element.get("r") or row + 1)
                    uncalculated.update((row, column) for column in _uncalculated(element, stale=stale))
                    element.clear()
                case "mergeCell":
                    merged.append(_span(element.get("ref", "")))
            if len(merged) + len(uncalculated) > MOST_MARKS:
                raise Unreadable(
                    say("has too many merged cells or formulas: copy it and paste its values alone.")
                )
    return _Marks(tuple(merged), frozenset(uncalculated))


def _holds_marks(sheet: IO[bytes]) -> bool:
    kept = b""
    while chunk := sheet.read(_CHUNK):
        if _MARKED.search(kept + chunk):
            return True
        kept = chunk[-_OVERLAP:]
    return False


def _uncalculated(row: Element, *, stale: bool) -> Iterator[int]:
    """Give the columns of the formulas of a row that have no value; an empty text is one."""
    column = 0
    for cell in row:
        reference = cell.get("r")
        column = coordinate_to_tuple(reference)[1] if reference else column + 1
        parts = {part.tag.rpartition("}")[2]: part for part in cell}
        value = parts.get("v")
        known = value is not None and (value.text or cell.get("t") == "str")
        if "f" in parts and (stale or not known):
            yield column


def _span(name: str) -> _Span:
    left, top, right, bottom = range_boundaries(name)
    return _Span(left or 1, top or 1, right or MOST_COLUMNS, bottom or MOST_ROWS, name)


def _marked(rows: Iterable[Cells], marks: _Marks) -> Iterator[Cells]:
    """Give rows in which formulas without value and merged cells are seen for what they are."""
    if marks == _Marks():
        yield from rows
        return
    uncalculated: defaultdict[int, list[int]] = defaultdict(list)
    for row, column in marks.uncalculated:
        uncalculated[row].append(column)
    beginning: defaultdict[int, list[_Span]] = defaultdict(list)
    for span in marks.merged:
        beginning[span.top].append(span)
    merged: list[tuple[_Span, object]] = []
    for number, read in enumerate(rows, 1):
        cells = list(read)
        for column in uncalculated.pop(number, ()):
            _put(cells, column, UNCALCULATED)
        for span in beginning.pop(number, ()):
            value = cells[span.left - 1] if span.left <= len(cells) else None
            if text_of(value):
                merged.append((span, _merged(span, value)))
        for span, value in merged:
            for column in range(span.left, min(span.right, MOST_COLUMNS) + 1):
                _put(cells, column, value)
        merged = [(span, value) for span, value in merged if span.bottom > number]
        yield cells


def _merged(span: _Span, value: object) -> object:
    """Return what each cell of a range holds: in one column, the value of the first."""
    if isinstance(value, Faulty):
        return value
    if span.left == span.right:
        return Merged(value, span.name, span.top)
    return Faulty(
        text_of(value),
        say("the cells {cells} are merged: separate them, and write one value in each.", cells=span.name),
    )


def _put(cells: list[object], column: int, value: object) -> None:
    if column <= MOST_COLUMNS:
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value
