"""Internal notes: read by those who handle a request, never by who asks; they go with the personal data."""

from datetime import datetime, timedelta

from bot.services.core.actions import NOT_YOURS, OnDossier
from bot.services.core.dossier_card import nobody
from bot.services.core.dossier_page import back_to, dossier_page
from bot.services.core.entries import short
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.rights import rights
from bot.services.core.screens import Reply, words
from bot.services.core.visitors import Visitor, spoken, welcome
from conversations.dossiers.statuses import HANDLERS, Part
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.contacts.reading import mask
from models.database.writer import Transaction
from models.dossiers.queries import events_of, noted_by
from models.dossiers.tables import Dossier, DossierEvent
from models.messages.tables import Prompt

SHOWN_AT_MOST = 8
NOTE_MAX = 1_000
EDITED_FOR = timedelta(days=3)  # Telegram lets a message be edited for two
TYPED_AS = "message"
"""In a note, the number of the message that says it: once that is edited, it says otherwise."""
TYPED_IN = "chat"
"""In a note, the group where that message is; without, it was typed in private."""


def note(handling: Handling, dossier: Dossier) -> Reply:
    """Show the notes, and take another one."""
    wanted = say("Your note. The applicant never sees it.")
    return ask(handling, "note", dossier, wanted, back=back_to(dossier), above=_notes(handling, dossier))


def _notes(handling: Handling, dossier: Dossier) -> tuple[Message, ...]:
    holds = Part.HOLDER in handling.parts(dossier)
    written = {
        (event.actor_id, *_typed_as(event, -event.id)): event
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
    keep(handling, dossier, text, prompt.typed_as)
    no_longer_asked(handling)
    return handling.reply(dossier_page(handling, dossier, note=say("Noted.")))


def correct_note(
    transaction: Transaction, world: World, visitor: Visitor, text: str, number: int, now: datetime
) -> Reply | None:
    """Keep what a note says once its message is edited; None for any other message."""
    word = corrected(transaction, world, visitor, text, number, visitor.id, now)
    return None if word is None else Reply(spoken(welcome(transaction, visitor, now)), screens=(words(word),))


def corrected(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    text: str,
    number: int,
    chat_id: int,
    now: datetime,
) -> Message | None:
    """Keep what a note says once its message is edited, wherever it is; return a word on it, if it is one."""
    with transaction.session() as session:
        if not rights(session, visitor.id, now).works:
            return None
        where = (number, None if chat_id == visitor.id else chat_id)
        said = (each for each in noted_by(session, visitor.id, now - EDITED_FOR) if _typed_as(each) == where)
        former = next(said, None)
        if former is None:
            return None
        handling = Handling(transaction, session, world, now, welcome(transaction, visitor, now), chat_id)
        dossier = session.get_one(Dossier, former.dossier_id)
        if not handling.parts(dossier).intersection(HANDLERS):
            return NOT_YOURS
        try:
            keep(handling, dossier, text, number)
        except Refusal as refusal:
            return say("👉 {note}", note=refusal.message)
        return say("📝 The note on {reference} is corrected.", reference=dossier.reference)


def _typed_as(note: DossierEvent, otherwise: int | None = None) -> tuple[int | None, int | None]:
    """Return the number of the message that says a note, and the group where it is, None in private."""
    change = note.change or {}
    return change.get(TYPED_AS, otherwise), change.get(TYPED_IN)


def keep(handling: Handling, dossier: Dossier, text: str, number: int | None = None) -> None:
    """Keep a note. ``number``: of the message that says it, where it is typed."""
    short(text, NOTE_MAX)
    if dossier.person_id is None and dossier.source is None:
        raise Refusal(nobody(dossier))
    typed_as = {TYPED_AS: number} | ({} if handling.in_private else {TYPED_IN: handling.chat_id})
    handling.note(dossier, Trace.NOTE, text, **({"change": typed_as} if number else {}))


ACTIONS = (OnDossier("note", note, HANDLERS, typed=note_typed, fresh=False),)
