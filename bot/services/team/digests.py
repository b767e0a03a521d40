"""The morning's word to each member: what to do today, what waits for others; and what they want to hear."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument
from bot.services.core.dossier_page import due_on
from bot.services.core.handling import Handling
from bot.services.core.rights import Role
from bot.services.core.screens import Button, Reply, Screen, box
from bot.services.core.worklist import WORKERS, my_work, office
from bot.services.figures.scope import scope_of
from conversations.dossiers.deadlines import is_working_day, time_zone
from conversations.dossiers.escalation import Due
from conversations.messages import Message, say
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.intake.queries import find_visit
from models.messages.reminders import MONTHLY, first_told, members_to_tell, wants
from models.support.availability import AVAILABILITY
from models.support.statements import to_settle
from models.team.tables import Preference

DIGEST = "digest"
EARLIEST, LATEST = time(8), time(12)  # a morning word that comes in the afternoon is noise
AT_ONCE = 50
MONDAY = 0  # when one hears too that all of one's requests wait for others: daily, it would be noise


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the members who have not had the word of this working morning."""
    local = now.astimezone(time_zone(None))
    if not (EARLIEST <= local.time() < LATEST and is_working_day(local.date(), None)):
        return []
    since, when = now - timedelta(days=1), f":{local.date().isoformat()}"
    return members_to_tell(connection, DIGEST, WORKERS, since, when, AT_ONCE)


def send(transaction: Transaction, world: World, now: datetime, *, person_id: int) -> Reply | None:
    """Send a member the morning's word; nothing is said when nothing waits."""
    visit = find_visit(transaction, person_id)
    if visit is None:
        return None
    with transaction.session() as session:
        key = f"{DIGEST}:{person_id}:{world.today.isoformat()}"
        if not first_told(session, key, now) or not wants(session, person_id, DIGEST):
            return None
        handling = Handling(transaction, session, world, now, visit, person_id)
        page = _page(handling)
        return None if page is None else handling.reply(page)


def _page(handling: Handling) -> Screen | None:
    work = my_work(handling)
    unsettled = to_settle(handling.session, [handling.person_id, *handling.held.stands_for])
    waits = work.waiting and handling.today.weekday() == MONDAY
    if not (work.to_claim or work.now or waits or unsettled):
        return None
    late = [dossier for dossier in work.now if (due_on(handling, dossier) or handling.today) < handling.today]
    lines = [say("☀️ <b>Good morning!</b>")]
    for count, sentence in (
        (len(work.to_claim), say("📥 To claim: {n}", n=len(work.to_claim))),
        (len(work.now), say("✋ To do: {n}, of which late: {late}", n=len(work.now), late=len(late))),
        (len(work.waiting), say("⏳ Waiting for others: {n}", n=len(work.waiting))),
        (len(unsettled), say("⚖️ Days to settle: {n}", n=len(unsettled))),
    ):
        if count:
            lines.append(sentence)
    rows = ((office(say("🗂 My list"), "list"),), (office(say("🔔 What I hear of"), "settings"),))
    return Screen(tuple(lines), rows=rows)


KINDS: dict[str, Message] = {
    DIGEST: say("The morning's word"),
    Due.HOLDER.value: say("What is due for my requests"),
    Due.WARNING.value: say("A claim that goes back soon"),
    Due.TEAM.value: say("What waits in my territory"),
    Due.COORDINATION.value: say("What waits everywhere"),
    MONTHLY: say("The report of the year so far, each month"),
    AVAILABILITY: say("Whether my skills and availability are up to date, twice a year"),
}
"""What a member may choose to hear of."""


@dataclass(frozen=True, slots=True)
class Settings(Argument):
    """What one hears of, or hears of no more."""

    action = "settings"
    kind: str = ""


def settings(handling: Handling, subject: int, argument: Settings) -> Reply:
    """Choose what one hears of. Reminders come in working hours only."""
    if argument.kind in KINDS:
        value = "off" if wants(handling.session, handling.person_id, argument.kind) else "on"
        handling.session.merge(Preference(person_id=handling.person_id, kind=argument.kind, value=value))
        handling.session.flush()
    rows: list[tuple[Button, ...]] = []
    lends_only = handling.held.roles == {Role.CONTRIBUTOR}
    sees_figures = scope_of(handling.held) is not None
    for kind, label in KINDS.items():
        if kind == AVAILABILITY:
            if Role.CONTRIBUTOR not in handling.held.roles:
                continue
        elif lends_only or (kind == MONTHLY and not sees_figures):
            continue
        shown = box(label, wants(handling.session, handling.person_id, kind))
        rows.append((office(shown, Settings(kind)),))
    rows.append(
        (office(say("🤝 My missions"), "missions") if lends_only else office(say("🗂 My list"), "list"),)
    )
    heading = say("🔔 <b>What do you want to hear of?</b> Always between 9:00 and 18:00, on working days.")
    return handling.reply(Screen((heading,), rows=tuple(rows)))


ACTIONS = (AtOffice("settings", settings, Role),)
