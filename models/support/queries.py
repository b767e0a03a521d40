"""What was granted to a dossier, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, or_
from sqlmodel import Session, col, select

from conversations.dossiers.deadlines import time_zone
from conversations.dossiers.lifecycle import GRANTS, WITH_ADVANCE, WITH_DAYS
from conversations.dossiers.statuses import SUPPORTED, UNDER_WAY, Status
from conversations.understanding.named_periods import months_later
from models.committee.decisions import last_decided
from models.committee.tables import AgendaItem, CommitteeSession
from models.database.prepared import find_all, find_first
from models.dossiers.tables import Dossier, DossierEvent, SkillNeed
from models.support.tables import (
    Advisor,
    ContributorCompany,
    DaysStatement,
    FollowUp,
    Mission,
    MissionAdvisor,
    MissionReview,
    RepayableAdvance,
)

FOLLOW_UP_MONTHS = (3, 6, 12, 18)
"""How long after the decision the applicant is asked what came of it; a mission lasts 18 months at most."""


def grant(session: Session, dossier: Dossier, item: AgendaItem) -> None:
    """Prepare what a decision grants, as of its day: the mission, the advance, the dates of the follow-up.

    Granted again after it was reopened, a dossier keeps what was done and answered: only what is still
    to come changes. An advance decided without an amount is of 0 euros until one is typed.
    """
    day = decided_on(session, dossier.id)
    assert day is not None
    if item.outcome in WITH_DAYS and mission_of(session, dossier.id) is None:
        session.add(Mission(dossier_id=dossier.id))
    if item.outcome in WITH_ADVANCE:
        _grant_advance(session, dossier.id, item.amount or 0, day)
    known = {follow_up.months: follow_up for follow_up in follow_ups_of(session, dossier.id)}
    for months in FOLLOW_UP_MONTHS:
        due_on = months_later(day, months)
        if months not in known:
            session.add(FollowUp(dossier_id=dossier.id, months=months, due_on=due_on))
        elif known[months].asked_at is None:
            known[months].due_on = due_on
    session.flush()


def take_back(session: Session, dossier_id: int, item: AgendaItem) -> None:
    """Drop what a decision put right no longer grants and nothing came of; what was done stays.

    Days given or agreed, money paid and answers to the follow-up are never dropped.
    """
    if item.outcome not in WITH_DAYS:
        _drop_mission(session, dossier_id)
    if item.outcome not in WITH_ADVANCE:
        advance = advance_of(session, dossier_id)
        if advance is not None and advance.paid_on is None:
            session.delete(advance)
    if item.outcome not in GRANTS:
        for follow_up in follow_ups_of(session, dossier_id):
            if follow_up.asked_at is None:
                session.delete(follow_up)
    session.flush()


def _grant_advance(session: Session, dossier_id: int, amount: int, day: date) -> None:
    advance = advance_of(session, dossier_id)
    if advance is None:
        session.add(RepayableAdvance(dossier_id=dossier_id, amount=amount, granted_on=day))
    elif advance.paid_on is None:
        advance.amount, advance.granted_on = amount, day


def _drop_mission(session: Session, dossier_id: int) -> None:
    """Drop a mission nothing came of: no agreement signed, no day given."""
    mission = mission_of(session, dossier_id)
    if mission is None or mission.agreed_on is not None:
        return
    team = team_of(session, mission)
    if not any(member.share.tenths_delivered for member in team):
        for member in team:
            drop_share(session, member.share)
        session.delete(mission)


def drop_share(session: Session, share: MissionAdvisor) -> None:
    """Remove somebody from a team, with what was said of days that never counted."""
    for table in (DaysStatement, MissionReview):
        for row in find_all(session, table, table.share_id == share.id):
            session.delete(row)
    session.flush()
    session.delete(share)
    session.flush()


def mission_of(session: Session, dossier_id: int) -> Mission | None:
    """Return the mission of a dossier; None when no day of expertise was granted."""
    return find_first(session, Mission, Mission.dossier_id == dossier_id)


def advance_of(session: Session, dossier_id: int) -> RepayableAdvance | None:
    """Return the advance of a dossier; None when none was granted."""
    return find_first(session, RepayableAdvance, RepayableAdvance.dossier_id == dossier_id)


def follow_ups_of(session: Session, dossier_id: int) -> Sequence[FollowUp]:
    """Return what a dossier's applicant is asked over time, earliest first."""
    return find_all(session, FollowUp, FollowUp.dossier_id == dossier_id, by=FollowUp.months)


