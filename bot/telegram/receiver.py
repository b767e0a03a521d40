"""Updates come in: acknowledged after their turns are committed, in order within a chat.

python-telegram-bot acknowledges a batch before processing it, which a crash loses; here the next offset
is asked for only when every update of the batch is settled, and a webhook answers 200 only then.
"""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application

from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.services.core.screens import Reply, words
from bot.services.core.visitors import spoken, welcome
from bot.telegram.client.refusals import cause_of
from bot.telegram.declined_taps import Declined
from bot.telegram.throttle import Flood
from bot.telegram.turns import Desk
from bot.telegram.updates import Incoming, Other, Tapped, read
from conversations.messages import say
from models.database.outages import Outage
from models.database.writer import StoreUnavailable, Transaction

log = logging.getLogger(__name__)

LONG_POLL_SECONDS = 50
RETRY_SECONDS = 2.0
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def spoken_in(transaction: Transaction, incoming: Incoming, now: datetime) -> str:
    """Return the language to answer in: the one a person chose, or that of groups."""
    if incoming.visitor is None or not incoming.private:
        return GROUP_LANGUAGE
    return spoken(welcome(transaction, incoming.visitor, now))


class Reception:
    """Takes the turns of updates: chats beside one another, each in order."""

    def __init__(self, application: AnyApplication, desk: Desk, flood: Flood) -> None:
        self._application, self._desk, self._flood = application, desk, flood
        self._declined = Declined(desk)
        self._last: dict[int, asyncio.Task[bool]] = {}
        self._opened = asyncio.Event()
        self._opened.set()

    def close(self) -> None:
        """Take no turn until ``open``; updates may come, and wait."""
        self._opened.clear()

    def open(self) -> None:
        """Take the turns that wait, and all others."""
        self._opened.set()

    def receive(self, incoming: Incoming) -> "asyncio.Task[bool]":
        """Take an update's turn after those of its chat; false when it has to come again."""
        chat = incoming.turn.chat_id
        task = asyncio.create_task(self._after(self._last.get(chat), incoming))
        self._last[chat] = task
        task.add_done_callback(partial(self._forget, chat))
        return task

    def _forget(self, chat: int, task: "asyncio.Task[bool]") -> None:
        if self._last.get(chat) is task:
            del self._last[chat]

    async def _after(self, before: "asyncio.Task[bool] | None", incoming: Incoming) -> bool:
        if before is not None and not await _settled(before):
            return False  # what came before has to come again, and so does what follows it
        await self._opened.wait()
        if isinstance(incoming, Other) and incoming.told_by_telegram:
            settled, _ = await self._process(incoming)
            return settled
        sender = incoming.visitor.id if incoming.visitor else incoming.turn.chat_id
        excess = self._flood.excess(sender, self._age(incoming))
        if excess:
            self._desk.metrics.flooded.inc()
        if excess > 1:
            if isinstance(incoming, Tapped):
                self._declined.decline(incoming)
            return True
        settled, is_new = await (self._slow_down(incoming) if excess else self._process(incoming))
        if not (settled and is_new):
            self._flood.forgive(sender)
        return settled

    def _age(self, incoming: Incoming) -> float:
        """Return for how many seconds a message has waited; Telegram does not date taps."""
        if incoming.sent_at is None:
            return 0.0
        return max(0.0, (self._desk.clock() - incoming.sent_at).total_seconds())

    async def _process(self, incoming: Incoming) -> tuple[bool, bool]:
        """Take a turn; return whether it is settled, and whether it came for the first time."""
        update = incoming.update if isinstance(incoming, Other) else incoming
        with self._desk.metrics.turn():
            await self._application.process_update(update)
        return self._outcome(incoming)

    def _outcome(self, incoming: Incoming) -> tuple[bool, bool]:
        number, desk = incoming.turn.update_id, self._desk
        settled, is_new = number not in desk.unsettled, number not in desk.repeated
        desk.unsettled.discard(number)
        desk.repeated.discard(number)
        desk.metrics.turn_ended(settled=settled, is_new=is_new)
        return settled, is_new

    async def _slow_down(self, incoming: Incoming) -> tuple[bool, bool]:
        """Say once that the messages that follow are not read."""
        slower = say(
            "That is a lot at once! I stop reading for a moment: your answers are kept, please send the last "
            "one again in a little while."
        )
        try:
            await self._desk.take(
                incoming.turn,
                lambda transaction, world, now: Reply(
                    spoken_in(transaction, incoming, now), screens=(words(slower),), leaves_tapped=True
                ),
            )
        except StoreUnavailable:
            self._desk.unsettled.add(incoming.turn.update_id)
        return self._outcome(incoming)

    @property
    def idle(self) -> bool:
        """Whether no turn is being taken."""
        return not self._last


async def _settled(turn: "asyncio.Task[bool]") -> bool:
    """Wait for a turn that somebody else is taking; one that was cancelled is not settled."""
    await asyncio.wait([turn])
    return not turn.cancelled() and turn.exception() is None and turn.result()


def read_update(raw: dict[str, Any], bot: Bot) -> Incoming | None:
    """Read an update; None, and a line in the log, for one that cannot be read."""
    try:
        return read(raw, bot)
    except Exception as error:  # refused, it would be sent again for ever, before all the others
        log.error("Update %s cannot be read and is passed over", raw["update_id"], exc_info=error)
        return None


async def poll(
    application: AnyApplication, reception: Reception, retry_seconds: float = RETRY_SECONDS
) -> None:
    """Ask for updates for ever; a lost connection is waited for. Raises InvalidToken."""
    offset: int | None = None
    outage = Outage()
    while True:
        try:
            found = await application.bot.updates(offset, LONG_POLL_SECONDS, ALLOWED)
        except InvalidToken:
            raise
        except Conflict:
            if outage.begins():
                log.warning("Another program asks for this bot's updates: waiting for it to stop")
            await asyncio.sleep(retry_seconds)
            continue
        except TelegramError as error:
            if outage.begins():
                log.warning("Telegram gives no updates (%s): they are asked for again", cause_of(error))
            await asyncio.sleep(retry_seconds)
            continue
        if length := outage.ends():
            log.warning("Telegram gives updates again, after %s", length)
        updates = [read_update(raw, application.bot) for raw in found]
        settled = await asyncio.gather(
            *(reception.receive(update) for update in updates if update is not None)
        )
        if not all(settled):  # the database says so itself
            await asyncio.sleep(retry_seconds)
            continue
        if found:
            offset = found[-1]["update_id"] + 1


def webhook(
    application: AnyApplication, reception: Reception, secret: str
) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint Telegram calls: 200 once the turn is committed, 503 to be called again."""

    async def endpoint(request: Request) -> Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        try:
            raw = await request.json()
        except (ValueError, RecursionError):
            raw = None
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return Response(status_code=400)
        update = read_update(raw, application.bot)
        settled = update is None or await reception.receive(update)
        return Response(status_code=200 if settled else 503)

    return endpoint
