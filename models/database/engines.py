"""How a database is opened, SQLite or PostgreSQL, and what its errors mean."""

import os
import sqlite3
import time
from contextlib import suppress
from enum import IntEnum, unique
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from models.database import json_text

__all__ = [
    "URL", "DatabaseError", "Engine", "Lock",
    "empty_log", "file_of", "is_deadlock", "is_full", "is_outage", "open_engine", "written",
]  # fmt: skip


@unique
class Lock(IntEnum):
    """What one process does at a time on PostgreSQL, by its advisory lock. Numbers are never given anew."""

    MIGRATION = 716_254_001
    COUNTING = 716_254_002  # sending had this number too, in the release before
    SENDING = 716_254_003
    NETWORK = 716_254_004
    WEBHOOK = 716_254_005
    TIMERS = 716_254_006


LOCK_SECONDS = 10  # how long the writer waits for what another process holds
DEADLOCK_STATES = frozenset({"40001", "40P01"})  # PostgreSQL: serialization failure, deadlock
TRIES, REST_SECONDS = 20, 0.02  # to find a moment between two commits
PRIVATE = 0o600  # of the files that hold personal data
READ_FROM_MEMORY = "-c random_page_cost=1.1"  # by default a row is told from a turning disk: sorts instead
FULL_STATE = "53100"  # PostgreSQL: no room left on the disk
STANDBY_STATE = "25006"  # PostgreSQL: read-only, as a server is while another one takes over

_WRITTEN = {
    "sqlite": "SELECT total_changes()",
    "postgresql": "SELECT pg_current_xact_id_if_assigned() IS NOT NULL",
}

SETTINGS: dict[str, Any] = {
    "hide_parameters": True,
    "json_serializer": json_text.write,
    "json_deserializer": json_text.read,
}

_SAVEPOINTS = {
    "do_savepoint": "SAVEPOINT",
    "do_release_savepoint": "RELEASE SAVEPOINT",
    "do_rollback_to_savepoint": "ROLLBACK TO SAVEPOINT",
}
"""What the dialect says of a savepoint; SQLAlchemy compiles the statement of each anew."""

WRITES = {"writes": True}
"""Execution options of a connection that writes: on SQLite its transactions take the lock at once."""


def open_engine(url: str) -> Engine:
    """Open a database; SQLite writes ahead and waits for the disk at each commit."""
    address = make_url(url)
    engine = _open_sqlite(url) if address.get_backend_name() == "sqlite" else _open_on_server(url, address)
    for method, words in _SAVEPOINTS.items():
        setattr(engine.dialect, method, partial(_run_on_savepoint, words))
    return engine


def _run_on_savepoint(words: str, connection: Connection, name: str) -> None:
    connection.exec_driver_sql(f"{words} {name}")


def _open_on_server(url: str, address: URL) -> Engine:
    # Without these, a server that vanished or a forgotten lock would hold the only writer for ever.
    # What the URL says of them goes first.
    asked = dict(address.query)
    patience = {
        "connect_timeout": LOCK_SECONDS,
        "tcp_user_timeout": LOCK_SECONDS * 1000,
        **asked,
        "options": f"-c lock_timeout={LOCK_SECONDS}s {READ_FROM_MEMORY} {asked.get('options', '')}".rstrip(),
    }
    return create_engine(url, **SETTINGS, pool_pre_ping=True, connect_args=patience)


def _open_sqlite(url: str) -> Engine:
    engine = create_engine(url, **SETTINGS, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "do_connect")
    def make(dialect: object, record: object, arguments: list[str], options: object) -> None:
        """Make a new file for its owner alone; SQLite gives its log the same mode."""
        with suppress(OSError):  # it is there, or SQLite says what keeps it from being made
            os.close(os.open(arguments[0], os.O_CREAT | os.O_EXCL, PRIVATE))

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy opens the transactions, not the driver
        for pragma in (
            f"busy_timeout={LOCK_SECONDS * 1000}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",  # what is erased is overwritten
        ):
            connection.execute(f"PRAGMA {pragma}")
        _keep_log(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _keep_log(connection: Any) -> None:
    """Have a file keep a write-ahead log. Where several ask it of a new one, SQLite refuses at once."""
    patience = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > patience:
                raise
            time.sleep(REST_SECONDS)


def file_of(database: URL | str) -> Path | None:
    """Return the file of a SQLite database, where a link leads; None for one in memory or on a server."""
    address = make_url(database)
    named = address.database if address.get_backend_name() == "sqlite" else None
    if not named:
        return None
    file = Path(named)
    return file.resolve() if file.is_symlink() else file


def empty_log(engine: Engine) -> bool:
    """Empty SQLite's write-ahead log, where what was erased still stands; false when it is to be tried again.

    First what can be copied while others write, then the little that is left, waiting for nobody: who
    reads an older state at this moment keeps the log as it is.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        connection.execute("PRAGMA busy_timeout=0")
        for _ in range(TRIES):
            if not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return True
            time.sleep(REST_SECONDS)
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout={LOCK_SECONDS * 1000}")
        connection.close()


def is_deadlock(error: Exception) -> bool:
    """Tell whether PostgreSQL asks to run the work again."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in DEADLOCK_STATES


def is_outage(error: Exception) -> bool:
    """Tell whether the database is at fault, not the work: a full disk, a lock, a lost connection."""
    if not isinstance(error, DBAPIError):
        return False
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return False  # a wrong statement, which SQLite puts in the same class as a full disk
    standby = getattr(error.orig, "sqlstate", None) == STANDBY_STATE
    return error.connection_invalidated or standby or isinstance(error, OperationalError)


def is_full(error: BaseException) -> bool:
    """Tell whether there is no room left on the disk: what only reads goes on then."""
    cause = getattr(error, "orig", None)
    of_sqlite = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return of_sqlite or getattr(cause, "sqlstate", None) == FULL_STATE


def written(connection: Connection) -> object:
    """Return what is another once the transaction has written anything."""
    return connection.exec_driver_sql(_WRITTEN[connection.dialect.name]).scalar()
