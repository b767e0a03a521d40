"""A session of a committee is set or moved, once who is told of it was looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from bot.services.committee.audience import applicants_told, members_told, tell_members
from bot.services.committee.dates_told import Word, dates_shown, moved_dates, tell_dates
from bot.services.committee.readers import when
from bot.services.committee.sessions import SESSIONS, SessionNew, basins_of, movable_sitting, session_page
from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import CHANGED, Shown, is_sure, to_sure
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.rights import Role, members
from bot.services.core.screens import Reply, Screen
from bot.services.core.worklist import WORKERS, office
from conversations.committee.opinions import Appointment, read_appointment
from conversations.dossiers.deadlines import is_working_day
from conversations.messages import ConversationError, Message, say, verbatim
from conversations.network.basins import Basin
from models.committee.queries import Agenda, agenda_of, move_sitting, sitting_on
from models.committee.tables import CommitteeSession
from models.messages.tables import Prompt

Look = tuple[Shown, bool]
"""What is about to be done, and whether it has to be confirmed."""

PLACE_MAX = 300
ONE_DAY = timedelta(days=1)
STILL_ON = say("Your request is still on its agenda.")
WANTED = say("The day, the time, then the place or the link: “10/12/2027 14:30, town hall, room 2”")


@dataclass(frozen=True, slots=True)
class SessionSure(Confirmable):
    """A session is set or moved as it was shown. ``shown_at``: when, as former releases put it."""

    action = "session_sure"
    shown_at: int | None = None


FIRST_LOOK = SessionSure()


def session_new(handling: Handling, subject: int, argument: SessionNew) -> Reply:
    """Ask for the day of a new session."""
    worked = {basin.code: basin for basin in basins_of(handling) if handling.held.may_handle(basin.code)}
    if argument.basin is None:
        options = tuple(office(verbatim(basin.name), SessionNew(code)) for code, basin in worked.items())
        return handling.reply(Screen((say("For which territory?"),), options=options))
    if argument.basin not in worked:
        raise NotAllowed
    return ask(handling, "session_new", 0, WANTED, back=SESSIONS, content={"basin": argument.basin})


def session_new_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Set a session; who waits for its date in this basin is told when there was none."""
    return _go_on(handling, prompt, _appointment(handling, text))


def _new(handling: Handling, prompt: Prompt, said: Appointment) -> Look:
    """Return a session about to be set, with who hears of it."""
    basin, _ = _free_day(handling, prompt, said.day)
    unusual = _unusual(handling, said.day)
    told = dates_shown(handling, moved_dates(handling, basin, to=said.day, first=_fixed(said)))
    shown = [say("📅 <b>Session of {day}</b> · {basin}", day=when(said), basin=basin.name)]
    if said.place:
        shown.append(say("📍 {place}", place=said.place))
    return (*shown, *unusual, *told), bool(unusual or told)


def _fixed(said: Appointment) -> Message:
    return say("📅 The next approval committee is fixed: {day}.", day=when(said))


def _free_day(handling: Handling, prompt: Prompt, day: date) -> tuple[Basin, CommitteeSession | None]:
    """Return the basin of a new session, and what is known of its day; raise Refusal when it is taken."""
    code = str(prompt.content.get("basin"))
    basin = handling.network.basin(code)
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
    told = moved_dates(handling, basin, to=said.day, first=_fixed(said))
    sitting = sitting or CommitteeSession(basin_code=basin.code, day=said.day)
    sitting.starts_at, sitting.place = said.starts_at, said.place
    sitting.created_by, sitting.cancelled_at = handling.person_id, None
    handling.session.add(sitting)
    handling.session.flush()
    no_longer_asked(handling)
    tell_dates(handling, told)
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


