"""A session is over and a decision is still to be recorded: who works there is reminded."""

from datetime import datetime, timedelta

from bot.services.core.handling import Handling
from bot.services.core.rights import NATIONAL, Role, members
from bot.services.core.screens import Reply, Screen
from bot.services.core.worklist import office
from conversations.dossiers.deadlines import add_working_days, in_working_hours
from conversations.messages import say, say_n
from conversations.situation import World
from models.committee.queries import items_undecided, sittings_undecided
from models.committee.tables import CommitteeSession
from models.database.writer import Connection, Transaction
from models.messages.reminders import first_told

AFTER_WORKING_DAYS = (1, 4, 8)  # then the coordination hears of it too
LOOKED_BACK = timedelta(days=60)


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the sessions that are over with a decision still to be recorded."""
    if not in_working_hours(now, None):
        return []
    return sittings_undecided(connection, now.date(), now.date() - LOOKED_BACK)


def remind(transaction: Transaction, world: World, now: datetime, *, session_id: int) -> Reply | None:
    """Remind the operators of a session's basin, once at each step; at the last one, the coordination too."""
    with transaction.session() as session:
        sitting = session.get_one(CommitteeSession, session_id)
        passed = [
            step for step in AFTER_WORKING_DAYS if add_working_days(sitting.day, step, None) <= world.today
        ]
        key = f"undecided:{sitting.id}:{len(passed)}"
        if not passed or not first_told(session, key, now):
            return None
        handling = Handling.of_the_bot(transaction, session, world, now)
        people = members(session, sitting.basin_code, Role.OPERATOR, Role.MANAGER)
        if len(passed) == len(AFTER_WORKING_DAYS):
            people += members(session, "", *NATIONAL)
        left = items_undecided(session, session_id)
        word = say_n(
            "⏰ Session of {day}: {n} decision is still to be recorded. The applicants are waiting.",
            "⏰ Session of {day}: {n} decisions are still to be recorded. The applicants are waiting.",
            left,
            day=sitting.day,
        )
        open_it = office(say("📅 See the session"), "session", sitting.id)
        for person_id in people:
            handling.tell(person_id, Screen((word,), rows=((open_it,),)))
        return handling.reply()
