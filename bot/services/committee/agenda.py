"""A ready dossier is put on the agenda of a session, once its applicant agrees that a committee reads it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.services.committee.agreement import ASK_AGREEMENT, NO_COMMITTEE, ask_agreement
from bot.services.committee.audience import applicants_told, named_nowhere
from bot.services.committee.readers import company_of, have_companies, sitting_of, when
from bot.services.committee.sessions import LISTED_AT_ONCE, SessionNew, open_sitting, session_page
from bot.services.core.actions import AtOffice, OnDossier
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import once_read, to_confirm, will_read
from bot.services.core.dossier_page import back_to, do, due_on
from bot.services.core.handling import Handling, Refusal
from bot.services.core.news import department_of
from bot.services.core.screens import Button, Notice, Reply, Screen, words
from bot.services.core.visitors import spoken
from bot.services.core.worklist import WORKERS, Listed, office, turns
from conversations.dossiers.deadlines import in_working_hours, is_working_day, time_zone
from conversations.dossiers.lifecycle import Event
from conversations.messages import Message, say, say_n
from conversations.situation import World
from models.committee.queries import (
    agenda_of,
    awaiting_session,
    coming_sittings,
    decided_there,
    note_announced,
    pending_item,
    put_on_agenda,
    scheduled_within,
    sessions_that_decided,
)
from models.committee.tables import AgendaItem, CommitteeSession
from models.database.writer import Connection, Session, Transaction
from models.dossiers.tables import Dossier
from models.intake.queries import find_visit
from models.messages.reminders import first_told
from models.messages.tables import Reminder

OFFERED_AT_MOST = 6
LONGEST_WEEKEND = 5  # days without a working one, such as a bridge around a holiday


@dataclass(frozen=True, slots=True)
class Schedule(Confirmable):
    """On the agenda of which session a dossier is put."""

    action = Event.SCHEDULE
    session: int | None = None


def schedule(handling: Handling, dossier: Dossier, argument: Schedule) -> Reply:
    """Put a dossier on the agenda of a session, once what its applicant reads is confirmed."""
    basin = handling.basin(dossier)
    if basin is None:
        raise Refusal(NO_COMMITTEE)
    if dossier.committee_agreed_at is None:
        return ask_agreement(handling, dossier, ASK_AGREEMENT)
    note_announced(handling.session, basin, handling.today)
    decided = sessions_that_decided(handling.session, dossier)
    offered = {
        sitting.id: sitting
        for sitting in coming_sittings(handling.session, [basin.code], handling.today)
        if sitting.id not in decided
    }
    if argument.session is None:
        options = tuple(
            do(dossier, Schedule(number), say("📅 {day}", day=sitting.day))
            for number, sitting in list(offered.items())[:OFFERED_AT_MOST]
        )
        new = office(say("➕ New session"), SessionNew(basin.code))
        which = say("On the agenda of which session?") if options else say("No session is set yet.")
        return handling.reply(Screen((which,), options=options, rows=((new, back_to(dossier)),)))
    sitting = offered.get(argument.session)
    if sitting is None:
        raise Refusal(say("This session is over, cancelled, or has decided already."))
    words = _convened(dossier, sitting)
    shown = (*will_read(handling, dossier, *words), *named_nowhere(handling, sitting, [dossier]))
    page = to_confirm(handling, dossier, argument, shown, back_to(dossier))
    if page is not None:
        return page
    put_on_agenda(handling.session, sitting, dossier, handling.now)
    handling.move(dossier, Event.SCHEDULE, note=sitting.day.isoformat(), words=words)
    done = say("{reference} is on the agenda; the applicant is told.", reference=dossier.reference)
    return handling.reply(session_page(handling, sitting, note=done))


def _convened(dossier: Dossier, sitting: CommitteeSession) -> tuple[Message, ...]:
    """Tell the applicant when and where; the head of the firm presents the project (domain facts, 1.2)."""
    place = (
        say("📍 {place}", place=sitting.place)
        if sitting.place
        else say("📍 I will tell you the place as soon as it is known.")
    )
    return (
        say("📅 Your request is on the agenda of the approval committee of {day}.", day=when(sitting)),
        place,
        say(
            "The head of the company presents the project there in person. {operator} helps you prepare.",
            operator=dossier.operator_name or "",
        ),
    )


def _leave_agenda(handling: Handling, dossier: Dossier) -> None:
    item = pending_item(handling.session, dossier.id)
    if item is not None:
        item.removed_at = handling.now


def _ready(handling: Handling, sitting: CommitteeSession) -> list[Dossier]:
    """Return the ready requests that the person may put on an agenda, most urgent first."""
    ready = awaiting_session(handling.session, sitting.basin_code)
    may = [dossier for dossier in ready if handling.may(dossier, Event.SCHEDULE)]
    return sorted(may, key=lambda dossier: (due_on(handling, dossier) or date.max, dossier.id))


def _together(handling: Handling, sitting: CommitteeSession) -> list[Dossier]:
    """Return those of them that may all go on the agenda of a session at once: their applicants agreed."""
    decided = decided_there(handling.session, sitting)
    return [
        dossier
        for dossier in _ready(handling, sitting)
        if dossier.committee_agreed_at is not None and dossier.id not in decided
    ]


@dataclass(frozen=True, slots=True)
class AddAll(Confirmable):
    """All the ready requests, on the agenda of a session."""

    action = "add_all"


def add_all(handling: Handling, subject: int, argument: AddAll) -> Reply:
    """Put all that is ready on the agenda of a session, once what applicants read is confirmed."""
    sitting = open_sitting(handling, subject)
    together = _together(handling, sitting)
    if not together:
        raise Refusal(say("None of your requests is ready for a committee."))
    words = _convened(together[0], sitting)
    shown = (
        say("👁 What each applicant will read:"),
        *words,
        *applicants_told(handling, together),
        *named_nowhere(handling, sitting, together),
    )
    page = to_confirm(handling, subject, argument, shown, office(say("⬅️ Back"), "add", subject))
    if page is not None:
        return page
    for dossier in together:
        put_on_agenda(handling.session, sitting, dossier, handling.now)
        handling.move(dossier, Event.SCHEDULE, note=sitting.day.isoformat(), words=words)
    n = len(together)
    done = say_n("{n} request is on the agenda.", "{n} requests are on the agenda.", n)
    return handling.reply(session_page(handling, sitting, note=done))


def add(handling: Handling, subject: int, argument: Listed) -> Reply:
    """Offer the ready requests that the person may put on an agenda, most urgent first."""
    sitting = open_sitting(handling, subject)
    ready, together = _ready(handling, sitting), _together(handling, sitting)
    have_companies(handling, ready[argument.start : argument.start + LISTED_AT_ONCE])
    rows: list[tuple[Button, ...]] = [
        (do(dossier, Schedule(sitting.id), say("{mark} {reference} · {company}",
            reference=dossier.reference, company=company_of(handling, dossier),
            mark="➕" if dossier.committee_agreed_at else "🔏")),)
        for dossier in ready[argument.start : argument.start + LISTED_AT_ONCE]
    ]  # fmt: skip
    rows += turns(
        argument.start,
        LISTED_AT_ONCE,
        len(ready),
        lambda label, to: office(label, Listed("add", to), subject),
    )
    if len(together) > 1:
        every = say("➕ All ({n})", n=len(together))
        rows.append((office(every, AddAll(), subject),))
    rows.append((office(say("⬅️ Back"), "session", subject),))
    which = say("Which request?") if ready else say("None of your requests is ready for a committee.")
    return handling.reply(Screen((which,), rows=tuple(rows)))


def item_up(handling: Handling, subject: int) -> Reply:
    """Have an item come one place earlier."""
    item = handling.session.get(AgendaItem, subject)
    sitting = open_sitting(handling, item.session_id if item else 0)
    items = [each for each, _ in agenda_of(handling.session, sitting)]
    place = next((place for place, each in enumerate(items) if each.id == subject), 0)
    if place:
        items[place - 1 : place + 1] = items[place], items[place - 1]
        for position, each in enumerate(items, 1):
            each.position = position
        handling.session.flush()
    return handling.reply(session_page(handling, sitting))


def item_and_sitting(handling: Handling, number: int) -> tuple[AgendaItem, CommitteeSession]:
    """Return an item of a session that the person may see; raise NotAllowed otherwise."""
    item = handling.session.get(AgendaItem, number)
    sitting = sitting_of(handling, item.session_id if item else 0)
    assert item is not None
    return item, sitting


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the items whose applicant is told now of the session to come."""
    today = now.astimezone(time_zone(None)).date()
    with Session(connection) as session:
        return [
            item.id
            for item, sitting in scheduled_within(session, today, LONGEST_WEEKEND)
            if item.added_at.date() < today  # who was told today is not told twice
            and _is_eve(session.get_one(Dossier, item.dossier_id), sitting, now, today)
            and session.get(Reminder, _key(item, sitting)) is None
        ]


