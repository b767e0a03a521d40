"""A session of a committee is set, moved or cancelled; applicants on its agenda and members are told."""

from bot.services.actions import at_office, when_typed
from bot.services.circulation import when, worked_sitting
from bot.services.handling import OUT_OF_DATE, Handling, NotAllowed, Overtaken, Refusal
from bot.services.prompting import ask, no_longer_asked
from bot.services.rights import Role, members
from bot.services.screens import Reply, Screen
from bot.services.sessions import SESSIONS, basins_of, session_page
from bot.services.worklist import WORKERS, office
from conversations.committees import Appointment, read_appointment
from conversations.dossiers import Event, Part
from conversations.messages import ConversationError, Message, say, say_n, verbatim
from models.committee_tables import CommitteeSession
from models.committees import agenda_of, awaiting_session, move_sitting, next_day, sitting_on
from models.desk_tables import Prompt
from models.tables import Dossier

PLACE_MAX = 300
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
    code = str(prompt.content.get("basin"))
    basin = handling.world.network.basin(code)
    if basin is None or not handling.held.may_handle(code):
        raise NotAllowed
    said = _appointment(handling, text)
    first = next_day(handling.session, basin, handling.today) is None
    sitting = sitting_on(handling.session, code, said.day)
    if sitting is not None and (sitting.cancelled_at is sitting.held_at is None) and sitting.created_by:
        raise Refusal(say("There is already a session on {day}. Another day?", day=said.day))
    if sitting is not None and sitting.held_at:
        raise Refusal(say("The session of {day} is over. Another day?", day=said.day))
    sitting = sitting or CommitteeSession(basin_code=code, day=said.day)
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


def _announce_first(handling: Handling, sitting: CommitteeSession) -> None:
    """Keep the promise made to applicants while no date was fixed."""
    for dossier in awaiting_session(handling.session, sitting.basin_code):
        handling.tell_applicant(
            dossier, say("📅 The next approval committee is fixed: {day}.", day=when(sitting))
        )


@at_office("session_move", *WORKERS)
def session_move(handling: Handling, subject: int, argument: str) -> Reply:
    """Ask for another day, time or place."""
    sitting = open_sitting(handling, subject)
    back = office(say("⬅️ Back"), "session", subject)
    return ask(handling, "session_move", sitting.id or 0, WANTED, back=back)


@when_typed("session_move")
def session_move_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Change a session; the applicants on its agenda and the members are told at once."""
    sitting = open_sitting(handling, prompt.subject)
    said = _appointment(handling, text)
    before = when(sitting)
    if said.day != sitting.day:
        other = sitting_on(handling.session, sitting.basin_code, said.day)
        if other is not None and other.cancelled_at is None:
            raise Refusal(say("There is already a session on {day}. Another day?", day=said.day))
        move_sitting(handling.session, sitting, said.day, handling.now)
    sitting.starts_at = said.starts_at
    sitting.place = said.place or sitting.place
    handling.session.flush()
    no_longer_asked(handling)
    changed = [say("🗓 The committee of {before} now meets on {day}.", before=before, day=when(sitting))]
    if before == when(sitting):
        changed = [say("📍 The committee of {day} has a new place.", day=before)]
    if sitting.place:
        changed.append(say("📍 {place}", place=sitting.place))
    for _, dossier in agenda_of(handling.session, sitting):
        handling.tell_applicant(dossier, *changed, say("Your request is still on its agenda."))
    tell_members(handling, sitting, *changed)
    return handling.reply(session_page(handling, sitting, note=say("Applicants and members are told.")))


@at_office("session_cancel", *WORKERS)
def session_cancel(handling: Handling, subject: int, argument: str) -> Reply:
    """Cancel a session, once confirmed: its dossiers are ready again, applicants and members are told."""
    sitting = open_sitting(handling, subject)
    waiting = agenda_of(handling.session, sitting)
    if argument != "yes":
        sure = say_n(
            "Cancel the session of {day}? {n} applicant will be told.",
            "Cancel the session of {day}? {n} applicants will be told.",
            len(waiting), day=when(sitting),
        )  # fmt: skip
        yes = office(say("✖️ Yes, cancel it"), "session_cancel.yes", subject)
        return handling.reply(Screen((sure,), rows=((yes, office(say("⬅️ Back"), "session", subject)),)))
    if any(item.outcome for item, _ in waiting):
        raise Refusal(say("Decisions of this session are recorded already: close it instead."))
    sitting.cancelled_at = handling.now
    handling.session.flush()
    for item, dossier in waiting:
        item.removed_at = handling.now
        _take_off(handling, sitting, dossier)
    tell_members(handling, sitting, say("✖️ The committee of {day} is cancelled.", day=when(sitting)))
    return handling.reply(session_page(handling, sitting, note=say("Applicants and members are told.")))


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


def tell_members(
    handling: Handling, sitting: CommitteeSession, *paragraphs: Message, only: int | None = None
) -> int:
    """Write to the members of the committee, or one, naming no request; return how many were reached."""
    button = office(say("📅 See the session"), "session", sitting.id or 0)
    reached = [
        person_id
        for person_id in members(handling.session, sitting.basin_code, Role.MEMBER)
        if only in (None, person_id) and handling.tell(person_id, Screen(paragraphs, rows=((button,),)))
    ]
    return len(reached)
