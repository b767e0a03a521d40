"""The files of a database are its owner's alone, and keep nothing of what was erased."""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import URL, Engine
from sqlalchemy.exc import OperationalError

from models.database.engines import LOCK_SECONDS, WRITES, empty_log, open_engine
from models.migrate import migrate

WORDS = "Philémon, le teckel d’Ondine"


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


def test_a_new_file_may_be_opened_by_several_at_once(tmp_path: Path) -> None:
    def opens(name: int) -> None:
        engine = open_engine(f"sqlite:///{tmp_path / str(name)}.db")
        together.wait(LOCK_SECONDS)
        engine.connect().close()
        engine.dispose()

    together = Barrier(4)
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(opens, [n // 4 for n in range(160)])] == [None] * 160


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


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Engine]:
    """A database in whose log something was written, then erased."""
    engine = open_engine(f"sqlite:///{tmp_path / 'alize.db'}")
    migrate(engine)
    with engine.connect().execution_options(**WRITES) as connection:
        for statement in (
            f"INSERT INTO person (id, name, first_seen_at) VALUES (1, '{WORDS}', '2026-11-23')",
            f"UPDATE person SET name = '{WORDS} again'",
            "DELETE FROM person",
        ):
            with connection.begin():
                connection.exec_driver_sql(statement)
    yield engine
    engine.dispose()


def holds(folder: Path) -> list[str]:
    """Return the files that hold the words."""
    return [file.name for file in folder.iterdir() if WORDS.encode() in file.read_bytes()]


def test_what_was_erased_is_in_no_file_once_the_log_is_emptied(written: Engine, tmp_path: Path) -> None:
    assert "alize.db-wal" in holds(tmp_path)
    assert empty_log(written)

    assert holds(tmp_path) == []
    assert (tmp_path / "alize.db-wal").stat().st_size == 0


def test_somebody_who_reads_an_older_state_puts_it_off_and_nobody_waits(
    written: Engine, tmp_path: Path
) -> None:
    writes = "INSERT INTO person (id, first_seen_at) VALUES (2, '2026-11-23')"
    with written.connect() as reader, reader.begin():
        reader.exec_driver_sql("SELECT * FROM person").all()
        with written.connect().execution_options(**WRITES) as writer, writer.begin():
            writer.exec_driver_sql(writes)
        began = time.monotonic()
        assert not empty_log(written)
        assert time.monotonic() - began < 5, "the lock's ten seconds are not waited for"
        with written.connect().execution_options(**WRITES) as writer, writer.begin():
            writer.exec_driver_sql(writes.replace("2,", "3,"))
    assert empty_log(written)

    assert holds(tmp_path) == []


def test_emptying_the_log_while_somebody_writes_keeps_what_they_write(
    written: Engine, tmp_path: Path
) -> None:
    with written.connect().execution_options(**WRITES) as writer, writer.begin():
        writer.exec_driver_sql("INSERT INTO person (id, first_seen_at) VALUES (2, '2026-11-23')")
        assert not empty_log(written)
    assert empty_log(written)

    with written.connect() as reader:
        assert reader.exec_driver_sql("SELECT id FROM person").scalars().all() == [2]


def test_a_connection_that_emptied_the_log_waits_for_others_again(written: Engine) -> None:
    empty_log(written)
    with written.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == LOCK_SECONDS * 1000


def test_postgresql_has_no_log_to_empty(postgresql_server: URL) -> None:
    engine = open_engine(postgresql_server.set(drivername="postgresql+psycopg").render_as_string(False))
    assert empty_log(engine)
    engine.dispose()
