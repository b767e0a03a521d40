"""Photos and documents that pass between people, and what a team answers to a card in its group."""

from datetime import datetime
from typing import Any

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from bot.services import inbox
from bot.services.core.screens import Reply, SharedFile
from bot.services.dossiers import notes
from bot.services.messages import replies
from bot.services.messages.relay import Sent
from bot.telegram.turns import Desk
from bot.telegram.updates import turn_of, visitor_of, writes_as_a_chat
from conversations.situation import World
from models.database.writer import Transaction

FILES = (filters.PHOTO | filters.Document.ALL) & ~filters.ANIMATION
PRIVATE = filters.ChatType.PRIVATE
NEW = filters.UpdateType.MESSAGE

Handled = CallbackContext[Any, Any, Any, Any]


class Relays:
    """The handlers of what is passed on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the handlers."""
        add = application.add_handler
        add(MessageHandler(PRIVATE & NEW & FILES, self.file))
        captioned = filters.UpdateType.EDITED_MESSAGE & FILES
        add(MessageHandler(PRIVATE & captioned, self.recaptioned))
        in_group = filters.ChatType.GROUPS & NEW & filters.REPLY & filters.TEXT & ~filters.COMMAND
        add(MessageHandler(in_group, self.answer_in_group))

    async def file(self, update: Update, context: Handled) -> None:
        """A photo or a document."""
        assert update.effective_user is not None and update.effective_message is not None
        visitor, sent = visitor_of(update.effective_user), sent_by(update.effective_message)
        await self._desk.take(
            turn_of(update),
            lambda transaction, world, now: inbox.take(transaction, world, visitor, sent, now),
        )

    async def recaptioned(self, update: Update, context: Handled) -> None:
        """A caption corrected after it was sent."""
        assert update.effective_user is not None and update.effective_message is not None
        visitor, sent = visitor_of(update.effective_user), sent_by(update.effective_message)
        await self._desk.take(
            turn_of(update),
            lambda transaction, world, now: replies.correct(transaction, world, visitor, sent, now),
        )

    async def answer_in_group(self, update: Update, context: Handled) -> None:
        """A message of a group that replies to another: a note, when that one is a request's card."""
        message, user = update.effective_message, update.effective_user
        assert message is not None and user is not None
        assert message.reply_to_message is not None and message.text is not None
        visitor, text, chat_id = visitor_of(user), message.text, message.chat_id
        anonymous = writes_as_a_chat(update)
        number, card_id, thread_id = (
            message.message_id,
            message.reply_to_message.message_id,
            message.message_thread_id if message.is_topic_message else None,
        )

        def work(transaction: Transaction, world: World, now: datetime) -> Reply | None:
            return notes.note_in_group(
                transaction,
                world,
                visitor,
                text,
                chat_id,
                number,
                card_id,
                thread_id,
                now,
                anonymous=anonymous,
            )

        await self._desk.take(turn_of(update), work)


def sent_by(message: TelegramMessage) -> Sent:
    """Return what a message with a photo or a document holds; of a photo, its largest size."""
    photo, document = message.photo[-1] if message.photo else None, message.document
    file = photo or document
    assert file is not None
    replied = message.reply_to_message
    return Sent(
        number=message.message_id,
        text=message.caption or "",
        file=SharedFile("photo" if photo else "document", file.file_id),
        file_name=document.file_name if document else None,
        size_bytes=file.file_size or 0,
        album=message.media_group_id,
        answers=replied.message_id if replied else None,
    )
