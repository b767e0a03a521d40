"""What is due for dossiers that do not move is told to who can act, and the applicant hears of it.

A dossier holds the moment to look at it again (``watch_at``); what is told once is noted under a key,
so that several processes, or a clock that goes back, tell it once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Argument
from bot.services.core.dossier_page import back_to, do, word_on
from bot.services.core.handling import Handling, standing_of, watch
from bot.services.core.news import department_of, next_committee, next_step
from bot.services.core.rights import EVERYWHERE, NATIONAL, members, overseers, workers
from bot.services.core.screens import Button, Notice, Reply, Screen, stacked, words
from bot.services.core.worklist import office
from conversations.dossiers.deadlines import (
    OPENING,
    add_working_days,
    in_working_hours,
    next_working_moment,
    time_zone,
)
from conversations.dossiers.escalation import Alarm, Due, alarms
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import STATUSES, Part, Status
from conversations.messages import Message, say, say_n
from conversations.network.basins import Delays
from conversations.situation import World
from models.committee.queries import agenda_day
from models.database.writer import Connection, Transaction
from models.dossiers.tables import Dossier, Snooze
from models.dossiers.worklists import dossiers_to_watch, live_dossiers_held_by
from models.messages.reminders import first_told, told_at, wants
from models.network.tables import Queue

AT_ONCE = 50
TOGETHER = 3  # reminders of one person at one moment: from so many on, they are one message
LISTED = 20

LATER = {1: say("💤 Tomorrow"), 3: say("💤 3 days"), 7: say("💤 1 week")}
"""The days after which one may hear of a dossier again."""


@dataclass(frozen=True, slots=True)
class Later(Argument):
    """After how many days one hears of a dossier again."""

    action = "snooze"
    days: int | None = None


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the dossiers to look at."""
    return dossiers_to_watch(connection, now, AT_ONCE)


def look_at(transaction: Transaction, world: World, now: datetime, *, dossier_id: int) -> Reply | None:
    """Tell what is due for a dossier, and note when to look again."""
    with transaction.session() as session:
        dossier = session.get(Dossier, dossier_id, with_for_update=True)
        if dossier is None or dossier.watch_at is None or dossier.watch_at > now:
            return None
        department = department_of(dossier)
        if not in_working_hours(now, department):
            dossier.watch_at = next_working_moment(now, department)
            session.flush()
            return None
        handling = Handling.of_the_bot(transaction, session, world, now)
        ladder, basin = _ladder(handling, dossier), handling.basin(dossier)
        watch(dossier, basin, now)
        for alarm in ladder:
            if alarm.on > handling.today or not first_told(session, _key(dossier, alarm), now):
                continue
            TELLING[alarm.due](handling, dossier, alarm.on)
            if alarm.due is Due.WARNING:  # late, after a breakdown: what it announces waits all the same
                delays = basin.delays if basin else Delays()
                later = add_working_days(handling.today, delays.warning, department)
                dossier.watch_at = datetime.combine(later, OPENING, time_zone(department))
                break
            if alarm.due is Due.RETURN:
                break  # it stands elsewhere now
        session.flush()
        return handling.reply()


def _ladder(handling: Handling, dossier: Dossier) -> tuple[Alarm, ...]:
    """Return all that is due for a dossier as long as nothing changes, soonest first."""
    basin = handling.basin(dossier)
    delays, meets = basin.delays if basin else Delays(), agenda_day(dossier, basin, handling.today)
    return alarms(standing_of(dossier, handling.now), delays, department_of(dossier), meets)


def _key(dossier: Dossier, alarm: Alarm) -> str:
    return f"{alarm.due.value}:{dossier.id}:{alarm.on.isoformat()}"


def _reminder(handling: Handling, dossier: Dossier, word: Message) -> Screen:
    standing = say(
        "📁 <b>{reference}</b> · {standing}",
        reference=dossier.reference,
        standing=STATUSES[Status(dossier.status)].shown,
    )
    rows: tuple[tuple[Button, ...], ...] = ((do(dossier, "open", say("📂 Open"), primary=True),),)
    if dossier.holder_id is not None:
        rows += ((*(do(dossier, Later(days), label) for days, label in LATER.items()),),)
    return Screen((standing, word), rows=rows)


def _tell_members(handling: Handling, people: list[int], dossier: Dossier, kind: Due, word: Message) -> None:
    for person_id in people:
        if wants(handling.session, person_id, kind.value) and not _snoozed(handling, person_id, dossier):
            handling.tell(person_id, _reminder(handling, dossier, word))


def _snoozed(handling: Handling, person_id: int, dossier: Dossier) -> bool:
    snooze = handling.session.get(Snooze, (person_id, dossier.id))
    return snooze is not None and snooze.until > handling.today