def _key(item: AgendaItem, sitting: CommitteeSession) -> str:
    return f"eve:{item.id}:{sitting.day}"


def _is_eve(dossier: Dossier, sitting: CommitteeSession, now: datetime, today: date) -> bool:
    """Tell whether it is the last working day before a session, at an hour when people are told things."""
    department = department_of(dossier)
    eve = sitting.day - timedelta(days=1)
    while not is_working_day(eve, department):
        eve -= timedelta(days=1)
    return eve <= today and in_working_hours(now, department)


def tell_the_day_before(
    transaction: Transaction, world: World, now: datetime, *, item_id: int
) -> Reply | None:
    """Remind the applicant of the session to come; once for each day it is set on."""
    with transaction.session() as session:
        item = session.get_one(AgendaItem, item_id)
        sitting = session.get_one(CommitteeSession, item.session_id)
        dossier = session.get_one(Dossier, item.dossier_id)
        visit = find_visit(transaction, dossier.person_id) if dossier.person_id else None
        if not first_told(session, _key(item, sitting), now):
            return None
        if visit is None or visit.unreachable:
            return None
        dossier.told_at = now
        told = [say("📅 Reminder: the approval committee meets on {day}.", day=when(sitting))]
        if sitting.place:
            told.append(say("📍 {place}", place=sitting.place))
        told.append(say("The head of the company presents the project there in person. Good luck! 🍀"))
        heading = say("📁 <b>{reference}</b>", reference=dossier.reference)
        notice = Notice(visit.person_id, spoken(visit), words(heading, *told))
    return Reply(spoken(visit), told=(notice,))


ACTIONS = (
    OnDossier(Event.SCHEDULE, schedule),
    OnDossier(Event.UNSCHEDULE, once_read(say("It is off the agenda, and ready."), before=_leave_agenda)),
    AtOffice("add", add, WORKERS),
    AtOffice("add_all", add_all, WORKERS),
    AtOffice("item_up", item_up, WORKERS),
)
