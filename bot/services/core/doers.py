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


def doer(dossier: Dossier, event: DossierEvent, name_of: Callable[[int | None], Message]) -> Message:
    """Return who did it. ``name_of``: what colleagues call a member."""
    if event.actor_id is None:
        if event.event == Trace.EXPORT:
            return COMMAND_LINE
        return say("by itself") if dossier.source is None or is_of_the_bot(event) else say("as imported")
    if event.actor_id == dossier.person_id:
        return say("applicant")
    if event.event in (Event.SUBMIT, Trace.TAKE_OVER):
        return say("its former applicant")
    return name_of(event.actor_id)


def is_of_the_bot(event: DossierEvent) -> bool:
    """Tell whether what nobody is noted for was done by the assistant."""
    return event.event in OF_THE_BOT or event.event in set(Trace)
