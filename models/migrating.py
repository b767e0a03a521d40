"""The database is brought to the shape of the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, RootTransaction

from models.engines import WRITES

ADVISORY_LOCK = 716_254_001  # PostgreSQL: one process migrates, the others wait


class DatabaseTooNew(Exception):
    """The database was made by a later release."""


def migrate(engine: Engine) -> bool:
    """Bring the database up to date; return whether anything changed. Raises DatabaseTooNew."""
    with _releases() as (config, scripts), engine.connect() as connection, _writing(connection):
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")  # however long the other one takes
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
        if _up_to_date(connection, scripts):
            return False
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True


def migrated(engine: Engine) -> bool:
    """Tell whether the database is there and up to date, changing nothing. Raises DatabaseTooNew."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file is not None and not Path(file).exists():  # to connect would make it
        return False
    with _releases() as (_, scripts), engine.connect() as connection:
        return _up_to_date(connection, scripts)


def _writing(connection: Connection) -> RootTransaction:
    return connection.execution_options(**WRITES).begin()


def _up_to_date(connection: Connection, scripts: ScriptDirectory) -> bool:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in scripts.walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseTooNew(current)
    return current == scripts.get_current_head()


@contextmanager
def _releases() -> Iterator[tuple[Config, ScriptDirectory]]:
    with as_file(files("models") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        yield config, ScriptDirectory.from_config(config)
