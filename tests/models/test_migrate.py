"""Migrations make the tables, once, and refuse a database they do not know."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect

from models.database.engines import WRITES, open_engine
from models.migrate import MIGRATIONS, DatabaseTooNew, migrate, migrated, revision
from models.schema import METADATA

RETIRED: frozenset[str] = frozenset()
"""Columns that this release does not name any more, as ``table.column``: the next one may drop them."""


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    engine = open_engine(empty_database_url)
    yield engine
    engine.dispose()


def test_migrations_make_the_tables(engine: Engine) -> None:
    migrate(engine)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, METADATA)
        assert [change for change in found if not _is_retired(change)] == []


def _is_retired(change: Any) -> bool:
    return change[0] == "remove_column" and f"{change[2]}.{change[3].name}" in RETIRED


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


def test_an_upgrade_that_fails_half_way_leaves_the_tables_and_rows_that_were_there(engine: Engine) -> None:
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        command.upgrade(_told(connection), "0008")
        for statement in _BEFORE:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("CREATE TABLE process (id INTEGER)")  # what 0015 wants to make
    tables = set(inspect(engine).get_table_names())
    with pytest.raises(Exception, match="process"):
        migrate(engine)

    assert set(inspect(engine).get_table_names()) == tables
    assert revision(engine) == "0008"
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT reference FROM dossier").scalar() == "AZ-26-0007"


def test_the_file_of_a_later_release_is_not_written_to(sqlite_url: str) -> None:
    engine, file = open_engine(sqlite_url), Path(sqlite_url.removeprefix("sqlite:///"))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    content = file.read_bytes()
    for work in (migrate, migrated):
        with pytest.raises(DatabaseTooNew):
            work(engine)
    engine.dispose()

    assert file.read_bytes() == content


def test_what_was_migrated_can_be_undone(engine: Engine) -> None:
    migrate(engine)
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        command.downgrade(_told(connection), "base")

    assert inspect(engine).get_table_names() == ["alembic_version"]


async def test_processes_that_start_together_migrate_once(empty_database_url: str) -> None:
    with ExitStack() as stack:
        engines = [open_engine(empty_database_url) for _ in range(4)]
        for engine in engines:
            stack.callback(engine.dispose)
        changed = await asyncio.gather(*(asyncio.to_thread(migrate, engine) for engine in engines))

    assert sorted(changed) == [False, False, False, True]


def test_what_was_relayed_before_is_known_to_show_its_dossier(engine: Engine) -> None:
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        config = _told(connection)
        command.upgrade(config, "0008")
        for statement in _BEFORE:
            connection.exec_driver_sql(statement)
        command.upgrade(config, "head")
        copies = connection.exec_driver_sql("SELECT chat_id, message_id, dossier_id, kind FROM sent_copy")

        assert sorted(map(tuple, copies)) == [(2, 5, 7, "text"), (2, 6, 7, "media")]


def _told(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


_BEFORE = (
    "INSERT INTO person (id, first_seen_at) VALUES (1, '2026-11-23')",
    "INSERT INTO dossier (id, reference, draft_id, person_id, status, outcome, verdict, answers, language, "
    "submitted_at, operator_agreed_at, version, status_since, acted_at, told_at) VALUES (7, 'AZ-26-0007', 1, "
    "1, 'claimed', 'prequalified', '{}', '{}', 'fr', '2026-11-23', '2026-11-23', 1, '2026-11-23', "
    "'2026-11-23', '2026-11-23')",
    "INSERT INTO relayed_message (dossier_id, from_person, from_applicant, at, kind, source_chat, source_id, "
    "to_chat, message_id) VALUES (7, 1, true, '2026-11-23', 'text', 1, 3, 2, 5), "
    "(7, 1, true, '2026-11-23', 'photo', 1, 4, 2, 6), (7, 1, true, '2026-11-23', 'text', 1, 5, 2, NULL), "
    "(7, 9, false, '2026-11-23', 'text', 2, 7, 1, 8)",
)
"""A request, two messages that reached who follows it, one that waits, and an answer."""
