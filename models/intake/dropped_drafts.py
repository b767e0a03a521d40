"""Drafts that their owner dropped: kept for a day in case it was a slip, then erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from conversations.engine.draft import Draft
from conversations.privacy.retention import DROPPED_DRAFT
from models.database.prepared import Prepared, table_of
from models.database.writer import Transaction
from models.intake.ended_drafts import note_ends
from models.intake.queries import DRAFTS, FIRST_NUDGE, OpenDraft, Visit, delete_draft
from models.intake.tables import DraftEnd, DroppedDraft

KEPT_FOR = DROPPED_DRAFT.lasts
"""How long a dropped draft can be brought back."""


DROPPED_DRAFTS = table_of(DroppedDraft)

_KEEP = insert(DROPPED_DRAFTS)
_RESTORE = insert(DRAFTS)
_OF_PERSON = DROPPED_DRAFTS.c.person_id == bindparam("person")
_FIND = select(DROPPED_DRAFTS).where(
    _OF_PERSON, DROPPED_DRAFTS.c.id == bindparam("draft"), DROPPED_DRAFTS.c.dropped_at > bindparam("limit")
)
_ALL = Prepared(select(DROPPED_DRAFTS).where(_OF_PERSON).order_by(DROPPED_DRAFTS.c.id))
_COUNTED = (DROPPED_DRAFTS.c.started_at, DROPPED_DRAFTS.c.state, DROPPED_DRAFTS.c.content)
_TAKE = delete(DROPPED_DRAFTS).where(DROPPED_DRAFTS.c.id == bindparam("draft"))
_FORGET = delete(DROPPED_DRAFTS).where(_OF_PERSON).returning(*_COUNTED)
_PURGE = delete(DROPPED_DRAFTS).where(DROPPED_DRAFTS.c.dropped_at <= bindparam("limit")).returning(*_COUNTED)


def drop_draft(transaction: Transaction, visit: Visit, opened: OpenDraft, now: datetime) -> None:
    """Put a person's draft aside for a day. Its buttons are those of no draft meanwhile."""
    delete_draft(transaction, opened)
    opened.draft.sharing = False  # the phone's keyboard goes with the draft
    transaction.execute(
        _KEEP,
        {
            "id": opened.id,
            "person_id": visit.person_id,
            "state": opened.draft.state,
            "content": opened.draft.content,
            "revision": opened.revision,
            "origin": opened.origin,
            "started_at": opened.started_at,
            "dropped_at": now,
        },
    )


def find_dropped(transaction: Transaction, person_id: int, draft_id: int, now: datetime) -> OpenDraft | None:
    """Return a draft that a person dropped; None when it is not theirs, or is no longer kept."""
    values = {"person": person_id, "draft": draft_id, "limit": now - KEPT_FOR}
    row = transaction.execute(_FIND, values).first()
    if row is None:
        return None
    draft = Draft.restored(row.state, row.content)
    return OpenDraft(row.id, draft, row.revision, None, row.origin, row.started_at, row.dropped_at)


def restore_draft(transaction: Transaction, visit: Visit, dropped: OpenDraft, now: datetime) -> None:
    """Open a dropped draft again, for a person who has none; its reminders start again."""
    transaction.execute(_TAKE, {"draft": dropped.id})
    transaction.execute(
        _RESTORE,
        {
            "id": dropped.id,
            "person_id": visit.person_id,
            "state": dropped.draft.state,
            "content": dropped.draft.content,
            "revision": dropped.revision,
            "origin": dropped.origin,
            "started_at": dropped.started_at,
            "answered_at": now,
            "nudges": 0,
            "nudge_at": now + FIRST_NUDGE,
        },
    )
    visit.open = dropped


def dropped_by(transaction: Transaction, person_id: int) -> list[dict[str, Any]]:
    """Return all that is kept of the drafts a person dropped."""
    return [row._asdict() for row in transaction.driver.all(_ALL, {"person": person_id})]


def forget_dropped(transaction: Transaction, person_id: int) -> None:
    """Erase the drafts that a person dropped, without waiting."""
    # They do not come back: how they ended is counted now.
    note_ends(transaction, transaction.execute(_FORGET, {"person": person_id}).all(), DraftEnd.DROPPED)


def purge_dropped(transaction: Transaction, now: datetime) -> int:
    """Erase the drafts dropped long enough ago; return how many."""
    purged = transaction.execute(_PURGE, {"limit": now - KEPT_FOR}).all()
    note_ends(transaction, purged, DraftEnd.DROPPED)
    return len(purged)
