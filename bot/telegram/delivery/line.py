"""The line to Telegram: what the outbox holds is called there, or done here where it is an errand."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from telegram.error import TelegramError

from bot.metrics import Metrics
from bot.telegram.client.bot import CallingBot
from bot.telegram.client.refusals import cause_of, is_silence
from bot.telegram.delivery.uploads import WRONG_LETTER, Uploads
from models.database.outages import Outage
from models.database.outbox import backlog
from models.database.writer import Call, Database, StoreUnavailable

log = logging.getLogger(__name__)

OPEN_TOPIC = "createForumTopic"

Errand = Callable[[Call], Awaitable[None]]


class Line:
    """Makes one call at a time. ``errands``: what does, by their methods, those that are not Telegram's."""

    def __init__(
        self, bot: CallingBot, database: Database, errands: Mapping[str, Errand], metrics: Metrics
    ) -> None:
        self._bot, self._database, self._errands, self._metrics = bot, database, errands, metrics
        self._uploads = Uploads(wrong_letter=errands.get(WRONG_LETTER), content=bot.content)
        self._outage = Outage()

    def is_errand(self, call: Call) -> bool:
        """Tell whether a call is done here."""
        return call.method in self._errands

    async def make(self, call: Call) -> int | None:
        """Make one call; return the number of the message it made. Raises PTB's errors."""
        if errand := self._errands.get(call.method):
            await errand(call)
            return None
        call = await self._uploads.filled(call)
        payload: dict[str, Any] = dict(call.payload)
        if "scope" not in payload:  # a list of commands names its chat there
            payload["chat_id"] = call.chat_id  # a migrated group has another one than when it was written
        result = await self._answered(call, payload)
        if not isinstance(result, dict):
            return None
        return result.get("message_thread_id") if call.method == OPEN_TOPIC else result.get("message_id")

    async def _answered(self, call: Call, payload: Mapping[str, Any]) -> Any:
        """Return what Telegram answers; the log has a line when it stops answering, and when it is back."""
        try:
            with self._metrics.call():
                result = await self._bot.call(call.method, payload)
        except TelegramError as refusal:
            if not is_silence(refusal):
                await self._answers()
            # A call that was tried before may be the only one that Telegram fails at.
            elif not call.attempts and self._outage.begins():
                cause = cause_of(refusal)
                log.warning("Telegram does not answer (%s): what is to be sent waits for it", cause)
            raise
        await self._answers()
        return result

    async def _answers(self) -> None:
        if not (length := self._outage.ends()):
            return
        waiting = "what waits is sent"
        with suppress(StoreUnavailable):
            waiting = f"{(await self._database.read(backlog)).waiting} calls wait to be made"
        log.warning("Telegram answers again, after %s: %s", length, waiting)
