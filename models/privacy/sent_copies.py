"""Which messages show a dossier in other chats than its applicant's, and which are left to be replaced."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from models.database.dialects import OfDialect
from models.database.prepared import Prepared, tables_of
from models.database.tables import Outgoing, Settles
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.intake.tables import Person
from models.privacy.tables import CopyKind, Erasure, ErasureCause, SentCopy

STILL_LEAVING = timedelta(days=1)
"""How long after an erasure a call may still be made that was held by a process, its row being dropped."""

COPIES, DOSSIERS, ERASURES, OUTGOING, PEOPLE = tables_of(SentCopy, Dossier, Erasure, Outgoing, Person)
_BEFORE_ERASING = exists().where(
    ERASURES.c.dossier_id == DOSSIERS.c.id, ERASURES.c.last_call >= bindparam("call")
)
_SHOWN = select(
    bindparam("chat", type_=COPIES.c.chat_id.type),
    bindparam("message", type_=COPIES.c.message_id.type),
    DOSSIERS.c.id,
    bindparam("way", type_=COPIES.c.kind.type),
).where(
    or_(DOSSIERS.c.reference == bindparam("reference"), DOSSIERS.c.id == bindparam("number")),
    or_(DOSSIERS.c.person_id != bindparam("chat"), and_(DOSSIERS.c.person_id.is_(None), _BEFORE_ERASING)),
)
_NOTE = OfDialect(
    lambda dialect: Prepared(
        dialect.insert(COPIES)
        .from_select(["chat_id", "message_id", "dossier_id", "kind"], _SHOWN)
        .on_conflict_do_nothing()
    )
)
_SHOWS_NO_MORE = Prepared(
    delete(COPIES).where(COPIES.c.chat_id == bindparam("chat"), COPIES.c.message_id == bindparam("message"))
)
_LOSE_CHAT = delete(COPIES).where(COPIES.c.chat_id == bindparam("chat"))
_LOSE_REPLACEMENTS = delete(OUTGOING).where(
    OUTGOING.c.chat_id == bindparam("chat"), OUTGOING.c.settles == Settles.ERASING
)

_LEFT = (
    select(
        COPIES.c.chat_id,
        COPIES.c.message_id,
        COPIES.c.kind,
        ERASURES.c.cause,
        DOSSIERS.c.reference,
        PEOPLE.c.language,
        func.row_number()
        .over(partition_by=COPIES.c.chat_id, order_by=(COPIES.c.message_id.desc(), COPIES.c.dossier_id))
        .label("rank"),
    )
    .select_from(COPIES)
    .join(ERASURES, ERASURES.c.dossier_id == COPIES.c.dossier_id)
    .join(DOSSIERS, DOSSIERS.c.id == COPIES.c.dossier_id)
    .outerjoin(PEOPLE, PEOPLE.c.id == COPIES.c.chat_id)
    .where(ERASURES.c.replaced_at.is_(None))
    .subquery()
)
_NEXT = select(_LEFT).where(_LEFT.c.rank <= bindparam("per_chat")).order_by(_LEFT.c.rank, _LEFT.c.chat_id)
_NOTHING_LEFT = and_(
    ERASURES.c.replaced_at.is_(None),
    ERASURES.c.at <= bindparam("settled"),
    ~exists().where(COPIES.c.dossier_id == ERASURES.c.dossier_id),
    ~exists().where(OUTGOING.c.id <= ERASURES.c.last_call),
)
_REPLACED = update(ERASURES).where(_NOTHING_LEFT).values(replaced_at=bindparam("now"))
# Of all that was ever written in the outbox, committed or not: rows that are dropped leave all the same.
_LAST_CALL = {
    "sqlite": text("SELECT seq FROM sqlite_sequence WHERE name = 'outgoing'"),
    "postgresql": text("SELECT last_value FROM outgoing_id_seq"),
}
_ERASED_AGAIN = delete(ERASURES).where(ERASURES.c.dossier_id == bindparam("dossier"))
# Grows with each: a row that another replaces has a smaller number.
_SO_FAR = select(func.sum(ERASURES.c.id))
_UNFINISHED = select(exists().where(ERASURES.c.replaced_at.is_(None)))


class Copy(NamedTuple):
    """A message that still shows what was erased. ``language``: of its reader, None in a group."""

    chat_id: int
    message_id: int
    kind: CopyKind
    cause: ErasureCause
    reference: str
    language: str | None


class Shown(NamedTuple):
    """A delivered message that shows a dossier, told by its reference or its number, the other being empty.

    ``call``: the number of its outbox row. ``way``: what kind of message it is.
    """

    chat: int
    message: int
    way: CopyKind
    call: int
    reference: str = ""
    number: int = 0


# A reference, or what a button acts on; of the office and of exchanges, whose firm stands above it.
_NAMED = re.compile(r"\bAZ-\d\d-\d{4,}\b|\"callback_data\": ?\"(?:f:(\d+):|[to]:[^\"]*\.f(\d+)\")")


def dossiers_in(payload: str) -> set[tuple[str, int]]:
    """Return the references, and the numbers, of the dossiers that a call's payload shows, as JSON text."""
    return {
        ("", int(found[1] or found[2])) if found[1] or found[2] else (found[0], 0)
        for found in _NAMED.finditer(payload)
    }


