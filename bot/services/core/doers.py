"""Who did what the history of a dossier tells: a person, the assistant, or who keeps what was imported."""

from collections.abc import Callable

from conversations.dossiers.event_labels import COMMAND_LINE
from conversations.dossiers.lifecycle import EVENTS, Event
from conversations.dossiers.statuses import Part
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say
from models.dossiers.tables import Dossier, DossierEvent

OF_THE_BOT = frozenset(
    event for event, row in EVENTS.items() if any(Part.BOT in move.by for move in row.moves)
)
"""What may happen without anybody; people decide the rest."""


def doer(dossier: Dossier, event: DossierEvent, name_of: Callable[[int], Message]) -> Message:
    """Return who did it. ``name_of``: what colleagues call a member."""
    if event.actor_id is None:
        if event.event == Trace.EXPORT:
            return COMMAND_LINE
        return nobody_noted(dossier, event)
    if event.actor_id == dossier.person_id:
        return say("applicant")
    if event.event in (Event.SUBMIT, Trace.TAKE_OVER):
        return say("its former applicant")
    return name_of(event.actor_id)


def nobody_noted(dossier: Dossier, event: DossierEvent) -> Message:
    """Return who did what nobody is noted for: the assistant, or people before it was imported."""
    of_the_bot = event.event in OF_THE_BOT or event.event in set(Trace)
    return say("by itself") if dossier.source is None or of_the_bot else say("as imported")
