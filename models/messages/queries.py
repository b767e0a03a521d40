"""What applicants and operators write to one another, and what applicants are asked for."""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from sqlalchemy import Connection, bindparam, delete, func, text
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, or_, select

from conversations.dossiers.statuses import LIVE, Phase, Status, standing
from models.database.prepared import Lookup, Prepared, find_all, find_first, table_of, tables_of
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.messages.tables import CannedReply, InformationRequest, RelayedMessage

WRITE = "write"
"""The purpose of what an applicant, who has no role, is asked to type."""

_RELAYED = table_of(RelayedMessage)
_FORGET_LEFT = delete(_RELAYED).where(_RELAYED.c.dossier_id.is_(None), _RELAYED.c.at < bindparam("limit"))


_REQUESTS, _DOSSIERS = tables_of(InformationRequest, Dossier)
_AWAITED = Prepared(  # looked for at each sending
    select_columns(_REQUESTS.c.id)
    .join(_DOSSIERS, _DOSSIERS.c.id == _REQUESTS.c.dossier_id)
    .where(_DOSSIERS.c.person_id == bindparam("person"), _REQUESTS.c.closed_at.is_(None))
    .limit(1)
)
_OPEN = (
    select_columns(_REQUESTS.c.id)
    .where(_REQUESTS.c.closed_at.is_(None), _REQUESTS.c.asked_at <= bindparam("moment"))
    .order_by(_REQUESTS.c.id)
)

_LATEST = col(RelayedMessage.id).desc()

FOLLOWED = (*LIVE, *standing(Phase.PAUSED))
"""In which what an applicant writes is about a dossier that is not over."""

TOLD = Lookup(
    lambda person: (
        select_columns(func.max(_DOSSIERS.c.told_at).label("at"))
        .where(
            _DOSSIERS.c.person_id == person,
            text(f"status IN ({', '.join(repr(status.value) for status in FOLLOWED)})"),
        )
        .group_by(person)
    )
)


def last_told(transaction: Transaction, person_id: int) -> datetime | None:
    """Return when a person last heard of a request of theirs that is not over; None when there is none."""
    row = transaction.find(TOLD, person_id)
    return row.at if row else None


def is_awaited(transaction: Transaction, person_id: int) -> bool:
    """Tell whether an operator waits for an answer of this person."""
    return transaction.driver.first(_AWAITED, {"person": person_id}) is not None


def requests_awaited(connection: Connection, asked_before: datetime) -> list[int]:
    """Return what is awaited of applicants since a moment or longer, oldest first; these are few."""
    return list(connection.execute(_OPEN, {"moment": asked_before}).scalars())


def keep_message(session: Session, message: RelayedMessage) -> int:
    """Store a message and return its number."""
    session.add(message)
    session.flush()
    return message.id


def delivered_as(session: Session, chat_id: int, number: int) -> RelayedMessage | None:
    """Return the message that a chat received under this number; None when it is none of ours."""
    return find_first(
        session, RelayedMessage, RelayedMessage.to_chat == chat_id, RelayedMessage.message_id == number
    )


def sent_as(session: Session, person_id: int, number: int) -> RelayedMessage | None:
    """Return what somebody sent under this number, as last corrected; None when it was not passed on."""
    theirs = select(Dossier.id).where(or_(Dossier.person_id == person_id, Dossier.holder_id == person_id))
    return find_first(
        session,
        RelayedMessage,
        or_(col(RelayedMessage.dossier_id).in_(theirs), col(RelayedMessage.dossier_id).is_(None)),
        RelayedMessage.source_chat == person_id,
        RelayedMessage.source_id == number,
        by=_LATEST,
    )


def part_of_album(session: Session, person_id: int, album: str) -> RelayedMessage | None:
    """Return the last message of an album of somebody's that was passed on or kept; None for none."""
    theirs = (RelayedMessage.from_person == person_id, RelayedMessage.album == album)
    return find_first(session, RelayedMessage, *theirs, by=_LATEST)


def messages_of(session: Session, dossier_id: int, at_most: int | None = None) -> Sequence[RelayedMessage]:
    """Return the latest messages about a dossier, or all of them, oldest first."""
    of_dossier = RelayedMessage.dossier_id == dossier_id
    return find_all(session, RelayedMessage, of_dossier, by=_LATEST, at_most=at_most)[::-1]


def last_from_operator(session: Session, dossier_id: int) -> RelayedMessage | None:
    """Return the latest word of who follows a dossier to its applicant; None without any."""
    theirs = (RelayedMessage.dossier_id == dossier_id, col(RelayedMessage.from_applicant).is_(False))
    return find_first(session, RelayedMessage, *theirs, by=_LATEST)


def unanswered(session: Session, dossier: Dossier) -> int:
    """Return how many messages its applicant wrote since the last word of who follows a dossier."""
    written = messages_of(session, dossier.id, 100)  # the most that are counted
    return sum(1 for _ in takewhile(lambda message: message.from_applicant, reversed(written)))


def waiting_messages(session: Session, dossier_id: int) -> Sequence[RelayedMessage]:
    """Return what an applicant wrote while nobody was there to read it, oldest first."""
    unread = (col(RelayedMessage.to_chat).is_(None), RelayedMessage.from_applicant)
    return find_all(session, RelayedMessage, RelayedMessage.dossier_id == dossier_id, *unread)


def undecided_message(session: Session, person_id: int, number: int) -> RelayedMessage | None:
    """Return a person's message that is about no dossier yet; None when it is not theirs, or is decided."""
    message = session.get(RelayedMessage, number)
    if message is None or message.from_person != person_id or message.dossier_id is not None:
        return None
    return message


def rest_of_album(session: Session, first: RelayedMessage) -> Sequence[RelayedMessage]:
    """Return the files that came with one in an album and are about no dossier yet, in their order."""
    if not first.album:
        return ()
    return find_all(
        session,
        RelayedMessage,
        col(RelayedMessage.dossier_id).is_(None),
        RelayedMessage.from_person == first.from_person,
        RelayedMessage.id > first.id,
        RelayedMessage.album == first.album,
    )


def set_delivered(session: Session, relay_id: int, number: int) -> None:
    """Note under which number a message was delivered; one that was erased meanwhile changes nothing."""
    message = session.get(RelayedMessage, relay_id)
    if message is not None:
        message.message_id = number
        session.flush()


def open_request(session: Session, dossier: Dossier) -> InformationRequest | None:
    """Return what is asked of a dossier's applicant; None when nothing is awaited."""
    if dossier.status != Status.WAITING.value:
        return None
    still_open = (InformationRequest.dossier_id == dossier.id, col(InformationRequest.closed_at).is_(None))
    return find_first(session, InformationRequest, *still_open, by=col(InformationRequest.id).desc())


def last_request(session: Session, dossier_id: int) -> InformationRequest | None:
    """Return what was last asked of a dossier's applicant; None when nothing ever was."""
    of_dossier = InformationRequest.dossier_id == dossier_id
    return find_first(session, InformationRequest, of_dossier, by=col(InformationRequest.id).desc())


def replies_of(session: Session, basin_code: str) -> Sequence[CannedReply]:
    """Return the texts that a basin sends often, by title; "" is the national queue."""
    return find_all(session, CannedReply, CannedReply.basin_code == basin_code, by=CannedReply.title)


def forget_left_undecided(transaction: Transaction, before: datetime) -> None:
    """Erase the messages that were about no dossier and were left so."""
    transaction.execute(_FORGET_LEFT, {"limit": before})
