"""What is kept for a while only: the statements that erase it, each with a moment that it is older than."""

from datetime import datetime

from sqlalchemy import BindParameter, Connection, and_, bindparam, delete, exists, func, or_, select

from conversations.dossiers.traces import Trace
from conversations.eligibility.assessment import Outcome
from models.database.prepared import tables_of
from models.database.tables import Outgoing, ProcessedUpdate
from models.database.writer import Transaction
from models.dossiers.tables import Dossier, DossierEvent
from models.exchanges.tables import Participation
from models.figures.tables import TakenExport
from models.intake.tables import DroppedDraft, Person, StoredDraft
from models.messages.reminders import ALBUM
from models.messages.tables import Reminder
from models.team.tables import DoorKnock, Membership

UPDATES, OUTGOING, REMINDERS, TAKEN = tables_of(ProcessedUpdate, Outgoing, Reminder, TakenExport)
PEOPLE, DOSSIERS, EVENTS = tables_of(Person, Dossier, DossierEvent)

_LIMIT: BindParameter[datetime] = bindparam("limit")
_FORGET_UPDATES = delete(UPDATES).where(UPDATES.c.processed_at < _LIMIT)
_FORGET_ALBUMS = delete(REMINDERS).where(REMINDERS.c.key.startswith(f"{ALBUM}:"), REMINDERS.c.at < _LIMIT)
_FORGET_PARKED = delete(OUTGOING).where(OUTGOING.c.parked_at <= _LIMIT)
_FORGET_TAKEN = delete(TAKEN).where(TAKEN.c.at < _LIMIT)

# To take a contact in a file is not to make contact: it keeps nothing for longer.
_last_contact = (
    select(func.max(EVENTS.c.at))
    .where(EVENTS.c.dossier_id == DOSSIERS.c.id, EVENTS.c.event != Trace.EXPORT.value)
    .scalar_subquery()
)
_EXPIRED = (
    select(DOSSIERS.c.id)
    .where(
        DOSSIERS.c.person_id.is_not(None),
        DOSSIERS.c.acted_at <= bindparam("redirected_limit"),  # by index: the events of few are read
        or_(
            _last_contact <= _LIMIT,
            and_(
                DOSSIERS.c.outcome == Outcome.REDIRECTED.value, _last_contact <= bindparam("redirected_limit")
            ),
        ),
    )
    .order_by(DOSSIERS.c.acted_at)
)

_NOTHING_IS_KEPT = and_(
    *(
        ~exists().where(table.c.person_id == PEOPLE.c.id)
        for table in tables_of(StoredDraft, DroppedDraft, Dossier, Membership, Participation, DoorKnock)
    )
)
"""That a person has no draft, not even one just dropped, no dossier, no role, and takes part in nothing."""

_PASSERS_BY = (
    select(PEOPLE.c.id)
    .where(PEOPLE.c.first_seen_at <= _LIMIT, _NOTHING_IS_KEPT)
    .with_for_update(skip_locked=True)  # whoever is writing at this moment is no passer-by
)
# What is known is looked at again under the lock: a draft may have been opened before it was taken.
_FORGET_PEOPLE = delete(PEOPLE).where(PEOPLE.c.id.in_(bindparam("people", expanding=True)), _NOTHING_IS_KEPT)


def forget_updates(transaction: Transaction, before: datetime) -> int:
    """Forget the updates processed before a moment, and the albums among them; return how many."""
    transaction.execute(_FORGET_ALBUMS, {"limit": before})
    return transaction.execute(_FORGET_UPDATES, {"limit": before}).rowcount


def forget_parked(transaction: Transaction, before: datetime) -> int:
    """Forget the calls that Telegram refused before a moment; return how many."""
    return transaction.execute(_FORGET_PARKED, {"limit": before}).rowcount


def forget_taken(transaction: Transaction, before: datetime) -> int:
    """Forget who took files with personal data before a moment; return how many."""
    return transaction.execute(_FORGET_TAKEN, {"limit": before}).rowcount


def forget_passer_by(transaction: Transaction, person_id: int) -> bool:
    """Forget somebody, unless a draft, a dossier or a role of theirs is kept; tell whether."""
    return transaction.execute(_FORGET_PEOPLE, {"people": [person_id]}).rowcount == 1


def forget_passers_by(transaction: Transaction, before: datetime, at_most: int) -> int:
    """Forget the people seen first before a moment who have no draft, dossier or role; return how many."""
    people = transaction.execute(_PASSERS_BY.limit(at_most), {"limit": before}).scalars().all()
    return transaction.execute(_FORGET_PEOPLE, {"people": people}).rowcount if people else 0


def expired_dossiers(
    connection: Connection, before: datetime, redirected_before: datetime, at_most: int
) -> list[int]:
    """Return the dossiers whose last contact is older than a moment; another one for those redirected."""
    limits = {"limit": before, "redirected_limit": redirected_before}
    return list(connection.execute(_EXPIRED.limit(at_most), limits).scalars())
