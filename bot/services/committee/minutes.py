"""A session is held: who was there, then its minutes, which members receive."""

from bot.services.committee.audience import members_told, tell_members
from bot.services.committee.decisions.record import own_words
from bot.services.committee.decisions.review import present_wrongly
from bot.services.committee.papers import local_day, minutes
from bot.services.committee.readers import seats, sitting_of, when, worked_sitting
from bot.services.committee.sessions import READERS, open_sitting, session_page
from bot.services.core.actions import AtOffice
from bot.services.core.confirmation import Once, Shown, to_confirm
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply
from bot.services.core.worklist import WORKERS, office
from conversations.inputs import NOT_AN_ANSWER
from conversations.messages import say, say_n
from conversations.understanding.wishes import Wish, wish_of
from models.committee.queries import agenda_of
from models.committee.tables import CommitteeSession
from models.messages.tables import Prompt, Reminder


def attendance(handling: Handling, subject: int) -> Reply:
    """Ask who was there."""
    sitting = _begun(handling, subject)
    wanted = say("Who was there? Names and firms, as the minutes will say:")
    return ask(handling, "attendance", sitting.id, wanted, back=_back(sitting))


def attendance_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note who was there."""
    sitting = _begun(handling, prompt.subject)
    if wish_of(text) not in (None, Wish.NOBODY):
        raise Refusal(NOT_AN_ANSWER)
    sitting.attendance = own_words(text)
    handling.session.flush()
    no_longer_asked(handling)
    return handling.reply(session_page(handling, sitting))


def hold(handling: Handling, subject: int, argument: Once) -> Reply:
    """Close a session once every decision is recorded and the attendance told: its minutes are sent."""
    sitting = _begun(handling, subject)
    undecided = [dossier for item, dossier in agenda_of(handling.session, sitting) if item.outcome is None]
    if undecided:
        references = ", ".join(dossier.reference for dossier in undecided)
        raise Refusal(
            say("No decision yet on {references}: record it, or take it off.", references=references)
        )
    if not sitting.attendance:
        return attendance(handling, subject)
    page = to_confirm(
        handling, subject, argument, _about_to_close(handling, sitting), _back(sitting),
        say("🏁 Yes, close it"),
    )  # fmt: skip
    if page is not None:
        return page
    sitting.held_at = handling.now
    handling.session.flush()
    handling.hand(handling.person_id, minutes(handling, sitting))
    return handling.reply(
        session_page(handling, sitting, note=say("The session is closed; here are its minutes."))
    )


def _about_to_close(handling: Handling, sitting: CommitteeSession) -> Shown:
    agenda = agenda_of(handling.session, sitting)
    doubts = [
        say("⚠️ {reference}: {warning}", reference=dossier.reference, warning=warning)
        for item, dossier in agenda
        for warning in present_wrongly(handling, sitting, item)
    ]
    return (
        say_n(
            "Close the session of {day}, with {n} decision recorded?",
            "Close the session of {day}, with {n} decisions recorded?",
            len(agenda), day=when(sitting),
        ),
        say("👥 Present: {names}", names=sitting.attendance or ""),
        *doubts,
        say(
            "Its minutes are written and given to you; nobody else receives them yet. It cannot be opened"
            " again, but a decision recorded by mistake can still be put right."
        ),
    )  # fmt: skip


def minutes_paper(handling: Handling, subject: int) -> Reply:
    """Send the minutes, with what the person may read of them."""
    sitting = sitting_of(handling, subject)
    if sitting.held_at is None:
        raise Refusal(say("The minutes are written once the session is closed."))
    handling.hand(handling.person_id, minutes(handling, sitting))
    return handling.reply()


def minutes_out(handling: Handling, subject: int, argument: Once) -> Reply:
    """Send the minutes to every member, each with what they may read."""
    sitting = worked_sitting(handling, subject)
    if sitting.held_at is None:
        raise Refusal(say("The minutes are written once the session is closed."))
    key, words = (
        f"minutes:{sitting.id}",
        say("📄 Here are the minutes of the committee of {day}.", day=when(sitting)),
    )
    sent = handling.session.get(Reminder, key)
    shown: Shown = (
        say("The members will read: “{words}”", words=words),
        say("Each receives the minutes with what they may read, and nothing else."),
        *members_told(handling, sitting),
        *((say("⚠️ Already sent on {day}.", day=local_day(sent.at)),) if sent else ()),
        say("What is sent cannot be taken back."),
    )
    page = to_confirm(handling, subject, argument, shown, _back(sitting), say("📨 Send"))
    if page is not None:
        return page
    told = 0
    for seat in seats(handling.session, sitting.basin_code):
        if tell_members(handling, sitting, words, to=(seat.person_id,)):
            handling.hand(seat.person_id, minutes(handling, sitting, seat.person_id))
            told += 1
    if told:
        handling.session.merge(Reminder(key=key, at=handling.now))
    note = say_n("Sent to {n} member.", "Sent to {n} members.", told)
    return handling.reply(session_page(handling, sitting, note=note))


def _begun(handling: Handling, number: int) -> CommitteeSession:
    """Return a session whose day has come and that is not closed."""
    sitting = open_sitting(handling, number)
    if sitting.day > handling.today:
        raise Refusal(say("The committee meets on {day}: come back then.", day=when(sitting)))
    return sitting


def _back(sitting: CommitteeSession) -> Button:
    return office(say("⬅️ Back"), "session", sitting.id)


ACTIONS = (
    AtOffice("attendance", attendance, WORKERS, typed=attendance_typed),
    AtOffice("hold", hold, WORKERS),
    AtOffice("minutes", minutes_paper, READERS),
    AtOffice("minutes_out", minutes_out, WORKERS),
)
