"""The processes that share a PostgreSQL database: each tells that it is at work, and knows of the others.

A process that stops takes its row away; one that died is no longer counted once it has said nothing for
``SILENT``. Times are those of the server: the clocks of machines may differ.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from models.database.dialects import OfDialect
from models.database.engines import Lock, is_outage
from models.database.prepared import table_of
from models.database.tables import Process
from models.database.writer import StoreUnavailable

PROCESSES = table_of(Process)
SILENT, FORGOTTEN = timedelta(seconds=10), timedelta(days=1)

_AT_WORK = PROCESSES.c.seen_at > func.now() - bindparam("silent", SILENT)
_JOIN = insert(PROCESSES).values(seen_at=func.now()).returning(PROCESSES.c.id)
_TELL = OfDialect(
    lambda dialect: (
        dialect.insert(PROCESSES)
        .values(id=bindparam("process"), measures=bindparam("measures"), seen_at=func.now())
        .on_conflict_do_update(index_elements=[PROCESSES.c.id], set_={"seen_at": func.now()})
    )
)
_NOTE_WEBHOOK = (
    update(PROCESSES).where(PROCESSES.c.id == bindparam("process")).values(webhook=bindparam("told"))
)
_LEAVE = delete(PROCESSES).where(PROCESSES.c.id == bindparam("process"))
_FORGET = delete(PROCESSES).where(PROCESSES.c.seen_at < func.now() - bindparam("forgotten", FORGOTTEN))
_COUNT = select(func.count()).select_from(PROCESSES).where(_AT_WORK)
_NEWEST = select(PROCESSES.c.measures).where(_AT_WORK).order_by(PROCESSES.c.id.desc()).limit(1)
_KNOWING = select(func.count()).where(_AT_WORK, PROCESSES.c.webhook == bindparam("told"))
_TAKE = text("SELECT pg_try_advisory_xact_lock(:key)")


def join(connection: Connection, measures: str) -> int:
    """Note that a process is at work; return its number."""
    connection.execute(_FORGET)
    return int(connection.execute(_JOIN, {"measures": measures}).scalar_one())


def at_work(connection: Connection, process: int, measures: str) -> int:
    """Tell that a process is at work, forgotten though it may be; return how many are, itself included."""
    connection.execute(_TELL["postgresql"], {"process": process, "measures": measures})
    return max(1, int(connection.execute(_COUNT).scalar_one()))


def leave(connection: Connection, process: int) -> None:
    """Note that a process ends."""
    connection.execute(_LEAVE, {"process": process})


def newest_measures(connection: Connection) -> str | None:
    """Return what the process that started last counts; None when none is at work."""
    return connection.execute(_NEWEST).scalar_one_or_none()


def webhook_known(connection: Connection, told: str) -> bool:
    """Tell whether a process at work knows that Telegram was told this of the webhook."""
    return bool(connection.execute(_KNOWING, {"told": told}).scalar_one())


def note_webhook(connection: Connection, process: int, told: str) -> None:
    """Note what a process knows that Telegram was told of the webhook."""
    connection.execute(_NOTE_WEBHOOK, {"process": process, "told": told})


@asynccontextmanager
async def taken(engine: Engine, lock: Lock) -> AsyncIterator[bool]:
    """Be the one process that does something while the block runs; give false while another does it.

    A process that dies lets go of it. On SQLite there is one. Raises StoreUnavailable.
    """
    if engine.dialect.name != "postgresql":
        yield True
        return

    def take() -> tuple[Connection, bool]:
        connection = engine.connect()
        return connection, bool(connection.execute(_TAKE, {"key": lock}).scalar_one())

    try:
        connection, mine = await asyncio.to_thread(take)
    except DBAPIError as error:
        if is_outage(error):
            raise StoreUnavailable(type(error).__name__) from error
        raise
    try:
        yield mine
    finally:
        await asyncio.to_thread(connection.close)
