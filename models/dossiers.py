"""Dossiers: written once, then followed by their events."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, or_, select

from models.database import Transaction
from models.tables import METADATA, Company, Dossier, DossierEvent, Outgoing, Queue, SkillNeed

REFERENCE = "AZ-{year:02d}-{number:04d}"
SHOWS_DOSSIER = "dossier:{number}"  # what the outbox row of a new card settles

_COMPANIES = METADATA.tables["company"]
_NOTE_SIREN = {
    name: dialect.insert(_COMPANIES)
    .values(siren=bindparam("siren"))
    .on_conflict_do_nothing(index_elements=["siren"])  # two people may apply for it at the same moment
    for name, dialect in {"sqlite": sqlite, "postgresql": postgresql}.items()
}


def find_company(session: Session, siren: str | None, name: str | None, commune: str | None) -> Company:
    """Return the company with this SIREN, noting it if it is new; one without SIREN is always new."""
    if siren:
        session.connection().execute(_NOTE_SIREN[session.get_bind().dialect.name], {"siren": siren})
        company = session.exec(select(Company).where(Company.siren == siren)).one()
    else:
        company = Company()
        session.add(company)
    company.name, company.commune = name or company.name, commune or company.commune
    session.flush()
    return company


def from_draft(session: Session, draft_id: int) -> Dossier | None:
    """Return the dossier that a draft became; None when it was not sent."""
    return session.exec(select(Dossier).where(Dossier.draft_id == draft_id)).first()


def add_dossier(session: Session, dossier: Dossier) -> int:
    """Store a dossier, give it its reference (the year and its number) and return this number."""
    dossier.reference = f"draft-{dossier.draft_id}"
    session.add(dossier)
    session.flush()
    assert dossier.id is not None
    dossier.reference = REFERENCE.format(year=dossier.submitted_at.year % 100, number=dossier.id)
    session.flush()
    return dossier.id


def add_event(
    session: Session,
    dossier: Dossier,
    event: str,
    at: datetime,
    *,
    actor_id: int | None,
    from_status: str | None,
    note: str | None = None,
) -> None:
    """Add to the history of a dossier."""
    assert dossier.id is not None
    session.add(
        DossierEvent(
            dossier_id=dossier.id,
            at=at,
            actor_id=actor_id,
            event=event,
            from_status=from_status,
            to_status=dossier.status,
            note=note,
        )
    )
    session.flush()


def add_skill_needs(
    session: Session, dossier_id: int, codes: Sequence[str], priority: str | None, taxonomy: str
) -> None:
    """Note the skills a dossier asks for."""
    first = priority or (codes[0] if len(codes) == 1 else None)
    for code in codes:
        session.add(SkillNeed(dossier_id=dossier_id, code=code, taxonomy=taxonomy, priority=code == first))
    session.flush()


def dossiers_of(session: Session, person_id: int) -> Sequence[Dossier]:
    """Return a person's dossiers, latest first."""
    query = select(Dossier).where(Dossier.person_id == person_id).order_by(col(Dossier.id).desc())
    return session.exec(query).all()


def events_of(session: Session, dossier_id: int) -> Sequence[DossierEvent]:
    """Return the history of a dossier, oldest first."""
    query = select(DossierEvent).where(DossierEvent.dossier_id == dossier_id).order_by(col(DossierEvent.id))
    return session.exec(query).all()


def queue_for(session: Session, basin_code: str | None) -> Queue | None:
    """Return the group where a basin's cards arrive, else the national one, else None."""
    own = session.get(Queue, basin_code) if basin_code else None
    return own or session.get(Queue, "")


def waiting_cards(session: Session, basin_code: str | None) -> Sequence[Dossier]:
    """Return the dossiers whose card has no group yet: of a basin, or all of them (None)."""
    query = (
        select(Dossier)
        .where(col(Dossier.card_chat_id).is_(None), col(Dossier.person_id).is_not(None))
        .order_by(col(Dossier.id))
    )
    if basin_code:
        query = query.where(Dossier.basin_code == basin_code)
    return session.exec(query).all()


def anonymise(session: Session, dossier: Dossier, personal: frozenset[str]) -> None:
    """Erase who asked and what they wrote, keeping what the yearly figures count.

    ``personal``: the answers that go; the others lose the words typed next to their choices. The row of
    the company goes with its last dossier.
    """
    assert dossier.id is not None
    person_id, company_id = dossier.person_id, dossier.company_id
    dossier.person_id = dossier.company_id = None
    dossier.answers = {
        name: _without_words(answer) for name, answer in dossier.answers.items() if name not in personal
    }
    for event in events_of(session, dossier.id):
        event.note = None
        event.actor_id = None if event.actor_id == person_id else event.actor_id
    _drop_calls(session, dossier)
    session.flush()
    others = session.exec(select(Dossier.id).where(Dossier.company_id == company_id).limit(1)).first()
    if company_id is not None and others is None:
        session.delete(session.get_one(Company, company_id))
        session.flush()


def _without_words(answer: Any) -> Any:
    if not isinstance(answer, dict):
        return answer
    return {part: value for part, value in answer.items() if part != "words"}


def _drop_calls(session: Session, dossier: Dossier) -> None:
    """Forget the calls, waiting or refused, that show a dossier as it was."""
    new_card = SHOWS_DOSSIER.format(number=dossier.id)
    query = select(Outgoing).where(
        or_(col(Outgoing.settles) == new_card, col(Outgoing.chat_id) == dossier.card_chat_id)
    )
    for call in session.exec(query):
        edits_card = dossier.card_id is not None and call.payload.get("message_id") == dossier.card_id
        if call.settles == new_card or edits_card:
            session.delete(call)


def set_dossier_card(transaction: Transaction, dossier_id: int, message_id: int) -> None:
    """Note which message of the queue's group shows a dossier.

    A card that was on its way while its person erased everything is taken back, by the next sweep of
    the outbox.
    """
    with transaction.session() as session:
        dossier = session.get(Dossier, dossier_id)
        if dossier is None:
            return
        if dossier.person_id is not None:
            dossier.card_id = message_id
        elif dossier.card_chat_id is not None:
            taken_back = {"chat_id": dossier.card_chat_id, "message_id": message_id}
            session.add(
                Outgoing(
                    chat_id=dossier.card_chat_id,
                    method="deleteMessage",
                    payload=taken_back,
                    due_at=dossier.submitted_at,
                )
            )
        session.flush()
