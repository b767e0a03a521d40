"""A session is over and a decision is still to be recorded: who works there is reminded."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select
from sqlmodel import Session

from bot.services.handling import Handling
from bot.services.rights import NATIONAL, Role, members
from bot.services.screens import Reply, Screen
from bot.services.worklist import office
from conversations.deadlines import add_working_days, in_working_hours
from conversations.messages import say, say_n
from conversations.situation import World
from models.committee_tables import AgendaItem, CommitteeSession
from models.database import Transaction
from models.reminders import first_told
from models.statements import tables_of

SITTINGS, ITEMS = tables_of(CommitteeSession, AgendaItem)
AFTER_WORKING_DAYS = (1, 4, 8)  # then the coordination hears of it too
LOOKED_BACK = timedelta(days=60)

_OVER = (
    select(SITTINGS.c.id)
    .join(ITEMS, ITEMS.c.session_id == SITTINGS.c.id)
    .where(
        SITTINGS.c.day < bindparam("today"),
        SITTINGS.c.day >= bindparam("since"),
        SITTINGS.c.held_at.is_(None),
        SITTINGS.c.cancelled_at.is_(None),
        ITEMS.c.removed_at.is_(None),
        ITEMS.c.outcome.is_(None),
    )
    .distinct()
)


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the sessions that are over with a decision still to be recorded."""
    if not in_working_hours(now, None):
        return []
    today = now.date()
    return list(connection.execute(_OVER, {"today": today, "since": today - LOOKED_BACK}).scalars())


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
        left = _left(session, sitting)
        word = say_n(
            "⏰ Session of {day}: {n} decision is still to be recorded. The applicants are waiting.",
            "⏰ Session of {day}: {n} decisions are still to be recorded. The applicants are waiting.",
            left,
            day=sitting.day,
        )
        open_it = office(say("📅 See the session"), "session", sitting.id or 0)
        for person_id in people:
            handling.tell(person_id, Screen((word,), rows=((open_it,),)))
        return handling.reply()


def _left(session: Session, sitting: CommitteeSession) -> int:
    query = select(ITEMS.c.id).where(
        ITEMS.c.session_id == sitting.id, ITEMS.c.removed_at.is_(None), ITEMS.c.outcome.is_(None)
    )
    return len(session.connection().execute(query).all())
