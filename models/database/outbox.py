"""The outbox: calls to Telegram waiting to be made, settled when they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, func, or_, select, text, update

from models.database.calls import NEWEST, OLDEST
from models.database.engines import Lock
from models.database.prepared import Prepared, among_numbers, given_numbers, table_of
from models.database.tables import Outgoing, Settles
from models.database.writer import Call, Transaction

OUTGOING = table_of(Outgoing)
SWEPT_AT_ONCE = 200
RENEWED_AT_ONCE = 1_000  # numbers in a statement, well under what databases take

_SETTLE = {
    dialect: Prepared(delete(OUTGOING).where(among_numbers(OUTGOING.c.id, dialect)))
    for dialect in ("sqlite", "postgresql")
}
_POSTPONE = (
    update(OUTGOING)
    .where(OUTGOING.c.id == bindparam("call"))
    .values(due_at=bindparam("due"), attempts=bindparam("tried"), leased_until=None)
)
_PARK = (
    update(OUTGOING)
    .where(OUTGOING.c.id == bindparam("call"))
    .values(parked_at=bindparam("at"), error=bindparam("reason"))
)
_REDIRECT = update(OUTGOING).where(OUTGOING.c.chat_id == bindparam("old")).values(chat_id=bindparam("new"))
_DROP_CHAT = delete(OUTGOING).where(OUTGOING.c.chat_id == bindparam("chat"))

_EARLIER = OUTGOING.alias("earlier")
_HELD_BEFORE = (
    select(_EARLIER.c.id)
    .where(
        _EARLIER.c.chat_id == OUTGOING.c.chat_id,
        _EARLIER.c.id < OUTGOING.c.id,
        _EARLIER.c.parked_at.is_(None),
        _EARLIER.c.settles.is_distinct_from(Settles.TIDYING.value),
        or_(_EARLIER.c.leased_until > bindparam("now"), _EARLIER.c.due_at > bindparam("now")),
    )
    .exists()
)
_CLAIM = (
    select(OUTGOING)
    .where(
        OUTGOING.c.parked_at.is_(None),
        OUTGOING.c.due_at <= bindparam("now"),
        or_(OUTGOING.c.leased_until.is_(None), OUTGOING.c.leased_until <= bindparam("now")),
        ~_HELD_BEFORE,
    )
    .order_by(OUTGOING.c.id)
    .limit(SWEPT_AT_ONCE)
    .with_for_update(skip_locked=True)
)
_LEASE = (
    update(OUTGOING)
    .where(OUTGOING.c.id.in_(bindparam("calls", expanding=True)))
    .values(
        leased_until=bindparam("lease"),
        attempts=OUTGOING.c.attempts + case((OUTGOING.c.leased_until.is_not(None), 1), else_=0),
    )
)
_RENEW = (
    update(OUTGOING)
    .where(OUTGOING.c.id.in_(bindparam("calls", expanding=True)), OUTGOING.c.leased_until.is_not(None))
    .values(leased_until=bindparam("lease"))
)
_ONE = select(OUTGOING.c.payload).where(OUTGOING.c.id == bindparam("call"))
_RESEND = (
    update(OUTGOING)
    .where(OUTGOING.c.id == bindparam("call"))
    .values(method="sendMessage", payload=bindparam("new_payload"))
)
_TIDYING = (
    select(OUTGOING.c.id)
    .where(
        OUTGOING.c.chat_id == bindparam("chat"),
        OUTGOING.c.settles == Settles.TIDYING.value,
        OUTGOING.c.parked_at.is_(None),
        OUTGOING.c.payload["message_id"].as_integer() == bindparam("message"),
    )
    .limit(1)
)
_RELEASE = Prepared(update(OUTGOING).where(OUTGOING.c.id == bindparam("call")).values(leased_until=None))
_FORGET_RESTS = update(OUTGOING).where(OUTGOING.c.due_at > bindparam("now")).values(due_at=bindparam("now"))
_SHORTEN_LEASES = (
    update(OUTGOING)
    .where(OUTGOING.c.leased_until > bindparam("lease"))
    .values(leased_until=bindparam("lease"))
)
_RELEASE_ALL = (
    update(OUTGOING)
    .where(OUTGOING.c.leased_until.is_not(None))
    .values(leased_until=None, attempts=OUTGOING.c.attempts + 1)
)
_CLAIM_ALONE = text("SELECT pg_try_advisory_xact_lock(:key)")
_WAITING = select(func.count()).where(OUTGOING.c.parked_at.is_(None))
_FIRST_DUE = select(func.min(OUTGOING.c.due_at)).where(OUTGOING.c.parked_at.is_(None))
_PARKED = select(func.count()).where(OUTGOING.c.parked_at.is_not(None))


def waiting_payloads(transaction: Transaction, chat_id: int) -> list[Mapping[str, Any]]:
    """Return what the calls of a chat say that wait to be made."""
    waiting = (OUTGOING.c.chat_id == chat_id, OUTGOING.c.parked_at.is_(None))
    return list(transaction.execute(select(OUTGOING.c.payload).where(*waiting)).scalars())


def is_tidied(transaction: Transaction, chat_id: int, message_id: int) -> bool:
    """Tell whether a message is to lose its buttons once its chat is idle."""
    values = {"chat": chat_id, "message": message_id}
    return transaction.execute(_TIDYING, values).first() is not None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many calls wait, and how many Telegram refused for good."""

    waiting: int
    parked: int


