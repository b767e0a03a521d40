"""What follows a call that was made: numbers written down, chats lost, companies found."""

from datetime import datetime
from typing import Protocol

from bot.chat.desk import Desk
from bot.chat.presenting import DOSSIER, DRAFT, TOPIC, announce, present
from bot.registry import RegistryUnavailable
from bot.services import intake, queue
from bot.services.relaying import SETTLES as RELAY
from bot.services.visits import Visitor
from conversations.companies import RegisteredCompany
from conversations.situation import World
from models.database import Call, Transaction
from models.dossiers import set_dossier_card
from models.drafts import set_card
from models.outbox import drop_chat
from models.relays import set_delivered


class Registry(Protocol):
    """Where companies are looked up."""

    async def search(self, text: str) -> tuple[RegisteredCompany, ...]:
        """Return the companies found, or raise RegistryUnavailable."""


class Settling:
    """What delivery asks of the rest."""

    def __init__(self, desk: Desk, registry: Registry | None) -> None:
        self._desk, self._registry = desk, registry

    async def look_up(self, call: Call) -> None:
        """Search the company registry for a draft, and show what it found; without it, go on."""
        found: tuple[RegisteredCompany, ...] | None = None
        if self._registry is not None:
            try:
                found = await self._registry.search(call.payload["words"])
            except RegistryUnavailable:
                found = None
        visitor = Visitor(call.chat_id, call.payload["language"])
        words = call.payload["words"]
        await self._desk.do(
            call.chat_id,
            lambda transaction, world, now: intake.found(transaction, world, visitor, words, found, now),
        )

    def written(self, transaction: Transaction, settles: str, number: int) -> None:
        """Write the number of a delivered message where it is needed."""
        kind, _, key = settles.partition(":")
        if kind == DRAFT:
            set_card(transaction, int(key), number)
        elif kind == DOSSIER:
            dossier_id, version = (int(part) for part in key.split(":"))
            set_dossier_card(transaction, dossier_id, number)
            now = self._desk.clock()
            for announcement in queue.overdue(transaction, self._desk.world(now), dossier_id, version):
                announce(transaction, announcement, now)
        elif kind == RELAY:
            with transaction.session() as session:
                set_delivered(session, int(key), number)
        elif kind == TOPIC:
            now = self._desk.clock()
            thread = number if number > 0 else None
            for announcement in queue.open_topic(transaction, self._desk.world(now), int(key), thread):
                announce(transaction, announcement, now)

    def lost(self, transaction: Transaction, call: Call) -> None:
        """Deal with a chat that refuses messages: a person who blocked the bot, a group that is gone."""
        now = self._desk.clock()
        drop_chat(transaction, call.chat_id)
        if call.chat_id > 0:
            for card in queue.reach(transaction, self._desk.world(now), call.chat_id, now):
                announce(transaction, card, now)
            return
        lose_group(transaction, self._desk.world(now), call.chat_id, now)


def lose_group(transaction: Transaction, world: World, chat_id: int, now: datetime) -> None:
    """Tell who worked with a group that it is lost, then hand over what it received."""
    loss = queue.lose(transaction, world, chat_id)
    for person_id, reply in loss.told:
        present(transaction, person_id, reply, now)
    for announcement in loss.announced:
        announce(transaction, announcement, now)
