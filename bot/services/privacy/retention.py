"""What is kept no longer than it serves: GDPR, article 5; durations are in ``conversations``."""

from datetime import datetime, timedelta

from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.services.core.screens import Reply
from bot.services.privacy.erasure import end, forget
from conversations.dossiers.lifecycle import Event
from conversations.privacy.retention import EXCHANGE, OUTSIDE, PASSER_BY, REFUSED, REQUEST, TAKEN_FILE
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.dossiers.tables import Dossier
from models.exchanges.retention import forget_in_exchanges_before
from models.privacy import retention
from models.privacy.tables import ErasureCause

REPEATED_WITHIN = timedelta(days=2)  # Telegram keeps updates for at most 24 hours [Bot API]
AT_ONCE = 50


def forget_updates(transaction: Transaction, now: datetime) -> int:
    """Forget the updates that Telegram cannot send again, and the albums among them; return how many."""
    return retention.forget_updates(transaction, now - REPEATED_WITHIN)


def forget_parked(transaction: Transaction, now: datetime) -> int:
    """Forget the calls that Telegram refused and that had time to be looked at; return how many."""
    return retention.forget_parked(transaction, now - REFUSED.lasts)


def forget_taken(transaction: Transaction, now: datetime) -> int:
    """Forget who took files with personal data long ago; return how many."""
    return retention.forget_taken(transaction, now - TAKEN_FILE.lasts)


def forget_exchanges(transaction: Transaction, now: datetime) -> int:
    """Forget whose the exchanges between firms were that ended long ago; return how many rows changed."""
    return forget_in_exchanges_before(transaction.connection, now - EXCHANGE.lasts)


def forget_passers_by(transaction: Transaction, now: datetime) -> int:
    """Forget the people who have no draft, no dossier and no role; return how many."""
    return retention.forget_passers_by(transaction, now - PASSER_BY.lasts, AT_ONCE)


def expired(connection: Connection, now: datetime) -> list[int]:
    """Return the dossiers whose person is to be forgotten."""
    return retention.expired_dossiers(connection, now - REQUEST.lasts, now - OUTSIDE.lasts, AT_ONCE)


def anonymise(transaction: Transaction, world: World, now: datetime, *, dossier_id: int) -> Reply | None:
    """Forget whose a dossier was; its figures stay, and so does its card, without anything personal.

    None when another process has just done it.
    """
    with transaction.session() as session:
        dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
        if dossier.person_id is None:
            return None
        end(session, dossier, Event.EXPIRE, None, now)
        announced = forget(transaction, session, world, [dossier], ErasureCause.EXPIRED, now)
        return Reply(GROUP_LANGUAGE, announced=announced)
