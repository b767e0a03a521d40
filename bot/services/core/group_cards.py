"""A dossier's card reaches its committee's queue: the basin's group, else the national one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.services.core.dossier_card import dossier_card
from bot.services.core.rights import EVERYWHERE, Role, members, workers
from bot.services.core.screens import Announcement, Reply, Screen, words
from bot.services.core.visitors import spoken
from conversations.dossiers.statuses import LIVE
from conversations.messages import Message, say
from conversations.situation import World
from models.database.outbox import drop_chat, follow_migration
from models.database.writer import Session, Transaction
from models.dossiers.queries import dossiers_of
from models.dossiers.tables import Dossier
from models.intake.queries import find_visit, set_unreachable
from models.network.queues import (
    Group,
    follow_group,
    group_for,
    live_cards,
    live_cards_in,
    queues_in,
    waiting_cards,
)
from models.network.tables import Queue
from models.privacy.sent_copies import lose_chat

GROUP_LANGUAGE = "fr"  # the language of operators and committees
ANONYMOUS = say(
    "🎭 You write here as the group, so I cannot tell who you are. In the group's list of administrators, "
    "switch off “Remain anonymous” for yourself, then write it again."
)
ELSEWHERE = say("🗺 It is followed in another group from now on.")
TOPIC_MAX = 128  # characters [Bot API, createForumTopic]


@dataclass(frozen=True, slots=True)
class Loss:
    """What follows a group that is gone: cards for the next queues, a word in private to who bound it."""

    announced: tuple[Announcement, ...]
    told: tuple[tuple[int, Reply], ...]


def announce(session: Session, world: World, dossier: Dossier) -> tuple[Announcement, ...]:
    """Choose the group for a dossier's card, a topic of its own where the group has topics.

    Without any group the card waits for one to be bound, and each operator has a copy in private.
    """
    return cards(session, world, dossier, assign(session, dossier))


def assign(session: Session, dossier: Dossier) -> Group | None:
    """Choose the group for a dossier's card, and note it; None without any."""
    group = group_for(session, dossier.basin_code)
    if group is not None:
        dossier.card_chat_id, dossier.card_id, dossier.card_thread_id = group.chat_id, None, None
    return group


def cards(session: Session, world: World, dossier: Dossier, group: Group | None) -> tuple[Announcement, ...]:
    """Draw a dossier's card for the group it was assigned to; None for a copy to each operator."""
    if group is None:
        card = _card(session, world, dossier, chat_id=0)
        return tuple(
            replace(card, chat_id=person_id, kept=False)
            for person_id in workers(session, dossier.basin_code or EVERYWHERE)
        )
    card = _card(session, world, dossier)
    return (replace(card, topic=topic_name(dossier)) if group.has_topics else card,)


def topic_name(dossier: Dossier) -> str:
    """Return the name of a dossier's topic, within Telegram's 128 characters."""
    place = dossier.answers.get("place") or {}
    town = place.get("name") if isinstance(place, dict) else None
    return f"{dossier.reference} · {town}"[:TOPIC_MAX] if town else dossier.reference


def open_topic(
    transaction: Transaction, world: World, dossier_id: int, thread: int | None
) -> tuple[Announcement, ...]:
    """Post a dossier's card in the topic opened for it; None where the bot may not open any."""
    with transaction.session() as session:
        dossier = session.get(Dossier, dossier_id)
        if dossier is None or dossier.card_chat_id is None:
            return ()
        if thread is None:
            for queue in queues_in(session, dossier.card_chat_id):
                queue.has_topics = False
        dossier.card_thread_id = thread
        session.flush()
        return (_card(session, world, dossier),)


def redraw(session: Session, world: World, dossier: Dossier) -> tuple[Announcement, ...]:
    """Draw a dossier's card again where it is; one on its way is drawn again when it arrives."""
    if dossier.card_chat_id is None or dossier.card_id is None:
        return ()
    return (_card(session, world, dossier),)


def overdue(transaction: Transaction, world: World, dossier_id: int) -> tuple[Announcement, ...]:
    """Draw again a card that was on its way while its dossier moved on."""
    with transaction.session() as session:
        return redraw(session, world, session.get_one(Dossier, dossier_id))


