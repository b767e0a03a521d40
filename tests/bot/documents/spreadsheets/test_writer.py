"""The files of exports: typed, complete, and safe to open whatever people typed."""

import csv
import io
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert

from bot.documents.spreadsheets.cells import Cell
from bot.documents.spreadsheets.columns import Kind
from bot.documents.spreadsheets.csv_files import CsvFiles
from bot.documents.spreadsheets.writer import Progress, file_name, write_export
from bot.documents.spreadsheets.xlsx import Xlsx
from bot.services.core.export_orders import Format
from bot.services.core.rights import Role
from bot.services.figures.exports import Export, export_from_json, export_to_json
from conversations.figures.periods import everything, year_of
from conversations.network.routing import Atlas
from conversations.situation import World
from models.database.engines import WRITES
from models.database.writer import open_engine
from models.figures.export_rows import Subject, snapshot
from models.figures.queries import Scope
from models.migrate import migrate
from models.places.search import CommuneTable
from models.schema import METADATA
from tests.builders import a_basin, a_network
from tests.models.figures.test_export_rows import JANUARY, store

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

COLUMNS = [(kind.name, kind) for kind in Kind]
CELLS: dict[Kind, Cell] = {
    Kind.TEXT: "732829320",
    Kind.PROSE: "deux\nlignes",
    Kind.DAY: date(2026, 11, 23),
    Kind.MOMENT: datetime(2026, 11, 23, 10, 30),  # noqa: DTZ001 (as clocks showed it in Paris)
    Kind.YEAR: 2011,
    Kind.WHOLE: -12,
    Kind.TENTHS: Decimal("2.5"),
    Kind.EUROS: 15_000,
    Kind.YES_NO: True,
}


def test_a_workbook_has_typed_cells_a_frozen_head_filters_and_widths() -> None:
    file = io.BytesIO()
    book = Xlsx(file, about="About", author="Essai", made_at=NOW)
    with book.sheet("All", COLUMNS) as append:
        append([CELLS[kind] for kind in Kind])
        append([None for kind in Kind])
    book.close()
    sheet = load_workbook(file)["All"]
    cells = dict(zip(Kind, sheet[2], strict=True))
    types = {kind: cell.data_type for kind, cell in cells.items()}
    numbers = dict.fromkeys((Kind.YEAR, Kind.WHOLE, Kind.TENTHS, Kind.EUROS), "n")
    assert types == {
        Kind.TEXT: "s",
        Kind.PROSE: "s",
        Kind.DAY: "d",
        Kind.MOMENT: "d",
        Kind.YES_NO: "b",
        **numbers,
    }
    assert cells[Kind.TENTHS].value == 2.5 and cells[Kind.WHOLE].value == -12
    assert cells[Kind.MOMENT].value == CELLS[Kind.MOMENT]
    assert "€" in cells[Kind.EUROS].number_format
    assert all(cell.value is None for cell in sheet[3])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:I3")
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["C"].width


def test_csv_is_what_excel_opens_by_a_double_click_in_france() -> None:
    file = io.BytesIO()
    book = CsvFiles(file, about="About", zipped=False, yes_no=("non", "oui"))
    with book.sheet("All", COLUMNS) as append:
        append([CELLS[kind] for kind in Kind])
    assert file.getvalue().startswith(b"\xef\xbb\xbfTEXT;PROSE;DAY;")
    assert file.getvalue().endswith(
        b'732829320;"deux\nlignes";2026-11-23;2026-11-23 10:30;2011;-12;2,5;15000;oui\r\n'
    )


WORLD = World(date(2026, 11, 23), a_network(a_basin("meuse")), Atlas(a_network()), CommuneTable())
YEAR = Export(Scope(), year_of(2026), NOW, role=Role.COORDINATOR)


@pytest.fixture
def database_of_two(database_url: str) -> Iterator[str]:
    """A database with two requests, one of a firm that is known."""
    engine = open_engine(database_url)
    migrate(engine)
    tables = METADATA.tables
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        store(connection, 1)
        store(connection, 2, JANUARY + timedelta(days=3), None)
        company = {"id": 1, "siren": "732829320", "name": "=Tilleuls", "commune": None}
        connection.execute(insert(tables["company"]), company)
        answers = {"name": "Camille Durand", "headcount": 12, "description": "Un nouveau fournil"}
        dossier = tables["dossier"]
        connection.execute(dossier.update().where(dossier.c.id == 1).values(company_id=1, answers=answers))
    engine.dispose()
    yield database_url


