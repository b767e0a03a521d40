"""Reminders of drafts left aside, and their end: due at ``now``, asked of the database."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.services.screens import Button, Reply, Screen, Verb
from conversations.deadlines import DRAFT_RETENTION, NUDGE_DELAYS, in_working_hours
from conversations.messages import Message, say
from conversations.situation import World
from models.database import Transaction
from models.tables import METADATA

DRAFTS, PEOPLE = METADATA.tables["draft"], METADATA.tables["person"]
AT_ONCE = 100  # reminders in one sweep: the rest waits for the next one

_DUE = (
    select(DRAFTS.c.id, DRAFTS.c.person_id, DRAFTS.c.content)
    .where(DRAFTS.c.nudge_at <= bindparam("now"))
    .order_by(DRAFTS.c.nudge_at)
    .limit(AT_ONCE)
)
_TAKE = (
    select(DRAFTS.c.nudges, PEOPLE.c.language)
    .join(PEOPLE, PEOPLE.c.id == DRAFTS.c.person_id)
    .where(
        DRAFTS.c.id == bindparam("draft"),
        DRAFTS.c.nudge_at <= bindparam("now"),
        PEOPLE.c.unreachable_since.is_(None),
    )
    .with_for_update(of=DRAFTS)
)
_NOTE = (
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"))
    .values(nudges=bindparam("sent"), nudge_at=bindparam("next"))
)
_STOP = update(DRAFTS).where(DRAFTS.c.person_id == bindparam("person")).values(nudge_at=None)
_PURGE = delete(DRAFTS).where(DRAFTS.c.answered_at < bindparam("limit"))

WORDS: tuple[Message, ...] = (
    say("Your Alizé request is waiting where you left it. A few minutes are enough to finish."),
    say("Your request is still here, and nothing is lost. Shall we go on?"),
    say(
        "This is my last reminder: your answers are kept for 30 days, then erased. "
        "Whenever you like, /start brings you back."
    ),
)


def due(connection: Connection, now: datetime) -> list[tuple[int, int]]:
    """Return the drafts (draft, person) to be reminded of now, in their working hours."""
    rows = connection.execute(_DUE, {"now": now}).all()
    return [(row.id, row.person_id) for row in rows if in_working_hours(now, _department(row.content))]


def _department(content: dict[str, dict[str, dict[str, str]]]) -> str | None:
    place = content.get("answers", {}).get("place")
    return place.get("department") if isinstance(place, dict) else None


def nudge(transaction: Transaction, world: World, now: datetime, *, draft_id: int) -> Reply | None:
    """Remind of a draft; None when it moved meanwhile, so that two processes remind once."""
    row = transaction.execute(_TAKE, {"draft": draft_id, "now": now}).first()
    if row is None:
        return None
    sent = row.nudges + 1
    # Counted from this one, so that reminders held up by a night or an outage do not come together.
    following = now + NUDGE_DELAYS[sent] - NUDGE_DELAYS[row.nudges] if sent < len(NUDGE_DELAYS) else None
    transaction.execute(_NOTE, {"draft": draft_id, "sent": sent, "next": following})
    rows = [(Button(say("▶️ Continue"), Verb.CONTINUE, primary=True),)]
    if following:
        rows.append((Button(say("Stop reminding me"), Verb.NO_NUDGE),))
    return Reply(row.language or "fr", screens=(Screen((WORDS[row.nudges],), rows=tuple(rows)),))


def stop_nudges(transaction: Transaction, person_id: int) -> None:
    """Remind no more of the draft under way; a new answer starts again."""
    transaction.execute(_STOP, {"person": person_id})


def purge(transaction: Transaction, now: datetime) -> int:
    """Erase drafts left for longer than they are kept; return how many."""
    return transaction.execute(_PURGE, {"limit": now - DRAFT_RETENTION}).rowcount
