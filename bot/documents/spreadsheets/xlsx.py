"""A workbook, written row by row: what was written is no longer in memory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import IO, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from bot.documents.spreadsheets.cells import Cell, looks_like_a_formula
from bot.documents.spreadsheets.columns import Append, Kind

MOST_ROWS: Final = 1_048_576  # of a sheet [Excel specifications and limits]
MOST_OF_A_TITLE: Final = 31  # characters [the same]
BRAND: Final = "#1F4E79"
WIDTHS: Final = {
    Kind.TEXT: 22, Kind.PROSE: 60, Kind.DAY: 12, Kind.MOMENT: 17, Kind.YEAR: 10, Kind.WHOLE: 12,
    Kind.TENTHS: 12, Kind.EUROS: 13, Kind.YES_NO: 12,
}  # fmt: skip
FORMATS: Final = {
    Kind.DAY: {"num_format": 14},  # the short date of who reads it, and with its time [ECMA-376, 18.8.30]
    Kind.MOMENT: {"num_format": 22},
    Kind.YEAR: {"num_format": "0"},
    Kind.WHOLE: {"num_format": "#,##0"},
    Kind.TENTHS: {"num_format": "0.0"},
    Kind.EUROS: {"num_format": '#,##0\\ "€"'},
}


class Xlsx:
    """Writes a workbook whose first sheet, ``about``, says what it is.

    ``most_rows``: of a sheet, its header included; what is more goes to another one beside it.
    """

    def __init__(
        self, file: IO[bytes], *, about: str, author: str, made_at: datetime, most_rows: int = MOST_ROWS
    ) -> None:
        self._most_rows = most_rows
        self._folder = TemporaryDirectory(prefix="alize-export-")  # rows wait there until the end
        self._book = Workbook(file, {"constant_memory": True, "tmpdir": self._folder.name})
        self._book.use_zip64()
        self._book.set_properties({"author": author, "created": made_at.replace(tzinfo=None)})
        style = self._book.add_format
        self._head = style(
            {"bold": True, "font_color": "white", "bg_color": BRAND, "text_wrap": True, "valign": "top"}
        )
        self._bold = style({"bold": True, "valign": "top"})
        self._wrapped = style({"text_wrap": True, "valign": "top", "align": "left"})
        self._formats = {kind: style(given) for kind, given in FORMATS.items()}
        self._quoted = style({"quote_prefix": True})  # a text even when somebody edits it later
        self._about = self._book.add_worksheet(about[:MOST_OF_A_TITLE])

    @contextmanager
    def sheet(self, title: str, columns: Sequence[tuple[str, Kind]]) -> Iterator[Append]:
        """Write a sheet while the block runs, and as many as its rows need."""
        number, row = 1, 0
        sheet, puts = self._opened(title, columns)

        def append(cells: Sequence[Cell]) -> None:
            nonlocal number, row, sheet, puts
            row += 1
            if row == self._most_rows:
                self._close(sheet, row - 1, columns)
                number, row = number + 1, 1
                sheet, puts = self._opened(f"{title} ({number})", columns)
            for place, (put, cell) in enumerate(zip(puts, cells, strict=True)):
                if cell is not None:
                    put(row, place, cell)

        yield append
        self._close(sheet, row, columns)

    def about(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Say what the workbook is, in two or three columns; a row of one cell is a heading."""
        put_text, put_number = self._texts(self._about, self._wrapped), self._about.write_number
        self._about.set_column(0, 0, 34)
        self._about.set_column(1, 1, 48)
        self._about.set_column(2, 2, 90)
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, int):
                    put_number(number, place, cell, self._wrapped)
                elif place == 0:
                    self._about.write_string(number, 0, str(cell), self._bold)
                else:
                    put_text(number, place, str(cell))

    def close(self) -> None:
        """Finish the file; raise OSError."""
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            self._folder.cleanup()

    def give_up(self) -> None:
        """Leave the file unfinished."""
        self._book.fileclosed = True  # else it is finished when it is collected
        for sheet in self._book.worksheets():
            sheet._opt_close()  # what its own close() does
        self._folder.cleanup()

    def _opened(
        self, title: str, columns: Sequence[tuple[str, Kind]]
    ) -> tuple[Worksheet, list[Callable[[int, int, Cell], object]]]:
        sheet = self._book.add_worksheet(title[:MOST_OF_A_TITLE])
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 45)
        for place, (name, kind) in enumerate(columns):
            sheet.set_column(place, place, WIDTHS[kind])
            sheet.write_string(0, place, name, self._head)
        return sheet, [self._put(sheet, kind) for _, kind in columns]

    def _close(self, sheet: Worksheet, last_row: int, columns: Sequence[tuple[str, Kind]]) -> None:
        sheet.autofilter(0, 0, last_row, len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})

    def _put(self, sheet: Worksheet, kind: Kind) -> Callable[[int, int, Cell], object]:
        match kind:
            case Kind.TEXT | Kind.PROSE:
                return self._texts(sheet, None)
            case Kind.YES_NO:
                return sheet.write_boolean  # type: ignore[no-any-return]
            case Kind.DAY | Kind.MOMENT:
                style = self._formats[kind]
                return lambda row, place, cell: sheet.write_datetime(row, place, cell, style)
            case _:
                style = self._formats[kind]
                return lambda row, place, cell: sheet.write_number(row, place, cell, style)

    def _texts(self, sheet: Worksheet, style: object) -> Callable[[int, int, Cell], object]:
        """Return what writes texts as such, whatever they begin with."""

        def put(row: int, place: int, cell: Cell) -> None:
            text = str(cell)
            if text.startswith("<r>"):  # xlsxwriter would take it for markup of its own, and not escape it
                text = f" {text}"
            sheet.write_string(row, place, text, self._quoted if looks_like_a_formula(text) else style)

        return put
