"""Drafts left aside: whose reminder is due, and those that are kept no longer."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, or_, select, update

from conversations.dossiers.deadlines import NUDGE_DELAYS
from models.database.prepared import tables_of
from models.database.writer import Transaction
from models.intake.ended_drafts import note_ends
from models.intake.tables import DraftEnd, Person, StoredDraft

DRAFTS, PEOPLE = tables_of(StoredDraft, Person)

LAST = len(NUDGE_DELAYS)
"""As many reminders: what comes then is the notice of erasure."""

_FALLEN_DUE = and_(
    DRAFTS.c.nudges <= LAST, DRAFTS.c.nudge_at <= bindparam("now"), PEOPLE.c.unreachable_since.is_(None)
)
_DUE = (
    select(DRAFTS.c.id, DRAFTS.c.person_id)
    .join(PEOPLE, PEOPLE.c.id == DRAFTS.c.person_id)
    .where(_FALLEN_DUE)
    .order_by(DRAFTS.c.nudge_at)
)
_HELD = (
    select(
        DRAFTS.c.person_id, DRAFTS.c.nudges, DRAFTS.c.started_at, DRAFTS.c.answered_at, DRAFTS.c.state,
        DRAFTS.c.content, PEOPLE.c.language,
    )
    .join(PEOPLE, PEOPLE.c.id == DRAFTS.c.person_id)
    .where(DRAFTS.c.id == bindparam("draft"), _FALLEN_DUE)
    .with_for_update(of=DRAFTS)
)  # fmt: skip
_NOTE = (
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"))
    .values(nudges=bindparam("sent"), nudge_at=bindparam("next"))
)
_COME_BACK_TO = (
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"))
    .values(answered_at=bindparam("now"), nudges=0, nudge_at=bindparam("next"))
)
# Once the notice is sent, nudge_at is the moment it announces.
_ANNOUNCED = and_(DRAFTS.c.nudges > LAST, DRAFTS.c.nudge_at <= bindparam("now"))
_UNREACHABLE = DRAFTS.c.person_id.in_(select(PEOPLE.c.id).where(PEOPLE.c.unreachable_since.is_not(None)))
_PURGE = (
    delete(DRAFTS)
    .where(
        or_(
            _ANNOUNCED,
            and_(DRAFTS.c.answered_at <= bindparam("limit"), _UNREACHABLE),
            DRAFTS.c.answered_at <= bindparam("untold_limit"),
        )
    )
    .returning(DRAFTS.c.started_at, DRAFTS.c.state, DRAFTS.c.content)
)


class LeftDraft(NamedTuple):
    """A draft of which something is to be said. ``nudges``: reminders sent so far."""

    person_id: int
    nudges: int
    started_at: datetime
    answered_at: datetime
    state: str
    content: dict[str, Any]
    language: str | None


def drafts_to_nudge(connection: Connection, now: datetime, at_most: int) -> list[tuple[int, int]]:
    """Return the drafts (draft, person) that something is to be said of, due longest first."""
    return [(row.id, row.person_id) for row in connection.execute(_DUE.limit(at_most), {"now": now})]


def take_left_draft(transaction: Transaction, draft_id: int, now: datetime) -> LeftDraft | None:
    """Return a draft that something is to be said of, locked; None when nothing is any more."""
    row = transaction.execute(_HELD, {"draft": draft_id, "now": now}).first()
    return None if row is None else LeftDraft(**row._mapping)


def note_nudge(transaction: Transaction, draft_id: int, sent: int, following: datetime | None) -> None:
    """Note how many reminders of a draft were sent, and when to come back to it; None for never."""
    transaction.execute(_NOTE, {"draft": draft_id, "sent": sent, "next": following})


def keep_longer(transaction: Transaction, draft_id: int, now: datetime) -> None:
    """Keep a draft that somebody comes back to as long as from a new answer; its card stays as it is."""
    transaction.execute(_COME_BACK_TO, {"draft": draft_id, "now": now, "next": now + NUDGE_DELAYS[0]})


def purge_drafts(transaction: Transaction, now: datetime, left: datetime, untold: datetime) -> int:
    """Erase the drafts whose announced moment has come; return how many.

    Also those last answered until ``left`` by whoever cannot be written to, and until ``untold`` by anybody.
    """
    purged = transaction.execute(_PURGE, {"now": now, "limit": left, "untold_limit": untold}).all()
    note_ends(transaction, purged, DraftEnd.EXPIRED)
    return len(purged)
