"""A session of a committee is set, moved or cancelled; applicants on its agenda and members are told."""

from collections.abc import Collection
from datetime import date, time, timedelta

from bot.services.actions import at_office, when_typed
from bot.services.circulation import when, worked_sitting
from bot.services.handling import OUT_OF_DATE, Handling, NotAllowed, Overtaken, Refusal
from bot.services.prompting import ask, no_longer_asked
from bot.services.rights import Role, members
from bot.services.screens import Reply, Screen
from bot.services.sessions import SESSIONS, basins_of, has_decided, session_page
from bot.services.worklist import WORKERS, office
from conversations.committees import Appointment, read_appointment
from conversations.deadlines import is_working_day
from conversations.dossiers import Event, Part
from conversations.messages import ConversationError, Message, say, say_n, verbatim
from conversations.network import Basin
from models.committee_tables import CommitteeSession
from models.committees import Agenda, agenda_of, awaiting_session, move_sitting, next_day, sitting_on
from models.desk_tables import Prompt
from models.tables import Dossier

PLACE_MAX = 300
ONE_DAY = timedelta(days=1)
WANTED = say("The day, the time, then the place or the link: “10/12/2027 14:30, town hall, room 2”")


@at_office("session_new", *WORKERS)
def session_new(handling: Handling, subject: int, argument: str) -> Reply:
    """Ask for the day of a new session. ``argument``: the code of its basin."""
    worked = {basin.code: basin for basin in basins_of(handling) if handling.held.may_handle(basin.code)}
    if not argument:
        options = tuple(office(verbatim(basin.name), f"session_new.{code}") for code, basin in worked.items())
        return handling.reply(Screen((say("For which territory?"),), options=options))
    if argument not in worked:
        raise NotAllowed
    return ask(handling, "session_new", 0, WANTED, back=SESSIONS, content={"basin": argument})


