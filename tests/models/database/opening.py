"""Databases for tests: brought up to date, with their writer at work."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import Connection

from models.database.writer import Database, Transaction
from models.migrate import migrate
from tests.stage import MONDAY


@asynccontextmanager
async def opened(url: str, *, lease_seconds: float = 20.0) -> AsyncIterator[Database]:
    """Open a database while the block runs."""
    database = Database(url, lease_seconds=lease_seconds)
    await asyncio.to_thread(migrate, database.engine)
    await database.start()
    try:
        yield database
    finally:
        await database.stop()


def note(transaction: Transaction, update_id: int) -> None:
    """Write something: that an update was processed."""
    transaction.connection.exec_driver_sql(
        f"INSERT INTO processed_update (update_id, processed_at) VALUES ({update_id}, '{MONDAY}')"
    )


def noted(connection: Connection) -> list[int]:
    """Return what was written."""
    rows = connection.exec_driver_sql("SELECT update_id FROM processed_update ORDER BY update_id")
    return [row.update_id for row in rows]