def reach(
    transaction: Transaction, world: World, person_id: int, unreachable_since: datetime | None
) -> tuple[Announcement, ...]:
    """Note that a person blocked the bot, or (None) may be written to again; their live cards say so."""
    set_unreachable(transaction, person_id, unreachable_since)
    with transaction.session() as session:
        live = [dossier for dossier in dossiers_of(session, person_id) if dossier.status in LIVE]
        for dossier in live:
            dossier.version += 1  # a card on its way is drawn again when it arrives
        session.flush()
        return tuple(card for dossier in live for card in redraw(session, world, dossier))


def take_back(session: Session, world: World, dossier: Dossier, word: Message) -> tuple[Announcement, ...]:
    """Draw the card of a dossier that leaves a group as a last word without buttons; its topic is closed."""
    last_word = Screen((say("📁 <b>{reference}</b>", reference=dossier.reference), word))
    closes = dossier.card_thread_id is not None
    return tuple(
        replace(card, screen=last_word, kept=False, closes=closes) for card in redraw(session, world, dossier)
    )


def _card(session: Session, world: World, dossier: Dossier, chat_id: int | None = None) -> Announcement:
    chat = dossier.card_chat_id if chat_id is None else chat_id
    assert chat is not None
    return Announcement(
        chat,
        dossier.id,
        GROUP_LANGUAGE,
        dossier_card(session, world, dossier),
        dossier.card_id,
        dossier.version,
        dossier.card_thread_id,
    )


def bind(
    transaction: Transaction,
    world: World,
    basin_code: str,
    chat_id: int,
    person_id: int,
    now: datetime,
    *,
    has_topics: bool = False,
) -> tuple[Announcement, ...]:
    """Bind a group to a basin's queue ("" for the national one).

    The cards that waited arrive there, and those of the basin that another group has move.
    """
    with transaction.session() as session:
        session.merge(
            Queue(
                basin_code=basin_code,
                chat_id=chat_id,
                bound_by=person_id,
                bound_at=now,
                has_topics=has_topics,
            )
        )
        session.flush()
        moving = live_cards(session, basin_code, chat_id) if basin_code else ()
        cards = [card for dossier in moving for card in take_back(session, world, dossier, ELSEWHERE)]
        waiting = [*waiting_cards(session, basin_code or None), *moving]
        return (*cards, *(card for dossier in waiting for card in announce(session, world, dossier)))


def unbind(session: Session, queues: Sequence[Queue]) -> None:
    """Stop a group from receiving the cards of these queues; those it has stay."""
    for queue in queues:
        session.delete(queue)
    session.flush()


def lose(transaction: Transaction, world: World, chat_id: int) -> Loss:
    """Unbind a group that refuses messages; its cards go to the next queue, or wait for one."""
    drop_chat(transaction, chat_id)
    with transaction.session() as session:
        queues, live = queues_in(session, chat_id), live_cards_in(session, chat_id)
        unbind(session, queues)
        for dossier in live:
            dossier.card_chat_id = dossier.card_id = dossier.card_thread_id = None
        announced = tuple(card for dossier in live for card in announce(session, world, dossier))
    return Loss(
        announced, tuple(told for queue in queues for told in _tell_of_loss(transaction, world, queue))
    )


def _tell_of_loss(transaction: Transaction, world: World, queue: Queue) -> list[tuple[int, Reply]]:
    """Tell who bound the group, the coordination, and those to whom its cards now go in private."""
    with transaction.session() as session:
        concerned = [queue.bound_by, *workers(session, queue.basin_code)]
        concerned += members(session, EVERYWHERE, Role.COORDINATOR)
    lost = say(
        "I can no longer write to the group that received these requests: {basin}. "
        "To choose another one, add me to it and type /group there.",
        basin=world.network.queue_name(queue.basin_code),
    )
    visits = (find_visit(transaction, person_id) for person_id in dict.fromkeys(concerned))
    return [
        (visit.person_id, Reply(spoken(visit), screens=(words(lost),)))
        for visit in visits
        if visit is not None and not visit.unreachable
    ]


def follow(transaction: Transaction, old: int, new: int) -> None:
    """Follow a group that became a supergroup, with all that waits for it."""
    # Its messages stay behind, out of reach, and others will have their numbers.
    lose_chat(transaction.connection, old)
    follow_migration(transaction, old, new)
    with transaction.session() as session:
        follow_group(session, old, new)
