"""Time passes: what is due is asked of the database, again and again."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.services.committee import agenda, agenda_reminders
from bot.services.committee.decisions import reminders as decision_reminders
from bot.services.contributors import availability
from bot.services.core.screens import Reply
from bot.services.dossiers import basin_closures, escalation
from bot.services.exchanges import took_place
from bot.services.exchanges.letters import readers as letter_readers
from bot.services.exchanges.questions import deadlines, dispatch, outcomes
from bot.services.intake import information_deadlines, reminders
from bot.services.privacy import retention
from bot.services.reports import monthly
from bot.services.support import confirmed_days, follow_ups, instalments, reviews
from bot.services.team import digests
from bot.telegram.delivery.copies import replace_copies
from bot.telegram.turns import Desk, Work
from conversations.privacy.retention import UNDECIDED, UNSENT
from models.database.engines import Lock, empty_log
from models.database.outages import Outage
from models.database.processes import taken
from models.database.writer import Connection, StoreUnavailable, Transaction
from models.exchanges.queries import forget_unsent
from models.figures.tallies import count
from models.intake.dropped_drafts import purge_dropped
from models.messages.queries import forget_left_undecided
from models.privacy.register import complete_register, erasures
from models.privacy.sent_copies import erased_so_far

log = logging.getLogger(__name__)

TICK_SECONDS = 20.0
TIDY_EVERY = timedelta(hours=1)  # it goes through everybody who is known
COUNTED_AT_ONCE, COUNTINGS = 200, 50  # marks: a history that was loaded takes several ticks
NEVER = -1
NOBODY = 0  # the chat of what is done for others than who is written to

DUE: tuple[tuple[Callable[..., Iterable[int]], str, Callable[..., Reply | None]], ...] = (
    (escalation.due, "dossier_id", escalation.look_at),
    (information_deadlines.due, "request_id", information_deadlines.look_at),
    (agenda.due, "item_id", agenda.tell_the_day_before),
    (agenda_reminders.due, "day", agenda_reminders.tell),
    (decision_reminders.due, "session_id", decision_reminders.remind),
    (follow_ups.due, "follow_up_id", follow_ups.look_at),
    (instalments.due, "dossier_id", instalments.remind),
    (confirmed_days.due, "statement_id", confirmed_days.look_at),
    (availability.due, "advisor_id", availability.ask_after),
    (reviews.due, "mission_id", reviews.ask),
    (retention.expired, "dossier_id", retention.anonymise),
    (deadlines.gone, "person_id", deadlines.part),
    (deadlines.due, "question_id", deadlines.look),
    (dispatch.due, "question_id", dispatch.send),
    (outcomes.due, "offer_id", outcomes.ask_both),
    (basin_closures.due, "network", basin_closures.look),
    (took_place.due, "exchange_id", took_place.tell),
    (letter_readers.due, "month", letter_readers.draft),
)
"""What finds the rows something is due for, what their numbers are called, and what does it."""


MORNINGS: tuple[tuple[Callable[..., Iterable[int]], Callable[..., Reply | None]], ...] = (
    (digests.due, digests.send),
    (monthly.due, monthly.send),
)
"""What finds the members something is to be sent to, and what sends it."""


def _due(connection: Connection, now: datetime) -> list[tuple[int, Work]]:
    """Return all that is due, in one reading: what to do, and the chat it is done in."""
    due: list[tuple[int, Work]] = [
        (person_id, partial(reminders.nudge, draft_id=draft_id))
        for draft_id, person_id in reminders.due(connection, now=now)
    ]
    for waiting, send in MORNINGS:
        due += [(person_id, partial(send, person_id=person_id)) for person_id in waiting(connection, now=now)]
    for find, name, work in DUE:
        due += [(NOBODY, partial(work, **{name: number})) for number in find(connection, now=now)]
    return due


class Timers:
    """The periodic task of one process; several processes may run it beside one another.

    ``register``: the register of erasures, None for none.
    """

    def __init__(self, desk: Desk, register: Path | None = None) -> None:
        self._desk, self._register = desk, register
        self._tidied_at = desk.clock()
        self._scrubbed = self._registered = NEVER
        self._register_outage = Outage()

    async def run(self) -> None:
        """Tick for ever."""
        while True:
            try:
                await self.tick()
                self._desk.metrics.ticked(TICK_SECONDS)
            except StoreUnavailable:  # the next tick tries again
                pass
            except Exception as error:  # whatever it is, the turns go on and the next tick tries again
                log.error("The reminders wait for the next tick", exc_info=error)
            await asyncio.sleep(TICK_SECONDS)

    async def tick(self) -> None:
        """Send what is due and erase what was kept long enough, unless another process is at it.

        Each process notes erasures in the register of its own machine, before anything else.
        """
        if self._register is not None:
            await self._note_erasures(self._register)
        async with taken(self._desk.database.engine, Lock.TIMERS) as mine:
            if mine:
                await self._do_what_is_due()

    async def _do_what_is_due(self) -> None:
        desk, now = self._desk, self._desk.clock()
        for chat_id, work in await desk.database.read(partial(_due, now=now)):
            await self._do(chat_id, work)

        await desk.database.run(partial(replace_copies, now=now))

        for _ in range(COUNTINGS):  # each lets turns go before it
            done = await desk.database.run(lambda transaction: count(transaction.connection, COUNTED_AT_ONCE))
            if done < COUNTED_AT_ONCE:
                break

        if now >= self._tidied_at + TIDY_EVERY:
            self._tidied_at = now
            await self._tidy(now)
        await self._scrub()

    async def _tidy(self, now: datetime) -> None:
        """Forget what was kept long enough."""

        def tidy(transaction: Transaction) -> None:
            reminders.purge(transaction, now)
            purge_dropped(transaction, now)
            retention.forget_updates(transaction, now)
            retention.forget_parked(transaction, now)
            retention.forget_taken(transaction, now)
            retention.forget_exchanges(transaction, now)
            forget_unsent(transaction.connection, now - UNSENT.lasts)
            forget_left_undecided(transaction, now - UNDECIDED.lasts)
            retention.forget_passers_by(transaction, now)

        await self._desk.database.run(tidy)
        self._scrubbed = NEVER

    async def _scrub(self) -> None:
        """Leave nothing in the files of what was erased since the last time."""
        database = self._desk.database
        so_far = await database.read(erased_so_far)
        if so_far > self._scrubbed and await asyncio.to_thread(empty_log, database.engine):
            self._scrubbed = so_far

    async def _note_erasures(self, register: Path) -> None:
        """Write down what was erased, where the loss of the database does not reach it."""
        so_far = await self._desk.database.read(erased_so_far)
        if so_far <= self._registered:
            return
        known = await self._desk.database.read(erasures)
        try:
            await asyncio.to_thread(complete_register, register, known)
        except OSError as error:
            if self._register_outage.begins():
                log.error("The register of erasures cannot be written (%s): %s", error.strerror, register)
            return
        if length := self._register_outage.ends():
            log.warning("The register of erasures is written again, after %s", length)
        self._registered = so_far

    async def _do(self, chat_id: int, work: Work) -> None:
        """Do one thing that is due; a bug in it does not keep the others waiting."""
        try:
            await self._desk.do(chat_id, work)
        except StoreUnavailable:
            raise
        except Exception as error:
            log.error("Something due was not done", exc_info=error)
