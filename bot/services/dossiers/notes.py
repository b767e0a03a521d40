"""Internal notes: read by those who handle a request, never by who asks; they go with the personal data."""

from datetime import datetime

from bot.services.commands import Place
from bot.services.core.actions import OnDossier
from bot.services.core.dossier_card import nobody
from bot.services.core.dossier_page import back_to, dossier_page
from bot.services.core.entries import short
from bot.services.core.group_cards import ANONYMOUS, GROUP_LANGUAGE
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Reply
from bot.services.core.visitors import Visitor, welcome
from conversations.dossiers.statuses import HANDLERS, Part
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.contacts.reading import mask
from models.database.writer import Transaction
from models.dossiers.queries import events_of
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt
from models.network.queues import dossier_on_card

SHHANDLERS_AT_MOST = 8
NOTE_MAX = 1_000


def note(handling: Handling, dossier: Dossier) -> Reply:
    """Show the notes, and take another one."""
    wanted = say("Your note. The applicant never sees it.")
    return ask(handling, "note", dossier, wanted, back=back_to(dossier), above=_notes(handling, dossier))


def _notes(handling: Handling, dossier: Dossier) -> tuple[Message, ...]:
    holds = Part.HOLDER in handling.parts(dossier)
    written = [
        event
        for event in events_of(handling.session, dossier.id)
        if event.event == Trace.NOTE.value and event.note
    ]
    return tuple(
        say(
            "📝 {day}, {name}: {words}",
            day=event.at,
            name=handling.name_of(event.actor_id),
            words=(event.note or "") if holds else mask(event.note or ""),
        )
        for event in written[-SHHANDLERS_AT_MOST:]
    )


def note_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Keep a note."""
    _keep(handling, dossier, text)
    no_longer_asked(handling)
    return handling.reply(dossier_page(handling, dossier, note=say("Noted.")))


def _keep(handling: Handling, dossier: Dossier, text: str) -> None:
    short(text, NOTE_MAX)
    if dossier.person_id is None and dossier.source is None:
        raise Refusal(nobody(dossier))
    handling.note(dossier, Trace.NOTE, text)


def note_in_group(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    text: str,
    place: Place,
    card_id: int,
    now: datetime,
) -> Reply | None:
    """Keep what a member of the team answers to a request's card in its group; None for anything else.

    Who writes without being known is told that nothing was kept.
    """

    def said(word: Message) -> Reply:
        return Reply(GROUP_LANGUAGE, told=(place.notice(GROUP_LANGUAGE, word),))

    with transaction.session() as session:
        dossier = dossier_on_card(session, place.chat_id, card_id)
        if dossier is None:
            return None
        if place.anonymous:
            return said(ANONYMOUS)
        visit = welcome(transaction, visitor, now)
        handling = Handling(transaction, session, world, now, visit, place.chat_id)
        if not handling.parts(dossier).intersection(HANDLERS):
            return None
        try:
            _keep(handling, dossier, text)
        except Refusal as refusal:
            return said(refusal.message)
    return said(say("📝 Noted on {reference}, for the team only. To write to the applicant: “Open”.",
                    reference=dossier.reference))  # fmt: skip


ACTIONS = (OnDossier("note", note, HANDLERS, typed=note_typed, fresh=False),)
