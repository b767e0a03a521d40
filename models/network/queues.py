"""The groups where cards arrive, and the cards in them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, or_, select, update
from sqlmodel import Session, col

from conversations.dossiers.statuses import LIVE
from models.database.prepared import Lookup, Prepared, driver_of, find_all, find_first, run, tables_of
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.network.tables import Queue

_QUEUES, _DOSSIERS = tables_of(Queue, Dossier)
_QUEUE = Prepared(
    select(_QUEUES.c.chat_id, _QUEUES.c.has_topics)
    .where(or_(_QUEUES.c.basin_code == "", _QUEUES.c.basin_code == bindparam("basin")))
    .order_by(_QUEUES.c.basin_code.desc())
)
DRAWN = Lookup(
    lambda dossier: select(_DOSSIERS.c.person_id, _DOSSIERS.c.card_chat_id, _DOSSIERS.c.version).where(
        _DOSSIERS.c.id == dossier
    )
)
_SET_CARD = Prepared(
    update(_DOSSIERS)
    .where(
        _DOSSIERS.c.id == bindparam("dossier"),
        _DOSSIERS.c.version == bindparam("seen"),
        _DOSSIERS.c.person_id.is_not(None),
    )
    .values(card_id=bindparam("card")),
    exact=True,
)
_GROUPS = select(_QUEUES.c.chat_id, _QUEUES.c.has_topics).distinct().order_by(_QUEUES.c.chat_id)
_FOLLOW = tuple(
    update(column.table).where(column == bindparam("old")).values({column.key: bindparam("new")})
    for column in (_QUEUES.c.chat_id, _DOSSIERS.c.card_chat_id)
)
_OF_SOMEBODY = col(Dossier.person_id).is_not(None)
_LIVE = (col(Dossier.status).in_([status.value for status in LIVE]), _OF_SOMEBODY)


class Group(NamedTuple):
    """Where a queue's cards arrive. ``has_topics``: each dossier gets a topic of its own."""

    chat_id: int
    has_topics: bool


def queues_in(session: Session, chat_id: int) -> Sequence[Queue]:
    """Return the queues whose cards arrive in a chat."""
    return find_all(session, Queue, Queue.chat_id == chat_id)


def groups(connection: Connection) -> list[Group]:
    """Return all the groups where cards arrive, each once."""
    return [Group(*row) for row in connection.execute(_GROUPS).all()]


def group_for(session: Session, basin_code: str | None) -> Group | None:
    """Return the group where a basin's cards arrive, else the national one, else None."""
    row = driver_of(session).first(_QUEUE, {"basin": basin_code or ""})
    return None if row is None else Group(row.chat_id, row.has_topics)


def follow_group(session: Session, old: int, new: int) -> None:
    """Note where the queues and the cards of a group are, now that its chat has another number."""
    for following in _FOLLOW:
        run(session, following, {"old": old, "new": new})


def waiting_cards(session: Session, basin_code: str | None) -> Sequence[Dossier]:
    """Return the dossiers whose card has no group yet: of a basin, or all of them (None)."""
    of_basin = [Dossier.basin_code == basin_code] if basin_code else []
    return find_all(session, Dossier, _OF_SOMEBODY, col(Dossier.card_chat_id).is_(None), *of_basin)


def live_cards(session: Session, basin_code: str, but_in: int) -> Sequence[Dossier]:
    """Return a basin's dossiers still worked whose card is in another chat than this one."""
    elsewhere = (Dossier.basin_code == basin_code, col(Dossier.card_chat_id) != but_in)
    return find_all(session, Dossier, *_LIVE, *elsewhere)


def live_cards_in(session: Session, chat_id: int) -> Sequence[Dossier]:
    """Return the dossiers still worked whose card is in a chat."""
    return find_all(session, Dossier, *_LIVE, Dossier.card_chat_id == chat_id)


def dossier_on_card(session: Session, chat_id: int, card_id: int) -> Dossier | None:
    """Return the dossier that a message of a group shows; None when it is no card."""
    shown = (Dossier.card_chat_id == chat_id, Dossier.card_id == card_id)
    return find_first(session, Dossier, *shown)


def left_behind(session: Session, open_basins: Collection[str], at_most: int) -> Sequence[Dossier]:
    """Return the live dossiers of basins that are not among these, oldest first; the past is left alone."""
    elsewhere = (col(Dossier.basin_code).is_not(None), col(Dossier.basin_code).not_in(open_basins))
    return find_all(session, Dossier, *_LIVE, *elsewhere, at_most=at_most)


def set_dossier_card(
    transaction: Transaction, dossier_id: int, message_id: int, drawn: int, now: datetime
) -> bool:
    """Note which message of the queue's group shows a dossier; tell whether it has moved on meanwhile.

    ``drawn``: the version that the message shows. A card that was on its way while its person erased
    everything is taken back.
    """
    row = transaction.find(DRAWN, dossier_id)
    if row is None:
        return False
    if row.person_id is not None:
        card = {"dossier": dossier_id, "card": message_id, "seen": row.version}
        transaction.later(_SET_CARD, card)
    elif row.card_chat_id is not None:
        taken_back = {"chat_id": row.card_chat_id, "message_id": message_id}
        transaction.post(row.card_chat_id, "deleteMessage", taken_back, now=now)
    return bool(row.version > drawn)
