"""Committee sessions, their agenda and the opinions on it, as they are stored."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, func
from sqlalchemy import select as select_columns
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import object_session
from sqlmodel import Session, col, or_, select

from conversations.dossiers.escalation import TO_BE_SCHEDULED
from conversations.dossiers.statuses import UNDECIDED, Status
from conversations.network.basins import Basin
from models.committee.tables import AgendaItem, CommitteeSession, StoredOpinion
from models.database.prepared import Prepared, driver_of, find_all, find_first, run, tables_of
from models.dossiers.tables import Dossier

Agenda = Sequence[tuple[AgendaItem, Dossier]]


_SITTINGS, _ITEMS = tables_of(CommitteeSession, AgendaItem)
_UNDECIDED = (_ITEMS.c.removed_at.is_(None), _ITEMS.c.outcome.is_(None))
_COMING = Prepared(  # told at each sending
    select_columns(_SITTINGS.c.day, _SITTINGS.c.cancelled_at, _SITTINGS.c.held_at).where(
        _SITTINGS.c.basin_code == bindparam("basin"), _SITTINGS.c.day >= bindparam("since")
    )
)


def coming_sittings(session: Session, codes: Collection[str], since: date) -> Sequence[CommitteeSession]:
    """Return the sessions of basins still to be held, soonest first."""
    query = (
        select(CommitteeSession)
        .where(
            col(CommitteeSession.basin_code).in_(codes),
            CommitteeSession.day >= since,
            col(CommitteeSession.cancelled_at).is_(None),
            col(CommitteeSession.held_at).is_(None),
        )
        .order_by(col(CommitteeSession.day), col(CommitteeSession.basin_code))
    )
    return session.exec(query).all()


def awaiting_session(session: Session, basin_code: str) -> Sequence[Dossier]:
    """Return the dossiers of a basin that no committee has seen yet, or that one wants to see again."""
    undecided = col(Dossier.status).in_([status.value for status in UNDECIDED])
    return find_all(session, Dossier, Dossier.basin_code == basin_code, undecided)


def held_sittings(session: Session, codes: Collection[str], limit: int) -> Sequence[CommitteeSession]:
    """Return the last sessions that were held, latest first."""
    held = (col(CommitteeSession.basin_code).in_(codes), col(CommitteeSession.held_at).is_not(None))
    latest = col(CommitteeSession.day).desc()
    return find_all(session, CommitteeSession, *held, by=latest, at_most=limit)


def sitting_on(session: Session, basin_code: str, day: date) -> CommitteeSession | None:
    """Return the session of a day, cancelled or not; None when there is none."""
    there = (CommitteeSession.basin_code == basin_code, CommitteeSession.day == day)
    return find_first(session, CommitteeSession, *there)


def note_announced(session: Session, basin: Basin, today: date) -> None:
    """Store the coming sessions that the network file announces; one that was cancelled stays so."""
    for day in basin.committee.sessions:
        if day >= today and sitting_on(session, basin.code, day) is None:
            # Another process may note it at the same moment.
            with suppress(IntegrityError), session.begin_nested():
                session.add(CommitteeSession(basin_code=basin.code, day=day))
                session.flush()


def next_day(session: Session, basin: Basin, today: date, *, but: date | None = None) -> date | None:
    """Return the day of the next session, stored or announced by the network file; None without any.

    ``but``: a day that does not count, such as that of a session about to be cancelled.
    """
    return next((day for day in coming_days(session, basin, today) if day != but), None)


def coming_days(session: Session, basin: Basin, today: date) -> list[date]:
    """Return the days of the sessions to come, stored or announced by the network file, soonest first."""
    values = {"basin": basin.code, "since": today}
    stored = {sitting.day: sitting for sitting in driver_of(session).all(_COMING, values)}
    days = {day for day in basin.committee.sessions if day >= today and day not in stored}
    days |= {day for day, sitting in stored.items() if sitting.cancelled_at is sitting.held_at is None}
    return sorted(days)


def agenda_day(dossier: Dossier, basin: Basin | None, today: date, once: Status | None = None) -> date | None:
    """Return when the committee meets, after today, whose agenda a stored dossier has to be put on.

    None when it waits for something else, or when no day is fixed. ``once``: were it to stand there.
    """
    session = object_session(dossier)
    if basin is None or (once or dossier.status) not in TO_BE_SCHEDULED or not isinstance(session, Session):
        return None
    return next_day(session, basin, today + timedelta(days=1))


def sittings_undecided(connection: Connection, today: date, since: date) -> list[int]:
    """Return the sessions of days before today that still have a decision to be recorded."""
    query = (
        select_columns(_SITTINGS.c.id)
        .join(_ITEMS, _ITEMS.c.session_id == _SITTINGS.c.id)
        .where(
            _SITTINGS.c.day < today,
            _SITTINGS.c.day >= since,
            _SITTINGS.c.held_at.is_(None),
            _SITTINGS.c.cancelled_at.is_(None),
            *_UNDECIDED,
        )
        .distinct()
    )
    return list(connection.execute(query).scalars())


def items_undecided(session: Session, session_id: int) -> int:
    """Count the items of a session that still have a decision to be recorded."""
    query = select_columns(func.count()).where(_ITEMS.c.session_id == session_id, *_UNDECIDED)
    return int(run(session, query).scalar_one())


def move_sitting(session: Session, sitting: CommitteeSession, day: date, now: datetime) -> None:
    """Move a session to a day without one; its old day stays known as cancelled.

    Otherwise the network file would announce the old day again.
    """
    old, other = sitting.day, sitting_on(session, sitting.basin_code, day)
    if other is None:
        other = CommitteeSession(basin_code=sitting.basin_code, day=old, cancelled_at=now)
    else:  # a cancelled one: they change days
        other.day = date.min
        session.flush()
    sitting.day = day
    session.flush()
    other.day = old
    session.add(other)
    session.flush()


def agenda_of(session: Session, sitting: CommitteeSession) -> Agenda:
    """Return what is on the agenda of a session, in order: a dossier that has left is not."""
    query = (
        select(AgendaItem, Dossier)
        .join(Dossier, col(Dossier.id) == col(AgendaItem.dossier_id))
        .where(
            AgendaItem.session_id == sitting.id,
            col(AgendaItem.removed_at).is_(None),
            or_(Dossier.status == Status.SCHEDULED.value, col(AgendaItem.outcome).is_not(None)),
        )
        .order_by(col(AgendaItem.position), col(AgendaItem.id))
    )
    return session.exec(query).all()


def pending_item(session: Session, dossier_id: int) -> AgendaItem | None:
    """Return the item by which a dossier waits for a decision; None when it is on no agenda."""
    pending = (col(AgendaItem.removed_at).is_(None), col(AgendaItem.outcome).is_(None))
    return find_first(session, AgendaItem, AgendaItem.dossier_id == dossier_id, *pending)


def sessions_that_decided(session: Session, dossier: Dossier) -> frozenset[int]:
    """Return the sessions that have decided on a dossier already."""
    query = select(AgendaItem.session_id).where(
        AgendaItem.dossier_id == dossier.id, col(AgendaItem.outcome).is_not(None)
    )
    return frozenset(session.exec(query))


def decided_there(session: Session, sitting: CommitteeSession) -> frozenset[int]:
    """Return the dossiers on which a session has decided already."""
    decided = (AgendaItem.session_id == sitting.id, col(AgendaItem.outcome).is_not(None))
    return frozenset(session.exec(select(AgendaItem.dossier_id).where(*decided)))


def put_on_agenda(session: Session, sitting: CommitteeSession, dossier: Dossier, now: datetime) -> None:
    """Put a dossier last on the agenda of a session that has not decided on it, and off any other."""
    former = pending_item(session, dossier.id)
    if former is not None:
        former.removed_at = now
    there = (AgendaItem.session_id == sitting.id, AgendaItem.dossier_id == dossier.id)
    item = find_first(session, AgendaItem, *there)
    last = session.exec(
        select(func.max(AgendaItem.position)).where(AgendaItem.session_id == sitting.id)
    ).one()
    item = item or AgendaItem(session_id=sitting.id, dossier_id=dossier.id, added_at=now)
    item.added_at, item.removed_at, item.position = now, None, (last or 0) + 1
    session.add(item)
    session.flush()


def opinions_on(session: Session, items: Collection[int]) -> Sequence[StoredOpinion]:
    """Return what members said of some items."""
    return find_all(session, StoredOpinion, col(StoredOpinion.item_id).in_(items)) if items else ()


def opinion_of(session: Session, item: AgendaItem, person_id: int) -> StoredOpinion | None:
    """Return what a member said of an item; None when they said nothing."""
    given = (StoredOpinion.item_id == item.id, StoredOpinion.person_id == person_id)
    return find_first(session, StoredOpinion, *given)


def scheduled_within(
    session: Session, today: date, days: int
) -> Sequence[tuple[AgendaItem, CommitteeSession]]:
    """Return the items whose session comes in at most so many days, each with its session."""
    query = (
        select(AgendaItem, CommitteeSession)
        .join(CommitteeSession, col(CommitteeSession.id) == col(AgendaItem.session_id))
        .join(Dossier, col(Dossier.id) == col(AgendaItem.dossier_id))
        .where(
            CommitteeSession.day > today,
            CommitteeSession.day <= today + timedelta(days=days),
            col(CommitteeSession.cancelled_at).is_(None),
            col(AgendaItem.removed_at).is_(None),
            col(AgendaItem.outcome).is_(None),
            Dossier.status == Status.SCHEDULED.value,
        )
    )
    return session.exec(query).all()