def _remind_holder(handling: Handling, dossier: Dossier, on: date) -> None:
    holder = handling.reader_of(dossier)
    if holder is None:
        _remind_team(handling, dossier, on)
        return
    others = [
        (each, alarm)
        for each in live_dossiers_held_by(handling.session, [dossier.holder_id or holder])
        if each.id != dossier.id and each.watch_at is not None and each.watch_at <= handling.now
        for alarm in _ladder(handling, each)
        if alarm.due is Due.HOLDER and alarm.on <= handling.today and not _snoozed(handling, holder, each)
    ]
    others = [(each, alarm) for each, alarm in others if told_at(handling.session, _key(each, alarm)) is None]
    if len(others) + 1 < TOGETHER or _snoozed(handling, holder, dossier):
        word = say("⏰ Something was due on {day}.", day=on)
        _tell_members(handling, [holder], dossier, Due.HOLDER, word)
        return
    for each, alarm in others:
        first_told(handling.session, _key(each, alarm), handling.now)
    if wants(handling.session, holder, Due.HOLDER.value):
        handling.tell(holder, _due_together([(dossier, on), *((each, alarm.on) for each, alarm in others)]))


def _due_together(due: list[tuple[Dossier, date]]) -> Screen:
    """Return what is due for several requests of one person, in one message."""
    heading = say_n("⏰ {n} request is due:", "⏰ {n} requests are due:", len(due))
    lines = [
        say("• <b>{reference}</b> · {standing} · {day}", reference=dossier.reference,
            standing=STATUSES[Status(dossier.status)].shown, day=on)
        for dossier, on in due[:LISTED]
    ]  # fmt: skip
    return Screen((heading, stacked(lines)), rows=((office(say("🗂 My list"), "list", primary=True),),))


def _remind_team(handling: Handling, dossier: Dossier, on: date) -> None:
    """Remind the team where it works, its group, else each in private; of what is held, who answers for it.

    A group is not asked who can look at a request that one of its members has.
    """
    since, code = standing_of(dossier, handling.now).since, dossier.basin_code or EVERYWHERE
    holder = handling.reader_of(dossier)
    if holder is not None:
        held = say("⏰ With {name}, and where it stands since {day}: do they need help, or a colleague?",
                   name=handling.name_of(holder), day=since)  # fmt: skip
        _tell_members(handling, overseers(handling.session, code), dossier, Due.TEAM, held)
        return
    word = say(
        "⏰ {reference} waits since {day}: who can look at it?", reference=dossier.reference, day=since
    )
    queue = handling.session.get(Queue, code)
    if queue is not None:
        screen = word_on(dossier, word, primary=False)
        handling.told.append(Notice(queue.chat_id, "fr", screen, thread=dossier.card_thread_id))
        return
    _tell_members(handling, workers(handling.session, code), dossier, Due.TEAM, word)


def _tell_coordination(handling: Handling, dossier: Dossier, on: date) -> None:
    where = dossier.basin_name or handling.network.coordination
    since, holder = standing_of(dossier, handling.now).since, handling.reader_of(dossier)
    if holder is None:
        word = say("🚨 {basin}: this request has been waiting since {day}, and the team was reminded.",
                   basin=where, day=since)  # fmt: skip
    else:
        word = say("🚨 {basin}: this request, with {name}, is where it was on {day}. They were reminded.",
                   basin=where, name=handling.name_of(holder), day=since)  # fmt: skip
    people = members(handling.session, EVERYWHERE, *NATIONAL)
    _tell_members(handling, people, dossier, Due.COORDINATION, word)


def _warn(handling: Handling, dossier: Dossier, on: date) -> None:
    holder = handling.reader_of(dossier)
    word = say("⏳ Nothing has been done for this request lately: it will soon go back to the queue.")
    _tell_members(handling, [holder] if holder else [], dossier, Due.WARNING, word)


def _return(handling: Handling, dossier: Dossier, on: date) -> None:
    holder = dossier.holder_id
    handling.move(dossier, Event.RETURN, by=Part.BOT, holder_id=None)
    handling.tell(
        holder,
        words(say("{reference} is back in the queue: nothing was done for it.", reference=dossier.reference)),
    )


def _give_news(handling: Handling, dossier: Dossier, on: date) -> None:
    """Tell the applicant where things stand, however little has changed."""
    standing = say(
        "🕊 Your request is not forgotten. {standing}.",
        standing=Message(STATUSES[Status(dossier.status)].told),
    )
    following = next_step(dossier, handling.basin(dossier), handling.today)
    committee = next_committee(handling.session, dossier, handling.basin(dossier), handling.today)
    told = (standing, *((following,) if following else ()), *committee)
    if not handling.tell_applicant(dossier, *told):
        dossier.told_at = handling.now  # nobody to tell: asked again as long after


TELLING: Mapping[Due, Callable[[Handling, Dossier, date], None]] = {
    Due.HOLDER: _remind_holder,
    Due.TEAM: _remind_team,
    Due.COORDINATION: _tell_coordination,
    Due.WARNING: _warn,
    Due.RETURN: _return,
    Due.NEWS: _give_news,
}


def snooze(handling: Handling, dossier: Dossier, argument: Later) -> Reply:
    """Hear of a dossier again later."""
    days = argument.days if argument.days in LATER else 1
    until = handling.today + timedelta(days=days)
    handling.session.merge(Snooze(person_id=handling.person_id, dossier_id=dossier.id, until=until))
    handling.session.flush()
    later = say("Fine: {reference} comes back on {day}.", reference=dossier.reference, day=until)
    return handling.reply(Screen((later,), rows=((back_to(dossier),),)))


ACTIONS = (OnDossier("snooze", snooze, (Part.HOLDER, Part.OVERSEER, Part.TEAM), fresh=False),)