@when_typed("session_new")
def session_new_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Set a session; who waits for its date in this basin is told when there was none."""
    said = _appointment(handling, text)
    basin, _ = _free_day(handling, prompt, said.day)
    unusual = _unusual(handling, said.day)
    if unusual:
        place = (say("📍 {place}", place=said.place),) if said.place else ()
        new = say("📅 <b>Session of {day}</b> · {basin}", day=when(said), basin=basin.name)
        return _to_confirm(handling, prompt, said, new, *place, *unusual)
    return _set(handling, prompt, said)


def _free_day(handling: Handling, prompt: Prompt, day: date) -> tuple[Basin, CommitteeSession | None]:
    """Return the basin of a new session, and what is known of its day; raise Refusal when it is taken."""
    code = str(prompt.content.get("basin"))
    basin = handling.world.network.basin(code)
    if basin is None or not handling.held.may_handle(code):
        raise NotAllowed
    sitting = sitting_on(handling.session, code, day)
    if sitting is not None and sitting.held_at:
        raise Refusal(say("The session of {day} is over. Another day?", day=day))
    # One that the network file announced may be given its place here, unless applicants were told of it.
    if (
        sitting is not None
        and sitting.cancelled_at is None
        and (sitting.created_by or agenda_of(handling.session, sitting))
    ):
        raise Refusal(say("There is already a session on {day}. Another day?", day=day))
    return basin, sitting


def _set(handling: Handling, prompt: Prompt, said: Appointment) -> Reply:
    basin, sitting = _free_day(handling, prompt, said.day)
    first = next_day(handling.session, basin, handling.today) is None
    sitting = sitting or CommitteeSession(basin_code=basin.code, day=said.day)
    sitting.starts_at, sitting.place = said.starts_at, said.place
    sitting.created_by, sitting.cancelled_at = handling.person_id, None
    handling.session.add(sitting)
    handling.session.flush()
    no_longer_asked(handling)
    if first:
        _announce_first(handling, sitting)
    return handling.reply(session_page(handling, sitting, note=say("The session is set.")))


def _appointment(handling: Handling, text: str) -> Appointment:
    try:
        said = read_appointment(text, handling.today)
    except ConversationError as wrong:
        raise Refusal(wrong.message) from wrong
    if said.place and len(said.place) > PLACE_MAX:
        raise Refusal(say("A place takes {most} characters at most.", most=PLACE_MAX))
    return said


def _unusual(handling: Handling, day: date) -> tuple[Message, ...]:
    """Tell what of a day is likelier a slip of the finger than a choice."""
    found = []
    if day == handling.today:
        found.append(say("⚠️ It is today."))
    elif day == handling.today + ONE_DAY:
        found.append(say("⚠️ It is tomorrow."))
    if not is_working_day(day, None):
        found.append(say("⚠️ {day} is a week-end or a public holiday.", day=day))
    return tuple(found)


def _to_confirm(handling: Handling, prompt: Prompt, said: Appointment, *shown: Message) -> Reply:
    """Show what would be done and told; another day may be typed instead."""
    shown_at = str(int(handling.now.timestamp()))
    kept = {
        "shown_at": shown_at,
        "day": said.day.isoformat(),
        "starts_at": said.starts_at.isoformat() if said.starts_at else None,
        "place": said.place,
    }
    return ask(
        handling,
        prompt.purpose,
        prompt.subject,
        say("Touch the button to confirm, or type something else:"),
        back=office(say("⬅️ Back"), "session", prompt.subject) if prompt.subject else SESSIONS,
        content={**prompt.content, **kept},
        above=shown,
        rows=((office(say("✅ Confirm"), f"session_sure.{shown_at}", prompt.subject),),),
    )


@at_office("session_sure", *WORKERS)
def session_sure(handling: Handling, subject: int, argument: str) -> Reply:
    """Set or move a session as it was shown. ``argument``: when it was; only the last shown may be."""
    prompt = handling.session.get(Prompt, handling.person_id)
    if prompt is None or prompt.purpose not in DOES or argument != prompt.content.get("shown_at"):
        raise Refusal(OUT_OF_DATE)
    day, starts_at, place = (prompt.content[name] for name in ("day", "starts_at", "place"))
    said = Appointment(date.fromisoformat(day), time.fromisoformat(starts_at) if starts_at else None, place)
    if said.day < handling.today:
        raise Refusal(OUT_OF_DATE)
    return DOES[prompt.purpose](handling, prompt, said)


def _announce_first(handling: Handling, sitting: CommitteeSession) -> None:
    """Keep the promise made to applicants while no date was fixed."""
    for dossier in awaiting_session(handling.session, sitting.basin_code):
        handling.tell_applicant(
            dossier, say("📅 The next approval committee is fixed: {day}.", day=when(sitting))
        )


@at_office("session_move", *WORKERS)
def session_move(handling: Handling, subject: int, argument: str) -> Reply:
    """Ask for another day, time or place."""
    sitting = movable_sitting(handling, subject)
    back = office(say("⬅️ Back"), "session", subject)
    return ask(handling, "session_move", sitting.id or 0, WANTED, back=back)


@when_typed("session_move")
def session_move_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Change a session; with applicants on its agenda, only once what they will be told is confirmed."""
    sitting = movable_sitting(handling, prompt.subject)
    typed = _appointment(handling, text)
    # What is not said stays as it was.
    said = Appointment(typed.day, typed.starts_at or sitting.starts_at, typed.place or sitting.place)
    changed = _changed(handling, sitting, said)
    unusual = _unusual(handling, said.day) if said.day != sitting.day else ()
    waiting = agenda_of(handling.session, sitting)
    if not waiting and not unusual:
        return _move(handling, prompt, said)
    if waiting:
        told = say_n(
            "{n} applicant will be told, and the members of the committee.",
            "{n} applicants will be told, and the members of the committee.",
            len(waiting),
        )
        unusual = (*unusual, told)
    return _to_confirm(handling, prompt, said, *changed, *unusual)


def _changed(handling: Handling, sitting: CommitteeSession, said: Appointment) -> list[Message]:
    """Say what would change of a session; raise Refusal when nothing would, or its day is taken."""
    if said == Appointment(sitting.day, sitting.starts_at, sitting.place):
        raise Refusal(say("It is so already. Type another day, time or place."))
    if said.day != sitting.day:
        other = sitting_on(handling.session, sitting.basin_code, said.day)
        if other is not None and other.cancelled_at is None:
            raise Refusal(say("There is already a session on {day}. Another day?", day=said.day))
    moved = said.day != sitting.day or sitting.starts_at not in (None, said.starts_at)
    changed = (
        say("🗓 The committee of {before} now meets on {day}.", before=when(sitting), day=when(said))
        if moved
        else say("📅 The committee meets on {day}.", day=when(said))
    )
    return [changed, *((say("📍 {place}", place=said.place),) if said.place else ())]


