"""Dossiers: written once, then followed by their events."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, update
from sqlmodel import Session, col, or_, select

from conversations.dossiers.traces import Trace
from models.database.dialects import OfDialect
from models.database.prepared import Prepared, driver_of, find_all, find_first, run, table_of, tables_of
from models.database.transaction import Transaction
from models.database.versions import change_row
from models.dossiers.tables import Company, Dossier, DossierEvent, SkillNeed, Uncounted

REFERENCE = "AZ-{year:02d}-{number:04d}"
REFERENCE_SAID = re.compile(r"\bAZ-\d\d-\d{1,9}\b", re.IGNORECASE)

_COMPANIES, _DOSSIERS, _EVENTS, _SKILL_NEEDS = tables_of(Company, Dossier, DossierEvent, SkillNeed)
_UNCOUNTED = table_of(Uncounted)
_COLUMNS = tuple(column.key for column in _DOSSIERS.c if not column.primary_key)


def is_past(dossier: Dossier) -> bool:
    """Tell whether a dossier was brought from before the assistant, and nobody has taken it up here."""
    return dossier.source is not None and dossier.version == 0


def _noting_a_company(dialect: Any) -> Prepared:
    adding = dialect.insert(_COMPANIES)  # two people may apply for the same one at the same moment
    names = {name: func.coalesce(adding.excluded[name], _COMPANIES.c[name]) for name in ("name", "commune")}
    return Prepared(
        adding.on_conflict_do_update(index_elements=["siren"], set_=names).returning(_COMPANIES.c.id)
    )


_NOTE_COMPANY = OfDialect(_noting_a_company)
_ADD_DOSSIER = Prepared(insert(_DOSSIERS))
_NAME_DOSSIER = Prepared(
    update(_DOSSIERS).where(_DOSSIERS.c.id == bindparam("dossier")).values(reference=bindparam("name"))
)
_ANY_OF_PERSON = Prepared(select(_DOSSIERS.c.id).where(_DOSSIERS.c.person_id == bindparam("person")).limit(1))
_ADD_EVENT = Prepared(insert(_EVENTS))
_ADD_SKILL_NEED = Prepared(insert(_SKILL_NEEDS))
_FORGET_SKILL_NEEDS = delete(_SKILL_NEEDS).where(_SKILL_NEEDS.c.dossier_id == bindparam("dossier"))
_MARK = Prepared(insert(_UNCOUNTED))


def note_company(session: Session, siren: str | None, name: str | None, commune: str | None) -> int:
    """Return the number of the company with this SIREN, noting it if it is new; without one, it always is."""
    values = {"siren": siren or None, "name": name or None, "commune": commune or None}
    noting = _NOTE_COMPANY[session.get_bind().dialect.name]
    return driver_of(session).insert(noting, values)


def add_dossier(session: Session, dossier: Dossier) -> int:
    """Store a dossier, give it its reference (the year and its number) and return this number."""
    driver = driver_of(session)
    dossier.reference = f"draft-{dossier.draft_id}"
    number = driver.insert(_ADD_DOSSIER, {name: getattr(dossier, name) for name in _COLUMNS})
    dossier.id = number
    dossier.reference = REFERENCE.format(year=dossier.submitted_at.year % 100, number=number)
    driver.change(_NAME_DOSSIER, {"dossier": number, "name": dossier.reference})
    return number


def add_event(
    session: Session,
    dossier: Dossier,
    event: str,
    at: datetime,
    *,
    actor_id: int | None,
    from_status: str | None,
    note: str | None = None,
    reason: str | None = None,
    change: Mapping[str, Any] | None = None,
) -> None:
    """Add to the history of a dossier."""
    values = {
        "dossier_id": dossier.id,
        "at": at,
        "actor_id": actor_id,
        "event": event,
        "from_status": from_status,
        "to_status": dossier.status,
        "note": note,
        "reason": reason,
        "change": change,
    }
    driver = driver_of(session)
    driver.insert(_ADD_EVENT, values)
    driver.insert(_MARK, {"dossier_id": dossier.id})


def to_be_counted(session: Session, dossier_id: int) -> None:
    """Mark a dossier whose figures changed without an event."""
    driver_of(session).insert(_MARK, {"dossier_id": dossier_id})


def add_skill_needs(
    session: Session, dossier_id: int, codes: Sequence[str], priority: str | None, taxonomy: str
) -> None:
    """Note the skills a dossier asks for."""
    first = priority or (codes[0] if len(codes) == 1 else None)
    needs = [
        {"dossier_id": dossier_id, "code": code, "taxonomy": taxonomy, "priority": code == first}
        for code in codes
    ]
    driver_of(session).change_each(_ADD_SKILL_NEED, needs)


def replace_skill_needs(
    session: Session, dossier_id: int, codes: Sequence[str], priority: str | None, taxonomy: str
) -> None:
    """Note the skills a dossier asks for from now on."""
    run(session, _FORGET_SKILL_NEEDS, {"dossier": dossier_id})
    add_skill_needs(session, dossier_id, codes, priority, taxonomy)


def change_dossier(session: Session, dossier: Dossier, values: Mapping[str, Any]) -> bool:
    """Change a dossier unless somebody else did since it was read; return whether it was done."""
    changed = change_row(session, dossier, values)
    if changed:
        to_be_counted(session, dossier.id)
    return changed


def has_dossiers(transaction: Transaction, person_id: int) -> bool:
    """Tell whether a person sent a request, whatever became of it."""
    return transaction.driver.first(_ANY_OF_PERSON, {"person": person_id}) is not None


def dossiers_of(session: Session, person_id: int) -> Sequence[Dossier]:
    """Return a person's dossiers, latest first."""
    return find_all(session, Dossier, Dossier.person_id == person_id)[::-1]


