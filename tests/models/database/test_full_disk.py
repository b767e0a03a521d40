"""The disk of the database is full: nothing is lost, and the log says so twice, not at each look at it."""

from collections.abc import Callable
from functools import partial

import pytest

from models.database.writer import Database, StoreUnavailable, Transaction
from tests.models.database.opening import note, noted, opened
from tests.stage import MONDAY

NO_ROOM = "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"


def limited(pages: int) -> Callable[[Transaction], None]:
    """Return what tells SQLite how many pages there may be: no less than there are."""

    def limit(transaction: Transaction) -> None:
        transaction.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    return limit


def grow(transaction: Transaction) -> None:
    """Write more than there is room for."""
    note(transaction, 1)
    if transaction.dialect == "postgresql":
        transaction.connection.exec_driver_sql(NO_ROOM)
    transaction.post(1, "sendMessage", {"text": "x" * 100_000}, now=MONDAY)


async def fill(database: Database) -> None:
    """Leave no room; PostgreSQL says so by itself."""
    if database.engine.dialect.name == "sqlite":
        await database.run(limited(1))
    with pytest.raises(StoreUnavailable):
        await database.run(grow)


async def test_what_only_reads_does_not_tell_that_there_is_room(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(database_url) as database:
        for _ in range(3):
            await fill(database)
            await database.run(lambda transaction: transaction.connection.exec_driver_sql("SELECT 1"))
        assert len(caplog.messages) == 1
        await database.run(partial(note, update_id=2))

        begun, ended = caplog.messages
        assert "The database does not answer" in begun
        assert "The database answers again" in ended
        assert await database.read(noted) == [2]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_had_no_room_is_taken_once_there_is(database_url: str) -> None:
    async with opened(database_url) as database:
        await fill(database)
        await database.run(limited(10_000))
        await database.run(grow)
        assert await database.read(noted) == [1]
