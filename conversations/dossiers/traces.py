"""What is noted in the history of a dossier without making it move: a row each."""

from collections.abc import Mapping
from enum import StrEnum

from conversations.dossiers.events import TraceSpec, Words
from conversations.dossiers.reasons import Reason
from conversations.messages import N_


class Trace(StrEnum):
    """What is noted in a dossier's history without making it move. Values are stored: never renamed."""

    REVEAL = "reveal"
    NOTE = "note"
    MESSAGE = "message"
    CHANGE = "change"
    PROPOSE = "propose"
    ENTRUST = "entrust"
    TAKE_OVER = "take_over"
    AGREE = "agree"
    DISAGREE = "disagree"
    REMIND = "remind"
    EXPORT = "export"
    OPINION = "opinion"


TRACES: Mapping[Trace, TraceSpec] = {
    Trace.REVEAL: TraceSpec(history=N_("saw the contact")),
    Trace.NOTE: TraceSpec(history=N_("noted"), words=Words.ASIDE),
    Trace.MESSAGE: TraceSpec(history=N_("wrote")),
    Trace.CHANGE: TraceSpec(history=N_("changed an answer")),
    Trace.PROPOSE: TraceSpec(history=N_("proposed another answer, too late to be taken")),
    Trace.ENTRUST: TraceSpec(
        history=N_("made a link for another account"), words=Words.OF_TEAM,
        reasons=(Reason.SAME_PERSON, Reason.SUCCESSOR, Reason.OTHER),
    ),
    Trace.TAKE_OVER: TraceSpec(history=N_("took the request over with another account")),
    Trace.AGREE: TraceSpec(history=N_("agreed that the committee reads it")),
    Trace.DISAGREE: TraceSpec(history=N_("took back the agreement that the committee reads it")),
    Trace.EXPORT: TraceSpec(history=N_("took the contact in a file"), words=Words.SHARED),
    Trace.REMIND: TraceSpec(history=N_("reminded")),
    Trace.OPINION: TraceSpec(history=N_("gave an opinion")),
}  # fmt: skip
