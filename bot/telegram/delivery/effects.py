"""What follows a call that was made: numbers written down, chats lost, companies found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.companies.client import RegistryUnavailable
from bot.services.committee.own_letters import plain_was_sent
from bot.services.core import group_cards
from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.services.core.screens import Notice, words
from bot.services.core.visitors import Visitor
from bot.services.intake import conversation
from bot.telegram.render.replies import announce, present, tell
from bot.telegram.turns import Desk
from conversations.companies import RegisteredCompany
from conversations.messages import say
from conversations.situation import World
from models.database.outbox import drop_chat
from models.database.tables import Settles
from models.database.writer import Call, Transaction
from models.intake.queries import CARDS, HELD, find_card, set_card, set_current_card
from models.messages.queries import set_delivered
from models.network.queues import DRAWN, set_dossier_card

OPENED_AGAIN = say(
    "Telegram did not confirm this topic the first time it was opened: an empty one of the same name may "
    "stand beside it. It is of no use, and you can delete it."
)


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
            lambda transaction, world, now: conversation.found(
                transaction, world, visitor, words, found, now
            ),
        )

    async def wrong_letter(self, call: Call) -> None:
        """Tell the coordination which line of a basin's template is wrong."""
        basin, line = call.payload["basin"], call.payload["line"]
        await self._desk.do(
            call.chat_id, lambda transaction, world, now: plain_was_sent(transaction, world, now, basin, line)
        )

    def written(self, transaction: Transaction, made: Sequence[tuple[Call, int]]) -> None:
        """Write the numbers of delivered messages where they are needed."""
        settled = [(call.settles or "").split(":") for call, _ in made]
        # Another process may take a turn of theirs: drafts are written by who holds their people.
        shown = [call.chat_id for call, _ in made if (call.settles or "").startswith(f"{Settles.DRAFT}:")]
        transaction.foresee(HELD, shown)
        for kind, lookup in ((Settles.DRAFT, CARDS), (Settles.DOSSIER, DRAWN)):
            transaction.foresee(lookup, [int(parts[1]) for parts in settled if parts[0] == kind])
        for call, number in made:
            self._write(transaction, call, number)

    def _write(self, transaction: Transaction, call: Call, number: int) -> None:
        assert call.settles is not None
        kind, _, key = call.settles.partition(":")
        if kind == Settles.DRAFT:
            self._show(transaction, call.chat_id, key, number)
        elif kind == Settles.DOSSIER:
            dossier_id, version = (int(part) for part in key.split(":"))
            now = self._desk.clock()
            if set_dossier_card(transaction, dossier_id, number, version, now):
                for announcement in group_cards.overdue(transaction, self._desk.world(now), dossier_id):
                    announce(transaction, announcement, now)
        elif kind == Settles.RELAY:
            with transaction.session() as session:
                set_delivered(session, int(key), number)
        elif kind == Settles.TOPIC:
            now = self._desk.clock()
            thread = number if number > 0 else None
            for announcement in group_cards.open_topic(transaction, self._desk.world(now), int(key), thread):
                announce(transaction, announcement, now)
            if thread and call.attempts:
                told = Notice(call.chat_id, GROUP_LANGUAGE, words(OPENED_AGAIN), thread=thread)
                tell(transaction, told, now)

    def _show(self, transaction: Transaction, chat_id: int, key: str, number: int) -> None:
        """Note which message shows a draft's question, and let no answered question stay.

        One that comes when the draft is further on was written ahead of, or comes again after a crash: the
        first loses its buttons, the second goes, as the draft is shown elsewhere.
        """
        draft_id, _, revision = key.partition(":")
        if not revision:  # written by a release before
            set_card(transaction, int(draft_id), number)
            return
        if set_current_card(transaction, int(draft_id), int(revision), number):
            return
        shown = find_card(transaction, int(draft_id))
        if shown == number:
            return
        method, settles = ("deleteMessage", None) if shown else ("editMessageReplyMarkup", Settles.TIDYING)
        late = {"chat_id": chat_id, "message_id": number}
        transaction.post(chat_id, method, late, now=self._desk.clock(), settles=settles)

    def lost(self, transaction: Transaction, call: Call) -> None:
        """Deal with a chat that refuses messages: a person who blocked the bot, a group that is gone."""
        now = self._desk.clock()
        drop_chat(transaction, call.chat_id)
        if call.chat_id > 0:
            for card in group_cards.reach(transaction, self._desk.world(now), call.chat_id, now):
                announce(transaction, card, now)
            return
        lose_group(transaction, self._desk.world(now), call.chat_id, now)


def lose_group(transaction: Transaction, world: World, chat_id: int, now: datetime) -> None:
    """Tell who worked with a group that it is lost, then hand over what it received."""
    loss = group_cards.lose(transaction, world, chat_id)
    for person_id, reply in loss.told:
        present(transaction, person_id, reply, now)
    for announcement in loss.announced:
        announce(transaction, announcement, now)