def _move(handling: Handling, prompt: Prompt, said: Appointment) -> Reply:
    """Change a session; the applicants on its agenda and the members are told at once."""
    sitting = movable_sitting(handling, prompt.subject)
    changed = _changed(handling, sitting, said)
    if said.day != sitting.day:
        move_sitting(handling.session, sitting, said.day, handling.now)
    sitting.starts_at, sitting.place = said.starts_at, said.place
    handling.session.flush()
    no_longer_asked(handling)
    waiting = agenda_of(handling.session, sitting)
    for _, dossier in waiting:
        handling.tell_applicant(dossier, *changed, say("Your request is still on its agenda."))
    tell_members(handling, sitting, *changed)
    return handling.reply(session_page(handling, sitting, note=_told(waiting)))


DOES = {"session_new": _set, "session_move": _move}


def _told(waiting: Agenda) -> Message:
    return say("Applicants and members are told.") if waiting else say("The members are told.")


@at_office("session_cancel", *WORKERS)
def session_cancel(handling: Handling, subject: int, argument: str) -> Reply:
    """Cancel a session, once confirmed: its dossiers are ready again, applicants and members are told."""
    sitting = movable_sitting(handling, subject)
    waiting = agenda_of(handling.session, sitting)
    if argument != "yes":
        sure = say("Cancel the session of {day}? No request is on its agenda.", day=when(sitting))
        if waiting:
            sure = say_n(
                "Cancel the session of {day}? {n} applicant will be told.",
                "Cancel the session of {day}? {n} applicants will be told.",
                len(waiting), day=when(sitting),
            )  # fmt: skip
        yes = office(say("✖️ Yes, cancel it"), "session_cancel.yes", subject)
        return handling.reply(Screen((sure,), rows=((yes, office(say("⬅️ Back"), "session", subject)),)))
    sitting.cancelled_at = handling.now
    handling.session.flush()
    for item, dossier in waiting:
        item.removed_at = handling.now
        _take_off(handling, sitting, dossier)
    tell_members(handling, sitting, say("✖️ The committee of {day} is cancelled.", day=when(sitting)))
    return handling.reply(session_page(handling, sitting, note=_told(waiting)))


def _take_off(handling: Handling, sitting: CommitteeSession, dossier: Dossier) -> None:
    basin = handling.world.network.basin(sitting.basin_code)
    following = next_day(handling.session, basin, handling.today) if basin else None
    after = (
        say("Your request stays ready for the next one, on {day}.", day=following)
        if following
        else say("Your request stays ready. I will tell you the new date as soon as it is fixed.")
    )
    told = (say("✖️ The committee of {day} is cancelled.", day=when(sitting)), after)
    try:
        handling.move(dossier, Event.UNSCHEDULE, by=Part.BOT, note=sitting.day.isoformat(), words=told)
    except Overtaken:
        raise Refusal(OUT_OF_DATE) from None


def open_sitting(handling: Handling, number: int) -> CommitteeSession:
    """Return a session that the person prepares and that is still to be held."""
    sitting = worked_sitting(handling, number)
    if sitting.cancelled_at:
        raise Refusal(say("This session is cancelled."))
    if sitting.held_at:
        raise Refusal(say("This session is closed: its minutes are written."))
    return sitting


def movable_sitting(handling: Handling, number: int) -> CommitteeSession:
    """Return an open session that has decided nothing yet."""
    sitting = open_sitting(handling, number)
    if has_decided(handling, sitting):
        raise Refusal(say("Decisions of this session are recorded already: close it instead."))
    return sitting


def tell_members(
    handling: Handling,
    sitting: CommitteeSession,
    *paragraphs: Message,
    to: Collection[int] | None = None,
) -> int:
    """Write to the members of the committee, or those of ``to``, naming no request; count those reached."""
    button = office(say("📅 See the session"), "session", sitting.id or 0)
    reached = [
        person_id
        for person_id in members(handling.session, sitting.basin_code, Role.MEMBER)
        if (to is None or person_id in to) and handling.tell(person_id, Screen(paragraphs, rows=((button,),)))
    ]
    return len(reached)
