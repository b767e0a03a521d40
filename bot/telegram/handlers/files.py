"""Files that pass between people, and what a team answers to a card in its group."""

from typing import Any

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from bot.services import inbox
from bot.services.core.screens import SENT_ANEW_AS, SharedFile
from bot.services.dossiers import card_answers
from bot.services.messages.relay import Sent
from bot.telegram.turns import Desk
from bot.telegram.updates import place_of, turn_of, visitor_of

SPOKEN = filters.VOICE | filters.AUDIO | filters.VIDEO | filters.VIDEO_NOTE
FILES = (filters.PHOTO | filters.Document.ALL | SPOKEN) & ~filters.ANIMATION
KINDS = ("photo", "document", *SENT_ANEW_AS)
"""What a message calls its file."""

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
        in_group = filters.ChatType.GROUPS & filters.REPLY & filters.TEXT & ~filters.COMMAND
        add(MessageHandler(in_group & NEW, self.answer_in_group))
        add(MessageHandler(in_group & filters.UpdateType.EDITED_MESSAGE, self.edited_in_group))

    async def file(self, update: Update, context: Handled) -> None:
        """A photo, a document, a voice message."""
        await self._passed_on(update, inbox.take_file)

    async def recaptioned(self, update: Update, context: Handled) -> None:
        """A caption corrected after it was sent."""
        await self._passed_on(update, inbox.recaption)

    async def _passed_on(self, update: Update, taker: inbox.Taker) -> None:
        assert update.effective_user is not None and update.effective_message is not None
        visitor, sent = visitor_of(update.effective_user), sent_by(update.effective_message)
        await self._desk.hear(
            turn_of(update),
            visitor.id,
            lambda transaction, world, now: taker(transaction, world, visitor, sent, now),
        )

    async def answer_in_group(self, update: Update, context: Handled) -> None:
        """A message of a group that replies to another, which may be a request's card."""
        message, user = update.effective_message, update.effective_user
        assert message is not None and user is not None
        assert message.reply_to_message is not None and message.text is not None
        visitor, text, place = visitor_of(user), message.text, place_of(update)
        card_id = message.reply_to_message.message_id
        await self._desk.take(
            turn_of(update),
            lambda transaction, world, now: card_answers.answer_on_card(
                transaction, world, visitor, text, place, card_id, now
            ),
        )

    async def edited_in_group(self, update: Update, context: Handled) -> None:
        """Such a message, once it is edited: the note that it said says otherwise."""
        message, user = update.effective_message, update.effective_user
        assert message is not None and user is not None and message.text is not None
        visitor, text, place = visitor_of(user), message.text, place_of(update)
        await self._desk.take(
            turn_of(update),
            lambda transaction, world, now: card_answers.edited_in_group(
                transaction, world, visitor, text, place, now
            ),
        )


def sent_by(message: TelegramMessage) -> Sent:
    """Return what a message with a file holds; of a photo, its largest size."""
    kind = next(kind for kind in KINDS if getattr(message, kind))
    file = message.photo[-1] if message.photo else getattr(message, kind)
    replied = message.reply_to_message
    return Sent(
        number=message.message_id,
        text=message.caption or "",
        file=SharedFile(kind, file.file_id),
        file_name=getattr(file, "file_name", None) or SENT_ANEW_AS.get(kind),
        size_bytes=file.file_size or 0,
        album=message.media_group_id,
        answers=replied.message_id if replied else None,
    )
