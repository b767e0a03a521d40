"""An SQLite database, copied while others write to it, and put back in the place of another."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from conversations.messages import say
from models.backups.files import BackupFault, not_one, written_whole
from models.backups.wholeness import bring_whole
from models.database.engines import WRITES
from models.migrate import revision

LOG_FILES = ("-wal", "-shm")


def back_up(source: Path, backup: Path) -> None:
    """Copy a database, as it stands at one moment, to a file; raise BackupFault, OSError."""
    with written_whole(backup) as copy:
        copy_database(source, copy)


def copy_database(source: Path, copy: Path) -> None:
    """Copy a database to an empty file, with no log beside it; raise BackupFault for what is no database."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as read,
            closing(sqlite3.connect(copy)) as written,
        ):
            read.backup(written)
            written.execute("PRAGMA journal_mode=DELETE")
            is_whole = written.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        raise not_one(source) from None
    if not is_whole:
        raise not_one(source)


def bring_copy_whole(engine: Engine, backup: Path) -> None:
    """Bring the copy of a backup up to date; raise BackupFault for what is not whole, and DatabaseTooNew."""
    if revision(engine) is None:
        raise not_one(backup)
    with engine.connect() as connection, connection.execution_options(**WRITES).begin():
        bring_whole(connection, backup)


def close_log(database: Path) -> None:
    """Fold the log of a database into its file; raise BackupFault while a program has it open."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            return  # it is damaged: nothing is to be kept of it
        raise BackupFault(
            say("The assistant is at work on {database}: stop it first.", database=str(database))
        ) from None
    except sqlite3.DatabaseError:
        return


def put_in_place(prepared: Path, database: Path) -> None:
    """Put a database in the place of another, which no program may have open."""
    close_log(database)
    close_log(prepared)
    for end in LOG_FILES:  # of a damaged database: they are no part of the one that comes
        Path(f"{database}{end}").unlink(missing_ok=True)
    prepared.replace(database)
