"""The past in spreadsheets, XLSX or CSV: read whole, with all there is to mend in them.

What a row says is checked as it is read; what rows say together is in ``checks``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import ValidationError

from conversations.messages import Message, say, say_n
from models.history.cells import CellReader, Kind
from models.history.columns import Subject
from models.history.rows import CONTRIBUTORS, DOSSIERS, SUBJECTS, History, Line, PastContributor
from models.spreadsheets.raw_cells import text_of
from models.spreadsheets.sheets import HIDDEN, Cells, Fault, Sheet, SpreadsheetError, filled, sheets, too_long
from models.spreadsheets.titles import UNTITLED, Columns, damaged_titles, read_columns, without_columns

MOST_BYTES = 100_000_000
MOST_ROWS = 200_000  # of one sheet
TELL_EVERY = 500  # rows

_YEAR = re.compile(r"(?:19|20)\d\d")


class Phase(Enum):
    """What a load is doing."""

    READING = auto()
    CHECKING = auto()
    WRITING = auto()


Progress: TypeAlias = Callable[[Phase, int, int], None]
"""Hears how many rows are done, of how many; 0 when it is not known."""


def silent(phase: object, done: int, total: int) -> None:
    """Tell nobody how far a load is."""


@dataclass(slots=True)
class HistoryFile:
    """What was read: the rows that can be, where, and the faults of the others.

    ``told``: the references of the dossiers listed, well or badly. ``titles``: what the columns of a sheet
    are called there, by its name and their key.
    """

    lines: list[Line[Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def history(self) -> History:
        """The rows alone."""
        return History.of(line.row for line in self.lines)


def read_history(
    paths: Iterable[Path], cells: CellReader, progress: Progress, subjects: Sequence[Subject] = SUBJECTS
) -> HistoryFile:
    """Read every sheet of every file; a list of several may have its titles only."""
    read = HistoryFile()
    unfilled: list[Path] = []
    for path in paths:
        before, titled = (len(read.lines), len(read.faults)), len(read.titles)
        legend = True
        try:
            for sheet in sheets(path, MOST_BYTES):
                legend = False
                name = sheet.name if sheet.name == path.name else f"{path.name}, {sheet.name}"
                _SheetReader(read, name, cells, progress, subjects).read(sheet)
        except SpreadsheetError as error:
            read.faults.extend(error.faults)
        if before == (len(read.lines), len(read.faults)):
            if legend or len(read.titles) > titled:
                unfilled.append(path)
            else:
                read.faults.append(_nothing_in(path))
    if not read.lines and not read.faults:
        read.faults.extend(map(_nothing_in, unfilled))
    return read


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults sheet by sheet, from top to bottom."""
    faults = list(faults)
    places = {sheet: place for place, sheet in enumerate(dict.fromkeys(fault.sheet for fault in faults))}
    return sorted(faults, key=lambda fault: (places[fault.sheet], fault.row))


def _nothing_in(path: Path) -> Fault:
    return Fault(path.name, 0, "", say("no row is filled in."))


