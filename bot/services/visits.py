"""Who writes, and what they tapped: what every service of the applicant starts from."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, exists

from bot.services.screens import Verb
from models.database import Transaction
from models.drafts import DRAFTS, PEOPLE, Visit, add_person, find_visit, set_unreachable
from models.dropped_drafts import DROPPED_DRAFTS
from models.statements import tables_of
from models.tables import Dossier, Membership

DOSSIERS, MEMBERSHIPS = tables_of(Dossier, Membership)

NOTHING_IS_KEPT = and_(
    ~exists().where(DRAFTS.c.person_id == PEOPLE.c.id),
    ~exists().where(DROPPED_DRAFTS.c.person_id == PEOPLE.c.id),
    ~exists().where(DOSSIERS.c.person_id == PEOPLE.c.id),
    ~exists().where(MEMBERSHIPS.c.person_id == PEOPLE.c.id),
)
"""That a person has no draft, not even one just dropped, no dossier and no role."""

_FORGET = delete(PEOPLE).where(PEOPLE.c.id == bindparam("person"), NOTHING_IS_KEPT)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who writes, as Telegram tells it. ``language``: the one to begin with."""

    id: int
    language: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button: the message it is on, and what it acts on."""

    message_id: int
    draft_id: int
    revision: int
    verb: Verb
    key: str


def welcome(transaction: Transaction, visitor: Visitor, now: datetime) -> Visit:
    """Return what is known of the visitor, noting somebody new."""
    visit = find_visit(transaction, visitor.id)
    if visit is None:
        return add_person(transaction, visitor.id, visitor.language, now)
    if visit.unreachable:
        set_unreachable(transaction, visitor.id, None)
    return visit


def spoken(visit: Visit) -> str:
    """Return the language the person is spoken to in."""
    return visit.language or "fr"


def part(transaction: Transaction, visit: Visit) -> bool:
    """Forget who leaves, unless something of theirs is kept, a draft, a dossier or a role; tell whether."""
    return transaction.execute(_FORGET, {"person": visit.person_id}).rowcount == 1
