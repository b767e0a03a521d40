"""The members of a committee are called to a session: those who may read something of it, once confirmed."""

from bot.services.committee.audience import members_told, named_nowhere, tell_members
from bot.services.committee.papers import local_day
from bot.services.committee.readers import on_agenda, seats, when, who_may_read
from bot.services.committee.sessions import all_decided, open_sitting, session_page
from bot.services.core.actions import AtOffice
from bot.services.core.confirmation import Once, to_confirm
from bot.services.core.handling import Handling, Refusal
from bot.services.core.screens import Reply
from bot.services.core.worklist import WORKERS, office
from conversations.messages import Listing, Message, say, say_n
from models.committee.queries import agenda_of
from models.messages.tables import Reminder


def call_members(handling: Handling, subject: int, argument: Once) -> Reply:
    """Send a session to its members, once who reads what is confirmed; more than once, when asked to."""
    sitting = open_sitting(handling, subject)
    if not agenda_of(handling.session, sitting):
        raise Refusal(say("The agenda is empty: add requests first."))
    if all_decided(handling, sitting):
        raise Refusal(say("The committee has decided: opinions are closed."))
    everybody = [seat.person_id for seat in seats(handling.session, sitting.basin_code)]
    may_read = who_may_read(handling, sitting)
    to = [each for each in everybody if each in may_read]
    if not any(handling.reached(each) for each in to):
        raise Refusal(say("No member can be written to yet: invite the members of the committee first."))
    words = say("📅 The committee of {day} asks for your opinion.", day=when(sitting))
    called = handling.session.get(Reminder, f"called:{sitting.id}")
    shown: list[Message] = [
        say("📨 The members will read: “{words}”", words=words),
        *members_told(handling, sitting, to),
    ]
    kept = [handling.name_of(each) for each in everybody if each not in to]
    if kept:
        shown.append(say("🙈 Not called, everything is kept from them: {names}", names=Listing(tuple(kept))))
    agenda = (dossier for item, dossier in agenda_of(handling.session, sitting) if on_agenda(item, dossier))
    shown += named_nowhere(handling, sitting, agenda)
    if called is not None:
        shown.append(say("⚠️ Already sent on {day}.", day=local_day(called.at)))
    shown.append(
        say("What is sent cannot be taken back. What they may read still can: “Leave out”, “Take off”.")
    )
    back = office(say("⬅️ Back"), "session", subject)
    page = to_confirm(handling, subject, argument, tuple(shown), back, say("📨 Send"))
    if page is not None:
        return page
    told = tell_members(handling, sitting, words, to=to)
    handling.session.merge(Reminder(key=f"called:{sitting.id}", at=handling.now))
    note = say_n("Sent to {n} member.", "Sent to {n} members.", told)
    return handling.reply(session_page(handling, sitting, note=note))


ACTIONS = (AtOffice("call_members", call_members, WORKERS),)