def note_shown(transaction: Transaction, shown: Iterable[Shown]) -> None:
    """Note the messages that show dossiers, but in their applicants' own chats.

    What was already leaving when its dossier was erased is noted too; what was written since shows nothing.
    """
    for each in shown:
        transaction.later(_NOTE[transaction.dialect], each._asdict())


def shows_no_more(transaction: Transaction, messages: Iterable[tuple[int, int]]) -> None:
    """Forget what messages showed, by chat and number: they were drawn again, or are gone."""
    for chat, number in messages:
        transaction.later(_SHOWS_NO_MORE, {"chat": chat, "message": number})


def lose_chat(connection: Connection, chat_id: int) -> None:
    """Forget the messages of a chat whose numbers mean nothing any more."""
    for losing in (_LOSE_CHAT, _LOSE_REPLACEMENTS):
        connection.execute(losing, {"chat": chat_id})


def note_erasure(
    connection: Connection,
    dossier_id: int | None,
    cause: ErasureCause,
    now: datetime,
    person_since: datetime | None = None,
) -> None:
    """Note that personal data is erased: of a dossier, or (None) of a person who had sent nothing.

    To be done before the calls that wait are dropped: some are being made. ``person_since``: when the person
    who asks had first written.
    """
    last_call = connection.execute(_LAST_CALL[connection.dialect.name]).scalar() or 0
    connection.execute(_ERASED_AGAIN, {"dossier": dossier_id})
    values = {
        "dossier_id": dossier_id, "cause": cause, "at": now, "last_call": last_call,
        "person_since": person_since,
    }  # fmt: skip
    connection.execute(insert(ERASURES), values)


def take_left(transaction: Transaction, per_chat: int, at_most: int, now: datetime) -> list[Copy]:
    """Return the next messages to be replaced, some of each chat, and count them as replaced."""
    connection = transaction.connection
    if not connection.execute(_UNFINISHED).scalar():
        return []
    rows = connection.execute(_NEXT.limit(at_most), {"per_chat": per_chat}).all()
    copies = list({(row.chat_id, row.message_id): Copy(*row[:-1]) for row in rows}.values())
    shows_no_more(transaction, [(copy.chat_id, copy.message_id) for copy in copies])
    connection.execute(_REPLACED, {"now": now, "settled": now - STILL_LEAVING})
    return copies


def erased_so_far(connection: Connection) -> int:
    """Return what grows with each erasure, in whatever order processes commit theirs; 0 without any."""
    return int(connection.execute(_SO_FAR).scalar() or 0)


def drop_calls(connection: Connection, dossiers: Mapping[int, str]) -> None:
    """Forget the calls, waiting or refused, that show dossiers as they were, by number and reference."""
    payload = cast(OUTGOING.c.payload, Text)
    names = {*((reference, 0) for reference in dossiers.values()), *(("", number) for number in dossiers)}
    signs = [*dossiers.values(), *(f'"f:{number}:' for number in dossiers)]
    # Three times faster there than LIKE, which folds case.
    on_sqlite = connection.dialect.name == "sqlite"
    holds, rest = (payload.op("GLOB"), "*") if on_sqlite else (payload.like, "%")
    likely = or_(*(holds(f"{rest}{sign}{rest}") for sign in signs))
    rows = connection.execute(select(OUTGOING.c.id, payload.label("payload")).where(likely))
    calls = [row.id for row in rows if names & dossiers_in(row.payload)]  # not those of AZ-26-00010
    unnamed = OUTGOING.c.settles.in_([Settles.SHOWS.of(number) for number in dossiers])
    connection.execute(delete(OUTGOING).where(or_(OUTGOING.c.id.in_(calls), unnamed)))
