"""Internal notes: read by those who handle a request, never by who asks; they go with the personal data."""

from datetime import datetime, timedelta

from bot.services.commands import Place
from bot.services.core.actions import NOT_YOURS, OnDossier
from bot.services.core.dossier_card import nobody
from bot.services.core.dossier_page import back_to, dossier_page
from bot.services.core.entries import short
from bot.services.core.group_cards import ANONYMOUS, GROUP_LANGUAGE
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.rights import rights
from bot.services.core.screens import Reply, words
from bot.services.core.visitors import Visitor, welcome
from conversations.dossiers.statuses import HANDLERS, Part
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.contacts.reading import mask
from models.database.writer import Transaction
from models.dossiers.queries import events_of, noted_by
from models.dossiers.tables import Dossier, DossierEvent
from models.messages.tables import Prompt
from models.network.queues import dossier_on_card

SHOWN_AT_MOST = 8
NOTE_MAX = 1_000
EDITED_FOR = timedelta(days=3)  # Telegram lets a message be edited for two
TYPED_AS = "message"
"""In a note, the number of the message that says it: once that is edited, it says otherwise."""


def note(handling: Handling, dossier: Dossier) -> Reply:
    """Show the notes, and take another one."""
    wanted = say("Your note. The applicant never sees it.")
    return ask(handling, "note", dossier, wanted, back=back_to(dossier), above=_notes(handling, dossier))


def _notes(handling: Handling, dossier: Dossier) -> tuple[Message, ...]:
    holds = Part.HOLDER in handling.parts(dossier)
    written = {
        (event.actor_id, (event.change or {}).get(TYPED_AS, -event.id)): event
        for event in events_of(handling.session, dossier.id, Trace.NOTE)
        if event.note
    }
    return tuple(
        say(
            "📝 {day}, {name}: {words}",
            day=event.at,
            name=handling.name_of(event.actor_id),
            words=(event.note or "") if holds else mask(event.note or ""),
        )
        for event in [*written.values()][-SHOWN_AT_MOST:]
    )


def note_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Keep a note."""
    _keep(handling, dossier, text, prompt.typed_as)
    no_longer_asked(handling)
    return handling.reply(dossier_page(handling, dossier, note=say("Noted.")))


def correct_note(
    transaction: Transaction, world: World, visitor: Visitor, text: str, number: int, now: datetime
) -> Reply | None:
    """Keep what a note says once its message is edited; None for any other message."""
    with transaction.session() as session:
        if not rights(session, visitor.id, now).works:
            return None
        said = (each for each in noted_by(session, visitor.id, now - EDITED_FOR) if _is_said_by(each, number))
        former = next(said, None)
        if former is None:
            return None
        handling = Handling(transaction, session, world, now, welcome(transaction, visitor, now), visitor.id)
        dossier = session.get_one(Dossier, former.dossier_id)
        if not handling.parts(dossier).intersection(HANDLERS):
            return handling.reply(words(NOT_YOURS))
        try:
            _keep(handling, dossier, text, number)
        except Refusal as refusal:
            return handling.reply(words(say("👉 {note}", note=refusal.message)))
        return handling.reply(
            words(say("📝 The note on {reference} is corrected.", reference=dossier.reference))
        )


def _is_said_by(note: DossierEvent, number: int) -> bool:
    return (note.change or {}).get(TYPED_AS) == number


def _keep(handling: Handling, dossier: Dossier, text: str, number: int | None = None) -> None:
    """Keep a note. ``number``: of the message that says it."""
    short(text, NOTE_MAX)
    if dossier.person_id is None and dossier.source is None:
        raise Refusal(nobody(dossier))
    said = {"change": {TYPED_AS: number}} if number else {}
    handling.note(dossier, Trace.NOTE, text, **said)


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
