"""Events and traces in words: what those who handle a dossier call them, and the buttons of events."""

from collections.abc import Mapping

from conversations.dossiers.events import TraceSpec, Words
from conversations.dossiers.lifecycle import EVENTS, Event
from conversations.dossiers.traces import TRACES
from conversations.messages import Message, Msgid, say

HISTORY: Mapping[str, TraceSpec] = {str(kind): row for rows in (EVENTS, TRACES) for kind, row in rows.items()}
"""All that a history may hold, by the code that is stored."""

COMMAND_LINE = say("the command line")
"""Who did what was done there."""


def named(event: str) -> Message:
    """Return what an event or a trace is called; one of a later release, by its code."""
    return Message(HISTORY[event].history if event in HISTORY else Msgid(event))


def words_of(event: str) -> Words:
    """Return whose words are noted beside an event or a trace."""
    return HISTORY[event].words if event in HISTORY else Words.NONE


def label_of(event: Event) -> Message:
    """Return the words of the button by which a member makes an event happen."""
    label = EVENTS[event].label
    assert label is not None
    return label