class _SheetReader:
    """Reads the rows of one sheet, noting every fault it meets."""

    def __init__(
        self,
        read: HistoryFile,
        name: str,
        cells: CellReader,
        progress: Progress,
        subjects: Sequence[Subject],
    ) -> None:
        self._read, self._name, self._cells, self._progress = read, name, cells, progress
        self._subjects = subjects

    def read(self, sheet: Sheet) -> None:
        """Read a sheet: its first row that is not empty names the columns."""
        subject: Subject | None = None
        columns = Columns({})
        before = len(self._read.lines)
        for number, cells in filled(sheet.rows, self._is_title):
            if number % TELL_EVERY == 0:
                self._progress(Phase.READING, number, sheet.length)
            if sheet.hidden:
                self._fault(0, "", HIDDEN)
                return
            if subject is None:
                damage = damaged_titles(cells)
                if damage is not None:
                    self._fault(number, "", damage)
                    return
                titles = [text_of(cell) for cell in cells]
                subject = self._subject(sheet.name, titles)
                if subject is None:
                    return
                columns = self._columns(subject, number, cells)
                if not columns.places.keys() >= set(subject.required):
                    return
            elif number > MOST_ROWS:
                self._fault(number, "", too_long(MOST_ROWS))
                return
            else:
                self._row(subject, number, columns, cells)
        if subject is CONTRIBUTORS:
            self._are_dated(sheet.name, self._read.lines[before:])

    def _is_title(self, text: str) -> bool:
        return any(subject.key_of(text) for subject in self._subjects)

    def _are_dated(self, name: str, lines: Sequence[Line[Any]]) -> None:
        """The firms of one year's list tell when they took part: without days, they count in every year."""
        undated = [
            line
            for line in lines
            if isinstance(line.row, PastContributor) and line.row.since is None and line.row.until is None
        ]
        numbers = re.findall(r"\d+", name)  # of several, none is the year: 2014-2017, 29-11-2026
        if not undated or len(numbers) != 1 or not _YEAR.fullmatch(numbers[0]):
            return
        since, until = (self._read.titles[self._name, key] for key in ("since", "until"))
        told = say_n(
            "its name says {year}, and this row tells no day: it would count in every year. Write "
            "01/01/{year} in “{since}” and 31/12/{year} in “{until}” if it took part in {year} only; "
            "else take the year out of the name.",
            "its name says {year}, and {n} rows from this one on tell no day: they would count in every "
            "year. Write 01/01/{year} in “{since}” and 31/12/{year} in “{until}” if they took part in "
            "{year} only; else take the year out of the name.",
            len(undated),
            year=numbers[0],
            since=since,
            until=until,
        )
        self._fault(undated[0].number, since, told)

    def _fault(self, number: int, column: str, message: Message) -> None:
        self._read.faults.append(Fault(self._name, number, column, message))

    def _subject(self, title: str, titles: Sequence[str]) -> Subject | None:
        """Return what a sheet is about: by its title, else by its columns."""
        named = next((each for each in self._subjects if title in each.names), None)
        if named is not None:
            return named

        def likeness(subject: Subject) -> tuple[int, int]:
            found = set(filter(None, map(subject.key_of, titles)))
            return len(found.intersection(subject.required)) - len(subject.required), len(found)

        best = max(self._subjects, key=likeness)
        if any(best.key_of(title) for title in titles):
            return best
        known = "; ".join(
            f"{each.title} ({', '.join(_titles(each, each.required))})" for each in self._subjects
        )
        self._fault(1, "", say("its first row names the columns of no list. Lists: {known}.", known=known))
        return None

    def _columns(self, subject: Subject, number: int, cells: Cells) -> Columns:
        names = {column.key: column.names[0] for column in subject.columns}
        columns = read_columns(cells, subject.key_of, names)
        missing = [names[key] for key in subject.required if key not in columns.places]
        if missing:
            self._fault(number, "", without_columns(missing))
        for title, fault in columns.faults:
            self._fault(number, title, fault)
        self._read.titles |= {(self._name, key): title for key, title in columns.titles.items()}
        return columns

    def _row(self, subject: Subject, number: int, columns: Columns, cells: Cells) -> None:
        for letter in columns.untitled(cells):
            self._fault(number, letter, UNTITLED)
        told = {
            key: cells[place]
            for key, place in columns.places.items()
            if place < len(cells) and text_of(cells[place])
        }
        wrong: dict[str, Message] = {}
        try:
            row = subject.reader.validate_python(told, context=self._cells)
        except ValidationError as refused:
            wrong = subject.wrong(refused)
        else:
            self._read.lines.append(Line(self._name, number, row))
        for key, message in wrong.items():
            self._fault(number, columns.titles[key], message)
        if subject is DOSSIERS and "source" not in wrong:
            self._read.told.add(str(self._cells.read(Kind.REFERENCE, told["source"])))


def _titles(subject: Subject, keys: Iterable[str]) -> list[str]:
    return [subject.column(key).names[0] for key in keys]
