"""The database is brought to the shape of the tables."""

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

ADVISORY_LOCK = 716_254_001  # PostgreSQL: one process migrates, the others wait


class DatabaseTooNew(Exception):
    """The database was made by a later release."""


def migrate(engine: Engine) -> bool:
    """Bring the database up to date; return whether anything changed. Raises DatabaseTooNew."""
    with as_file(files("models") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        scripts = ScriptDirectory.from_config(config)
        known = {revision.revision for revision in scripts.walk_revisions()}
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
            current = MigrationContext.configure(connection).get_current_revision()
            if current is not None and current not in known:
                raise DatabaseTooNew(current)
            if current == scripts.get_current_head():
                return False
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    return True
