"""Time passes: what is due is asked of the database, again and again."""

import asyncio
import logging
from functools import partial

from bot.chat.desk import Desk
from bot.services import nudges
from bot.services.upkeep import forget_updates
from models.database import StoreUnavailable, Transaction

log = logging.getLogger(__name__)

TICK_SECONDS = 20.0


class Timers:
    """The periodic task of one process; several processes may run it beside one another."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self) -> None:
        """Tick for ever."""
        while True:
            try:
                await self.tick()
            except StoreUnavailable:
                log.warning("The database does not answer: reminders wait")
            await asyncio.sleep(TICK_SECONDS)

    async def tick(self) -> None:
        """Send the reminders that are due, and erase what was kept long enough."""
        desk, now = self._desk, self._desk.clock()
        for draft_id, person_id in await desk.database.read(partial(nudges.due, now=now)):
            await desk.do(person_id, partial(nudges.nudge, draft_id=draft_id))

        def tidy(transaction: Transaction) -> None:
            nudges.purge(transaction, now)
            forget_updates(transaction, now)

        await desk.database.run(tidy)
