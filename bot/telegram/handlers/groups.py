"""What happens to the bot itself: groups that bind it or lose it, people who block it."""

from datetime import datetime
from typing import Any

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import Application, CallbackContext, ChatMemberHandler, MessageHandler, filters

from bot.services.core import group_cards
from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.services.core.screens import Reply, words
from bot.telegram.delivery.effects import lose_group
from bot.telegram.turns import Desk
from bot.telegram.updates import turn_of
from conversations.messages import say
from conversations.situation import World
from models.database.writer import Transaction

GROUP_KINDS = (ChatType.GROUP, ChatType.SUPERGROUP)
GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)

Handled = CallbackContext[Any, Any, Any, Any]


class Groups:
    """The handlers of groups, and of the bot's own memberships."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the handlers."""
        application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, self.migrated))
        application.add_handler(ChatMemberHandler(self.membership, ChatMemberHandler.MY_CHAT_MEMBER))

    async def migrated(self, update: Update, context: Handled) -> None:
        """A group became a supergroup, with another number."""
        message = update.effective_message
        assert message is not None and update.effective_chat is not None
        old = message.migrate_from_chat_id or update.effective_chat.id
        new = message.migrate_to_chat_id or update.effective_chat.id

        def work(transaction: Transaction, world: World, now: datetime) -> None:
            group_cards.follow(transaction, old, new)

        await self._desk.take(turn_of(update), work)

    async def membership(self, update: Update, context: Handled) -> None:
        """The bot was blocked or unblocked, added to a group or put out of it."""
        change, chat = update.my_chat_member, update.effective_chat
        assert change is not None and chat is not None
        private, chat_id = chat.type == chat.PRIVATE, chat.id
        gone = change.new_chat_member.status in GONE
        enters = change.old_chat_member.status in GONE and not gone and chat.type in GROUP_KINDS

        def work(transaction: Transaction, world: World, now: datetime) -> Reply | None:
            if private:
                cards = group_cards.reach(transaction, world, chat_id, now if gone else None)
                return Reply(GROUP_LANGUAGE, announced=cards)
            if gone:
                lose_group(transaction, world, chat_id, now)
            elif enters:
                hello = say("Hello! An invited operator can type /group here to receive requests.")
                return Reply(GROUP_LANGUAGE, screens=(words(hello),))
            return None

        await self._desk.take(turn_of(update), work)
