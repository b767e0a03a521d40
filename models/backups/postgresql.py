"""A PostgreSQL database, dumped by ``pg_dump``, and filled again from what it wrote.

The dump is SQL in plain text: it is read here, in one transaction of ours, so that whatever fails leaves the
database as it was; ``psql`` reads it too.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from psycopg import Error
from sqlalchemy import Connection, Engine, inspect, make_url, text

from conversations.messages import say
from models.backups.files import BackupFault, not_one, written_whole
from models.backups.wholeness import bring_whole
from models.migrate import REVISIONS, check_known
from models.schema import METADATA

COPIED = 2**16  # characters given to the server at a time
_COPY = re.compile(r"COPY (?:\w+\.)?(\w+) \(.*\) FROM stdin;\n")
_END_OF_ROWS, _END_OF_DUMP = "\\.\n", "-- PostgreSQL database dump complete\n"
# What makes the session of psql fit: ours is, and servers of other years do not know all of these.
_OF_SESSION = re.compile(r"SET |SELECT pg_catalog\.set_config\(|\\")
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def back_up(url: str, backup: Path) -> None:
    """Dump the assistant's tables, as they stand at one moment, to a file; raise BackupFault, OSError."""
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupFault(
            say(
                "pg_dump is not installed: it comes with PostgreSQL's client programs "
                "(Debian, Ubuntu: apt-get install postgresql-client)."
            )
        )
    address = make_url(url).set(drivername="postgresql")
    password = {"PGPASSWORD": str(address.password)} if address.password else {}
    named = address.set(password=None).render_as_string()
    tables = [f"--table={name}" for name in (*METADATA.tables, REVISIONS)]
    with written_whole(backup) as dump:
        ran = subprocess.run(  # noqa: S603 - our own arguments; the password is told to no one
            [program, "--no-owner", "--no-privileges", "--encoding=UTF8", "--no-password", *tables,
             f"--file={dump}", f"--dbname={named}"],
            env={**os.environ, **password},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        if ran.returncode:
            cause = " ".join(
                (ran.stderr.strip() or str(ran.returncode)).split()
            )  # versions are on other lines
            raise BackupFault(say("pg_dump could not make the backup: {cause}", cause=cause))


def revision_of(backup: Path) -> str:
    """Return the revision of the tables in a dump; raise BackupFault for one that is not whole."""
    revision = last = ""
    with backup.open(encoding="utf-8", newline="\n") as dump:
        try:
            for line in dump:
                copied = _COPY.fullmatch(line)
                if copied and copied[1] == REVISIONS:
                    revision = next(dump, "").strip()
                last = line if line == _END_OF_DUMP else last
        except UnicodeDecodeError:
            raise not_one(backup) from None
    if not revision or not last:
        raise not_one(backup)
    return revision


def restore(engine: Engine, backup: Path) -> None:
    """Replace the tables of a database by those of a dump, brought up to date, all or nothing.

    Raise BackupFault, and DatabaseTooNew for the dump of a later release.
    """
    check_known(revision_of(backup))
    with engine.connect() as connection, connection.begin():
        if connection.execute(_OTHERS).scalar_one():
            raise BackupFault(
                say(
                    "Other programs have the database open: first stop the assistant, and what else reads it."
                )
            )
        _empty(connection)
        _fill(connection, backup)
        bring_whole(connection, backup)


def holds_tables(engine: Engine) -> bool:
    """Tell whether there is anything in a database."""
    return bool(inspect(engine).get_table_names())


def _empty(connection: Connection) -> None:
    tables = inspect(connection).get_table_names()
    if tables and REVISIONS not in tables:
        raise BackupFault(
            say("The database holds something else than the assistant's tables: choose another.")
        )
    if tables:
        names = ", ".join(f'"{name}"' for name in tables)
        connection.exec_driver_sql(f"DROP TABLE {names} CASCADE")


def _fill(connection: Connection, backup: Path) -> None:
    driver: Any = connection.connection.driver_connection
    try:
        with backup.open(encoding="utf-8", newline="\n") as dump, driver.cursor() as cursor:
            for statement in _statements(dump):
                if _COPY.fullmatch(statement):
                    with cursor.copy(statement) as copying:
                        for rows in _rows(dump):
                            copying.write(rows)
                else:
                    cursor.execute(statement)
    except Error as error:
        cause = str(error).strip().partition("\n")[0]
        raise BackupFault(
            say("The backup could not be read ({cause}): nothing was changed.", cause=cause)
        ) from None


def _statements(dump: IO[str]) -> Iterator[str]:
    """Return the statements of a dump; the rows that follow a COPY are to be read before the next one."""
    lines: list[str] = []
    for line in dump:
        if not lines and (line.startswith("--") or not line.strip() or _OF_SESSION.match(line)):
            continue
        lines.append(line)
        if line.endswith(";\n"):
            yield "".join(lines)
            lines.clear()


def _rows(dump: IO[str]) -> Iterator[str]:
    rows: list[str] = []
    size = 0
    for line in dump:
        if line == _END_OF_ROWS:
            break
        rows.append(line)
        size += len(line)
        if size >= COPIED:
            yield "".join(rows)
            rows, size = [], 0
    yield "".join(rows)
