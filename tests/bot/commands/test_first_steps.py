"""The README's steps, from an empty folder; and the command line in the language of the locale."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.commands.parser import TO_MEND, UNABLE, main

Said = Callable[[], str]


@pytest.fixture(autouse=True)
def folder(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Begin in an empty folder, with no setting, in French."""
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    return empty_folder


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return what was printed since, with plain spaces."""

    def read() -> str:
        told = capsys.readouterr()
        return (
            (told.out + told.err).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
        )

    return read


def test_a_network_is_loaded_before_anything_else(said: Said) -> None:
    assert main(["network", "load", "--sample"]) == 0
    assert "en vigueur" in said()
    assert main(["network", "load", "--sample"]) == 0
    assert main(["migrate"]) == 0
    assert "était déjà à jour" in said()


@pytest.mark.parametrize("command", ["contributors --template liste.xlsx", "import --template passe.xlsx"])
def test_a_template_needs_no_database_and_makes_none(folder: Path, command: str) -> None:
    assert main(command.split()) == 0
    assert [file.suffix for file in folder.iterdir()] == [".xlsx"]


def test_a_list_before_the_network_says_what_comes_first(folder: Path, said: Said) -> None:
    (folder / "liste.csv").write_text("Nom\n")
    assert main(["contributors", "liste.csv"]) == UNABLE
    assert "Aucun réseau n’est chargé : alize network load" in said()


@pytest.mark.parametrize(
    ("command", "variable", "value", "told"),
    [
        (
            "invite --role admin",
            "ALIZE_TELEGRAM_TOKEN",
            "",
            "ALIZE_TELEGRAM_TOKEN manque : demandez un jeton",
        ),
        ("run", "ALIZE_LISTEN", "ici", "ALIZE_LISTEN est inutilisable. Il faut : la MACHINE:PORT"),
        ("run", "ALIZE_TELEGRAM_TOKN", "1:a", "vouliez-vous dire ALIZE_TELEGRAM_TOKEN ?"),
        ("route xqzw", "ALIZE_LISTEN", "127.0.0.1:8080", "Aucune commune ne s’appelle « xqzw »"),
        ("route 54", "ALIZE_LISTEN", "127.0.0.1:8080", "se lit comme le département"),
        ("backup copie", "ALIZE_DATABASE_URL", "sqlite:///rien.db", "Il n’y a pas encore de base de données"),
        ("stats", "ALIZE_DATABASE_URL", "sqlite:///rien.db", "lancez alize migrate"),
        ("migrate", "ALIZE_DATABASE_URL", "postgresql://a@b:54xx/c", "ALIZE_DATABASE_URL est inutilisable"),
    ],
)
def test_what_keeps_a_command_from_running_is_one_line_in_french(
    monkeypatch: pytest.MonkeyPatch, said: Said, command: str, variable: str, value: str, told: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert main(command.split()) in (TO_MEND, UNABLE)
    lines = [line for line in said().splitlines() if "réseau d’exemple" not in line]
    assert len(lines) == 1 and told in lines[0], lines


def test_settings_in_another_encoding_are_one_line(folder: Path, said: Said) -> None:
    (folder / ".env").write_bytes("ALIZE_CONTROLLER=Réseau Alizé\n".encode("latin-1"))
    assert main(["migrate"]) == UNABLE
    assert said().startswith(".env n’est pas écrit en UTF-8")


def test_the_doctor_speaks_french(said: Said) -> None:
    assert main(["doctor"]) == TO_MEND
    assert "✗ ALIZE_TELEGRAM_TOKEN manque" in said()


COMMANDS = ("", "demo", "chat", "run", "dashboard", "migrate", "network", "network check", "network load",
            "contributors", "import", "invite", "route", "stats", "export", "backup", "restore", "report",
            "poster", "doctor")  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_is_in_french(said: Said, command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    told = said()
    assert ended.value.code == 0 and told.startswith("usage : alize")
    assert "montrer cette aide" in told
    words = set(re.findall(r"[a-z]+", " ".join(re.sub(r"[A-Z]+|{.*?}|--[a-z-]+", "", told).split())))
    assert not words & {"the", "show", "default", "which", "file", "print", "write", "with", "of"}, told


def test_the_helps_that_are_looked_at_are_all_there_are(said: Said) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.findall(r"^    ([a-z]+)\b", said(), re.MULTILINE)
    assert set(listed) == {command.split()[0] for command in COMMANDS if command}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("invite", "il manque : --role"),
        ("demo --port abc", "--port : un port est un nombre jusqu’à 65535"),
        ("stats --section x", "--section : 'x' n’est aucun de 'key'"),
        ("stats --basin", "--basin : il manque sa valeur"),
        ("run fast", "ceci n’est pas compris : fast"),
        ("network load", "il manque l’un de : FILE --sample"),
    ],
)
def test_what_cannot_be_typed_is_told_in_french(said: Said, command: str, told: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(command.split())
    assert ended.value.code == UNABLE and told in said()
