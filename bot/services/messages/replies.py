"""Somebody answers a message by replying to it, or corrects one that was passed on."""

from datetime import datetime

from bot.services.core.actions import NOT_YOURS
from bot.services.core.dossier_card import BLOCKED
from bot.services.core.handling import Handling
from bot.services.core.screens import Reply, words
from bot.services.core.visitors import Visitor, welcome
from bot.services.messages.operator_messages import reply_typed
from bot.services.messages.relay import (
    TOO_LARGE,
    Sent,
    deliver,
    from_applicant,
    kept,
    to_reader,
)
from conversations.dossiers.statuses import Part
from conversations.messages import say
from conversations.situation import World
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.messages.queries import delivered_as, open_request, sent_as
from models.messages.tables import RelayedMessage


def answer(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Take a reply to a message that was passed on; None when it replies to anything else.

    An operator's is shown to them before it is sent, an applicant's is passed on.
    """
    if sent.answers is None:
        return None
    with transaction.session() as session:
        answered = delivered_as(session, visitor.id, sent.answers)
        if answered is None or answered.dossier_id is None:
            return None
        visit = welcome(transaction, visitor, now)
        handling = Handling(transaction, session, world, now, visit, visitor.id)
        dossier = session.get_one(Dossier, answered.dossier_id, with_for_update=True)
        wanted = Part.HOLDER if answered.from_applicant else Part.APPLICANT
        if wanted not in handling.parts(dossier):
            return handling.reply(words(NOT_YOURS))
        if sent.too_large:
            return handling.reply(words(TOO_LARGE))
        if answered.from_applicant:
            if handling.reached(dossier.person_id) is None:
                return handling.reply(words(BLOCKED))
            return reply_typed(handling, dossier, sent, answered.source_id or None)
        told = from_applicant(handling, dossier, kept(handling, dossier, sent, from_applicant=True))
        return handling.reply(words(told) if told else None)


def correct(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Pass on the new version of a message that was passed on; None for any other message.

    One that waits for a choice may be the answer to the question under way: it is read again as such.
    """
    with transaction.session() as session:
        former = sent_as(session, visitor.id, sent.number)
        if former is None:
            return None
        visit = welcome(transaction, visitor, now)
        handling = Handling(transaction, session, world, now, visit, visitor.id)
        if former.dossier_id is None or former.to_chat is None:  # nobody has read it yet
            former.text = sent.text
            session.flush()
            if former.dossier_id is None and visit.open is not None:
                return None
            return handling.reply(words(say("✓ Corrected.")))
        dossier = session.get_one(Dossier, former.dossier_id)
        wanted = Part.APPLICANT if former.from_applicant else Part.HOLDER
        if wanted not in handling.parts(dossier):
            return handling.reply(words(NOT_YOURS))
        request = open_request(session, dossier)
        if request is not None and not former.from_applicant and request.text == former.text:
            request.text = sent.text
        _pass_on_again(handling, dossier, former, sent)
        return handling.reply(words(say("✓ Corrected: the new version was passed on.")))


def _pass_on_again(handling: Handling, dossier: Dossier, former: RelayedMessage, sent: Sent) -> None:
    version = kept(handling, dossier, sent, from_applicant=former.from_applicant)
    version.kind, version.file_id, version.file_name = former.kind, former.file_id, former.file_name
    heading = say("✏️ <b>{reference}</b> · a message was corrected:", reference=dossier.reference)
    reader = handling.reader_of(dossier) if former.from_applicant else dossier.person_id
    answers = former.message_id if former.to_chat == reader else None
    if former.from_applicant:
        to_reader(handling, dossier, version, heading, answers)
    elif reader is not None:
        deliver(handling, version, reader, heading, answers=answers)
