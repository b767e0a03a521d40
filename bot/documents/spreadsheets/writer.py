"""Write an export to a file: each sheet in turn, its rows read and written a batch at a time."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from bot.documents.spreadsheets.about import ABOUT, about
from bot.documents.spreadsheets.cells import Cell, safe
from bot.documents.spreadsheets.columns import Book, Column, Kind
from bot.documents.spreadsheets.csv_files import CsvFiles
from bot.documents.spreadsheets.labels import bare
from bot.documents.spreadsheets.sheets import AnySheet, sheets
from bot.i18n import PARIS, speak
from bot.services.core.export_orders import Format
from bot.services.figures.exports import Export
from conversations.figures.periods import named
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.words import fold
from models.database.engines import PRIVATE
from models.database.writer import Connection
from models.figures.export_extents import how_many
from models.figures.export_rows import Subject
from models.team.queries import names_of_members


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an export of some dossiers is: those gone through, of as many, once for each sheet."""

    dossiers: int
    done: int
    total: int
    subject: Subject


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: dossiers, and rows by subject."""

    dossiers: int
    rows: Mapping[Subject, int]


Hear = Callable[[Progress], None]
Read = Callable[[Any], Cell]


def write_export(
    connection: Connection, world: World, export: Export, path: Path, hear: Hear = lambda progress: None
) -> Written:
    """Write an export to a new file; raise FileExistsError, or another OSError, and then leave no file.

    ``connection``: a snapshot, for the sheets to agree. ``hear``: is told after each batch.
    """
    mode = PRIVATE if export.personal else 0o666  # less what the umask takes
    with open(path, "xb", opener=partial(os.open, mode=mode)) as file:
        try:
            return _Writing(connection, world, export, hear).written(file)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise


def file_name(export: Export, world: World) -> str:
    """Return what to call the file: what it is of, and when."""
    told = [speak(named(export.period), export.language, markup=False)]
    if export.basin is not None:
        told.append(export.basin or "national")
    if export.only:
        told.append(speak(sheets(world, {})[export.only].title, export.language, markup=False))
    if export.personal:
        told.append(speak(say("personal data"), export.language, markup=False))
    stem = "-".join(("alize", *(fold(words).replace(" ", "-") for words in told)))
    return f"{stem}.{suffix(export)}"


def suffix(export: Export) -> str:
    """Return how the name of the file ends."""
    if export.format is Format.XLSX:
        return "xlsx"
    return "csv" if export.only else "zip"


class _Writing:
    """One export being written."""

    def __init__(self, connection: Connection, world: World, export: Export, hear: Hear) -> None:
        self._connection, self._world, self._export, self._hear = connection, world, export, hear
        self._dossiers = how_many(connection, export.extent)
        every = sheets(world, names_of_members(connection) if export.personal else {})
        self._sheets = [every[subject] for subject in export.subjects]
        self._done = 0

    def written(self, file: IO[bytes]) -> Written:
        """Write it all."""
        book = self._book(file)
        try:
            rows = {sheet.subject: self._write(book, sheet) for sheet in self._sheets}
            lines = about(self._export, self._world, self._sheets, rows)
            book.about(
                [
                    [each if isinstance(each, int) else safe(self._say(each)) for each in line]
                    for line in lines
                ]
            )
        except BaseException:
            book.give_up()
            raise
        book.close()
        return Written(self._dossiers, rows)

    def _book(self, file: IO[bytes]) -> Book:
        export, title = self._export, self._say(ABOUT)
        if export.format is Format.XLSX:
            from bot.documents.spreadsheets.xlsx import Xlsx

            return Xlsx(file, about=title, author=self._world.network.name, made_at=export.made_at)
        yes_no = (self._say(say("no")), self._say(say("yes")))
        return CsvFiles(file, about=title, zipped=export.only is None, yes_no=yes_no)

    def _write(self, book: Book, sheet: AnySheet) -> int:
        columns: tuple[Column[Any], ...] = sheet.shown(personal=self._export.personal)
        reads = [self._reads(column) for column in columns]
        titles = [(self._say(column.title), column.kind) for column in columns]
        rows, total = 0, self._dossiers * len(self._sheets)
        with book.sheet(self._say(sheet.title), titles) as append:
            for batch in sheet.rows(self._connection, self._export.extent):
                for row in batch.rows:
                    append([read(row) for read in reads])
                rows += len(batch.rows)
                self._done += batch.dossiers
                self._hear(Progress(self._dossiers, self._done, total, sheet.subject))
        return rows

    def _reads(self, column: Column[Any]) -> Read:
        """Return what reads the cells of a column; every label is spoken once."""
        value = column.value
        if column.labels is not None:
            return _labelled(value, {code: bare(self._say(told)) for code, told in column.labels.items()})
        match column.kind:
            case Kind.DAY:
                return lambda row: _day(value(row))
            case Kind.MOMENT:
                return lambda row: _paris(value(row))
            case Kind.TENTHS:
                return lambda row: _tenths(value(row))
            case Kind.TEXT | Kind.PROSE:
                return lambda row: _text(value(row))
            case _:
                return cast("Read", value)

    def _say(self, message: Message) -> str:
        return speak(message, self._export.language, markup=False)


def _labelled(value: Callable[[Any], Any], labels: Mapping[str, str]) -> Read:
    """Return what reads codes as they are called; one of a later release is told as it is."""

    def read(row: Any) -> Cell:
        codes = value(row)
        if isinstance(codes, str):
            return labels.get(codes) or safe(codes)
        listed = codes if isinstance(codes, Sequence) else ()
        return safe(", ".join(labels.get(code, code) for code in listed)) or None

    return read


def _text(value: Any) -> Cell:
    return safe(str(value)) or None if value is not None else None


def _paris(moment: Any) -> Cell:
    """Return a moment as clocks showed it: spreadsheets know no time zone."""
    return moment.astimezone(PARIS).replace(tzinfo=None) if moment is not None else None


def _day(value: Any) -> Cell:
    return value.astimezone(PARIS).date() if isinstance(value, datetime) else value


def _tenths(value: Any) -> Cell:
    return Decimal(value) / 10 if value is not None else None
