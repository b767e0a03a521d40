"""What applicants send: each handler reads the update, calls one service, and ends."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, TypeHandler, filters

from bot.i18n import speak
from bot.services import inbox
from bot.services.commands import Called, Place
from bot.services.core.actions import Asked
from bot.services.core.screens import Reply, Verb
from bot.services.core.visitors import Tap, Visitor, spoken, welcome
from bot.services.intake import conversation, free_text, help, reminders
from bot.services.intake.labels import Touch, as_said
from bot.services.intake.privacy_notice import notice
from bot.services.intake.reading import may_take_long, read_ahead
from bot.services.intake.submission import read_over
from bot.services.intake.turn import Talk
from bot.services.messages.menus import disarm
from bot.services.messages.relay import Sent
from bot.services.privacy import erasure
from bot.services.registry import ACTIONS, COMMANDS
from bot.telegram.render.callbacks import decode
from bot.telegram.turns import Desk
from bot.telegram.updates import Tapped, Typed, turn_of, visitor_of
from conversations.messages import Message, say
from conversations.situation import World
from models.database.writer import Transaction

PRIVATE = filters.ChatType.PRIVATE
LINK_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what a deep link carries; the rest was typed

UNREADABLE = (
    (filters.ANIMATION, say("🖼 I cannot look at pictures. Could you write it?")),
    (filters.ALL, say("🙂 I read text and buttons only.")),
)  # fmt: skip
"""Kinds of message that are no answer, with what is said of each; the first that fits."""

OF_MEMBERS = (Verb.DOSSIER, Verb.OFFICE)
"""What the buttons of groups do."""

Handled = CallbackContext[Any, Any, Any, Any]


class Applicants:
    """The handlers of private chats."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._touch = Touch(
            self._press, self._obey, partial(speak, markup=False), partial(decode, message_id=0)
        )

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the handlers, most particular first."""
        add = application.add_handler
        add(TypeHandler(Typed, self.text))
        add(TypeHandler(Tapped, self.tap))
        add(MessageHandler(PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT, self.edited))
        new = PRIVATE & filters.UpdateType.MESSAGE
        add(MessageHandler(new & filters.CONTACT, self.contact))
        add(MessageHandler(new & (filters.LOCATION | filters.VENUE), self.location))
        for kind, answer in UNREADABLE:
            add(MessageHandler(new & kind & ~filters.StatusUpdate.ALL, partial(self.unreadable, answer)))

    async def text(self, typed: Typed, context: Handled) -> None:
        """A typed message."""
        reading = None
        if may_take_long(typed.text):
            read = partial(read_ahead, person_id=typed.visitor.id, text=typed.text)
            reading = await self._desk.beforehand(read)
        sent = Sent(typed.message_id, typed.text, answers=typed.answers, reading=reading)
        await self._desk.take(
            typed.turn,
            lambda transaction, world, now: inbox.take(
                transaction, world, typed.visitor, sent, now, self._touch
            ),
            typed=True,
        )

    async def edited(self, update: Update, context: Handled) -> None:
        """A message corrected after it was sent."""
        visitor, message = _visitor(update), update.effective_message
        assert message is not None and message.text is not None
        sent, sent_at = Sent(message.message_id, message.text), message.date
        await self._desk.hear(
            turn_of(update),
            visitor.id,
            lambda transaction, world, now: inbox.amend(
                transaction, world, visitor, sent, sent_at, now, self._touch
            ),
        )

    async def contact(self, update: Update, context: Handled) -> None:
        """A shared contact: one's own, or somebody else's."""
        visitor, message = _visitor(update), update.effective_message
        assert message is not None and message.contact is not None
        contact = message.contact
        phone, own = contact.phone_number, contact.user_id == visitor.id
        name = f"{contact.first_name} {contact.last_name or ''}".strip()
        await self._desk.hear(
            turn_of(update),
            visitor.id,
            lambda transaction, world, now: inbox.share_contact(
                transaction, world, visitor, phone, own, now, name
            ),
        )

    async def location(self, update: Update, context: Handled) -> None:
        """A shared location, or a place picked on the map."""
        visitor, message = _visitor(update), update.effective_message
        assert message is not None
        point = message.venue.location if message.venue else message.location
        assert point is not None
        await self._desk.hear(
            turn_of(update),
            visitor.id,
            lambda transaction, world, now: inbox.share_location(
                transaction, world, visitor, point.latitude, point.longitude, now
            ),
        )

    async def unreadable(self, answer: Message, update: Update, context: Handled) -> None:
        """A voice message, a picture, a file, a sticker."""
        visitor, message = _visitor(update), update.effective_message
        album = message.media_group_id if message else None
        await self._desk.hear(
            turn_of(update),
            visitor.id,
            lambda transaction, world, now: help.cannot_read(
                Talk(transaction, world, visitor, now), answer, album
            ),
        )

    async def tap(self, tapped: Tapped, context: Handled) -> None:
        """A tapped button. In a group no button is a draft's, whatever a modified phone sends."""
        turn, visitor = tapped.turn, tapped.visitor
        tap = decode(tapped.data, turn.tapped) if turn.tapped is not None else None
        if tap is not None and tap.verb is Verb.SEND:
            await self._desk.beforehand(partial(read_over, person_id=visitor.id))

        def work(transaction: Transaction, world: World, now: datetime) -> Reply:
            if tapped.private:
                disarm(transaction, visitor.id)
            if tap is None or not (tapped.private or tap.verb in OF_MEMBERS):
                visit = welcome(transaction, visitor, now)
                return Reply(spoken(visit), alert=say("This button is out of date."), leaves_tapped=True)
            return self._tapped(transaction, world, visitor, tap, turn.chat_id, now)

        await self._desk.take(turn, work)

    def _press(
        self, transaction: Transaction, world: World, visitor: Visitor, tap: Tap, now: datetime
    ) -> Reply:
        """Do what a button does whose label was typed."""
        return as_said(self._tapped(transaction, world, visitor, tap, visitor.id, now))

    def _obey(
        self, transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
    ) -> Callable[[], Reply | None] | None:
        """Return what obeys the command that words name without its slash; None for other words."""
        if (command := COMMANDS.named(sent.text)) is None:
            return None
        place = Place(visitor.id, sent.number)
        told = sent.text if command.asked else ""
        called = Called(transaction, world, visitor, now, told, place, self._desk.controller)
        return partial(COMMANDS.obey, command, called)

    def _tapped(
        self,
        transaction: Transaction,
        world: World,
        visitor: Visitor,
        tapped: Tap,
        chat_id: int,
        now: datetime,
    ) -> Reply:
        if tapped.verb is Verb.NOTICE:
            visit = welcome(transaction, visitor, now)
            return notice(visit, self._desk.controller, registry=world.registry)
        return _acted(transaction, world, visitor, tapped, chat_id, now)


def _acted(
    transaction: Transaction, world: World, visitor: Visitor, tapped: Tap, chat_id: int, now: datetime
) -> Reply:
    match tapped.verb:
        case Verb.DOSSIER:
            return ACTIONS.act_on_dossier(transaction, world, visitor, Asked.by(tapped, chat_id), now)
        case Verb.OFFICE:
            return ACTIONS.act_at_office(transaction, world, visitor, Asked.by(tapped, chat_id), now)
        case Verb.EXCHANGE:
            return ACTIONS.act_between_firms(transaction, world, visitor, Asked.by(tapped, chat_id), now)
        case Verb.ERASE:
            visit = welcome(transaction, visitor, now)
            return erasure.confirm_erasing(transaction, world, visit, tapped.key, now)
        case Verb.ASK if tapped.key:
            return free_text.answer_meant(transaction, world, visitor, tapped.key, now)
        case Verb.NO_NUDGE:
            return reminders.stop(transaction, welcome(transaction, visitor, now))
        case _:
            return conversation.tap(transaction, world, visitor, tapped, now)


def _visitor(update: Update) -> Visitor:
    assert update.effective_user is not None
    return visitor_of(update.effective_user)
