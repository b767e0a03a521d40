"""Where typed words go: what a member was asked to type, else the conversation of an applicant."""

from datetime import datetime

from bot.services import intake
from bot.services.free_words import holds_nothing, perhaps_passed_on
from bot.services.own_requests import tell_operator, written
from bot.services.prompting import asked_of
from bot.services.registry import ACTIONS
from bot.services.relaying import TOO_LARGE, Sent, follow_album
from bot.services.replying import answer, correct
from bot.services.screens import Reply, words
from bot.services.talk import Talk, invitation_to_apply
from bot.services.visits import Visitor, spoken, welcome
from bot.services.writing import with_file
from conversations.messages import Message, say
from conversations.situation import World
from models.database import Transaction
from models.relays import WRITE
from models.reminders import ALBUM, first_told

NO_FILES = say("📎 I cannot read files here. Once your request is sent, they go to its operator.")


def take(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    text: str,
    message_id: int,
    now: datetime,
    answers: int | None = None,
) -> Reply:
    """Take a typed message. ``answers``: the message it replies to."""
    sent = Sent(message_id, text, answers=answers)
    replied = answer(transaction, world, visitor, sent, now)
    if replied is not None:
        return replied
    prompt = asked_of(transaction, visitor.id)
    if prompt is not None and prompt.purpose == WRITE:
        passed_on = written(transaction, world, welcome(transaction, visitor, now), prompt, sent, now)
        if passed_on is not None:
            return passed_on
    elif prompt is not None:
        return ACTIONS.complete(transaction, world, visitor, prompt, text, now)
    return intake.write(transaction, world, visitor, text, message_id, now)


def take_file(transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime) -> Reply:
    """Take a photo or a document: it goes to the operator, but in the middle of a new request."""
    followed = follow_album(transaction, world, visitor, sent, now)
    if followed is not None:
        return followed
    replied = answer(transaction, world, visitor, sent, now)
    if replied is not None:
        return replied
    prompt = asked_of(transaction, visitor.id)
    if prompt is not None and prompt.purpose == WRITE:
        passed_on = written(transaction, world, welcome(transaction, visitor, now), prompt, sent, now)
        if passed_on is not None:
            return passed_on
    elif prompt is not None and prompt.purpose == "message":
        if sent.too_large:
            return Reply(spoken(welcome(transaction, visitor, now)), screens=(words(TOO_LARGE),))
        return ACTIONS.complete(transaction, world, visitor, with_file(prompt, sent), sent.text, now)
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None or talk.open.draft.completes is not None or holds_nothing(talk):
        passed_on = tell_operator(transaction, world, talk.visit, sent, now)
        if passed_on is not None:
            return passed_on
    return perhaps_passed_on(refuse(transaction, world, visitor, NO_FILES, now, sent.album), talk, sent)


def refuse(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    kind: Message,
    now: datetime,
    album: str | None = None,
) -> Reply:
    """Say kindly that a voice message, a photo or a sticker cannot be read here; once for an album."""
    talk = Talk(transaction, world, visitor, now)
    if album is not None:
        with transaction.session() as session:
            if not first_told(session, f"{ALBUM}:{visitor.id}:{album}", now):
                return talk.says()
    return talk.says(invitation_to_apply(kind)) if talk.open is None else talk.show(aside=kind)


def amend(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, sent_at: datetime, now: datetime
) -> Reply:
    """Take an edited message: a new version of what was passed on, else of an answer."""
    corrected = correct(transaction, world, visitor, sent, now)
    if corrected is not None:
        return corrected
    return intake.amend(transaction, world, visitor, sent.text, sent.number, sent_at, now)


def recaption(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Take an edited caption; that of a file which was not passed on changes nothing."""
    return correct(transaction, world, visitor, sent, now)
