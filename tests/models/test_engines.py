"""The files of a database are its owner's alone, and keep nothing of what was erased."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from models.engines import open_engine
from models.migrating import migrate


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_the_files_of_a_new_database_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    previous = os.umask(0)  # whatever the umask
    try:
        engine = open_engine(f"sqlite:///{tmp_path / 'alize.db'}")
        migrate(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT * FROM person")
            modes = {file.name: mode(file) for file in tmp_path.iterdir()}
        engine.dispose()
    finally:
        os.umask(previous)

    assert modes == dict.fromkeys(("alize.db", "alize.db-wal", "alize.db-shm"), 0o600)


def test_a_database_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "alize.db"
    sqlite3.connect(file).close()
    file.touch()
    file.chmod(0o660)  # shared by a group, as its administrator chose
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine)
    engine.dispose()

    assert mode(file) == 0o660


def test_opening_an_address_makes_no_file(tmp_path: Path) -> None:
    open_engine(f"sqlite:///{tmp_path / 'alize.db'}").dispose()

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_told_by_the_database(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'missing' / 'alize.db'}")

    with pytest.raises(OperationalError, match="unable to open"), engine.connect():
        pass
    engine.dispose()
