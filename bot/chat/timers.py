"""Time passes: what is due is asked of the database, again and again."""

import asyncio
import logging
from functools import partial

from bot.chat.desk import Desk, Work
from bot.services import nudges, upkeep
from models.database import StoreUnavailable, Transaction

log = logging.getLogger(__name__)

TICK_SECONDS = 20.0
NOBODY = 0  # the chat of what is done without a word


class Timers:
    """The periodic task of one process; several processes may run it beside one another."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self) -> None:
        """Tick for ever."""
        while True:
            try:
                await self.tick()
            except Exception as error:  # whatever it is, the turns go on and the next tick tries again
                log.error("The reminders wait for the next tick", exc_info=error)
            await asyncio.sleep(TICK_SECONDS)

    async def tick(self) -> None:
        """Send the reminders that are due, and erase what was kept long enough."""
        desk, now = self._desk, self._desk.clock()
        for draft_id, person_id in await desk.database.read(partial(nudges.due, now=now)):
            await self._do(person_id, partial(nudges.nudge, draft_id=draft_id))
        for dossier_id in await desk.database.read(partial(upkeep.expired, now=now)):
            await self._do(NOBODY, partial(upkeep.anonymise, dossier_id=dossier_id))

        def tidy(transaction: Transaction) -> None:
            nudges.purge(transaction, now)
            upkeep.forget_updates(transaction, now)
            upkeep.forget_parked(transaction, now)
            upkeep.forget_passers_by(transaction, now)

        await desk.database.run(tidy)

    async def _do(self, chat_id: int, work: Work) -> None:
        """Do one thing that is due; a bug in it does not keep the others waiting."""
        try:
            await self._desk.do(chat_id, work)
        except StoreUnavailable:
            raise
        except Exception as error:
            log.error("Something due was not done", exc_info=error)
