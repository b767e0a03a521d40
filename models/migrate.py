"""The database is brought to the shape of the tables.

Alembic is read only when there is something to migrate: at rest, it would hold 7 MB for nothing.
"""

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, Engine, RootTransaction, inspect, text

from models.database.engines import WRITES, Lock
from models.figures.tallies import mark_outdated

MIGRATIONS = files("models") / "migrations"
REVISIONS = "alembic_version"
"""The table that tells how far a database is."""


class DatabaseTooNew(Exception):
    """The database was made by a later release."""


def migrate(engine: Engine) -> bool:
    """Bring the database up to date; return whether its tables changed. Raises DatabaseTooNew.

    What was counted by the measures of another release is marked, to be counted in the background.
    """
    with engine.connect() as connection, _writing(connection):
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")  # however long the other one takes
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({Lock.MIGRATION:d})")
        return bring_up_to_date(connection)


def bring_up_to_date(connection: Connection) -> bool:
    """Do it in the transaction under way; return whether tables changed. Raises DatabaseTooNew."""
    changes = _known_revision(connection) != revisions()[-1]
    if changes:
        _upgrade(connection)
    mark_outdated(connection)
    return changes


def migrated(engine: Engine) -> bool:
    """Tell whether the database is there and up to date, changing nothing. Raises DatabaseTooNew."""
    return revision(engine) == revisions()[-1]


def revision(engine: Engine) -> str | None:
    """Return how far a database is, None for one that is not the assistant's. Raises DatabaseTooNew."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file is not None and not Path(file).exists():  # to connect would make it
        return None
    with engine.connect() as connection:
        return _known_revision(connection)


def _writing(connection: Connection) -> RootTransaction:
    return connection.execution_options(**WRITES).begin()


def _known_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(REVISIONS):
        return None
    current: str | None = connection.execute(text(f"SELECT version_num FROM {REVISIONS}")).scalar()  # noqa: S608
    if current is not None:
        check_known(current)
    return current


def check_known(current: str) -> None:
    """Raise DatabaseTooNew for a revision that this release does not know."""
    if current not in revisions():
        raise DatabaseTooNew(current)


@cache
def revisions() -> tuple[str, ...]:
    """Return the revisions of this release, oldest first: what their files begin with."""
    names = (file.name for file in (MIGRATIONS / "versions").iterdir())
    return tuple(sorted(name.partition("_")[0] for name in names if name.endswith(".py")))


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    with as_file(MIGRATIONS) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
