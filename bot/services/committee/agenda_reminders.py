"""A committee meets without a request: who holds it is told before, once, and its applicant on the day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from bot.services.committee.dates_told import tell_passed
from bot.services.core.dossier_page import do
from bot.services.core.handling import Handling
from bot.services.core.screens import Reply, Screen
from bot.services.core.worklist import office
from conversations.dossiers.deadlines import add_working_days, in_working_hours, time_zone
from conversations.dossiers.escalation import AGENDA_CLOSES
from conversations.messages import say, say_n
from conversations.network.basins import Basin, BasinStatus
from conversations.situation import World
from models.committee.queries import next_day
from models.database.writer import Connection, Session, Transaction
from models.dossiers.tables import Dossier
from models.dossiers.worklists import dossiers_to_schedule
from models.messages.reminders import first_told
from models.messages.tables import Reminder


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the day, as an ordinal, on its first working hour: its sessions to come are looked at once."""
    today = now.astimezone(time_zone(None)).date()
    with Session(connection) as session:
        looked = session.get(Reminder, _looked(today)) is not None
    return [] if looked or not in_working_hours(now, None) else [today.toordinal()]


def _looked(day: date) -> str:
    return f"left_off:{day}"


def tell(transaction: Transaction, world: World, now: datetime, *, day: int) -> Reply | None:
    """Tell the holders of ready dossiers that a session comes without them; applicants, that it is there."""
    today = date.fromordinal(day)
    with transaction.session() as session:
        if not first_told(session, _looked(today), now):
            return None
        handling = Handling.of_the_bot(transaction, session, world, now)
        soon = add_working_days(today, AGENDA_CLOSES, None)
        for basin in world.network.basins:
            tell_passed(handling, basin, today)
            coming = next_day(session, basin, today)
            if basin.status is BasinStatus.ACTIVE and coming and today < coming <= soon:
                _tell_holders(handling, basin, coming)
        return handling.reply()


def _tell_holders(handling: Handling, basin: Basin, coming: date) -> None:
    left_off = defaultdict(list)
    for dossier in dossiers_to_schedule(handling.session, basin.code):
        if first_told(handling.session, f"left_off:{dossier.id}:{coming}", handling.now):
            left_off[handling.reader_of(dossier)].append(dossier)
    for reader, dossiers in left_off.items():
        handling.tell(reader, _word(coming, dossiers))


def _word(coming: date, dossiers: Sequence[Dossier]) -> Screen:
    word = say_n(
        "📅 The committee meets on {day}: {n} ready request of yours is on no agenda.",
        "📅 The committee meets on {day}: {n} ready requests of yours are on no agenda.",
        len(dossiers),
        day=coming,
    )
    rows = [
        (do(dossier, "schedule", say("{mark} {reference}", mark="➕", reference=dossier.reference)),)
        for dossier in dossiers
    ]
    return Screen((word,), rows=(*rows, (office(say("📅 Sessions"), "sessions"),)))
