"""Who may take part in exchanges between firms: the heads of supported firms, and contributors."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from conversations.dossiers.statuses import SUPPORTED
from conversations.exchanges.participants import Capacity, Choices, Participant
from models.dossiers.tables import Company, Dossier
from models.exchanges.tables import Participation
from models.support.tables import Advisor, ContributorCompany
from models.team.queries import CONTRIBUTOR
from models.team.tables import Membership


def participant_of(session: Session, person_id: int, today: date) -> Participant | None:
    """Return in what capacity somebody takes part today; None for who has no part in exchanges.

    A contributor who was also supported takes part as a contributor.
    """
    found = [*_contributors(session, today, people=[person_id]), *_firms(session, people=[person_id])]
    return found[0] if found else None


def participants_in(session: Session, basin_codes: Collection[str], today: date) -> list[Participant]:
    """Return everybody who may take part in some basins, each person once, oldest first."""
    found = [
        *_contributors(session, today, basins=basin_codes),
        *_firms(session, basins=basin_codes),
    ]
    return list({each.person_id: each for each in reversed(found)}.values())[::-1]


QUESTION = "question"
"""Under which a question that is not sent yet is kept, in what somebody is writing. Stored."""


def is_asking(session: Session, person_id: int) -> bool:
    """Tell whether somebody has written a question, or a part of one, that is not sent."""
    row = session.get(Participation, person_id)
    return row is not None and bool((row.writing or {}).get(QUESTION))


MESSAGE = "message"
"""Under which the message that said the words of a question or an offer last is kept. Stored."""


def note_message(session: Session, person_id: int, number: int, purpose: str, subject: int) -> None:
    """Note which message says the words of what somebody writes: it is edited to change them."""
    row = session.get(Participation, person_id)
    if row is not None and row.writing:
        row.writing = {**row.writing, MESSAGE: {"number": number, "purpose": purpose, "subject": subject}}
        session.flush()


def written_by(session: Session, person_id: int, number: int) -> tuple[str, int] | None:
    """Return what a message was typed for, its purpose and its subject; None for any other message."""
    row = session.get(Participation, person_id)
    kept = (row.writing or {}).get(MESSAGE) if row else None
    if not isinstance(kept, dict) or kept.get("number") != number:
        return None
    return str(kept["purpose"]), int(kept["subject"])


def participation_of(session: Session, person_id: int) -> Participation:
    """Return what somebody agreed to, to be changed; a new row where nothing was asked yet."""
    found = session.get(Participation, person_id)
    if found is None:
        found = Participation(person_id=person_id)
        session.add(found)
        session.flush()
    return found


def agree(session: Session, person_id: int, now: datetime) -> None:
    """Note that somebody takes part in exchanges from now on."""
    row = participation_of(session, person_id)
    row.agreed_at, row.withdrawn_at = now, None
    session.flush()


def withdraw(session: Session, person_id: int, now: datetime) -> None:
    """Note that somebody takes part no more, and is sent no letter."""
    row = participation_of(session, person_id)
    row.withdrawn_at, row.letter_since = now, None
    session.flush()


def _contributors(
    session: Session,
    today: date,
    *,
    people: Collection[int] | None = None,
    basins: Collection[str] | None = None,
) -> Iterable[Participant]:
    query = (
        select(Membership, ContributorCompany, Advisor, Participation)
        .join(ContributorCompany, col(ContributorCompany.id) == Membership.company_id)
        .join(Advisor, col(Advisor.id) == Membership.advisor_id, isouter=True)
        .join(Participation, col(Participation.person_id) == Membership.person_id, isouter=True)
        .where(
            Membership.role == CONTRIBUTOR, col(Membership.until).is_(None), col(Membership.since) <= today
        )
        .where(or_(col(Advisor.left_on).is_(None), col(Advisor.left_on) > today))
        .order_by(col(Membership.id))
    )
    if people is not None:
        query = query.where(col(Membership.person_id).in_(people))
    if basins is not None:
        query = query.where(col(ContributorCompany.basin_code).in_(basins))
    for membership, company, advisor, participation in session.exec(query):
        yield Participant(
            membership.person_id,
            Capacity.CONTRIBUTOR,
            company.basin_code,
            firm=company.name,
            company_id=company.id,
            advisor_id=membership.advisor_id,
            skills=_skills(advisor),
            choices=_choices(participation),
        )


def _firms(
    session: Session,
    *,
    people: Collection[int] | None = None,
    basins: Collection[str] | None = None,
) -> Iterable[Participant]:
    query = (
        select(Dossier, Company, Participation)
        .join(Company, col(Company.id) == Dossier.company_id, isouter=True)
        .join(Participation, col(Participation.person_id) == Dossier.person_id, isouter=True)
        .where(
            col(Dossier.status).in_([status.value for status in SUPPORTED]),
            col(Dossier.person_id).is_not(None),
            col(Dossier.basin_code).is_not(None),
        )
        .order_by(col(Dossier.id))
    )
    if people is not None:
        query = query.where(col(Dossier.person_id).in_(people))
    if basins is not None:
        query = query.where(col(Dossier.basin_code).in_(basins))
    for dossier, company, participation in session.exec(query):
        assert dossier.person_id is not None and dossier.basin_code is not None
        yield Participant(
            dossier.person_id,
            Capacity.FIRM,
            dossier.basin_code,
            firm=_name(company),
            dossier_id=dossier.id,
            commune=dossier.commune,
            choices=_choices(participation),
        )


def _skills(advisor: Advisor | None) -> frozenset[str]:
    return frozenset() if advisor is None else frozenset(advisor.skills)


def _name(company: Company | None) -> str | None:
    return None if company is None else company.name


def _choices(row: Participation | None) -> Choices:
    if row is None:
        return Choices()
    return Choices(
        agreed=row.agreed_at is not None and row.withdrawn_at is None,
        suspended=row.suspended_at is not None,
        refused_kinds=frozenset(row.refused_kinds),
        monthly=row.monthly,
        letter=row.letter_since is not None and row.withdrawn_at is None,
    )