def late_advances(connection: Connection, fallen_before: date) -> list[int]:
    """Return the dossiers whose advance is paid, not all repaid, and was to be from before a day on."""
    query = (
        select(col(RepayableAdvance.dossier_id))
        .where(
            col(RepayableAdvance.paid_on).is_not(None),
            col(RepayableAdvance.repaid) < col(RepayableAdvance.amount),
            col(RepayableAdvance.first_due_on) < fallen_before,
            col(RepayableAdvance.instalments).is_not(None),
            # Nobody is left to be told of the others.
            _of_dossier(RepayableAdvance.dossier_id, col(Dossier.person_id).is_not(None)),
        )
        .order_by(col(RepayableAdvance.id))
    )
    return list(connection.execute(query).scalars())


def _of_dossier(dossier_id: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return that a row's dossier is so. Not a join: SQLite would begin with the dossiers, which are many."""
    return exists().where(col(Dossier.id) == dossier_id, *conditions)


_ASKED = col(FollowUp.asked_at)
_UNANSWERED = and_(
    col(FollowUp.answered_at).is_(None), _ASKED.between(bindparam("given_up_after"), bindparam("again_after"))
)
_FOLLOWED = _of_dossier(
    FollowUp.dossier_id,
    col(Dossier.status).in_([status.value for status in SUPPORTED]),
    col(Dossier.person_id).is_not(None),
)
_TO_FOLLOW_UP = (
    select(col(FollowUp.id))
    .where(col(FollowUp.due_on) <= bindparam("today"), or_(_ASKED.is_(None), _UNANSWERED), _FOLLOWED)
    .order_by(col(FollowUp.due_on))
)


def follow_ups_due(
    connection: Connection, today: date, again_after: datetime, given_up_after: datetime, at_most: int
) -> list[int]:
    """Return the follow-ups due and not asked yet, or asked between two moments and not answered."""
    moments = {"today": today, "again_after": again_after, "given_up_after": given_up_after}
    return list(connection.execute(_TO_FOLLOW_UP.limit(at_most), moments).scalars())


def decision_of(session: Session, dossier_id: int) -> AgendaItem | None:
    """Return the last decision that granted something to a dossier; None before there is one."""
    return last_decided(session, dossier_id, *GRANTS)


def decided_on(session: Session, dossier_id: int) -> date | None:
    """Return the day of the committee that granted something; None before there is one."""
    decision = decision_of(session, dossier_id)
    if decision is None or decision.decided_at is None:
        return None
    recorded_on = decision.decided_at.astimezone(time_zone(None)).date()
    return min(session.get_one(CommitteeSession, decision.session_id).day, recorded_on)


def stood_before(session: Session, dossier: Dossier) -> Status | None:
    """Return where a dossier stood before it came where it stands; None when nothing says so.

    One that was closed was under way: its mission says how far, where its history does not.
    """
    query = (
        select(DossierEvent.from_status)
        .where(
            DossierEvent.dossier_id == dossier.id,
            DossierEvent.to_status == dossier.status,
            col(DossierEvent.from_status) != dossier.status,
        )
        .order_by(col(DossierEvent.id).desc())
    )
    stood = session.exec(query).first()
    before = Status(stood) if stood in set(Status) else None
    if dossier.status != Status.CLOSED.value or before in UNDER_WAY:
        return before
    mission = mission_of(session, dossier.id)
    return Status.RUNNING if mission is not None and mission.starts_on else Status.CONTRACTED


def has_ledger(session: Session, dossier: Dossier) -> bool:
    """Tell whether something granted to a dossier is recorded, wherever it stands."""
    return mission_of(session, dossier.id) is not None or advance_of(session, dossier.id) is not None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a mission's team."""

    share: MissionAdvisor
    advisor: Advisor
    company: ContributorCompany


def team_of(session: Session, mission: Mission) -> list[Member]:
    """Return the team of a mission, in the order its members were chosen."""
    query = (
        select(MissionAdvisor, Advisor, ContributorCompany)
        .join(Advisor, col(Advisor.id) == MissionAdvisor.advisor_id)
        .join(ContributorCompany, col(ContributorCompany.id) == Advisor.company_id)
        .where(MissionAdvisor.mission_id == mission.id)
        .order_by(col(MissionAdvisor.id))
    )
    return [Member(*row) for row in session.exec(query)]


def needs_of(session: Session, dossier_id: int) -> list[str]:
    """Return the skills a dossier needs, the first one first."""
    query = (
        select(SkillNeed.code)
        .where(SkillNeed.dossier_id == dossier_id)
        .order_by(col(SkillNeed.priority).desc(), col(SkillNeed.id))
    )
    return list(session.exec(query))


def needs_covered(session: Session, dossier_id: int, share: MissionAdvisor, advisor: Advisor) -> list[str]:
    """Return what somebody comes for: the needs noted for them, else those they know, else all."""
    needs = needs_of(session, dossier_id)
    return share.skills or [code for code in needs if code in advisor.skills] or needs