def _go_on(
    handling: Handling, prompt: Prompt, said: Appointment, argument: SessionSure = FIRST_LOOK
) -> Reply:
    """Set or move a session; where somebody is told or the day is unlikely, once this is confirmed."""
    look, do_it = WAYS[prompt.purpose]
    shown, asks = look(handling, prompt, said)
    if not asks or is_sure(argument, shown):
        return do_it(handling, prompt, said)
    kept = {
        "day": said.day.isoformat(),
        "starts_at": said.starts_at.isoformat() if said.starts_at else None,
        "place": said.place,
    }
    asked = ask(
        handling,
        prompt.purpose,
        prompt.subject,
        say("Touch the button to confirm, or type something else:"),
        back=office(say("⬅️ Back"), "session", prompt.subject) if prompt.subject else SESSIONS,
        content={**prompt.content, **kept},
        above=shown,
        rows=((to_sure(prompt.subject, FIRST_LOOK, shown, say("✅ Confirm")),),),
    )
    return asked if argument is FIRST_LOOK else replace(asked, alert=CHANGED)


def session_sure(handling: Handling, subject: int, argument: SessionSure) -> Reply:
    """Set or move a session as it was shown; what changed since is shown again."""
    stored = handling.session.get(Prompt, handling.person_id)
    if stored is None or stored.purpose not in WAYS or not stored.content.get("day"):
        raise Refusal(OUT_OF_DATE)
    prompt = Prompt(**stored.model_dump())
    day, starts_at, place = (prompt.content[name] for name in ("day", "starts_at", "place"))
    said = Appointment(date.fromisoformat(day), time.fromisoformat(starts_at) if starts_at else None, place)
    if said.day < handling.today:
        raise Refusal(OUT_OF_DATE)
    return _go_on(handling, prompt, said, argument)


def session_move(handling: Handling, subject: int) -> Reply:
    """Ask for another day, time or place."""
    sitting = movable_sitting(handling, subject)
    back = office(say("⬅️ Back"), "session", subject)
    return ask(handling, "session_move", sitting.id, WANTED, back=back)


def session_move_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Change a session; what is not said of it stays as it was."""
    sitting, typed = movable_sitting(handling, prompt.subject), _appointment(handling, text)
    said = Appointment(typed.day, typed.starts_at or sitting.starts_at, typed.place or sitting.place)
    return _go_on(handling, prompt, said)


def _moved(handling: Handling, prompt: Prompt, said: Appointment) -> Look:
    """Return what would change of a session, with who hears of it."""
    sitting = movable_sitting(handling, prompt.subject)
    shown: Shown = tuple(_changed(handling, sitting, said))
    unusual = _unusual(handling, said.day) if said.day != sitting.day else ()
    told = applicants_told(handling, (dossier for _, dossier in agenda_of(handling.session, sitting)))
    if told:
        shown += (say("The applicants also read: “{words}”", words=STILL_ON),)
    hear = bool(members(handling.session, sitting.basin_code, Role.MEMBER))
    others = dates_shown(handling, _other_dates(handling, sitting, said))
    shown += (*told, *others, *(members_told(handling, sitting) if hear else ()))
    return (*shown, *unusual), bool(told or others or unusual or hear)


def _other_dates(handling: Handling, sitting: CommitteeSession, said: Appointment) -> Sequence[Word]:
    """Return what those read who wait for a session that moves, on no agenda yet."""
    basin = handling.network.basin(sitting.basin_code)
    return moved_dates(handling, basin, without=sitting.day, to=said.day) if said.day != sitting.day else ()


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
    changed, others = _changed(handling, sitting, said), _other_dates(handling, sitting, said)
    if said.day != sitting.day:
        move_sitting(handling.session, sitting, said.day, handling.now)
    sitting.starts_at, sitting.place = said.starts_at, said.place
    handling.session.flush()
    no_longer_asked(handling)
    waiting = agenda_of(handling.session, sitting)
    for _, dossier in waiting:
        handling.tell_applicant(dossier, *changed, STILL_ON)
    tell_dates(handling, others)
    tell_members(handling, sitting, *changed)
    return handling.reply(session_page(handling, sitting, note=who_was_told(waiting)))


WAYS = {"session_new": (_new, _set), "session_move": (_moved, _move)}
"""How a session is looked at before it is set or moved, then how it is."""


def who_was_told(waiting: Agenda) -> Message:
    return say("Applicants and members are told.") if waiting else say("The members are told.")


ACTIONS = (
    AtOffice("session_new", session_new, WORKERS, typed=session_new_typed),
    AtOffice("session_sure", session_sure, WORKERS),
    AtOffice("session_move", session_move, WORKERS, typed=session_move_typed),
)