def written(url: str, export: Export, path: Path, heard: list[Progress] | None = None) -> dict[Subject, int]:
    engine = open_engine(url)
    try:
        with snapshot(engine) as connection:
            hear = (heard if heard is not None else []).append
            return dict(write_export(connection, WORLD, export, path, hear).rows)
    finally:
        engine.dispose()


def test_a_workbook_has_a_sheet_for_each_subject_and_says_what_it_is(
    database_of_two: str, tmp_path: Path
) -> None:
    heard: list[Progress] = []
    rows = written(database_of_two, YEAR, tmp_path / "a.xlsx", heard)
    assert rows == {**dict.fromkeys(Subject, 0), Subject.DOSSIERS: 2, Subject.NEEDS: 4, Subject.EVENTS: 4}
    about, *sheets = load_workbook(tmp_path / "a.xlsx").worksheets
    told = {row[0]: row[1:] for row in about.iter_rows(values_only=True)}
    assert all(
        told[sheet.title] == (rows[subject], told[sheet.title][1])
        for sheet, subject in zip(sheets, Subject, strict=True)
    )
    assert "2026" in [row[0] for row in told.values()]
    assert heard[-1].dossiers == 2
    assert [progress.done for progress in heard] == list(range(2, 2 * len(heard) + 1, 2))


def test_only_one_with_personal_data_tells_who_asks(database_of_two: str, tmp_path: Path) -> None:
    bare, full = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    written(database_of_two, YEAR, bare)
    written(database_of_two, Export(Scope(), year_of(2026), NOW, personal=True, reason="Contrôle"), full)
    texts = [
        {str(cell.value) for sheet in load_workbook(path) for row in sheet for cell in row}
        for path in (bare, full)
    ]
    personal = {"732829320", "=Tilleuls", "Camille Durand", "Un nouveau fournil"}
    assert personal.isdisjoint(texts[0])
    assert personal <= texts[1]
    assert stat.S_IMODE(full.stat().st_mode) == 0o600


def test_one_subject_alone_is_one_csv_file(database_of_two: str, tmp_path: Path) -> None:
    export = Export(Scope(), year_of(2026), NOW, format=Format.CSV, only=Subject.NEEDS, language="en")
    assert file_name(export, WORLD) == "alize-2026-needs.csv"
    written(database_of_two, export, tmp_path / "needs.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "needs.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [(row["Reference"], row["Code"], row["Comes first"]) for row in rows] == [
        ("AZ-26-0001", "sales", "no"),
        ("AZ-26-0001", "hr", "yes"),
        ("AZ-26-0002", "sales", "no"),
        ("AZ-26-0002", "hr", "yes"),
    ]


def test_several_subjects_in_csv_come_together(database_of_two: str, tmp_path: Path) -> None:
    export = Export(Scope(), everything(NOW.date()), NOW, format=Format.CSV, basin="meuse", language="en")
    assert file_name(export, WORLD) == "alize-since-the-beginning-meuse.zip"
    rows = written(database_of_two, export, tmp_path / "all.zip")
    assert rows[Subject.DOSSIERS] == 1
    with ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(Subject) + 1


@pytest.mark.parametrize("form", Format)
def test_a_file_that_cannot_be_finished_is_not_left(
    database_of_two: str, tmp_path: Path, form: Format
) -> None:
    class Stopped(Exception): ...

    def stop(progress: Progress) -> None:
        raise Stopped

    engine = open_engine(database_of_two)
    with snapshot(engine) as connection, pytest.raises(Stopped):
        write_export(
            connection, WORLD, Export(Scope(), year_of(2026), NOW, format=form), tmp_path / "a", stop
        )
    engine.dispose()
    assert list(tmp_path.glob("a*")) in ([], [tmp_path / "alize.db"])


def test_a_file_that_is_there_stays_as_it_is(database_of_two: str, tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_text("mine")
    with pytest.raises(FileExistsError):
        written(database_of_two, YEAR, tmp_path / "mine.xlsx")
    assert (tmp_path / "mine.xlsx").read_text() == "mine"


@pytest.mark.parametrize(
    "export",
    [
        YEAR,
        Export(
            Scope(frozenset({"meuse", ""})),
            everything(NOW.date()),
            NOW,
            "",
            Format.CSV,
            True,
            Subject.EVENTS,
            "en",
            reason="Contrôle",
            person_id=7,
            stands_for=frozenset({8, 9}),
        ),
    ],
)
def test_an_export_is_the_same_in_the_process_that_makes_it(export: Export) -> None:
    assert export_from_json(export_to_json(export)) == export
