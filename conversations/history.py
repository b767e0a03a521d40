"""The history of a dossier in words: what each event or trace is called by those who handle it."""

from collections.abc import Mapping

from conversations.dossiers import Event, Trace
from conversations.messages import N_, Message, Msgid

NAMED: Mapping[str, Msgid] = {
    Event.SUBMIT: N_("sent"),
    Event.CLAIM: N_("claimed"),
    Event.RELEASE: N_("back to the queue"),
    Event.RETURN: N_("back to the queue, untouched for too long"),
    Event.HAND_OVER: N_("handed over"),
    Event.TRANSFER: N_("moved to another territory"),
    Event.ASK: N_("asked the applicant"),
    Event.COMPLETE: N_("answered"),
    Event.LAPSE: N_("the time to answer has passed"),
    Event.RESUME: N_("went on without waiting"),
    Event.MAKE_READY: N_("ready for the committee"),
    Event.REWORK: N_("work again"),
    Event.SCHEDULE: N_("put on an agenda"),
    Event.UNSCHEDULE: N_("taken off the agenda"),
    Event.GRANT_SKILLS: N_("skills granted"),
    Event.GRANT_ADVANCE: N_("advance granted"),
    Event.GRANT_BOTH: N_("skills and advance granted"),
    Event.POSTPONE: N_("postponed"),
    Event.REFUSE: N_("refused"),
    Event.CONTRACT: N_("agreement signed"),
    Event.START: N_("mission begun"),
    Event.CLOSE: N_("closed"),
    Event.DECLINE: N_("declined"),
    Event.LOSE_TOUCH: N_("unreachable"),
    Event.REDIRECT: N_("redirected"),
    Event.WITHDRAW: N_("withdrawn"),
    Event.REOPEN: N_("reopened"),
    Event.RECTIFY: N_("decision put right"),
    Event.EXPIRE: N_("kept for as long as it may be"),
    Trace.REVEAL: N_("saw the contact"),
    Trace.NOTE: N_("noted"),
    Trace.MESSAGE: N_("wrote"),
    Trace.CHANGE: N_("changed an answer"),
    Trace.PROPOSE: N_("proposed another answer, too late to be taken"),
    Trace.ENTRUST: N_("made a link for another account"),
    Trace.TAKE_OVER: N_("took the request over with another account"),
    Trace.AGREE: N_("agreed that the committee reads it"),
    Trace.DISAGREE: N_("took back the agreement that the committee reads it"),
    Trace.EXPORT: N_("took the contact in a file"),
    Trace.REMIND: N_("reminded"),
    Trace.OPINION: N_("gave an opinion"),
}


BETWEEN_OPERATORS = (Trace.NOTE, Trace.ENTRUST, Event.REOPEN, Event.TRANSFER, Event.CLOSE)
"""The events whose words a team writes for itself: the applicant is told the reason, and not the words."""


def named(event: str) -> Message:
    """Return what an event or a trace is called; one of a later release, by its code."""
    return Message(NAMED.get(event, Msgid(event)))
