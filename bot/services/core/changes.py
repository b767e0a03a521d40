"""What its readers need to know of a request since it was sent: who sent it on, what was corrected."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.services.core.answers import told_answer
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.engine.questionnaire import Walk
from conversations.intake import INTAKE
from conversations.messages import Listing, Message, say
from conversations.privacy.name_masking import without_names
from conversations.situation import World
from conversations.understanding.contacts.reading import mask
from conversations.understanding.words import excerpt
from models.database.writer import Session
from models.dossiers.queries import changes_of, last_of
from models.dossiers.tables import Dossier
from models.intake.tables import Person

REPLACED_SHOWN = 3  # answers: the history has the others
FORMER, BRIEF = 300, 100  # characters of the latest one, and of the others; the history has them whole


def sent_on(
    session: Session, world: World, dossier: Dossier, *, hidden: bool, names: Sequence[str] = ()
) -> list[Message]:
    """Tell from where a dossier was sent on, by whom and why; ``hidden``: without contact, nor ``names``."""
    if not dossier.version:  # just sent: nothing has happened yet
        return []
    event = last_of(session, dossier.id, Event.TRANSFER)
    if event is None:
        return []
    where, _, words = (event.note or "").partition("\n")
    code, _, _ = where.partition(" > ")
    actor = session.get(Person, event.actor_id or 0)
    told = say(
        "🗺 Sent on from {basin} by {name}, on {day}",
        basin=world.network.queue_name(code),
        name=actor.name if actor and actor.name else say("a colleague") if actor else say("the bot"),
        day=event.at,
    )
    if event.reason in set(Reason):
        told = say("{told}: {reason}", told=told, reason=WORDINGS[Reason(event.reason)].label)
    if not words:
        return [told]
    words = excerpt(without_names(mask(words), names) if hidden else words, FORMER)
    return [told, say("“{words}”", words=words)]


def corrected(session: Session, dossier: Dossier) -> list[Message]:
    """Tell which answers changed last, and when; their content is for who holds the dossier."""
    if not dossier.version:
        return []
    changes = changes_of(session, dossier.id)
    if not changes:
        return []
    latest = changes[0].at
    names = {event.note or "" for event in changes if event.at == latest}
    labels = Listing(tuple(Message(step.label) for step in INTAKE.steps if step.name in names))
    return [say("✏️ Changed on {day}: {labels}", day=latest, labels=labels)]


def before_corrections(session: Session, walk: Walk, dossier: Dossier) -> list[Message]:
    """Return what the answers that changed were before, latest first, for who holds the dossier.

    What was only added to is in the answer itself.
    """
    changes = changes_of(session, dossier.id) if dossier.version else ()
    replaced = [
        event
        for event in changes
        if event.note in INTAKE.by_name and event.change and not _is_added_to(event.change)
    ]
    return [
        say(
            "✏️ Until {day}, {label}: {before}",
            day=event.at,
            label=Message(INTAKE.by_name[event.note or ""].label),
            before=told_answer(
                walk, event.note or "", (event.change or {})["before"],
                hidden=False, most=BRIEF if place else FORMER,
            ),
        )
        for place, event in enumerate(replaced[:REPLACED_SHOWN])
    ]  # fmt: skip


def _is_added_to(change: Mapping[str, Any]) -> bool:
    before, after = change.get("before"), change.get("after")
    return "before" not in change or (isinstance(before, str) and str(after).startswith(before))
