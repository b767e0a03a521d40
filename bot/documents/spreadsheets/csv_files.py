"""CSV as Excel opens it in France by a double click.

UTF-8 with its mark, or accents would be lost; semicolons, since the comma is the decimal mark there, and
decimal commas, since "2.5" would become the second of May; days as 2026-11-23, read everywhere; yes and no
in words. It is one dialect, whatever the language of the titles. A text that might be computed begins
with an apostrophe, as OWASP advises.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from bot.documents.spreadsheets.cells import Cell, looks_like_a_formula
from bot.documents.spreadsheets.columns import Append, Kind

ENCODING = "utf-8-sig"


class CsvFiles:
    """Writes a CSV file for each sheet, together in a .zip, or one alone.

    ``about``: the name of the one that says what they are. ``yes_no``: how it says False and True.
    """

    def __init__(self, file: IO[bytes], *, about: str, zipped: bool, yes_no: tuple[str, str]) -> None:
        self._file, self._about, self._yes_no = file, about, yes_no
        self._zip = ZipFile(file, "w", ZIP_DEFLATED) if zipped else None

    @contextmanager
    def sheet(self, title: str, columns: Sequence[tuple[str, Kind]]) -> Iterator[Append]:
        """Write a sheet while the block runs."""
        if self._zip is None:
            with self._written(self._file, columns) as append:
                yield append
            return
        with (
            self._zip.open(f"{title}.csv", "w", force_zip64=True) as member,
            self._written(member, columns) as append,
        ):
            yield append

    @contextmanager
    def _written(self, file: IO[bytes], columns: Sequence[tuple[str, Kind]]) -> Iterator[Append]:
        text = TextIOWrapper(file, ENCODING, newline="")
        writer = csv.writer(text, delimiter=";")
        if columns:
            writer.writerow([title for title, _ in columns])
        yield lambda cells: writer.writerow([self._text(cell) for cell in cells])
        text.flush()
        text.detach()

    def about(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Say what the files are; one alone has no room for it."""
        if self._zip is not None:
            with self._zip.open(f"{self._about}.csv", "w") as member, self._written(member, ()) as append:
                for row in rows:
                    append(row)

    def close(self) -> None:
        """Finish."""
        if self._zip is not None:
            self._zip.close()

    def give_up(self) -> None:
        """Leave the file unfinished."""
        with suppress(OSError):
            self.close()

    def _text(self, cell: Cell) -> str:
        match cell:
            case None:
                return ""
            case str():
                return f"'{cell}" if looks_like_a_formula(cell) else cell
            case bool():
                return self._yes_no[cell]
            case datetime():
                return f"{cell:%Y-%m-%d %H:%M}"
            case date():
                return cell.isoformat()
            case Decimal():
                return str(cell).replace(".", ",")
            case _:
                return str(cell)
