"""What its readers need to know of a request since it was sent: who sent it on, what was corrected."""

from sqlmodel import Session

from conversations.contact_details import mask
from conversations.dossiers import Event
from conversations.messages import Message, say, verbatim
from conversations.reasons import WORDINGS, Reason
from conversations.situation import World
from models.dossiers import last_of
from models.tables import Dossier, Person


def sent_on(session: Session, world: World, dossier: Dossier, *, hidden: bool) -> list[Message]:
    """Tell from where a dossier was sent on, by whom and why; ``hidden``: without contact details."""
    if not dossier.version:  # just sent: nothing has happened yet
        return []
    event = last_of(session, dossier.id or 0, Event.TRANSFER)
    if event is None:
        return []
    where, _, words = (event.note or "").partition("\n")
    code, _, _ = where.partition(" > ")
    basin, actor = world.network.basin(code), session.get(Person, event.actor_id or 0)
    told = say(
        "🗺 Sent on from {basin} by {name}, on {day}",
        basin=verbatim(basin.name) if basin else say("national queue"),
        name=actor.name if actor and actor.name else say("a colleague") if actor else say("the bot"),
        day=event.at,
    )
    if event.reason in set(Reason):
        told = say("{told}: {reason}", told=told, reason=WORDINGS[Reason(event.reason)].label)
    if not words:
        return [told]
    return [told, say("“{words}”", words=mask(words) if hidden else words)]