def settle(transaction: Transaction, call_ids: Sequence[int]) -> None:
    """Forget calls that were made."""
    if call_ids:
        dialect = transaction.dialect
        transaction.later(_SETTLE[dialect], given_numbers(call_ids, dialect))


def postpone(transaction: Transaction, calls: Sequence[Call], due: datetime, *, tried: bool = True) -> None:
    """Keep calls for later, for any process to take then. ``tried``: the first one may have been made."""
    for place, call in enumerate(calls):
        attempts = call.attempts + (tried and place == 0)
        transaction.execute(_POSTPONE, {"call": call.id, "due": due, "tried": attempts})


def renew(transaction: Transaction, call_ids: Collection[int], until: datetime) -> None:
    """Go on holding calls that wait for their turn, but those let go of in the meantime."""
    held = sorted(call_ids)
    for first in range(0, len(held), RENEWED_AT_ONCE):
        calls = held[first : first + RENEWED_AT_ONCE]
        transaction.execute(_RENEW, {"calls": calls, "lease": until})


def forget_rests(transaction: Transaction, now: datetime, lease: timedelta) -> None:
    """Have what is put off made now: a clock that was set back does not tell how long it still rests."""
    transaction.execute(_FORGET_RESTS, {"now": now})
    transaction.execute(_SHORTEN_LEASES, {"lease": now + lease})


def release(transaction: Transaction, calls: Sequence[Call]) -> None:
    """Let go of calls that were not tried, for any process to make in their turn."""
    for call in calls:
        transaction.later(_RELEASE, {"call": call.id}, dict.fromkeys((OLDEST, NEWEST), call.chat_id))


def release_all(transaction: Transaction) -> None:
    """Let go of every call: what a process that is alone does when it starts.

    Those that were held when the last one died may have been made.
    """
    transaction.execute(_RELEASE_ALL)


def park(transaction: Transaction, call_id: int, reason: str, now: datetime) -> None:
    """Put a refused call aside, to be looked at."""
    transaction.execute(_PARK, {"call": call_id, "at": now, "reason": reason})


def follow_migration(transaction: Transaction, old: int, new: int) -> None:
    """Send what waits for a group to the supergroup it became."""
    transaction.execute(_REDIRECT, {"old": old, "new": new})


def send_instead(transaction: Transaction, call_id: int) -> None:
    """Turn the edit of a message that is gone into a new message, unless that one is settled already."""
    row = transaction.execute(_ONE, {"call": call_id}).first()
    if row is not None:
        payload = {name: value for name, value in row.payload.items() if name != "message_id"}
        transaction.execute(_RESEND, {"call": call_id, "new_payload": payload})


def drop_chat(transaction: Transaction, chat_id: int) -> None:
    """Forget what waits for a chat that refuses messages."""
    transaction.execute(_DROP_CHAT, {"chat": chat_id})


def claim(transaction: Transaction, now: datetime, lease: timedelta) -> list[Call]:
    """Take the calls that no process holds, oldest first; a chat held by another process stays whole.

    Two claims at once would share a chat out: each would skip the rows locked by the other, and take what
    follows them. So while another process claims, none is taken here: the next sweep will do. A call that a
    process held when it died may have been made: that counts as a try.
    """
    if transaction.connection.dialect.name == "postgresql":
        alone = transaction.execute(_CLAIM_ALONE, {"key": Lock.SENDING}).scalar_one()
        if not alone:  # to wait, holding what turns of this group hold, would have others wait for both
            return []
    claimed = transaction.execute(_CLAIM, {"now": now}).all()
    if claimed:
        transaction.execute(_LEASE, {"calls": [row.id for row in claimed], "lease": now + lease})
    return [
        Call(
            row.id,
            row.chat_id,
            row.method,
            row.payload,
            row.settles,
            row.attempts + (row.leased_until is not None),
        )
        for row in claimed
    ]


def backlog(connection: Connection) -> Backlog:
    """Count the calls that wait and those that were parked."""
    return Backlog(connection.execute(_WAITING).scalar_one(), connection.execute(_PARKED).scalar_one())


def due_for(connection: Connection, now: datetime) -> timedelta:
    """Return for how long the first of the calls that wait has been due; nothing without any."""
    first: datetime | None = connection.execute(_FIRST_DUE).scalar()
    return max(timedelta(), now - first) if first else timedelta()
