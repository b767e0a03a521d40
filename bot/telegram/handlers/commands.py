"""What commands do: each is read, checked, and obeyed as its row says."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, CommandHandler, MessageHandler, filters

from bot.services.commands import Called, CommandSpec
from bot.services.core.screens import Reply
from bot.services.intake import help
from bot.services.registry import COMMANDS
from bot.telegram.turns import Desk
from bot.telegram.updates import place_of, turn_of, visitor_of
from conversations.situation import World
from models.database.writer import Transaction

PRIVATE, GROUPS = filters.ChatType.PRIVATE, filters.ChatType.GROUPS

Handled = CallbackContext[Any, Any, Any, Any]


class Commanded:
    """The handlers of commands. One corrected after it was sent is one: "/suvi" becomes "/suivi"."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the handlers."""
        of_members = COMMANDS.words(in_groups=False, of_members=True)
        of_everybody = COMMANDS.words(in_groups=False, of_members=False)
        of_groups = COMMANDS.words(in_groups=True, of_members=False)
        new = GROUPS & filters.UpdateType.MESSAGE
        for handler in (
            CommandHandler(of_groups, self.in_group, GROUPS),
            CommandHandler(of_members, self.to_private, new),
            CommandHandler(of_members, self.of_member, PRIVATE),
            CommandHandler(of_everybody, self.of_anybody, PRIVATE),
            MessageHandler(PRIVATE & filters.COMMAND, self.unknown),
        ):
            application.add_handler(handler)

    async def of_anybody(self, update: Update, context: Handled) -> None:
        """A command of everybody."""
        command = _command(update)
        await self._obey(update, lambda called: COMMANDS.obey(command, called), stops=command.stops_typing)

    async def of_member(self, update: Update, context: Handled) -> None:
        """A command of some roles; for who has none it does not exist."""
        command = _command(update)

        def work(called: Called) -> Reply:
            return COMMANDS.obey(command, called) or help.refuse(
                called.transaction, called.visit, COMMANDS, command, called.now
            )

        await self._obey(update, work)

    async def to_private(self, update: Update, context: Handled) -> None:
        """A member's command in a group, where their page would be read by all."""
        await self._obey(update, help.send_to_private, stops=False)

    async def in_group(self, update: Update, context: Handled) -> None:
        """A command of groups."""
        command = _command(update)
        await self._obey(update, lambda called: COMMANDS.obey(command, called), stops=False)

    async def unknown(self, update: Update, context: Handled) -> None:
        """A command that does not exist: the nearest, else those that do."""
        typed = _word(update)
        await self._obey(update, lambda called: help.unknown_command(called, COMMANDS, typed), stops=False)

    async def _obey(
        self, update: Update, work: Callable[[Called], Reply | None], *, stops: bool = True
    ) -> None:
        assert update.effective_user is not None and update.effective_message is not None
        visitor, message = visitor_of(update.effective_user), update.effective_message
        _, *rest = (message.text or "/").split(maxsplit=1)
        place = place_of(update)

        def called(transaction: Transaction, world: World, now: datetime) -> Reply | None:
            argument = rest[0] if rest else ""
            return work(Called(transaction, world, visitor, now, argument, place, self._desk.controller))

        if stops:
            await self._desk.obey(turn_of(update), visitor.id, called)
        else:
            await self._desk.take(turn_of(update), called)


def _command(update: Update) -> CommandSpec:
    return COMMANDS.by_word[_word(update)]


def _word(update: Update) -> str:
    """Return what a command is called, as it is typed."""
    message = update.effective_message
    assert message is not None and message.text is not None
    return message.text[1:].split()[0].split("@")[0].lower()
