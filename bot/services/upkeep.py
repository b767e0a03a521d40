"""What is kept no longer than it serves: GDPR, article 5; durations are in ``conversations``."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select

from bot.services.erasure import end, forget
from bot.services.queue import GROUP_LANGUAGE
from bot.services.screens import Reply
from bot.services.visits import NOTHING_IS_KEPT
from conversations.data_protection import OUTSIDE, PASSER_BY, REFUSED, REQUEST, TAKEN_FILE
from conversations.dossiers import Event, Trace
from conversations.eligibility import Outcome
from conversations.situation import World
from models.copies import EXPIRED
from models.database import Transaction
from models.drafts import PEOPLE, UPDATES
from models.outbox import OUTGOING
from models.oversight_tables import TakenExport
from models.reminders import ALBUM, REMINDERS
from models.statements import tables_of
from models.tables import Dossier, DossierEvent

REPEATED_WITHIN = timedelta(days=2)  # Telegram keeps updates for at most 24 hours [Bot API]
AT_ONCE = 50

DOSSIERS, EVENTS, TAKEN = tables_of(Dossier, DossierEvent, TakenExport)

_FORGET_UPDATES = delete(UPDATES).where(UPDATES.c.processed_at < bindparam("limit"))
_FORGET_PARKED = delete(OUTGOING).where(OUTGOING.c.parked_at <= bindparam("limit"))

_FORGET_ALBUMS = delete(REMINDERS).where(
    REMINDERS.c.key.startswith(f"{ALBUM}:"), REMINDERS.c.at < bindparam("limit")
)
_FORGET_TAKEN = delete(TAKEN).where(TAKEN.c.at < bindparam("limit"))

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
            _last_contact <= bindparam("limit"),
            and_(
                DOSSIERS.c.outcome == Outcome.REDIRECTED.value,
                _last_contact <= bindparam("redirected_limit"),
            ),
        ),
    )
    .order_by(DOSSIERS.c.acted_at)
    .limit(AT_ONCE)
)

_PASSERS_BY = (
    select(PEOPLE.c.id)
    .where(PEOPLE.c.first_seen_at <= bindparam("limit"), NOTHING_IS_KEPT)
    .limit(AT_ONCE)
    .with_for_update(skip_locked=True)  # whoever is writing at this moment is no passer-by
)
# What is known is looked at again under the lock: a draft may have been opened before it was taken.
_FORGET_PEOPLE = delete(PEOPLE).where(PEOPLE.c.id.in_(bindparam("people", expanding=True)), NOTHING_IS_KEPT)


def forget_updates(transaction: Transaction, now: datetime) -> int:
    """Forget the updates that Telegram cannot send again, and the albums among them; return how many."""
    limit = {"limit": now - REPEATED_WITHIN}
    transaction.execute(_FORGET_ALBUMS, limit)
    return transaction.execute(_FORGET_UPDATES, limit).rowcount


def forget_parked(transaction: Transaction, now: datetime) -> int:
    """Forget the calls that Telegram refused and that had time to be looked at; return how many."""
    return transaction.execute(_FORGET_PARKED, {"limit": now - REFUSED.lasts}).rowcount


def forget_taken(transaction: Transaction, now: datetime) -> int:
    """Forget who took files with personal data long ago; return how many."""
    return transaction.execute(_FORGET_TAKEN, {"limit": now - TAKEN_FILE.lasts}).rowcount


def forget_passers_by(transaction: Transaction, now: datetime) -> int:
    """Forget the people who have no draft, no dossier and no role; return how many."""
    people = transaction.execute(_PASSERS_BY, {"limit": now - PASSER_BY.lasts}).scalars().all()
    return transaction.execute(_FORGET_PEOPLE, {"people": people}).rowcount if people else 0


def expired(connection: Connection, now: datetime) -> list[int]:
    """Return the dossiers whose person is to be forgotten."""
    limits = {"limit": now - REQUEST.lasts, "redirected_limit": now - OUTSIDE.lasts}
    return list(connection.execute(_EXPIRED, limits).scalars())


def anonymise(transaction: Transaction, world: World, now: datetime, *, dossier_id: int) -> Reply | None:
    """Forget whose a dossier was; its figures stay, and so does its card, without anything personal.

    None when another process has just done it.
    """
    with transaction.session() as session:
        dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
        if dossier.person_id is None:
            return None
        end(session, dossier, Event.EXPIRE, None, now)
        return Reply(GROUP_LANGUAGE, announced=forget(session, world, [dossier], EXPIRED, now))
