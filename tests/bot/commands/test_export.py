"""``alize export``: what it writes, what it refuses, and how it ends."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from bot.commands.parser import main
from models.database.engines import WRITES
from models.database.writer import open_engine
from models.figures.export_extents import DOSSIERS, EVENTS, TAKEN
from tests.models.figures.test_export_rows import store

THIS_YEAR = datetime.now(UTC).year


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, installed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run every command in a folder with a database of three requests of 2026, two of them of the Meuse."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ALIZE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    shutil.copy(installed, "alize.db")
    receive("meuse", "meuse", "vosges")
    yield tmp_path


def receive(*basins: str, first: int = 1) -> None:
    """Store a request in each of some basins."""
    engine = open_engine("sqlite:///alize.db")
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        for number, basin in enumerate(basins, first):
            store(connection, number, basin=basin)
    engine.dispose()


def test_a_file_holds_the_requests_of_the_period(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--period", "2026", "tout.xlsx"]) == 0
    assert "Dossiers: 3" in capsys.readouterr().out
    assert load_workbook("tout.xlsx").worksheets[1].max_row == 1 + 3


def test_of_one_basin_and_one_subject(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["export", "--period", "janvier 2026", "--basin", "meuse", "--only", "needs", "--lang", "en"]
    assert main([*asked, "needs.csv"]) == 0
    assert (folder / "needs.csv").read_text("utf-8-sig").splitlines()[0].startswith("Reference;Territory;")
    assert "Needs: 4" in capsys.readouterr().out


def test_personal_data_leaves_a_trace(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["export", "--period", "2026", "--basin", "meuse", "--with-personal-data", "a.zip"]
    assert main([*asked, "--reason", "Contrôle du FSE"]) == 0
    assert "personal data" in capsys.readouterr().out
    engine = open_engine("sqlite:///alize.db")
    with engine.connect() as connection:
        [row] = connection.execute(select(TAKEN))
        traces = connection.execute(select(EVENTS).where(EVENTS.c.event == "export")).all()
        of_somebody = DOSSIERS.c.person_id.is_not(None), DOSSIERS.c.basin_code == "meuse"
        known = connection.execute(select(func.count()).where(*of_somebody)).scalar_one()
    engine.dispose()
    assert (row.person_id, row.basins, row.dossiers, row.format) == (None, ["meuse"], 2, "csv")
    assert [(each.actor_id, each.note) for each in traces] == [(None, "Contrôle du FSE")] * known


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--period", "2024", "a.xlsx"], 1, "January 2026"),
        (["--period", "la semaine des quatre jeudis", "a.xlsx"], 2, "Try 2026"),
        (["--basin", "atlantide", "a.xlsx"], 2, "Basins: meuse"),
        (["a.txt"], 2, ".xlsx"),
        (["--period", "2026", "a.csv"], 2, "--only"),
        (["--period", "2026", "--format", "csv", "a.xlsx"], 2, ".zip"),
        (["--period", "2026", "nowhere/a.xlsx"], 2, "no folder"),
        (["--period", "2026", "--with-personal-data", "a.xlsx"], 2, "--reason TEXT"),
        (["--period", "2026", "--with-personal-data", "--reason", "  ", "a.xlsx"], 2, "--reason TEXT"),
        (["--period", "2026", "alize.db.xlsx/a.xlsx"], 2, "no folder"),
    ],
)
def test_what_cannot_be_is_told_in_one_line_and_leaves_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, told: str
) -> None:
    assert main(["export", *arguments]) == code
    said = capsys.readouterr().err
    assert told in said and said.count("\n") == 1
    assert list(folder.glob("a.*")) == []


def test_a_file_that_is_there_stays_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.xlsx").write_text("mine")
    assert main(["export", "--period", "2026", "a.xlsx"]) == 2
    assert "already there" in capsys.readouterr().err
    assert (folder / "a.xlsx").read_text() == "mine"


def test_without_room_for_the_file_nothing_is_left(folder: Path) -> None:
    receive(*["meuse"] * 300, first=4)
    assert main(["stats", "2026"]) == 0  # counts what waits, which writes more than what is left below

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    asked = ["export", "--period", "2026", "--with-personal-data", "--reason", "Contrôle", "a.xlsx"]
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *asked],
        preexec_fn=narrow,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "cannot be written" in ended.stderr
    assert not (folder / "a.xlsx").exists()
