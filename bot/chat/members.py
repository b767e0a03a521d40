"""What members of the network type: commands that only those who have a role see an answer to."""

from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, CommandHandler, filters

from bot.chat.desk import Desk
from bot.chat.incoming import turn_of, visitor_of
from bot.services import help
from bot.services.actions import Asked
from bot.services.registry import ACTIONS
from bot.services.screens import Reply
from bot.services.visits import welcome
from conversations.situation import World
from models.database import Transaction

PRIVATE = filters.ChatType.PRIVATE

COMMANDS: dict[str, tuple[str, ...]] = {
    "list": ("file", "queue"),
    "find": ("chercher", "find"),
    "sessions": ("seances", "sessions"),
    "canned": ("modeles", "replies"),
    "advisors": ("intervenants", "advisors"),
    "team": ("equipe", "team"),
    "invite": ("inviter", "invite"),
    "away": ("absence", "away"),
    "settings": ("reglages", "settings"),
    "figures": ("chiffres", "stats"),
    "export": ("export", "exporter"),
    "report": ("bilan", "report"),
    "dashboard": ("tableau", "dashboard"),
}
"""The commands of members, in French and in English, by the action they ask for."""

Handled = CallbackContext[Any, Any, Any, Any]


class Members:
    """The handlers of members' commands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._actions = {word: name for name, words in COMMANDS.items() for word in words}

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the handlers."""
        application.add_handler(CommandHandler(tuple(self._actions), self.command, PRIVATE))
        new = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
        application.add_handler(CommandHandler(tuple(self._actions), self.in_group, new))

    async def command(self, update: Update, context: Handled) -> None:
        """A command, with what follows it; for who has no role it does not exist."""
        assert update.effective_user is not None and update.effective_message is not None
        visitor = visitor_of(update.effective_user)
        first, *rest = (update.effective_message.text or "/").split(maxsplit=1)
        name = self._actions[first[1:].split("@")[0].lower()]
        asked = Asked(name, rest[0] if rest else "", 0, 0, visitor.id, None)

        def work(transaction: Transaction, world: World, now: datetime) -> Reply:
            if not ACTIONS.may_at_office(transaction, visitor, name, now):
                return help.refuse(transaction, welcome(transaction, visitor, now), ACTIONS, name, now)
            return ACTIONS.act_at_office(transaction, world, visitor, asked, now)

        await self._desk.obey(turn_of(update), visitor.id, work)

    async def in_group(self, update: Update, context: Handled) -> None:
        """A command in a group, where a member's page would be read by all."""
        assert update.effective_user is not None and update.effective_message is not None
        message, person_id = update.effective_message, update.effective_user.id
        thread_id = message.message_thread_id if message.is_topic_message else None

        def work(transaction: Transaction, world: World, now: datetime) -> Reply | None:
            return help.send_to_private(
                transaction, world, person_id, message.chat_id, message.message_id, thread_id, now
            )

        await self._desk.take(turn_of(update), work)
