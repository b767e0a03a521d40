"""Updates come in: acknowledged after their turns are committed, in order within a chat.

python-telegram-bot acknowledges a batch before processing it, which a crash loses; here the next offset
is asked for only when every update of the batch is settled, and a webhook answers 200 only then.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application

from bot.chat.desk import Desk, Turn
from bot.chat.flood import Flood
from bot.i18n import choose_language
from bot.services.screens import Reply, words
from conversations.messages import say
from models.database import StoreUnavailable

log = logging.getLogger(__name__)

LONG_POLL_SECONDS = 50
RETRY_SECONDS = 2.0
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def chat_of(update: Update) -> int:
    """Return what orders an update: its chat, else its person, else nothing in common with others."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else update.update_id


class Reception:
    """Takes the turns of updates: chats beside one another, each in order."""

    def __init__(self, application: AnyApplication, desk: Desk, flood: Flood) -> None:
        self._application, self._desk, self._flood = application, desk, flood
        self._last: dict[int, asyncio.Task[bool]] = {}

    async def receive(self, update: Update) -> bool:
        """Take an update's turn after those of its chat; false when it has to come again."""
        chat = chat_of(update)
        before = self._last.get(chat)
        task = asyncio.create_task(self._after(before, update))
        self._last[chat] = task
        try:
            return await task
        finally:
            if self._last.get(chat) is task:
                del self._last[chat]

    async def _after(self, before: "asyncio.Task[bool] | None", update: Update) -> bool:
        if before is not None and not await asyncio.shield(before):
            return False  # what came before has to come again, and so does what follows it
        if excess := self._flood.excess(chat_of(update)):
            return await self._slow_down(update) if excess == 1 else True
        await self._application.process_update(update)
        if update.update_id in self._desk.unsettled:
            self._desk.unsettled.discard(update.update_id)
            return False
        return True

    async def _slow_down(self, update: Update) -> bool:
        """Say once that the messages that follow are not read."""
        language = choose_language(update.effective_user.language_code if update.effective_user else None)
        slower = say(
            "That is a lot at once! I stop reading for a few seconds: your answers are kept, "
            "please send the last one again."
        )
        try:
            await self._desk.take(
                Turn(update.update_id, chat_of(update)),
                lambda transaction, world, now: Reply(language, screens=(words(slower),)),
            )
        except StoreUnavailable:
            return False
        return True

    @property
    def idle(self) -> bool:
        """Whether no turn is being taken."""
        return not self._last


async def poll(application: AnyApplication, reception: Reception) -> None:
    """Ask for updates for ever; a lost connection is waited for."""
    offset: int | None = None
    while True:
        try:
            updates = await application.bot.get_updates(
                offset=offset, timeout=LONG_POLL_SECONDS, allowed_updates=ALLOWED
            )
        except (InvalidToken, asyncio.CancelledError):
            raise
        except Conflict:
            log.warning("Another program asks for this bot's updates: waiting for it to stop")
            await asyncio.sleep(RETRY_SECONDS)
            continue
        except TelegramError as error:
            log.warning("Telegram does not answer (%s): trying again", type(error).__name__)
            await asyncio.sleep(RETRY_SECONDS)
            continue
        settled = await asyncio.gather(*(reception.receive(update) for update in updates))
        if not all(settled):
            log.warning("The database does not answer: the same updates are asked for again")
            await asyncio.sleep(RETRY_SECONDS)
            continue
        if updates:
            offset = updates[-1].update_id + 1


def webhook(
    application: AnyApplication, reception: Reception, secret: str
) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint Telegram calls: 200 once the turn is committed, 503 to be called again."""

    async def endpoint(request: Request) -> Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        try:
            update = Update.de_json(json.loads(await request.body()), application.bot)
        except (ValueError, TypeError, KeyError):
            return Response(status_code=400)
        return Response(status_code=200 if await reception.receive(update) else 503)

    return endpoint
