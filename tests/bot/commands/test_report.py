"""``alize report``: what it writes, what it refuses, and how it ends."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands.parser import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, past_of_2017: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run every command in a folder with the past."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ALIZE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    shutil.copyfile(past_of_2017, "alize.db")
    yield tmp_path


@pytest.mark.parametrize(
    ("name", "begins"), [("a.pdf", b"%PDF-"), ("a.docx", b"PK"), ("a.md", b"# Activity"), ("a.json", b"{")]
)
def test_the_name_of_the_file_says_its_format(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, begins: bytes
) -> None:
    assert main(["report", "2017", name, "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{name}\n"
    assert (folder / name).read_bytes().startswith(begins)


def test_without_a_name_the_file_is_called_after_what_it_tells(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "2017", "--format", "docx", "--basin", "vosges", "--public"]) == 0
    assert capsys.readouterr().out == "bilan-2017-vosges-public.docx\n"
    assert (folder / "bilan-2017-vosges-public.docx").exists()


def test_text_and_figures_are_printed_where_no_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "2017", "--format", "md", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("# Activity report 2017\n")
    assert main(["report", "Q1 2017", "--format", "json", "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["period"] == {"start": "2017-01-01", "end": "2017-03-31"}
    assert told["language"] == "en"


def test_what_is_there_already_is_never_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "kept.md").write_text("mine")
    assert main(["report", "2017", "kept.md"]) == 2
    assert "kept.md: already there" in capsys.readouterr().err
    assert (folder / "kept.md").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["la semaine des quatre jeudis"], "is no period of the past"),
        (["2009"], "The nearest year with something to tell is 2014."),
        (["2017", "--basin", "atlantide"], "Basins: meuse"),
        (["2017", "a.txt"], "--format"),
        (["2017", "nowhere/a.md"], "cannot be written"),
    ],
)
def test_what_makes_no_sense_is_said_with_what_does(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["report", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert [path.name for path in folder.iterdir() if not path.name.startswith("alize.db")] == []
