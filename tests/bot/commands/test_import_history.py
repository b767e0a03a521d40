"""``alize import``: what it prints, in whose language, what it refuses, and how it ends."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.commands.parser import main
from tests.history import a_history_of_2017, save, save_each

HEADER = "Référence d'origine;Entreprise;Reçu le\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, installed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run every command in an empty folder, on a database with the sample network, in no locale."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("ALIZE_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    shutil.copy(installed, "alize.db")
    yield tmp_path


Said = Callable[[], str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return what was printed since, with plain spaces and the lines apart."""

    def read() -> str:
        out, err = capsys.readouterr()
        return "\n".join(" ".join(line.split()) for line in (out + err).splitlines())

    return read


def test_the_past_is_brought_once_from_a_workbook_or_from_lists(folder: Path, said: Said) -> None:
    past = a_history_of_2017()
    save(past, folder / "passé.xlsx")
    n = len(past.dossiers)
    assert main(["import", "passé.xlsx", "--dry-run"]) == 0
    told = said()
    assert f"Dossiers, avec tout ce qui s’y rattache – ajouts : {n} ; modifications : 0" in told
    assert "Dont 38 dossiers sans bassin, dans la file nationale." in told
    assert "Rien n’a été importé, comme demandé." in told
    assert main(["import", "passé.xlsx"]) == 0
    assert f"– ajouts : {n} ; modifications : 0 ; sans changement : 0." in said()
    assert main(["import", *(str(path) for path in save_each(past, folder))]) == 0
    told = said()
    assert f"– ajouts : 0 ; modifications : 0 ; sans changement : {n}." in told
    assert "file nationale" not in told


def test_what_there_is_to_mend_is_told_and_nothing_is_brought(folder: Path, said: Said) -> None:
    path = folder / "passé.csv"
    path.write_text(HEADER + "D-1;Scierie;2017-01-16\nD-2;Scierie;demain\n", "utf-8")
    for options in ([], ["--dry-run"]):
        assert main(["import", "passé.csv", *options]) == 1
        assert said() == (
            "passé.csv, ligne 3, colonne « Reçu le » : doit être une date, par exemple 18/03/2017.\n"
            "Rien n’a été importé."
        )
    path.write_text(HEADER + "D-1;Scierie;2017-01-16\n", "utf-8")
    assert main(["import", "passé.csv"]) == 0
    assert "ajouts : 1" in said()


@pytest.mark.parametrize(
    ("locale", "options", "language"),
    [
        ({}, [], "fr"),
        ({"LANG": "C.UTF-8"}, [], "fr"),
        ({"LANG": "fr_FR.UTF-8"}, [], "fr"),
        ({"LANG": "en_GB.UTF-8"}, [], "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, [], "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_BE"}, [], "fr"),
        ({"LANG": "en_GB.UTF-8"}, ["--lang", "fr"], "fr"),
        ({}, ["--lang", "en"], "en"),
    ],
)
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("import", {"fr": "doit être une date", "en": "must be a day"}),
        ("contributors", {"fr": "ces colonnes manquent", "en": "these columns are missing"}),
        ("network check", {"fr": "n’est pas du TOML valide", "en": "is not valid TOML"}),
    ],
)
def test_a_file_is_told_in_the_language_of_the_locale(
    folder: Path,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
    locale: dict[str, str],
    options: list[str],
    language: str,
    command: str,
    told: dict[str, str],
) -> None:
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    (folder / "passé.csv").write_text(HEADER + "D-1;Scierie;demain\n", "utf-8")
    assert main([*command.split(), "passé.csv", *options]) in (1, 2)
    assert told[language] in said()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import", "rien.csv"], "rien.csv : n’existe pas : vérifiez le chemin."),
        (["import", "--template", "a.xlsx", "b.xlsx"], "Un seul modèle à la fois : nommez un seul fichier."),
        (["import", "--template", "a.ods"], "Un modèle est un fichier .xlsx, ou des fichiers .csv."),
        (["import", "."], ". : est un dossier : nommez le fichier lui-même."),
        (["contributors", "rien.csv", "--basin", "ici"], "Le réseau n’a pas de bassin ici. Bassins : "),
        (["contributors", "--template", "a.ods"], "Un modèle est un fichier .xlsx, ou des fichiers .csv."),
        (["network", "check", "rien.toml"], "rien.toml n’existe pas : vérifiez le chemin."),
    ],
)  # fmt: skip
def test_what_keeps_a_file_from_being_loaded_is_said_in_french(
    said: Said, arguments: list[str], told: str
) -> None:
    assert main(arguments) in (1, 2)
    assert told in said()


def test_what_cannot_be_written_in_any_database_is_told_as_such(folder: Path, said: Said) -> None:
    (folder / "passé.csv").write_text(HEADER + "D-1;Scierie\0 du Val;2017-01-16\n", "utf-8")
    assert main(["import", "passé.csv"]) == 1
    assert "colonne « Entreprise » : contient un caractère invisible (NUL)" in said()
    (folder / "liste.csv").write_text(
        "Entreprise;Bassin;Intervenant;Compétences\nForges;meuse;Lé\0a;hr\n", "utf-8"
    )
    assert main(["contributors", "liste.csv"]) == 1
    assert "liste.csv, ligne 2, colonne « Intervenant » : contient un caractère invisible (NUL)" in said()


def test_a_long_list_of_faults_is_cut_and_says_so(folder: Path, said: Said) -> None:
    rows = "".join(f"D-{number};Scierie;jamais\n" for number in range(250))
    (folder / "passé.csv").write_text(HEADER + rows + "D-0;Scierie;2017-01-16\n", "utf-8")
    assert main(["import", "passé.csv"]) == 1
    told = said().splitlines()
    assert len(told) == 7
    assert told[-2:] == ["… et 245 autres lignes de même.", "Rien n’a été importé."]


def test_a_template_is_written_never_over_a_file(folder: Path, said: Said) -> None:
    assert main(["import", "--template", "passé.xlsx"]) == 0
    titles = ["Dossiers", "Missions", "Avances", "Contributeurs", "Suivis", "Codes"]
    assert load_workbook(folder / "passé.xlsx").sheetnames == titles
    assert main(["import", "--template", "passé.xlsx"]) == 2
    assert "passé.xlsx : ce nom est déjà pris, choisissez-en un autre." in said()
    assert main(["import", "--template", "passé.csv"]) == 0
    assert {path.name for path in folder.glob("*.csv")} == {f"passé-{title.lower()}.csv" for title in titles}
    assert main(["import", "--template", "passé.csv"]) == 2
    assert main(["import", "passé.xlsx"]) == 1
    assert "passé.xlsx : aucune ligne n’est remplie." in said()
