"""Decisions as they are stored: what is prepared, what is recorded, what was recorded by mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import func
from sqlmodel import Session, col, select

from conversations.committee.decisions import Decision
from conversations.dossiers.deadlines import noon, time_zone
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason
from models.committee.tables import AgendaItem, CommitteeSession, ReplacedDecision
from models.database.prepared import find_all

TERMS = ("days", "amount", "conditions", "jobs_created", "jobs_kept")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is about to be recorded. ``why``: what went wrong, when it puts a recorded decision right."""

    decision: Decision
    why: str | None = None


_PREPARED = TypeAdapter(Prepared)


def prepared(item: AgendaItem) -> Prepared | None:
    """Return what was prepared of a decision; None when nothing was."""
    return None if item.prepared is None else _PREPARED.validate_python(item.prepared)


def prepare(session: Session, item: AgendaItem, ready: Prepared | None) -> None:
    """Keep what is about to be recorded; None forgets it."""
    item.prepared = None if ready is None else _PREPARED.dump_python(ready, mode="json")
    session.flush()


def recorded(row: AgendaItem | ReplacedDecision) -> Decision | None:
    """Return the decision of an item, or one that was replaced; None when nothing is decided yet."""
    if row.outcome is None:
        return None
    reason = Reason(row.reason) if row.reason else None
    return Decision(Event(row.outcome), reason=reason, **{name: getattr(row, name) for name in TERMS})


def last_decided(session: Session, dossier_id: int, *outcomes: Event) -> AgendaItem | None:
    """Return the item of the last decision on a dossier, or of the last of these; None without any."""
    outcome = col(AgendaItem.outcome)
    of_these = outcome.in_([event.value for event in outcomes]) if outcomes else outcome.is_not(None)
    query = (
        select(AgendaItem)
        .where(AgendaItem.dossier_id == dossier_id, of_these)
        .order_by(col(AgendaItem.decided_at).desc(), col(AgendaItem.id).desc())
    )
    return session.exec(query).first()


def decisions_on(session: Session, dossier_id: int) -> Sequence[tuple[AgendaItem, date]]:
    """Return the decided items of a dossier, each with the day of its session, oldest first."""
    query = (
        select(AgendaItem, col(CommitteeSession.day))
        .join(CommitteeSession, col(CommitteeSession.id) == AgendaItem.session_id)
        .where(AgendaItem.dossier_id == dossier_id, col(AgendaItem.outcome).is_not(None))
        .order_by(col(AgendaItem.decided_at))
    )
    return session.exec(query).all()


def replaced(session: Session, item: AgendaItem) -> Sequence[ReplacedDecision]:
    """Return what was recorded by mistake of an item, oldest first."""
    return find_all(session, ReplacedDecision, ReplacedDecision.item_id == item.id)


def replaced_of(session: Session, dossier_id: int) -> Sequence[ReplacedDecision]:
    """Return every decision on a dossier that was recorded by mistake, oldest first."""
    query = (
        select(ReplacedDecision)
        .join(AgendaItem, col(AgendaItem.id) == col(ReplacedDecision.item_id))
        .where(AgendaItem.dossier_id == dossier_id)
    )
    return session.exec(query.order_by(col(ReplacedDecision.id))).all()


def letters_before(session: Session, item: AgendaItem) -> int:
    """Count the letters written on earlier decisions of the same dossier, those since replaced too."""
    earlier = select(AgendaItem.id).where(
        AgendaItem.dossier_id == item.dossier_id,
        AgendaItem.id != item.id,
        col(AgendaItem.outcome).is_not(None),
    )
    if item.decided_at is not None:
        earlier = earlier.where(col(AgendaItem.decided_at) < item.decided_at)
    mistaken = select(func.count()).where(
        (col(ReplacedDecision.item_id) == item.id) | col(ReplacedDecision.item_id).in_(earlier)
    )
    letters = select(func.count()).select_from(earlier.subquery())
    return session.exec(letters).one() + session.exec(mistaken).one()


def told_at(item: AgendaItem, before: Sequence[ReplacedDecision]) -> datetime:
    """Return when a decision was recorded, and told, being given those it replaced."""
    moment = before[-1].replaced_at if before else item.recorded_at or item.decided_at
    assert moment is not None
    return moment


def _moment(day: date, now: datetime) -> datetime:
    """Return a moment of the day of a session: this one when it is today."""
    return now if now.astimezone(time_zone(None)).date() == day else noon(day)


def record(
    session: Session, item: AgendaItem, decision: Decision, now: datetime, by: int, why: str | None = None
) -> None:
    """Write a decision down; the one it puts right is kept beside it, and still dates it in figures."""
    former = recorded(item)
    if former is not None:
        assert item.outcome
        known = replaced(session, item)
        session.add(
            ReplacedDecision(
                item_id=item.id,
                outcome=item.outcome,
                reason=item.reason,
                recorded_at=told_at(item, known),
                recorded_by=known[-1].replaced_by if known else item.decided_by,
                replaced_at=now,
                replaced_by=by,
                why=why,
                **{name: getattr(item, name) for name in TERMS},
            )
        )
    else:
        item.recorded_at, item.decided_by = now, by
        item.decided_at = _moment(session.get_one(CommitteeSession, item.session_id).day, now)
    item.outcome, item.reason = decision.event.value, decision.reason.value if decision.reason else None
    for name in TERMS:
        setattr(item, name, getattr(decision, name))
    item.prepared = None
    session.flush()
