"""A session is held: who was there, then its minutes, which members receive."""

from bot.services.actions import at_office, when_typed
from bot.services.circulation import seats, sitting_of, when, worked_sitting
from bot.services.committee_papers import minutes
from bot.services.decisions import own_words
from bot.services.handling import Handling, Refusal
from bot.services.prompting import ask, no_longer_asked
from bot.services.screens import Button, Reply
from bot.services.session_changes import open_sitting, tell_members
from bot.services.sessions import READERS, session_page
from bot.services.worklist import WORKERS, office
from conversations.inputs import NOT_AN_ANSWER
from conversations.messages import say, say_n
from conversations.wishes import Wish, wish_of
from models.committee_tables import CommitteeSession
from models.committees import agenda_of
from models.desk_tables import Prompt


@at_office("attendance", *WORKERS)
def attendance(handling: Handling, subject: int, argument: str) -> Reply:
    """Ask who was there."""
    sitting = _begun(handling, subject)
    wanted = say("Who was there? Names and firms, as the minutes will say:")
    return ask(handling, "attendance", sitting.id or 0, wanted, back=_back(sitting))


@when_typed("attendance")
def attendance_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note who was there."""
    sitting = _begun(handling, prompt.subject)
    if wish_of(text) not in (None, Wish.NOBODY):
        raise Refusal(NOT_AN_ANSWER)
    sitting.attendance = own_words(text)
    handling.session.flush()
    no_longer_asked(handling)
    return handling.reply(session_page(handling, sitting))


@at_office("hold", *WORKERS)
def hold(handling: Handling, subject: int, argument: str) -> Reply:
    """Close a session once every decision is recorded and the attendance told: its minutes are sent."""
    sitting = _begun(handling, subject)
    undecided = [dossier for item, dossier in agenda_of(handling.session, sitting) if item.outcome is None]
    if undecided:
        references = ", ".join(dossier.reference for dossier in undecided)
        raise Refusal(
            say("No decision yet on {references}: record it, or take it off.", references=references)
        )
    if not sitting.attendance:
        return attendance(handling, subject, "")
    sitting.held_at = handling.now
    handling.session.flush()
    handling.hand(handling.person_id, minutes(handling, sitting))
    return handling.reply(
        session_page(handling, sitting, note=say("The session is closed; here are its minutes."))
    )


@at_office("minutes", *READERS)
def minutes_paper(handling: Handling, subject: int, argument: str) -> Reply:
    """Send the minutes, with what the person may read of them."""
    sitting = sitting_of(handling, subject)
    if sitting.held_at is None:
        raise Refusal(say("The minutes are written once the session is closed."))
    handling.hand(handling.person_id, minutes(handling, sitting))
    return handling.reply()


@at_office("minutes_out", *WORKERS)
def minutes_out(handling: Handling, subject: int, argument: str) -> Reply:
    """Send the minutes to every member, each with what they may read."""
    sitting = worked_sitting(handling, subject)
    if sitting.held_at is None:
        raise Refusal(say("The minutes are written once the session is closed."))
    told = 0
    for seat in seats(handling.session, sitting.basin_code):
        written = say("📄 Here are the minutes of the committee of {day}.", day=when(sitting))
        if tell_members(handling, sitting, written, to=(seat.person_id,)):
            handling.hand(seat.person_id, minutes(handling, sitting, seat.person_id))
            told += 1
    note = say_n("Sent to {n} member.", "Sent to {n} members.", told)
    return handling.reply(session_page(handling, sitting, note=note))


def _begun(handling: Handling, number: int) -> CommitteeSession:
    """Return a session whose day has come and that is not closed."""
    sitting = open_sitting(handling, number)
    if sitting.day > handling.today:
        raise Refusal(say("The committee meets on {day}: come back then.", day=when(sitting)))
    return sitting


def _back(sitting: CommitteeSession) -> Button:
    return office(say("⬅️ Back"), "session", sitting.id or 0)
