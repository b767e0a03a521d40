"""Who writes, and what they tapped: what every service of the applicant starts from."""

from datetime import datetime

from bot.services.core.screens import Verb
from conversations.frozen import frozen
from models.database.writer import Transaction
from models.intake.queries import Visit, add_person, find_visit, set_unreachable
from models.privacy.retention import forget_passer_by


@frozen
class Visitor:
    """Who writes, as Telegram tells it. ``language``: the one to begin with."""

    id: int
    language: str
    name: str | None = None


@frozen
class Tap:
    """A tapped button: the message it is on, and what it acts on.

    ``typed``: the number of the message that names it, where it was typed; then the message it is on is 0.
    """

    message_id: int
    draft_id: int
    revision: int
    verb: Verb
    key: str
    typed: str = ""


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
    return forget_passer_by(transaction, visit.person_id)
