"""Where turns are taken: one transaction that notes the update, changes the state and writes the answer."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, TypeVar

from telegram.error import RetryAfter, TelegramError

from bot.i18n import speak
from bot.metrics import Metrics
from bot.services.core.screens import Reply
from bot.services.messages.menus import disarm
from bot.telegram.client.bot import CallingBot
from bot.telegram.client.refusals import is_silence
from bot.telegram.render.replies import present
from conversations.frozen import frozen
from conversations.messages import Message
from conversations.privacy.retention import Controller
from conversations.situation import World
from models.database.calls import OLDEST
from models.database.group import Ahead
from models.database.writer import Connection, Database, StoreUnavailable, Transaction
from models.intake.queries import HELD, PROCESSED, VISITS, first_time
from models.messages.prompts import ASKED, ask_no_more
from models.messages.queries import TOLD

log = logging.getLogger(__name__)

ALERT_MAX = 200  # characters of a word on a tapped button [Bot API]
SECOND_TRY_SECONDS = 1.0  # an answer is worth no more than one: Telegram releases the button by itself

T = TypeVar("T")
Work = Callable[[Transaction, World, datetime], Reply | None]


@frozen
class Turn:
    """What a turn answers to: the update, the chat, and the tapped button if there is one."""

    update_id: int
    chat_id: int
    query_id: str | None = None
    tapped: int | None = None


class Desk:
    """What handlers share."""

    def __init__(
        self,
        bot: CallingBot,
        database: Database,
        clock: Callable[[], datetime],
        world: Callable[[datetime], World],
        *,
        controller: Controller,
    ) -> None:
        self.bot, self.database, self.clock, self.world = bot, database, clock, world
        self.controller, self.metrics = controller, Metrics()
        self.unsettled: set[int] = set()
        self.repeated: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, turn: Turn, work: Work, *, typed: bool = False) -> None:
        """Take a turn; nothing is said before its commit. A repeated update changes nothing.

        ``typed``: it is likely to look for what was asked of the person, and what they were told.
        """
        now = self.clock()
        world = self.world(now)

        def run(transaction: Transaction) -> tuple[bool, Reply | None]:
            if not first_time(transaction, turn.update_id, now):
                return False, None
            reply = work(transaction, world, now)
            if reply is not None:
                present(transaction, turn.chat_id, reply, now, turn.tapped)
            return True, reply

        is_new, reply = await self.database.run(run, _ahead(turn, typed=typed))
        if not is_new:
            self.repeated.add(turn.update_id)
        if turn.query_id is not None:
            self.answer(turn.query_id, reply.alert if reply else None, reply.language if reply else "fr")

    async def beforehand(self, work: Callable[[Connection, World], T]) -> T | None:
        """Work something out before a turn, beside those of others; None while the database is away."""
        world = self.world(self.clock())
        try:
            return await self.database.read(lambda connection: work(connection, world))
        except StoreUnavailable:  # which the turn will tell
            return None

    async def hear(self, turn: Turn, person_id: int, work: Work) -> None:
        """Take what is no new word, as a place shared: what waited for a yes waits for a tap from now on."""

        def heard(transaction: Transaction, world: World, now: datetime) -> Reply | None:
            disarm(transaction, person_id)
            return work(transaction, world, now)

        await self.take(turn, heard)

    async def obey(self, turn: Turn, person_id: int, work: Work) -> None:
        """Take a command of somebody: what they were asked to type is no longer expected."""

        def obeyed(transaction: Transaction, world: World, now: datetime) -> Reply | None:
            ask_no_more(transaction, person_id)
            disarm(transaction, person_id)
            return work(transaction, world, now)

        await self.take(turn, obeyed)

    async def do(self, chat_id: int, work: Work) -> None:
        """Do something that no update asked for."""
        now = self.clock()
        world = self.world(now)

        def run(transaction: Transaction) -> None:
            reply = work(transaction, world, now)
            if reply is not None:
                present(transaction, chat_id, reply, now)

        await self.database.run(run)

    def answer(self, query_id: str, alert: Message | None, language: str) -> None:
        """Answer a tap at once, outside the outbox: the button stops spinning."""
        self.spawn(self.answered(query_id, alert, language))

    async def answered(self, query_id: str, alert: Message | None, language: str) -> None:
        """Answer a tap, and wait until it is."""
        payload: dict[str, Any] = {"callback_query_id": query_id}
        if alert is not None:
            payload["text"] = speak(alert, language, markup=False)[:ALERT_MAX]
        for rest in (SECOND_TRY_SECONDS, None):
            try:
                await self.bot.call("answerCallbackQuery", payload)
            except TelegramError as error:  # too old, or the network: the card itself says everything
                if rest is not None and (is_silence(error) or isinstance(error, RetryAfter)):
                    await asyncio.sleep(rest)
                    continue
                log.debug("A tap was not answered: %s", type(error).__name__)
            return

    def spawn(self, work: Coroutine[None, None, None]) -> None:
        """Do something beside the turns."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def idle(self) -> bool:
        """Whether nothing is being done beside the turns."""
        return not self._tasks


def _ahead(turn: Turn, *, typed: bool) -> Ahead:
    """Return what a turn is going to look for: in a private chat, what is known of its person."""
    person = (HELD, VISITS, *((ASKED, TOLD) if typed else ())) if turn.chat_id > 0 else ()
    return {PROCESSED: turn.update_id} | dict.fromkeys((*person, OLDEST), turn.chat_id)
