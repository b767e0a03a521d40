"""The writer: many turns in one commit, each on its own, and nothing lost when the database fails."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from models.database.writer import Database, StoreUnavailable, Transaction
from models.intake.tables import Person
from tests.models.database.opening import note, noted, opened
from tests.stage import MONDAY

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with opened(database_url) as database:
        yield database


@asynccontextmanager
async def busy(database: Database) -> AsyncIterator[None]:
    """Keep the writer busy while the block runs: what is asked meanwhile makes one group."""
    started, ended = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def work(transaction: Transaction) -> None:
        loop.call_soon_threadsafe(started.set)
        ended.wait(10)

    running = asyncio.create_task(database.run(work))
    await started.wait()
    yield
    ended.set()
    await running


async def together(database: Database, *works: Callable[[Transaction], object]) -> list[object]:
    """Run pieces of work in one group; return their results and errors."""
    async with busy(database):
        running = [asyncio.create_task(database.run(work)) for work in works]
        await asyncio.sleep(0)
    return list(await asyncio.gather(*running, return_exceptions=True))


@contextmanager
def commits(database: Database) -> Iterator[list[int]]:
    """Count the commits."""
    counted: list[int] = []

    def count(connection: object) -> None:
        counted.append(1)

    event.listen(database.engine, "commit", count)
    yield counted
    event.remove(database.engine, "commit", count)


async def test_the_turns_that_wait_are_committed_together(database: Database) -> None:
    with commits(database) as counted:
        await together(database, *(partial(note, update_id=number) for number in range(30)))

    assert await database.read(noted) == list(range(30))
    assert len(counted) == 2, "one for what kept the writer busy, one for all the others"


async def test_work_is_committed_when_its_caller_goes_on(database: Database) -> None:
    def work(transaction: Transaction) -> str:
        note(transaction, 7)
        return "done"

    assert await database.run(work) == "done"

    assert await database.read(noted) == [7]


async def test_an_error_undoes_its_own_turn_only(database: Database) -> None:
    def fail(transaction: Transaction) -> None:
        note(transaction, 2)
        transaction.post(1, "sendMessage", {}, now=MONDAY)
        raise KeyError("bug")

    accepted: list[int] = []
    database.on_commit = lambda calls: accepted.extend(call.chat_id for call in calls)
    first, failed, last = await together(
        database, partial(note, update_id=1), fail, partial(note, update_id=3)
    )

    assert (first, last) == (None, None)
    assert isinstance(failed, KeyError)
    assert await database.read(noted) == [1, 3]
    assert accepted == []


async def test_a_session_that_fails_undoes_its_own_turn_only(database: Database) -> None:
    def meet(transaction: Transaction) -> None:
        with transaction.session() as session:
            session.add(Person(id=5, first_seen_at=MONDAY))

    await database.run(meet)
    first, failed, last = await together(
        database, partial(note, update_id=1), meet, partial(note, update_id=3)
    )

    assert (first, last) == (None, None)
    assert isinstance(failed, IntegrityError)
    assert await database.read(noted) == [1, 3]


async def test_a_caller_that_gave_up_holds_nobody_up(database: Database) -> None:
    async with busy(database):
        hurried = asyncio.create_task(database.run(partial(note, update_id=1)))
        await asyncio.sleep(0)
        hurried.cancel()
    await database.run(partial(note, update_id=2))

    assert 2 in await database.read(noted)


async def test_stopping_finishes_the_work_that_waits(database: Database, database_url: str) -> None:
    async with busy(database):
        running = asyncio.create_task(database.run(partial(note, update_id=1)))
        riding = database.ride(partial(note, update_id=2))
        await asyncio.sleep(0)
    await asyncio.gather(database.stop(), running, riding)

    with pytest.raises(AssertionError):
        await database.run(partial(note, update_id=3))
    async with opened(database_url) as again:
        assert await again.read(noted) == [1, 2]


async def test_what_rides_is_written_before_the_next_work(database: Database) -> None:
    with commits(database) as counted:
        riding = database.ride(partial(note, update_id=1))
        seen = await database.run(lambda transaction: noted(transaction.connection))

    assert seen == [1]
    assert len(counted) == 1
    await riding


async def test_what_rides_is_written_soon_without_other_work(database: Database) -> None:
    await database.ride(partial(note, update_id=1))

    assert await database.read(noted) == [1]


async def test_what_rides_and_fails_tells_why_and_lets_the_others_be(database: Database) -> None:
    def fail(transaction: Transaction) -> None:
        raise KeyError("bug")

    riding = database.ride(fail)
    await database.run(partial(note, update_id=1))

    with pytest.raises(KeyError):
        await riding
    assert await database.read(noted) == [1]


async def test_a_wrong_statement_is_no_outage(database: Database) -> None:
    with pytest.raises((OperationalError, ProgrammingError)):
        await database.run(lambda transaction: transaction.connection.exec_driver_sql("SELECT nothing"))


@on_postgresql
async def test_a_lost_connection_loses_nothing(database: Database) -> None:
    def cut(transaction: Transaction) -> None:
        note(transaction, 1)
        [(pid,)] = transaction.connection.exec_driver_sql("SELECT pg_backend_pid()")
        with psycopg.connect(_dsn(database), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [pid])
        note(transaction, 2)

    riding = database.ride(partial(note, update_id=10))
    failed, beside = await together(database, cut, partial(note, update_id=3))

    assert isinstance(failed, StoreUnavailable)
    assert isinstance(beside, StoreUnavailable), "it was in the same transaction"
    await database.run(partial(note, update_id=4))
    await riding
    assert await database.read(noted) == [4, 10]


@on_postgresql
async def test_a_connection_cut_between_two_turns_is_opened_again(database: Database) -> None:
    def pid(transaction: Transaction) -> int:
        return int(transaction.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())

    with psycopg.connect(_dsn(database), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [await database.run(pid)])
    await together(database, partial(note, update_id=1), partial(note, update_id=2))

    assert await database.read(noted) == [1, 2]


@on_postgresql
async def test_a_lock_held_elsewhere_keeps_its_own_turn_only(database: Database) -> None:
    await database.run(lambda transaction: transaction.connection.exec_driver_sql("SET lock_timeout = 50"))
    await database.run(partial(note, update_id=1))

    def change(transaction: Transaction) -> None:
        transaction.connection.exec_driver_sql("DELETE FROM processed_update WHERE update_id = 1")

    with psycopg.connect(_dsn(database)) as other:
        other.execute("SELECT * FROM processed_update FOR UPDATE")
        failed, beside = await together(database, change, partial(note, update_id=2))

    assert isinstance(failed, StoreUnavailable)
    assert beside is None
    assert await database.read(noted) == [1, 2]


@on_postgresql
async def test_a_deadlock_is_run_again(database: Database) -> None:
    async with opened(_url(database)) as other:
        for update_id in (1, 2):
            await database.run(partial(note, update_id=update_id))
        crossing = threading.Barrier(2)
        tries: list[int] = []

        def cross(transaction: Transaction, first: int, then: int) -> None:
            lock = "UPDATE processed_update SET processed_at = now() WHERE update_id = {}"
            tries.append(first)
            transaction.connection.exec_driver_sql(lock.format(first))
            if len(tries) < 3:
                crossing.wait(10)
            transaction.connection.exec_driver_sql(lock.format(then))

        await asyncio.gather(
            database.run(partial(cross, first=1, then=2)), other.run(partial(cross, first=2, then=1))
        )

    assert len(tries) >= 3, "the first to come again may cross the other once more"


@on_sqlite
async def test_a_locked_database_is_asked_again(database: Database) -> None:
    await database.run(lambda transaction: transaction.connection.exec_driver_sql("PRAGMA busy_timeout = 20"))
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    riding = database.ride(partial(note, update_id=10))
    with pytest.raises(StoreUnavailable):
        await database.run(partial(note, update_id=1))
    other.close()

    assert not riding.done()
    await database.run(partial(note, update_id=1))
    assert await database.read(noted) == [1, 10]


@on_sqlite
async def test_readers_do_not_wait_for_the_writer(database: Database) -> None:
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert await database.read(noted) == []
    other.close()


async def test_reading_an_unreachable_database_is_an_outage(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'missing' / 'alize.db'}")
    with pytest.raises(StoreUnavailable):
        await database.read(noted)
    await database.stop()


def _url(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def _dsn(database: Database) -> str:
    url = make_url(_url(database)).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


async def test_what_was_prepared_for_reading_serves_again(database: Database) -> None:
    if database.engine.dialect.name != "postgresql":
        return

    def read(connection: Connection) -> int:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("SELECT 1 FROM person WHERE id = %s", (1,))
        return int(driver.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()[0])

    assert [await database.read(read) for _ in range(12)][-1] > 0
