"""``alize import``: what it prints, what it refuses, and how it ends."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.cli import main
from tests.history import a_history_of_2017, save, save_each

HEADER = "Référence d'origine;Entreprise;Reçu le\n"


@pytest.fixture(autouse=True)
def folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Path]:
    """Run every command in an empty folder, on a database with the sample network."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ALIZE_")]:
        monkeypatch.delenv(name)
    main(["migrate"])
    main(["network", "load", "--sample"])
    capsys.readouterr()
    yield tmp_path


def test_the_past_is_brought_once_from_a_workbook_or_from_lists(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    past = a_history_of_2017()
    save(past, folder / "passé.xlsx")
    n = len(past.dossiers)
    assert main(["import", "passé.xlsx", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert f"Dossiers, with all that is theirs: {n} new, 0 changed, 0 unchanged." in told
    assert "nothing was brought, as asked" in told
    assert main(["import", "passé.xlsx"]) == 0
    assert f": {n} new, 0 changed, 0 unchanged." in capsys.readouterr().out
    assert main(["import", *(str(path) for path in save_each(past, folder))]) == 0
    assert f": 0 new, 0 changed, {n} unchanged." in capsys.readouterr().out


def test_what_there_is_to_mend_is_told_and_nothing_is_brought(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "passé.csv"
    path.write_text(HEADER + "D-1;Scierie;2017-01-16\nD-2;Scierie;demain\n", "utf-8")
    for options in ([], ["--dry-run"]):
        assert main(["import", "passé.csv", *options]) == 1
        told = capsys.readouterr().err
        assert "passé.csv, row 3, Reçu le: must be a day" in told
        assert "Nothing was brought." in told
    path.write_text(HEADER + "D-1;Scierie;2017-01-16\n", "utf-8")
    assert main(["import", "passé.csv"]) == 0
    assert "1 new" in capsys.readouterr().out


def test_a_long_list_of_faults_is_cut_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"D-{number};Scierie;jamais\n" for number in range(250))
    (folder / "passé.csv").write_text(HEADER + rows, "utf-8")
    assert main(["import", "passé.csv"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 202
    assert told[-2] == "… and 50 more."


def test_a_template_is_written_never_over_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "--template", "passé.xlsx"]) == 0
    titles = ["Dossiers", "Missions", "Avances", "Contributeurs", "Suivis", "Codes"]
    assert load_workbook(folder / "passé.xlsx").sheetnames == titles
    assert main(["import", "--template", "passé.xlsx"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert main(["import", "--template", "passé.csv"]) == 0
    assert {path.name for path in folder.glob("*.csv")} == {f"passé-{title.lower()}.csv" for title in titles}
    assert main(["import", "--template", "passé.csv"]) == 2
    assert main(["import", "--template", "passé.ods"]) == 2
    assert main(["import", "--template", "un.xlsx", "deux.xlsx"]) == 2
    assert main(["import", "passé.xlsx"]) == 1
    assert "passé.xlsx: no row is filled in." in capsys.readouterr().err
