"""Statements run on the driver: what they return and raise is what SQLAlchemy would."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from importlib import import_module
from pkgutil import walk_packages

import psycopg
import pytest
from sqlalchemy import Insert, Select, bindparam, insert, make_url, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.types import TypeDecorator, TypeEngine

import models
from models.database.compiled import Statement
from models.database.engines import is_deadlock, is_outage
from models.database.prepared import Lookup, Prepared, table_of
from models.database.tables import Outgoing
from models.database.writer import Database, StoreUnavailable, Transaction
from models.intake.tables import Person
from tests.models.database.opening import opened
from tests.stage import MONDAY

OUTGOING = table_of(Outgoing)
INSERT = Prepared(insert(OUTGOING))
FIND = Prepared(select(OUTGOING).where(OUTGOING.c.chat_id == bindparam("chat")).order_by(OUTGOING.c.id))
COUNT = Prepared(
    update(OUTGOING)
    .where(OUTGOING.c.chat_id == bindparam("chat"))
    .values(attempts=7, due_at=bindparam("due"))
)
ROW = {
    "chat_id": 5_000_000_001,
    "method": "sendMessage",
    "payload": {"text": "Où ? À Toul — 100 %", "rows": [1, None]},
    "settles": None,
    "due_at": MONDAY,
    "attempts": 0,
}
MINE = {"chat": ROW["chat_id"]}
NEW_PERSON = Prepared(insert(table_of(Person)))
CAMILLE = {"id": 5, "first_seen_at": MONDAY}

DUMMIES = {int: 1, str: "a", bool: False, dict: {}, list: [], date: MONDAY.date(), datetime: MONDAY}

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with opened(database_url) as database:
        yield database


async def test_what_is_read_is_what_was_written(database: Database) -> None:
    def work(transaction: Transaction) -> None:
        number = transaction.driver.insert(INSERT, ROW)
        row = transaction.driver.first(FIND, MINE)
        assert row._asdict() == {**ROW, "id": number, "leased_until": None, "parked_at": None, "error": None}

    await database.run(work)


async def test_what_is_not_there_is_none(database: Database) -> None:
    def work(transaction: Transaction) -> None:
        assert transaction.driver.first(FIND, MINE) is None
        assert transaction.driver.all(FIND, MINE) == []
        assert transaction.driver.change(COUNT, {**MINE, "due": MONDAY}) == 0
        transaction.driver.change_each(COUNT, [])

    await database.run(work)


async def test_a_statement_keeps_the_constants_it_was_written_with(database: Database) -> None:
    def work(transaction: Transaction) -> None:
        numbers = [transaction.driver.insert(INSERT, ROW) for _ in range(2)]
        assert transaction.driver.change(COUNT, {**MINE, "due": MONDAY}) == 2
        transaction.driver.change_each(COUNT, [{**MINE, "due": MONDAY}] * 2)
        rows = transaction.driver.all(FIND, MINE)
        assert [(row.id, row.attempts) for row in rows] == [(number, 7) for number in numbers]

    await database.run(work)


async def test_every_statement_of_a_turn_does_what_sqlalchemy_would_have_it_do(database: Database) -> None:
    """Those that insert are left out: a row of dummies would be refused."""

    def work(transaction: Transaction) -> int:
        dialect, ran = transaction.connection.dialect, 0
        for statement, prepared in prepared_for(dialect.name):
            if isinstance(statement, Insert):
                continue
            compiled = statement.compile(dialect=dialect)
            binds = {name: bind for name, bind in compiled.binds.items() if bind.required}
            values = {name: dummy(bind.type) for name, bind in binds.items()}
            if "numbers" in values:  # of a lookup
                values["numbers"] = "[1, 2]" if dialect.name == "sqlite" else [1, 2]
            expected = transaction.connection.execute(statement, values)
            if isinstance(statement, Select):
                assert transaction.driver.all(prepared, values) == expected.all(), str(statement)
            else:
                assert transaction.driver.change(prepared, values) == expected.rowcount, str(statement)
            ran += 1
        return ran

    assert await database.run(work) > 15


def dummy(kind: TypeEngine[object]) -> object:
    """Return a value of the type of a column."""
    if isinstance(kind, TypeDecorator):  # what it stands for is not told by its own python_type
        kind = kind.impl_instance
    return DUMMIES.get(kind.python_type, 1)


def prepared_for(dialect: str) -> Iterator[tuple[Statement, Prepared]]:
    """Give each statement that models prepare, for a database."""
    for found in walk_packages(models.__path__, "models."):
        for value in vars(import_module(found.name)).values():
            by_dialect = value.on if isinstance(value, Lookup) else value
            prepared = by_dialect.get(dialect) if isinstance(by_dialect, dict) else value
            if isinstance(prepared, Prepared):
                yield prepared._statement, prepared


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_looked_up_by_number_is_found_by_an_index(database: Database) -> None:
    """Whatever the size of a table: it is never gone through."""
    lookups = {
        value
        for found in walk_packages(models.__path__, "models.")
        for value in vars(import_module(found.name)).values()
        if isinstance(value, Lookup) and "sqlite" in value.on
    }

    def plans(transaction: Transaction) -> list[str]:
        connection, values = transaction.connection, {"numbers": "[1]"}
        compiled = [each.on["sqlite"].on(connection.dialect, values) for each in lookups]
        explained = [
            connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each.sql}", tuple(each.binds(values)))
            for each in compiled
        ]
        return [row.detail for rows in explained for row in rows]

    told = await database.run(plans)
    assert len(lookups) >= 6
    assert {line for line in told if line.startswith("SCAN")} == {"SCAN numbers VIRTUAL TABLE INDEX 1:"}


async def test_a_refused_row_is_the_turn_s_error(database: Database) -> None:
    def meet(transaction: Transaction) -> None:
        transaction.driver.change(NEW_PERSON, CAMILLE)

    await database.run(meet)
    with pytest.raises(IntegrityError) as refused:
        await database.run(meet)
    assert not is_outage(refused.value)


@on_postgresql
async def test_a_connection_lost_on_the_way_is_an_outage(database: Database) -> None:
    def cut(transaction: Transaction) -> None:
        [(pid,)] = transaction.connection.exec_driver_sql("SELECT pg_backend_pid()")
        with psycopg.connect(_dsn(database), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [pid])
        transaction.driver.change(NEW_PERSON, CAMILLE)

    with pytest.raises(StoreUnavailable) as outage:
        await database.run(cut)
    assert isinstance(outage.value.__cause__, DBAPIError)
    await database.run(lambda transaction: transaction.driver.insert(INSERT, ROW))


@on_postgresql
async def test_a_deadlock_is_told_from_other_errors(database: Database) -> None:
    told: list[bool] = []

    def work(transaction: Transaction) -> None:
        transaction.connection.exec_driver_sql(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'crossed' USING ERRCODE = '40P01'; END $$"
        )
        transaction.connection.exec_driver_sql(
            "CREATE TRIGGER refusing BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
        try:
            transaction.driver.change(NEW_PERSON, CAMILLE)
        except DBAPIError as error:
            told.append(is_deadlock(error))
            raise

    with pytest.raises(StoreUnavailable):
        await database.run(work)
    assert told == [True] * 6, "it was run again, up to a limit"


def _dsn(database: Database) -> str:
    url = make_url(database.engine.url).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)
