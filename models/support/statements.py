"""Days that contributors say they gave: waiting to be confirmed, said differently, or settled."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, or_
from sqlmodel import Session, col, func, select

from conversations.dossiers.statuses import Status
from models.dossiers.tables import Dossier
from models.support.tables import DaysStatement, Mission, MissionAdvisor

SAID_FOR = timedelta(minutes=2)  # before the applicant is asked: one tap may follow another
ASKED_AGAIN = timedelta(days=1)  # at the soonest, once other days are said
REMINDED = timedelta(days=7)
TOLD_OF = (Status.RUNNING, Status.CLOSED)
AT_ONCE = 50


def open_statement(session: Session, share_id: int) -> DaysStatement | None:
    """Return the days said for a share of a mission that are not settled, locked; None without."""
    query = (
        select(DaysStatement)
        .where(DaysStatement.share_id == share_id, col(DaysStatement.settled_at).is_(None))
        .with_for_update()
    )
    return session.exec(query).first()


def state_days(session: Session, share: MissionAdvisor, tenths: int, said_by: int, now: datetime) -> None:
    """Note the days said in all for a share; what was said before and is not settled gives way."""
    statement = open_statement(session, share.id)
    if statement is None:
        asked = select(func.max(DaysStatement.asked_at)).where(
            DaysStatement.share_id == share.id, col(DaysStatement.answered_at).is_(None)
        )
        last = session.exec(asked).one()  # days taken back and said again are no reason to ask at once
        statement = DaysStatement(share_id=share.id, tenths=tenths, said_at=now, asked_at=last)
        session.add(statement)
    statement.tenths, statement.said_by, statement.said_at = tenths, said_by, now
    statement.answered_tenths = statement.answered_at = None
    session.flush()


def settle_statement(session: Session, share_id: int, by: int, now: datetime) -> None:
    """Note that an operator said how many days count, where those said were told apart or never confirmed."""
    statement = open_statement(session, share_id)
    if statement is not None and statement.answered_at is not None:
        statement.settled_at, statement.settled_by = now, by
        session.flush()


def statements_of(session: Session, mission: Mission) -> dict[int, DaysStatement]:
    """Return what is said of a mission's days and not settled, by the number of the share."""
    query = (
        select(DaysStatement)
        .join(MissionAdvisor, col(MissionAdvisor.id) == DaysStatement.share_id)
        .where(MissionAdvisor.mission_id == mission.id, col(DaysStatement.settled_at).is_(None))
    )
    return {each.share_id: each for each in session.exec(query)}


def to_settle(session: Session, holders: Collection[int]) -> list[Dossier]:
    """Return the dossiers held by some people where days are said differently, or were never confirmed."""
    query = (
        select(Dossier)
        .join(Mission, col(Mission.dossier_id) == Dossier.id)
        .join(MissionAdvisor, col(MissionAdvisor.mission_id) == Mission.id)
        .join(DaysStatement, col(DaysStatement.share_id) == MissionAdvisor.id)
        .where(
            col(Dossier.holder_id).in_(holders),
            col(DaysStatement.answered_at).is_not(None),
            col(DaysStatement.settled_at).is_(None),
        )
        .order_by(col(Dossier.id))
    )
    return list({dossier.id: dossier for dossier in session.exec(query)}.values())


_SAID, _ASKED, _REMINDED = (
    col(each) for each in (DaysStatement.said_at, DaysStatement.asked_at, DaysStatement.reminded_at)
)
_TO_ASK = or_(_ASKED.is_(None), and_(_ASKED < _SAID, bindparam("asked_before") >= _ASKED))
_TO_REMIND = and_(
    _ASKED >= _SAID, bindparam("reminded_before") >= _ASKED, or_(_REMINDED.is_(None), _REMINDED < _SAID)
)
_TO_GIVE_UP = and_(_REMINDED >= _SAID, bindparam("reminded_before") >= _REMINDED)
_DUE = (
    select(col(DaysStatement.id))
    .join(MissionAdvisor, col(MissionAdvisor.id) == DaysStatement.share_id)
    .join(Mission, col(Mission.id) == MissionAdvisor.mission_id)
    .join(Dossier, col(Dossier.id) == Mission.dossier_id)
    .where(
        col(DaysStatement.settled_at).is_(None),
        col(DaysStatement.answered_at).is_(None),
        bindparam("said_before") >= _SAID,
        or_(_TO_ASK, _TO_REMIND, _TO_GIVE_UP),
        col(Dossier.person_id).is_not(None),
        col(Dossier.status).in_([status.value for status in TOLD_OF]),
    )
    .order_by(_SAID)
    .limit(AT_ONCE)
)


def statements_due(connection: Connection, now: datetime) -> list[int]:
    """Return the days said that the applicant is to be asked of, or reminded, or that nobody answers."""
    before = {
        "asked_before": now - ASKED_AGAIN,
        "reminded_before": now - REMINDED,
        "said_before": now - SAID_FOR,
    }
    return list(connection.execute(_DUE, before).scalars())
