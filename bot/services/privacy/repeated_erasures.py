"""What was erased and came back with a backup is erased again, as of the day it was."""

from collections.abc import Sequence

from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.services.core.screens import Announcement, Reply
from bot.services.privacy.erasure import end, erase, forget
from conversations.dossiers.lifecycle import Event
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.dossiers.tables import Dossier
from models.intake.queries import find_visit
from models.privacy.register import Noted, erasures, subject_of
from models.privacy.tables import ErasureCause


def come_back(connection: Connection, registered: Sequence[Noted]) -> list[Noted]:
    """Return the erasures of a register that a database does not know, and whose subject is there."""
    known = {noted.key for noted in erasures(connection)}
    return [noted for noted in registered if noted.key not in known and any(subject_of(connection, noted))]


def erase_again(transaction: Transaction, world: World, noted: Noted) -> Reply:
    """Erase what an erasure finds again; only cards are drawn anew: who had to be told has been."""
    announced: tuple[Announcement, ...] = ()
    subject = subject_of(transaction.connection, noted)
    visit = find_visit(transaction, subject.person_id) if subject.person_id else None
    if visit:
        announced = erase(transaction, world, visit, noted.at).announced
    if subject.dossier_id:
        announced += _erase_dossier(transaction, world, noted, subject.dossier_id)
    return Reply(GROUP_LANGUAGE, announced=announced)


def _erase_dossier(
    transaction: Transaction, world: World, noted: Noted, dossier_id: int
) -> tuple[Announcement, ...]:
    """Erase a dossier, unless it has just been with the others of its person."""
    asked = noted.person_since is not None
    with transaction.session() as session:
        dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
        if dossier.person_id is None:
            return ()
        actor = dossier.person_id if asked else None
        end(session, dossier, Event.WITHDRAW if asked else Event.EXPIRE, actor, noted.at)
        cause = ErasureCause.ASKED if asked else ErasureCause.EXPIRED
        return forget(transaction, session, world, [dossier], cause, noted.at, noted.person_since)
