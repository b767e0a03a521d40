"""A SQLite file serves one process at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.database.alone import DatabaseTaken, alone

HOLDING = """
import sys, time
from models.database.alone import alone
with alone(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_file_that_another_process_holds_is_refused_until_it_dies(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alize.db'}"
    with subprocess.Popen([sys.executable, "-c", HOLDING, url], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseTaken, match=r"alize\.db"), alone(url):
            pytest.fail("two processes hold one file")
        other.kill()

    with alone(url):
        assert (tmp_path / "alize.db-lock").stat().st_mode & 0o077 == 0


def test_a_file_has_one_holder_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "alize.db")
    with (
        alone(f"sqlite:///{tmp_path / 'alize.db'}"),
        pytest.raises(DatabaseTaken),
        alone(f"sqlite:///{tmp_path / 'link.db'}"),
    ):
        pytest.fail("one file is held by two names")


def test_two_files_are_held_beside_one_another(tmp_path: Path) -> None:
    with alone(f"sqlite:///{tmp_path / 'one.db'}"), alone(f"sqlite:///{tmp_path / 'two.db'}"):
        pass


def test_a_server_serves_several(tmp_path: Path) -> None:
    url = "postgresql+psycopg://localhost/alize"
    with alone(url), alone(url):
        pass


def test_a_folder_that_is_not_there_is_left_to_what_opens_the_database(tmp_path: Path) -> None:
    with alone(f"sqlite:///{tmp_path / 'nowhere' / 'alize.db'}"):
        pass
