"""The dossiers that somebody works, may claim or has to hand over."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection
from sqlmodel import Session, col, or_, select

from conversations.dossiers.escalation import TO_BE_SCHEDULED
from conversations.dossiers.statuses import IN_HAND, LIVE, Phase, Status, standing
from models.database.prepared import find_all
from models.dossiers.tables import Dossier, Snooze


def _in(statuses: Collection[Status]) -> ColumnElement[bool]:
    """Return that a dossier stands in one of these."""
    return col(Dossier.status).in_([status.value for status in statuses])


def live_dossiers_held_by(session: Session, people: Collection[int]) -> Sequence[Dossier]:
    """Return the dossiers that people hold and in which something is still to be done."""
    return find_all(session, Dossier, _in(LIVE), col(Dossier.holder_id).in_(people))


def dossiers_left(session: Session, basins: Collection[str] | None) -> Sequence[Dossier]:
    """Return what nobody holds any more and nobody can claim, in basins or everywhere (None)."""
    nobodys = (col(Dossier.holder_id).is_(None), col(Dossier.source).is_(None))  # the past is nobody's work
    there = [col(Dossier.basin_code).in_(basins)] if basins is not None else []
    return find_all(session, Dossier, _in(IN_HAND), *nobodys, *there)


def dossiers_to_claim(session: Session, basins: Collection[str], *, national: bool) -> Sequence[Dossier]:
    """Return what nobody has claimed in some basins, and in the national queue, oldest first."""
    named, queued = col(Dossier.basin_code).in_(basins), _in(standing(Phase.QUEUED))
    there = or_(named, col(Dossier.basin_code).is_(None)) if national else named
    return find_all(session, Dossier, queued, there, by=Dossier.submitted_at)


def dossiers_to_schedule(session: Session, basin_code: str) -> Sequence[Dossier]:
    """Return the dossiers of a basin that somebody holds and that wait to be put on an agenda."""
    held = (Dossier.basin_code == basin_code, col(Dossier.holder_id).is_not(None))
    return find_all(session, Dossier, _in(TO_BE_SCHEDULED), *held)


def dossiers_to_watch(connection: Connection, now: datetime, at_most: int) -> list[int]:
    """Return the dossiers to look at, due longest first."""
    query = select(col(Dossier.id)).where(col(Dossier.watch_at) <= now).order_by(col(Dossier.watch_at))
    return list(connection.execute(query.limit(at_most)).scalars())


def snoozed_by(session: Session, person_id: int, today: date) -> frozenset[int]:
    """Return the dossiers that somebody wants to hear of again later than today."""
    query = select(Snooze.dossier_id).where(Snooze.person_id == person_id, Snooze.until > today)
    return frozenset(session.exec(query))
