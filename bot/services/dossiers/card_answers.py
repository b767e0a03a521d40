"""What a team answers to a request's card in its group: it takes it, asks who has it, or notes something."""

from dataclasses import replace
from datetime import datetime

from bot.services.commands import Place
from bot.services.core.group_cards import ANONYMOUS, GROUP_LANGUAGE
from bot.services.core.handling import Handling, Overtaken, Refusal
from bot.services.core.screens import Reply
from bot.services.core.visitors import Visitor, welcome
from bot.services.dossiers.claims import claim
from bot.services.dossiers.notes import corrected, keep
from conversations.dossiers.desk_words import asks_who_has_it, takes_in_charge
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import HANDLERS
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.agreement import is_courtesy
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.network.queues import dossier_on_card


def answer_on_card(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    text: str,
    place: Place,
    card_id: int,
    now: datetime,
) -> Reply | None:
    """Take what a member of the team answers to a request's card; None for anything else, and for courtesy.

    Who writes without being known is told that nothing was kept.
    """
    with transaction.session() as session:
        dossier = dossier_on_card(session, place.chat_id, card_id)
        if dossier is None or is_courtesy(text):
            return None
        if place.anonymous:
            return _said(place, ANONYMOUS)
        visit = welcome(transaction, visitor, now)
        handling = Handling(transaction, session, world, now, visit, place.chat_id)
        if not handling.parts(dossier).intersection(HANDLERS):
            return None
        if takes_in_charge(text):
            return _claimed(handling, dossier, place)
        if asks_who_has_it(text):
            return _said(place, _who_has(handling, dossier))
        try:
            keep(handling, dossier, text, place.number)
        except Refusal as refusal:
            return _said(place, refusal.message)
        noted = say(
            "📝 Noted on {reference}, for the team only. Editing your message corrects the note. To write to "
            "the applicant: “Open”.",
            reference=dossier.reference,
        )
        return _said(place, noted)


def edited_in_group(
    transaction: Transaction, world: World, visitor: Visitor, text: str, place: Place, now: datetime
) -> Reply | None:
    """Keep what a note says once its message is edited in the group; None for any other message."""
    word = corrected(transaction, world, visitor, text, place.number, place.chat_id, now)
    return None if word is None else _said(place, word)


def _claimed(handling: Handling, dossier: Dossier, place: Place) -> Reply:
    """Take a dossier in charge, as its button does, or tell who has it."""
    if not handling.may(dossier, Event.CLAIM):
        return _said(place, _who_has(handling, dossier))
    try:
        done = claim(handling, dossier)
    except Overtaken:
        return _said(
            place, _who_has(handling, handling.session.get_one(Dossier, dossier.id, populate_existing=True))
        )
    told = (place.notice(GROUP_LANGUAGE, done.alert),) if done.alert else ()
    return replace(done, alert=None, told=(*done.told, *told))


def _who_has(handling: Handling, dossier: Dossier) -> Message:
    if dossier.holder_id is None:
        return say("🙋 Nobody has {reference} yet.", reference=dossier.reference)
    if dossier.holder_id == handling.person_id:
        return say("👤 {reference} is yours.", reference=dossier.reference)
    return say(
        "👤 {reference} is with {name}.",
        reference=dossier.reference,
        name=handling.name_of(dossier.holder_id),
    )


def _said(place: Place, word: Message) -> Reply:
    return Reply(GROUP_LANGUAGE, told=(place.notice(GROUP_LANGUAGE, word),))
