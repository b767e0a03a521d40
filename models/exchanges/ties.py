"""Which firms know each other already: by a mission agreed, or since both agreed to be put in touch."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from conversations.exchanges.participants import Participant
from conversations.exchanges.questions import OfferStatus
from models.database.prepared import run, tables_of
from models.dossiers.tables import Company, Dossier
from models.exchanges.tables import NetworkQuestion, Offer
from models.support.tables import Advisor, ContributorCompany, Mission, MissionAdvisor
from models.team.queries import CONTRIBUTOR
from models.team.tables import Membership

DOSSIERS, COMPANIES, MISSIONS, SHARES, ADVISORS, CONTRIBUTORS, QUESTIONS, OFFERS, MEMBERSHIPS = tables_of(
    Dossier, Company, Mission, MissionAdvisor, Advisor, ContributorCompany, NetworkQuestion, Offer, Membership
)


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """One side of an exchange: a supported firm, by its request, or a contributor company; or neither."""

    dossier_id: int | None = None
    company_id: int | None = None

    @classmethod
    def of(cls, who: Participant) -> "Side":
        """Return the side of somebody who takes part."""
        return cls(who.dossier_id, who.company_id)

    @property
    def known(self) -> bool:
        """Whether it is a firm of the network."""
        return self.dossier_id is not None or self.company_id is not None


def acquaintances(session: Session, side: Side) -> list[Side]:
    """Return the firms that a firm knows by name, from the network: of its missions, then introduced."""
    found = dict.fromkeys((*_by_mission(session, side), *_introduced(session, side)))
    return [other for other in found if other != side and other.known]


def _by_mission(session: Session, side: Side) -> Iterable[Side]:
    joined = (
        select(MISSIONS.c.dossier_id, ADVISORS.c.company_id)
        .join(SHARES, SHARES.c.mission_id == MISSIONS.c.id)
        .join(ADVISORS, ADVISORS.c.id == SHARES.c.advisor_id)
        .where(MISSIONS.c.agreed_on.is_not(None))
        .order_by(MISSIONS.c.id.desc())
    )
    if side.dossier_id is not None:
        for row in run(session, joined.where(MISSIONS.c.dossier_id == side.dossier_id)):
            yield Side(company_id=row.company_id)
    elif side.company_id is not None:
        for row in run(session, joined.where(ADVISORS.c.company_id == side.company_id)):
            yield Side(dossier_id=row.dossier_id)


def _introduced(session: Session, side: Side) -> Iterable[Side]:
    met = (
        select(
            QUESTIONS.c.dossier_id.label("asking_dossier"),
            QUESTIONS.c.company_id.label("asking_company"),
            OFFERS.c.dossier_id,
            OFFERS.c.company_id,
        )
        .join(QUESTIONS, QUESTIONS.c.id == OFFERS.c.question_id)
        .where(OFFERS.c.status == OfferStatus.INTRODUCED.value)
        .order_by(OFFERS.c.id.desc())
    )
    own = (
        (QUESTIONS.c.dossier_id == side.dossier_id, OFFERS.c.dossier_id == side.dossier_id)
        if side.dossier_id is not None
        else (QUESTIONS.c.company_id == side.company_id, OFFERS.c.company_id == side.company_id)
    )
    for row in run(session, met.where(own[0] | own[1])):
        yield from (Side(row.asking_dossier, row.asking_company), Side(row.dossier_id, row.company_id))


def names_of(session: Session, sides: Iterable[Side]) -> dict[Side, str]:
    """Return what firms are called; one that was erased has no name, and is left out."""
    wanted = list(sides)
    requests = [side.dossier_id for side in wanted if side.dossier_id is not None]
    lenders = [side.company_id for side in wanted if side.company_id is not None]
    applied = (
        select(DOSSIERS.c.id, COMPANIES.c.name)
        .join(COMPANIES, COMPANIES.c.id == DOSSIERS.c.company_id)
        .where(DOSSIERS.c.id.in_(requests), COMPANIES.c.name.is_not(None), DOSSIERS.c.person_id.is_not(None))
    )
    lending = select(CONTRIBUTORS.c.id, CONTRIBUTORS.c.name).where(CONTRIBUTORS.c.id.in_(lenders))
    names = {Side(dossier_id=row.id): row.name for row in run(session, applied)} if requests else {}
    if lenders:
        names |= {Side(company_id=row.id): row.name for row in run(session, lending)}
    return names


def basin_of(session: Session, side: Side) -> str | None:
    """Return the basin of a firm of the network; None for another."""
    if side.dossier_id is not None:
        found = session.get(Dossier, side.dossier_id)
        return found.basin_code if found else None
    lender = session.get(ContributorCompany, side.company_id) if side.company_id is not None else None
    return None if lender is None else lender.basin_code


def people_of(session: Session, side: Side) -> list[int]:
    """Return who answers for a firm here: its head, or who represents the contributor company."""
    if side.dossier_id is not None:
        query = select(DOSSIERS.c.person_id).where(
            DOSSIERS.c.id == side.dossier_id, DOSSIERS.c.person_id.is_not(None)
        )
    else:
        query = (
            select(MEMBERSHIPS.c.person_id)
            .where(
                MEMBERSHIPS.c.company_id == side.company_id,
                MEMBERSHIPS.c.role == CONTRIBUTOR,
                MEMBERSHIPS.c.until.is_(None),
            )
            .order_by(MEMBERSHIPS.c.id)
        )
    return list(dict.fromkeys(run(session, query).scalars())) if side.known else []


def lenders_of(session: Session, basin_code: str) -> list[Side]:
    """Return the contributor companies of a basin, by name."""
    query = select(CONTRIBUTORS.c.id).where(CONTRIBUTORS.c.basin_code == basin_code)
    return [Side(company_id=number) for number in run(session, query.order_by(CONTRIBUTORS.c.name)).scalars()]
