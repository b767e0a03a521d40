"""Who speaks for whom among contributors: accounts, the advisors they answer for, and who waits outside."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.database.prepared import find_all, find_first
from models.dossiers.tables import Dossier
from models.intake.tables import Person
from models.support.tables import Advisor, ContributorCompany, Mission, MissionAdvisor
from models.team.queries import CONTRIBUTOR
from models.team.tables import DoorKnock, Invitation, Membership


class Account(NamedTuple):
    """Somebody's role of contributor in force. ``advisor``: None for who represents the firm only."""

    membership: Membership
    company: ContributorCompany
    advisor: Advisor | None
    name: str | None


def accounts(
    session: Session,
    *,
    person_id: int | None = None,
    company_id: int | None = None,
    basins: Collection[str] | None = None,
) -> list[Account]:
    """Return the contributors' roles in force: of a person, of a firm, of some basins; oldest first."""
    query = (
        select(Membership, ContributorCompany, Advisor, Person.name)
        .join(ContributorCompany, col(ContributorCompany.id) == Membership.company_id)
        .join(Person, col(Person.id) == Membership.person_id)
        .join(Advisor, col(Advisor.id) == Membership.advisor_id, isouter=True)
        .where(Membership.role == CONTRIBUTOR, col(Membership.until).is_(None))
        .order_by(col(Membership.id))
    )
    if person_id is not None:
        query = query.where(Membership.person_id == person_id)
    if company_id is not None:
        query = query.where(Membership.company_id == company_id)
    if basins is not None:
        query = query.where(col(ContributorCompany.basin_code).in_(basins))
    return [Account(*row) for row in session.exec(query)]


def same_account(session: Session, person_id: int, company_id: int | None, advisor_id: int | None) -> bool:
    """Tell whether somebody has this very role of contributor already."""
    own = find_all(session, Membership, Membership.person_id == person_id, Membership.role == CONTRIBUTOR)
    return any(
        (each.until, each.company_id, each.advisor_id) == (None, company_id, advisor_id) for each in own
    )


def advisors_spoken_for(
    session: Session, person_id: int, today: date
) -> list[tuple[ContributorCompany, Advisor]]:
    """Return the advisors a contributor answers for: themselves, or all of the firm they represent."""
    found: dict[int, tuple[ContributorCompany, Advisor]] = {}
    for _, company, advisor, _ in accounts(session, person_id=person_id):
        of_firm = [advisor] if advisor else find_all(session, Advisor, Advisor.company_id == company.id)
        for each in of_firm:
            if each.left_on is None or each.left_on > today:
                found.setdefault(each.id, (company, each))
    return list(found.values())


def who_speaks_for(session: Session, advisor: Advisor) -> list[int]:
    """Return the accounts that answer for an advisor: their own, else those of who represents the firm."""
    known = [each.membership for each in accounts(session, company_id=advisor.company_id)]
    own = [each.person_id for each in known if each.advisor_id == advisor.id]
    return list(dict.fromkeys(own or [each.person_id for each in known if each.advisor_id is None]))


class Lent(NamedTuple):
    """Somebody who is lent to a firm, or was, or is asked to be."""

    share: MissionAdvisor
    mission: Mission
    dossier: Dossier
    advisor: Advisor
    company: ContributorCompany


def lent(session: Session, advisor_ids: Collection[int]) -> list[Lent]:
    """Return what some advisors are lent for, latest first; a team nobody told them of is not among it."""
    query = (
        select(MissionAdvisor, Mission, Dossier, Advisor)
        .join(Mission, col(Mission.id) == MissionAdvisor.mission_id)
        .join(Dossier, col(Dossier.id) == Mission.dossier_id)
        .join(Advisor, col(Advisor.id) == MissionAdvisor.advisor_id)
        .where(
            col(MissionAdvisor.advisor_id).in_(advisor_ids),
            or_(col(Mission.agreed_on).is_not(None), col(MissionAdvisor.asked_at).is_not(None)),
        )
        .order_by(col(MissionAdvisor.id).desc())
    )
    return [
        Lent(share, mission, dossier, advisor, session.get_one(ContributorCompany, advisor.company_id))
        for share, mission, dossier, advisor in session.exec(query)
    ]


def lent_share(session: Session, share_id: int) -> Lent | None:
    """Return what one share of a mission is; None when it is no more."""
    share = session.get(MissionAdvisor, share_id)
    if share is None:
        return None
    mission, advisor = session.get_one(Mission, share.mission_id), session.get_one(Advisor, share.advisor_id)
    dossier = session.get_one(Dossier, mission.dossier_id)
    return Lent(share, mission, dossier, advisor, session.get_one(ContributorCompany, advisor.company_id))


def advisors_in(session: Session, company_id: int, today: date) -> Sequence[Advisor]:
    """Return the advisors of a firm who take part."""
    every = find_all(session, Advisor, Advisor.company_id == company_id, by=Advisor.name)
    return [each for each in every if each.left_on is None or each.left_on > today]


def printed_link(session: Session, company_id: int, now: datetime) -> Invitation | None:
    """Return the link printed for a firm that still opens; None without."""
    many = (
        Invitation.company_id == company_id,
        col(Invitation.many).is_(True),
        col(Invitation.used_at).is_(None),
    )
    return next((each for each in find_all(session, Invitation, *many) if each.expires_at > now), None)


def knock_of(session: Session, company_id: int, person_id: int) -> DoorKnock | None:
    """Return how somebody stands at the door of a firm; None before they came."""
    return find_first(
        session, DoorKnock, DoorKnock.company_id == company_id, DoorKnock.person_id == person_id
    )


def knocks_waiting(session: Session, company_id: int) -> Sequence[DoorKnock]:
    """Return who waits at the door of a firm, first come first."""
    waiting = (DoorKnock.company_id == company_id, col(DoorKnock.accepted).is_(None))
    return find_all(session, DoorKnock, *waiting, by=DoorKnock.knocked_at)
