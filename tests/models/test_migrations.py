"""Migrations make the tables, once, and refuse a database they do not know."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from models.engines import open_engine
from models.migrating import DatabaseTooNew, migrate, migrated
from models.schema import METADATA


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    engine = open_engine(empty_database_url)
    yield engine
    engine.dispose()


def test_migrations_make_the_tables(engine: Engine) -> None:
    migrate(engine)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    assert not migrated(engine)
    assert migrate(engine)
    assert migrated(engine)
    assert not migrate(engine)


def test_a_database_of_a_later_release_is_refused(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseTooNew):
        migrate(engine)


def test_a_migration_that_fails_leaves_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE skill_need (id INTEGER)")  # the last one to be made
    with pytest.raises(Exception, match="skill_need"):
        migrate(engine)

    assert set(inspect(engine).get_table_names()) <= {"skill_need"}


async def test_processes_that_start_together_migrate_once(empty_database_url: str) -> None:
    with ExitStack() as stack:
        engines = [open_engine(empty_database_url) for _ in range(4)]
        for engine in engines:
            stack.callback(engine.dispose)
        changed = await asyncio.gather(*(asyncio.to_thread(migrate, engine) for engine in engines))

    assert sorted(changed) == [False, False, False, True]
