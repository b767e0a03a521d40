"""What applicants were asked for is awaited: they are reminded of it, and the wait ends."""

from datetime import date, datetime, timedelta

from bot.services.core.dossier_page import word_on
from bot.services.core.handling import Handling
from bot.services.core.news import department_of, news
from bot.services.core.screens import Reply
from bot.services.intake.amendments import form_of
from bot.services.intake.information_requests import asked_for, way_to_answer
from conversations.dossiers.deadlines import (
    add_working_days,
    in_working_hours,
    is_working_day,
    time_zone,
    working_days_between,
)
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Part, Status
from conversations.dossiers.traces import Trace
from conversations.messages import say
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.dossiers.queries import add_event
from models.dossiers.tables import Dossier
from models.messages.queries import requests_awaited
from models.messages.tables import InformationRequest, RequestEnd

FIRST = timedelta(hours=12)  # nothing is said of a request on the day it was made


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the requests to look at: those awaited, which are few, once their first hours have passed."""
    return requests_awaited(connection, now - FIRST)


def reminder_days(asked_on: date, due_on: date, department: str | None) -> tuple[date, ...]:
    """Return when an applicant is reminded: half-way, and on the working day before the last one."""
    half = add_working_days(asked_on, working_days_between(asked_on, due_on, department) // 2, department)
    eve = due_on - timedelta(days=1)
    while not is_working_day(eve, department):
        eve -= timedelta(days=1)
    return tuple(sorted(day for day in {half, eve} if asked_on < day < due_on))


def look_at(transaction: Transaction, world: World, now: datetime, *, request_id: int) -> Reply | None:
    """Remind the applicant of what is asked, or end the wait; None when nothing is due."""
    with transaction.session() as session:
        request = session.get(InformationRequest, request_id, with_for_update=True)
        if request is None or request.closed_at is not None:
            return None
        dossier = session.get_one(Dossier, request.dossier_id, with_for_update=True)
        if dossier.status != Status.WAITING.value:  # it moved on without the answer
            request.end(RequestEnd.RESUMED, now)
            session.flush()
            return None
        department = department_of(dossier)
        if not in_working_hours(now, department):
            return None
        handling = Handling.of_the_bot(transaction, session, world, now)
        local = now.astimezone(time_zone(department)).date()
        if local > request.due_on:
            _lapse(handling, dossier, request)
            return handling.reply()
        asked_on = request.asked_at.astimezone(time_zone(department)).date()
        days = reminder_days(asked_on, request.due_on, department)
        reached = sum(day <= local for day in days)
        if reached <= request.reminded:
            return None
        request.reminded = reached  # a reminder missed during a breakdown is not made up for
        _remind(handling, dossier, request)
        session.flush()
        return handling.reply()


def _remind(handling: Handling, dossier: Dossier, request: InformationRequest) -> None:
    waits = say(
        "🔔 {operator} still waits for your answer, by {day}:",
        operator=dossier.operator_name or "",
        day=request.due_on,
    )
    asked = asked_for(request.text, request.questions)
    rows = way_to_answer(dossier, request.questions)
    if not request.questions:
        asked.append(say("↩️ Answer by writing here."))
    if handling.tell_applicant(dossier, waits, *asked, rows=rows):
        add_event(
            handling.session, dossier, Trace.REMIND, handling.now, actor_id=None, from_status=dossier.status
        )


def _lapse(handling: Handling, dossier: Dossier, request: InformationRequest) -> None:
    """End the wait; answers that were begun may still be sent."""
    request.end(RequestEnd.LAPSED, handling.now)
    handling.session.flush()
    begun = form_of(handling, dossier) is not None
    handling.move(dossier, Event.LAPSE, by=Part.BOT, words=())
    told = news(dossier, handling.basin(dossier), Event.LAPSE, handling.today)
    kept = say("Your answers so far are kept: you may still send them, /start brings you back.")
    handling.tell_applicant(dossier, *told, *((kept,) if begun else ()))
    passed = say(
        "⌛ <b>{reference}</b>: no answer by {day}. It is yours again.",
        reference=dossier.reference,
        day=request.due_on,
    )
    handling.tell(handling.reader_of(dossier), word_on(dossier, passed))
