"""The erasure of a person with three requests and 500 copies of them, in a fresh process: figures as JSON.

Somebody else writes all the while, as fast as the writer answers: the longest they wait is what counts.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable
from contextlib import suppress
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from bot.services.privacy.erasure import erase
from bot.telegram.delivery.copies import replace_copies
from conversations.dossiers.traces import Trace
from models.database.engines import empty_log
from models.database.prepared import table_of
from models.database.writer import Database, Transaction
from models.dossiers.queries import add_event
from models.dossiers.tables import Dossier
from models.intake.queries import find_visit
from models.messages.tables import RelayedMessage
from models.privacy.sent_copies import Shown, note_shown
from models.privacy.tables import CopyKind
from tests.bot.services.privacy.keeping import CAMILLE, a_dossier
from tests.conversations.worlds import sample_world
from tests.models.database.opening import opened
from tests.stage import MONDAY

REQUESTS, EVENTS, MESSAGES, COPIES, CHATS = 3, 60, 60, 500, 6
OTHERS_MEGABYTES = 20  # of what other people wrote and the log holds
WORDS = "Nous reprenons le fournil voisin : il faut réorganiser la production. " * 20


def life(transaction: Transaction) -> None:
    """Write down three requests, what was said and done around them, and where they were shown."""
    numbers = []
    for _ in range(REQUESTS):
        numbers.append(a_dossier(transaction))
        with transaction.session() as session:
            dossier = session.get_one(Dossier, numbers[-1])
            dossier.draft_id = 100 + numbers[-1]
            dossier.answers = {"name": "Camille Durand", "description": WORDS}
            for _ in range(EVENTS):
                add_event(session, dossier, Trace.NOTE, MONDAY, actor_id=1, from_status="claimed", note=WORDS)
    said = {"from_person": CAMILLE, "from_applicant": True, "at": MONDAY, "kind": "text", "text": WORDS}
    messages = [
        {**said, "dossier_id": numbers[n % REQUESTS], "source_chat": CAMILLE, "source_id": n}
        for n in range(REQUESTS * MESSAGES)
    ]
    transaction.connection.execute(insert(table_of(RelayedMessage)), messages)
    shown = [Shown(10 + n % CHATS, n, CopyKind.TEXT, 1, "", numbers[n % REQUESTS]) for n in range(COPIES)]
    note_shown(transaction, shown)


def others(transaction: Transaction) -> None:
    """Write down what other people say, a megabyte of it."""
    for _ in range(700):
        transaction.post(1, "sendMessage", {"text": WORDS}, now=MONDAY)
    transaction.calls.clear()


async def waits(database: Database, longest: list[float]) -> None:
    """Write a word again and again; note how long each took, in milliseconds."""

    def write(transaction: Transaction) -> None:
        transaction.connection.exec_driver_sql("UPDATE person SET language = 'fr'")

    while True:
        began = time.perf_counter()
        await database.run(write)
        longest.append((time.perf_counter() - began) * 1e3)
        await asyncio.sleep(0.001)


async def measured() -> dict[str, float]:
    """Erase, replace and empty the log; return the longest that others waited, in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        async with opened(f"sqlite:///{Path(folder) / 'alize.db'}") as database:
            await database.run(life)
            await _erase(database)  # the first one compiles the statements
            await _replace(database)
            await database.run(life)
            for _ in range(OTHERS_MEGABYTES):
                await database.run(others)
            longest: list[float] = []
            waiting = asyncio.create_task(waits(database, longest))
            figures = {
                "usual": await _waited(longest, asyncio.sleep(0.3)),
                "erasing": await _waited(longest, _erase(database)),
                "replacing": await _waited(longest, _replace(database)),
                "emptying": await _waited(longest, _empty(database)),
            }
            waiting.cancel()
            with suppress(asyncio.CancelledError):
                await waiting
            return figures


async def _waited(longest: list[float], work: Awaitable[None]) -> float:
    longest.clear()
    await work
    await asyncio.sleep(0.02)  # who waits is told after who worked
    return max(longest)


async def _erase(database: Database) -> None:
    def work(transaction: Transaction) -> None:
        visit = find_visit(transaction, CAMILLE)
        assert visit is not None
        erase(transaction, sample_world(), visit, MONDAY)

    await database.run(work)


async def _replace(database: Database) -> None:
    while await database.run(partial(replace_copies, now=MONDAY)):
        pass


async def _empty(database: Database) -> None:
    assert await asyncio.to_thread(empty_log, database.engine)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured())))
