"""A late instalment of an advance is told, once each: to its holder, and to the applicant in kind words."""

from datetime import datetime, timedelta

from bot.services.core.dossier_page import do
from bot.services.core.handling import Handling
from bot.services.core.news import department_of
from bot.services.core.screens import Reply, Screen
from bot.services.support.advances import schedule_of
from conversations.dossiers.deadlines import in_working_hours
from conversations.messages import Euros, say
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.dossiers.tables import Dossier
from models.messages.reminders import first_told
from models.support.queries import advance_of, late_advances

GRACE = timedelta(days=5)  # a transfer takes days to arrive and to be noted


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the dossiers whose advance may be late."""
    return late_advances(connection, (now - GRACE).date())


def remind(transaction: Transaction, world: World, now: datetime, *, dossier_id: int) -> Reply | None:
    """Tell of a late instalment, once each: the holder, and the applicant in kind words."""
    with transaction.session() as session:
        handling = Handling.of_the_bot(transaction, session, world, now)
        dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
        advance = advance_of(session, dossier_id)
        schedule = schedule_of(advance) if advance else None
        if advance is None or schedule is None:
            return None
        fallen = schedule.fallen_due(handling.today - GRACE)
        left = schedule.due_after(fallen) - advance.repaid
        if left <= 0 or dossier.person_id is None or not in_working_hours(now, department_of(dossier)):
            return None
        if not first_told(session, f"instalment:{advance.id}:{fallen}", now):
            return None
        since = schedule.due_on(fallen)
        handling.tell_applicant(
            dossier,
            say("💶 {amount} of your advance was expected on {day}. If it is on its way, all is well.",
                amount=Euros(left), day=since),
            say("If this month is difficult, tell {operator}: a solution can be found together.",
                operator=dossier.operator_name or ""),
        )  # fmt: skip
        word = say("💶 {reference}: {amount} expected since {day}.", reference=dossier.reference,
                   amount=Euros(left), day=since)  # fmt: skip
        button = do(dossier, "advance", say("💶 Open the advance"))
        handling.tell_reader(dossier, Screen((word,), rows=((button,),)))
        return handling.reply()
