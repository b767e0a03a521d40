"""Who may take part in exchanges between firms: the heads of supported firms, and contributors."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    or_,
    select,
)
from sqlmodel import Session

from conversations.dossiers.statuses import SUPPORTED
from conversations.exchanges.participants import Capacity, Choices, Participant
from conversations.exchanges.questions import LIVE, OPEN_OFFERS
from models.database.compiled import Values
from models.database.prepared import run, tables_of
from models.dossiers.tables import Company, Dossier
from models.exchanges.tables import NetworkQuestion, Offer, Participation
from models.support.tables import Advisor, ContributorCompany
from models.team.queries import CONTRIBUTOR
from models.team.tables import Membership

MEMBERSHIPS, CONTRIBUTOR_COMPANIES, ADVISORS, PARTICIPATIONS, DOSSIERS, COMPANIES = tables_of(
    Membership, ContributorCompany, Advisor, Participation, Dossier, Company
)

QUESTIONS, OFFERS = tables_of(NetworkQuestion, Offer)

_CHOICES = (
    PARTICIPATIONS.c.person_id.label("choosing"), PARTICIPATIONS.c.agreed_at, PARTICIPATIONS.c.withdrawn_at,
    PARTICIPATIONS.c.suspended_at, PARTICIPATIONS.c.refused_kinds, PARTICIPATIONS.c.monthly,
    PARTICIPATIONS.c.letter_since,
)  # fmt: skip
_CONTRIBUTORS = (
    select(
        MEMBERSHIPS.c.person_id, MEMBERSHIPS.c.company_id, MEMBERSHIPS.c.advisor_id,
        CONTRIBUTOR_COMPANIES.c.basin_code, CONTRIBUTOR_COMPANIES.c.name, ADVISORS.c.skills, *_CHOICES,
    )
    .join_from(MEMBERSHIPS, CONTRIBUTOR_COMPANIES, CONTRIBUTOR_COMPANIES.c.id == MEMBERSHIPS.c.company_id)
    .outerjoin(ADVISORS, ADVISORS.c.id == MEMBERSHIPS.c.advisor_id)
    .outerjoin(PARTICIPATIONS, PARTICIPATIONS.c.person_id == MEMBERSHIPS.c.person_id)
    .where(
        MEMBERSHIPS.c.role == CONTRIBUTOR,
        MEMBERSHIPS.c.until.is_(None),
        MEMBERSHIPS.c.since <= bindparam("today"),
        or_(ADVISORS.c.left_on.is_(None), ADVISORS.c.left_on > bindparam("today")),
    )
    .order_by(MEMBERSHIPS.c.id)
)  # fmt: skip
_CONTRIBUTOR = _CONTRIBUTORS.where(MEMBERSHIPS.c.person_id == bindparam("person"))
_CONTRIBUTORS_IN = _CONTRIBUTORS.where(
    CONTRIBUTOR_COMPANIES.c.basin_code.in_(bindparam("basins", expanding=True))
)
_FIRMS = (
    select(
        DOSSIERS.c.id, DOSSIERS.c.person_id, DOSSIERS.c.basin_code, DOSSIERS.c.commune, COMPANIES.c.name,
        *_CHOICES,
    )
    .join_from(DOSSIERS, COMPANIES, COMPANIES.c.id == DOSSIERS.c.company_id, isouter=True)
    .outerjoin(PARTICIPATIONS, PARTICIPATIONS.c.person_id == DOSSIERS.c.person_id)
    .where(
        DOSSIERS.c.status.in_([status.value for status in SUPPORTED]),
        DOSSIERS.c.person_id.is_not(None),
        DOSSIERS.c.basin_code.is_not(None),
    )
    .order_by(DOSSIERS.c.id)
)  # fmt: skip
_FIRMS_OF = _FIRMS.where(DOSSIERS.c.person_id == bindparam("person"))
_FIRMS_IN = _FIRMS.where(DOSSIERS.c.basin_code.in_(bindparam("basins", expanding=True)))


def _gone(table: Table, person: Column[int], under_way: ColumnElement[bool]) -> Select[int]:
    stopped = exists().where(
        PARTICIPATIONS.c.person_id == person,
        or_(PARTICIPATIONS.c.suspended_at.is_not(None), PARTICIPATIONS.c.withdrawn_at.is_not(None)),
    )
    holds_role = exists().where(
        MEMBERSHIPS.c.person_id == person,
        MEMBERSHIPS.c.company_id == table.c.company_id,
        MEMBERSHIPS.c.until.is_(None),
    )
    supported = exists().where(
        DOSSIERS.c.id == table.c.dossier_id,
        DOSSIERS.c.status.in_([status.value for status in SUPPORTED]),
    )
    gone = or_(
        stopped,
        and_(table.c.company_id.is_not(None), ~holds_role),
        and_(table.c.dossier_id.is_not(None), ~supported),
    )
    return select(person).where(under_way, person.is_not(None), gone).distinct()


_GONE = (
    _gone(QUESTIONS, QUESTIONS.c.asker_id, QUESTIONS.c.status.in_([status.value for status in LIVE])),
    _gone(OFFERS, OFFERS.c.helper_id, OFFERS.c.status.in_([status.value for status in OPEN_OFFERS])),
)


def people_gone(connection: Connection) -> list[int]:
    """Return who has live questions or waiting offers, and may take part no more.

    They left, are suspended, represent a contributor company no more, or their request is supported no more.
    """
    return sorted({person for query in _GONE for person in connection.execute(query).scalars()})


def participant_of(session: Session, person_id: int, today: date) -> Participant | None:
    """Return in what capacity somebody takes part today; None for who has no part in exchanges.

    A contributor who was also supported takes part as a contributor.
    """
    values = {"person": person_id, "today": today}
    found = [*_contributors(session, _CONTRIBUTOR, values), *_firms(session, _FIRMS_OF, values)]
    return found[0] if found else None


def participants_in(session: Session, basin_codes: Collection[str], today: date) -> list[Participant]:
    """Return everybody who may take part in some basins, each person once, oldest first."""
    values = {"basins": basin_codes, "today": today}
    found = [*_contributors(session, _CONTRIBUTORS_IN, values), *_firms(session, _FIRMS_IN, values)]
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


def _contributors(session: Session, found: Select[Any], values: Values) -> Iterable[Participant]:
    for row in run(session, found, values):
        yield Participant(
            row.person_id,
            Capacity.CONTRIBUTOR,
            row.basin_code,
            firm=row.name,
            company_id=row.company_id,
            advisor_id=row.advisor_id,
            skills=frozenset(row.skills or ()),
            choices=_choices(row),
        )


def _firms(session: Session, found: Select[Any], values: Values) -> Iterable[Participant]:
    for row in run(session, found, values):
        yield Participant(
            row.person_id,
            Capacity.FIRM,
            row.basin_code,
            firm=row.name,
            dossier_id=row.id,
            commune=row.commune,
            choices=_choices(row),
        )


def _choices(row: Row[Any]) -> Choices:
    if row.choosing is None:
        return Choices()
    return Choices(
        agreed=row.agreed_at is not None and row.withdrawn_at is None,
        suspended=row.suspended_at is not None,
        refused_kinds=frozenset(row.refused_kinds),
        monthly=row.monthly,
        letter=row.letter_since is not None and row.withdrawn_at is None,
    )