def dossiers_of_company(session: Session, company_id: int) -> Sequence[Dossier]:
    """Return the dossiers of a company, latest first."""
    return find_all(session, Dossier, Dossier.company_id == company_id)[::-1]


def dossier_named(session: Session, reference: str) -> Dossier | None:
    """Return the dossier of a reference in full; None when there is none."""
    return find_first(session, Dossier, Dossier.reference == reference)


def company_of_dossier(session: Session, dossier: Dossier) -> Company | None:
    """Return the firm of a dossier; None once its request was erased and others of it stay."""
    return session.get(Company, dossier.company_id) if dossier.company_id else None


def events_of(session: Session, dossier_id: int, event: str | None = None) -> Sequence[DossierEvent]:
    """Return the history of a dossier, or what of it is of a kind, oldest first."""
    of_kind = [DossierEvent.event == str(event)] if event is not None else []
    return find_all(session, DossierEvent, DossierEvent.dossier_id == dossier_id, *of_kind)


def last_of(session: Session, dossier_id: int, event: str) -> DossierEvent | None:
    """Return the last event or trace of a kind in the history of a dossier; None when there is none."""
    return next(reversed(events_of(session, dossier_id, event)), None)


def changes_of(session: Session, dossier_id: int) -> Sequence[DossierEvent]:
    """Return each answer of a dossier that changed since it was sent, latest first."""
    return events_of(session, dossier_id, Trace.CHANGE)[::-1]


def forget_former_answers(session: Session, dossier_id: int, names: Collection[str]) -> None:
    """Forget what some answers of a dossier were before they changed: they were another person's."""
    session.exec(
        update(DossierEvent)
        .where(col(DossierEvent.dossier_id) == dossier_id, col(DossierEvent.note).in_(names))
        .values(change=None)
    )


def company_has_others(session: Session, dossier: Dossier) -> bool:
    """Tell whether the company of a dossier has another one that tells who it is."""
    others = select(Dossier.id).where(
        Dossier.company_id == dossier.company_id,
        Dossier.id != dossier.id,
        or_(col(Dossier.person_id).is_not(None), col(Dossier.source).is_not(None)),
    )
    return session.exec(others.limit(1)).first() is not None


def noted_by(session: Session, person_id: int, since: datetime) -> Sequence[DossierEvent]:
    """Return the notes somebody wrote since then, latest first."""
    latest = col(DossierEvent.id).desc()
    is_note = DossierEvent.event == Trace.NOTE.value
    return find_all(
        session,
        DossierEvent,
        DossierEvent.actor_id == person_id,
        is_note,
        DossierEvent.at >= since,
        by=latest,
    )
