"""Reports of questions and offers that are out of place, and who may take part no more: found, and closed."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import Session, col

from models.database.prepared import find_all, tables_of
from models.exchanges.tables import AbuseReport, Participation

[REPORTS] = tables_of(AbuseReport)


def has_reported(session: Session, person_id: int, question_id: int, offer_id: int | None = None) -> bool:
    """Tell whether somebody reported a question, or an offer made to it."""
    query = (
        select(REPORTS.c.id)
        .where(
            REPORTS.c.reporter_id == person_id,
            REPORTS.c.question_id == question_id,
            REPORTS.c.offer_id.is_not_distinct_from(offer_id),
        )
        .limit(1)
    )
    return session.connection().execute(query).first() is not None


def reports_by(session: Session, person_id: int, since: datetime) -> int:
    """Return how many things somebody reported since a moment."""
    theirs = (REPORTS.c.reporter_id == person_id, REPORTS.c.reported_at >= since)
    return session.connection().execute(select(func.count()).select_from(REPORTS).where(*theirs)).scalar_one()


def reports_open(session: Session, basin_codes: Collection[str] | None) -> Sequence[AbuseReport]:
    """Return the reports that nobody handled, oldest first. ``basin_codes``: None for everywhere."""
    return find_all(session, AbuseReport, *_open(basin_codes))


def how_many_open(session: Session, basin_codes: Collection[str] | None, reader_id: int) -> int:
    """Return how many things were reported that nobody handled, but those of the reader's own.

    ``basin_codes``: None for everywhere.
    """
    of_others = (
        REPORTS.c.reported_id.is_distinct_from(reader_id),
        REPORTS.c.reporter_id.is_distinct_from(reader_id),
    )
    things = select(REPORTS.c.question_id, REPORTS.c.offer_id).where(*_open(basin_codes), *of_others)
    query = select(func.count()).select_from(things.distinct().subquery())
    return session.connection().execute(query).scalar_one()


def _open(basin_codes: Collection[str] | None) -> Sequence[ColumnElement[bool]]:
    waits = REPORTS.c.handled_at.is_(None)
    return (waits,) if basin_codes is None else (waits, REPORTS.c.basin_code.in_(basin_codes))


def reports_before(session: Session, report: AbuseReport) -> list[datetime]:
    """Return when other things that the same person wrote were reported, oldest first: once a thing."""
    if report.reported_id is None:
        return []
    query = (
        select(func.min(REPORTS.c.reported_at))
        .where(REPORTS.c.reported_id == report.reported_id, REPORTS.c.id < report.id)
        .where(
            (REPORTS.c.question_id != report.question_id)
            | REPORTS.c.offer_id.is_distinct_from(report.offer_id)
        )
        .group_by(REPORTS.c.question_id, REPORTS.c.offer_id)
    )
    return sorted(session.connection().execute(query).scalars())


def settle(session: Session, report: AbuseReport, by: int, now: datetime) -> list[int] | None:
    """Close a report, and the others of the same thing; return who reported it.

    None when somebody else has just closed it.
    """
    closed = {"handled_at": now, "handled_by": by}
    waits = update(REPORTS).where(REPORTS.c.handled_at.is_(None))
    if session.connection().execute(waits.where(REPORTS.c.id == report.id).values(**closed)).rowcount != 1:
        return None
    same = (
        REPORTS.c.question_id == report.question_id,
        REPORTS.c.offer_id.is_not_distinct_from(report.offer_id),
    )
    session.connection().execute(waits.where(*same).values(**closed))
    together = select(REPORTS.c.reporter_id).where(*same, REPORTS.c.handled_at == now)
    session.expire_all()
    people = session.connection().execute(together.order_by(REPORTS.c.id)).scalars()
    return list(dict.fromkeys(each for each in people if each is not None))


def suspended(session: Session) -> Sequence[Participation]:
    """Return what was agreed to by those who are suspended from exchanges, latest first."""
    return find_all(
        session,
        Participation,
        col(Participation.suspended_at).is_not(None),
        by=col(Participation.suspended_at).desc(),
    )
