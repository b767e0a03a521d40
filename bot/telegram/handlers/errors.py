"""Where every unforeseen error arrives: the person is told, the whole error is logged, nothing blocks."""

import logging
import secrets
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext

from bot.services.core.screens import Reply, words
from bot.telegram.receiver import spoken_in
from bot.telegram.turns import Desk
from bot.telegram.updates import Incoming, known
from conversations.messages import say
from conversations.situation import World
from models.database.writer import StoreUnavailable, Transaction

log = logging.getLogger(__name__)


class Failures:
    """The error handler of the application."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the handler."""
        application.add_error_handler(self.handle)

    async def handle(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Apologise with a reference; an update the database did not take is asked for again."""
        error, incoming = context.error, known(update) if isinstance(update, Update) else update
        if not isinstance(incoming, Incoming) or error is None:
            log.error("Something failed outside an update", exc_info=error)
            return
        number = incoming.turn.update_id
        if isinstance(error, StoreUnavailable):
            self._desk.unsettled.add(number)
            return
        reference = secrets.token_hex(3).upper()
        self._desk.metrics.failed_turns.inc()
        log.error("Update %s failed, reference %s", number, reference, exc_info=error)
        try:
            await self._apologise(incoming, reference)
        except StoreUnavailable:
            self._desk.unsettled.add(number)

    async def _apologise(self, incoming: Incoming, reference: str) -> None:
        sorry = say(
            "Something went wrong on my side, and it has been noted (reference {reference}). "
            "Your answers are kept: /start brings you back to your question.",
            reference=reference,
        )

        def work(transaction: Transaction, world: World, now: datetime) -> Reply | None:
            if not incoming.private:
                return None
            return Reply(spoken_in(transaction, incoming, now), screens=(words(sorry),), leaves_tapped=True)

        await self._desk.take(incoming.turn, work)
