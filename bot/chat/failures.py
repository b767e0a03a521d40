"""Where every unforeseen error arrives: the person is told, the whole error is logged, nothing blocks."""

import logging
import secrets
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext

from bot.chat.desk import Desk, Turn
from bot.chat.receiving import spoken_in
from bot.services.screens import Reply, words
from conversations.messages import say
from conversations.situation import World
from models.database import StoreUnavailable, Transaction

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
        error = context.error
        if not isinstance(update, Update) or error is None:
            log.error("Something failed outside an update", exc_info=error)
            return
        if isinstance(error, StoreUnavailable):
            self._desk.unsettled.add(update.update_id)
            return
        reference = secrets.token_hex(3).upper()
        log.error("Update %s failed, reference %s", update.update_id, reference, exc_info=error)
        try:
            await self._apologise(update, reference)
        except StoreUnavailable:
            self._desk.unsettled.add(update.update_id)

    async def _apologise(self, update: Update, reference: str) -> None:
        chat = update.effective_chat
        if chat is None:
            return
        sorry = say(
            "Something went wrong on my side, and it has been noted (reference {reference}). "
            "Your answers are kept: /start brings you back to your question.",
            reference=reference,
        )

        def work(transaction: Transaction, world: World, now: datetime) -> Reply | None:
            if chat.type != chat.PRIVATE:
                return None
            return Reply(spoken_in(transaction, update, now), screens=(words(sorry),), leaves_tapped=True)

        query = update.callback_query
        await self._desk.take(Turn(update.update_id, chat.id, query.id if query else None), work)
