"""What a migration adds, the release before works beside: see "Change the tables" in CONTRIBUTING."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect

from models.database.engines import open_engine
from models.migrate import MIGRATIONS, revisions

RULED_FROM = "0015"
"""Earlier migrations were applied with nothing at work."""

NEW = [revision for revision in revisions() if revision >= RULED_FROM]
Shape = dict[str, dict[str, str]]
"""For each table: its columns, as what may be written in them; its constraints, by their names."""


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    engine = open_engine(empty_database_url)
    yield engine
    engine.dispose()


on_postgresql = pytest.mark.parametrize("empty_database_url", ["postgresql"], indirect=True)


def shape(connection: Connection) -> Shape:
    """Read the tables as they are."""
    inspector = inspect(connection)
    found: Shape = {}
    for table in inspector.get_table_names():
        columns = {
            column["name"]: f"{column['type']}"
            + ("" if column["nullable"] else " NOT NULL")
            + ("" if column["default"] is None else " DEFAULT")
            for column in inspector.get_columns(table)
        }
        unique = [index["name"] for index in inspector.get_indexes(table) if index["unique"]]
        checks = [check["name"] for check in inspector.get_check_constraints(table)]
        keys = [key["name"] for key in inspector.get_foreign_keys(table)]
        found[table] = columns | {f"constraint {name}": "" for name in (*unique, *checks, *keys)}
    return found


def harm(before: Shape, after: Shape, contracted: tuple[str, ...] = ()) -> list[str]:
    """Return what keeps the release before from working on tables as they are after.

    ``contracted``: what that release does not name any more, as ``table`` or ``table.column``.
    """
    found = []
    for table, columns in before.items():
        if table not in after:
            found += [] if table in contracted else [f"{table} is gone"]
            continue
        now = after[table]
        for name, kind in columns.items():
            if name.startswith("constraint ") or f"{table}.{name}" in contracted:
                continue
            if name not in now:
                found.append(f"{table}.{name} is gone")
            elif now[name] != kind and now[name] not in {kind.replace(" NOT NULL", ""), f"{kind} DEFAULT"}:
                found.append(f"{table}.{name} was {kind}, and is {now[name]}")
        for name, kind in now.items():
            if name in columns:
                continue
            if name.startswith("constraint "):
                found.append(f"{table} has a new {name}")
            elif " NOT NULL" in kind and " DEFAULT" not in kind:
                found.append(f"{table}.{name} has to be written")
    return found


def told(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def module(revision: str) -> object:
    [file] = (Path(str(MIGRATIONS)) / "versions").glob(f"{revision}_*.py")
    return import_module(f"models.migrations.versions.{file.stem}")


@on_postgresql
@pytest.mark.parametrize("revision", NEW)
def test_the_release_before_works_on_tables_that_a_migration_changed(engine: Engine, revision: str) -> None:
    before = revisions()[revisions().index(revision) - 1]
    with engine.connect() as connection, connection.begin():
        command.upgrade(told(connection), before)
        was = shape(connection)
        command.upgrade(told(connection), revision)
        assert harm(was, shape(connection), getattr(module(revision), "CONTRACTED", ())) == []


TABLE = "CREATE TABLE one (id INTEGER PRIMARY KEY, word VARCHAR NOT NULL, day DATE)"


@on_postgresql
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("DROP TABLE one", ["one is gone"]),
        ("ALTER TABLE one RENAME TO two", ["one is gone"]),
        ("ALTER TABLE one DROP COLUMN day", ["one.day is gone"]),
        ("ALTER TABLE one RENAME word TO words", ["one.word is gone", "one.words has to be written"]),
        ("ALTER TABLE one ADD more INTEGER NOT NULL", ["one.more has to be written"]),
        ("ALTER TABLE one ALTER day SET NOT NULL", ["one.day was DATE, and is DATE NOT NULL"]),
        (
            "ALTER TABLE one ALTER word TYPE INTEGER USING 0",
            ["one.word was VARCHAR NOT NULL, and is INTEGER NOT NULL"],
        ),
        ("CREATE UNIQUE INDEX ix_word ON one (word)", ["one has a new constraint ix_word"]),
        ("ALTER TABLE one ADD CONSTRAINT ck_day CHECK (id > 0)", ["one has a new constraint ck_day"]),
        ("ALTER TABLE one ADD more INTEGER", []),
        ("ALTER TABLE one ADD more INTEGER NOT NULL DEFAULT 0", []),
        ("ALTER TABLE one ALTER word DROP NOT NULL", []),
        ("ALTER TABLE one ALTER word SET DEFAULT ''", []),
        ("CREATE INDEX ix_day ON one (day)", []),
        ("CREATE TABLE two (id INTEGER NOT NULL)", []),
    ],
)
def test_what_would_stop_the_release_before_is_found(engine: Engine, change: str, found: list[str]) -> None:
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(TABLE)
        was = shape(connection)
        connection.exec_driver_sql(change)
        assert harm(was, shape(connection)) == found


@on_postgresql
def test_what_no_release_names_any_more_may_go(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(TABLE)
        was = shape(connection)
        connection.exec_driver_sql("ALTER TABLE one DROP COLUMN day")
        assert harm(was, shape(connection), ("one.day",)) == []
