"""Erasures that a restored backup undid are made again, before anybody is answered."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from bot.services.privacy.repeated_erasures import come_back, erase_again
from bot.telegram.render.replies import present
from conversations.situation import World
from models.database.writer import Database, Transaction
from models.privacy.register import Noted

NOBODY = 0  # the chat of what is done for others than who is written to


async def erase_what_came_back(
    database: Database, world: Callable[[datetime], World], registered: Sequence[Noted]
) -> int:
    """Make again the erasures of the register that the database does not know; return how many.

    All together or none.
    """
    if not registered:
        return 0
    now = datetime.now(UTC)

    def work(transaction: Transaction) -> int:
        found = come_back(transaction.connection, registered)
        for noted in found:
            present(transaction, NOBODY, erase_again(transaction, world(now), noted), now)
        return len(found)

    return await database.run(work)
