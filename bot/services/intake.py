"""The applicant applies: each function is one intention, run inside the turn's transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.services.cards import AGREEMENTS, agreement
from bot.services.dossiers import follow, submit
from bot.services.screens import Reply, Verb, words
from bot.services.talk import Talk, draft_menu, invitation_to_apply
from bot.services.visits import Tap, Visitor
from conversations.companies import RegisteredCompany
from conversations.drafts import REVIEW
from conversations.faq import is_question, recognise
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from conversations.machine import Reaction
from conversations.messages import Message, say
from conversations.situation import World
from models.database import Transaction
from models.drafts import find_visit, set_language


def start(
    transaction: Transaction, world: World, visitor: Visitor, origin: str | None, now: datetime
) -> Reply:
    """Open the door: a first question, or the choice to go on with a draft."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open and "privacy" in talk.open.draft.answers:
        return talk.says(draft_menu(talk.open.id))
    return talk.begin(origin)


def write(
    transaction: Transaction, world: World, visitor: Visitor, text: str, message_id: int, now: datetime
) -> Reply:
    """Take a typed message: an answer, or a question about the scheme."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None:
        return _without_draft(talk, _faq(text, prose=True))
    step = INTAKE.step(talk.walk.draft)
    answer = _faq(text, prose=step is not None and step.input.prose)
    if answer is not None:
        return talk.show(aside=answer)
    return talk.take(lambda: INTAKE.read(talk.walk, text, str(message_id)))


def _without_draft(talk: Talk, answer: Message | None = None) -> Reply:
    """Answer somebody who has no draft: where their requests stand, or the way to begin one."""
    if answer is not None:
        return talk.says(invitation_to_apply(answer))
    return follow(talk.transaction, talk.world, talk.visit, talk.now)


def _faq(text: str, *, prose: bool = False) -> Message | None:
    """Answer a question about the scheme; None for an answer. A project may be told as a question."""
    entry = recognise(text)
    if entry is not None:
        return Message(entry.answer)
    if not prose and is_question(text):
        return say(
            "Good question, and I do not have the answer: the operator will, when they call you. "
            "You may write it in your description so that it is not forgotten."
        )
    return None


def share_contact(
    transaction: Transaction, world: World, visitor: Visitor, phone: str, own: bool, now: datetime
) -> Reply:
    """Take a shared contact, if it is the person's own."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None:
        return _without_draft(talk)

    def understand() -> Reaction:
        if not own:
            raise InvalidAnswer(say("This is somebody else's contact. Please share yours, or type a number."))
        return INTAKE.read_contact(talk.walk, phone)

    return talk.take(understand)


def share_location(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    latitude: float,
    longitude: float,
    now: datetime,
) -> Reply:
    """Take a shared location, which is turned into a commune and not kept."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None:
        return _without_draft(talk)
    return talk.take(lambda: INTAKE.read_location(talk.walk, latitude, longitude))


def refuse(transaction: Transaction, world: World, visitor: Visitor, kind: Message, now: datetime) -> Reply:
    """Say kindly that a voice message, a photo or a sticker cannot be read here."""
    talk = Talk(transaction, world, visitor, now)
    return talk.says(invitation_to_apply(kind)) if talk.open is None else talk.show(aside=kind)


def amend(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    text: str,
    message_id: int,
    sent_at: datetime,
    now: datetime,
) -> Reply:
    """Take an edited message: it corrects the answer that the message gave.

    ``sent_at``: when the message was first sent; one that was not understood is read again.
    """
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None:
        return write(transaction, world, visitor, text, message_id, now)
    if str(message_id) not in talk.walk.draft.typed:
        if sent_at.replace(microsecond=0) >= talk.open.started_at.replace(microsecond=0):
            return write(transaction, world, visitor, text, message_id, now)
        return talk.show(note=say("This message belongs to an earlier request, which stays as it was."))
    return talk.take(lambda: INTAKE.amend(talk.walk, str(message_id), text))


def found(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    words_sought: str,
    companies: Sequence[RegisteredCompany] | None,
    now: datetime,
) -> Reply | None:
    """Take what the company registry found; None when the person has moved on meanwhile."""
    if find_visit(transaction, visitor.id) is None:
        return None  # erased while the registry was searched
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None or talk.walk.draft.entry.get("sought") != words_sought:
        return None
    return talk.take(lambda: INTAKE.found(talk.walk, companies))


def tap(transaction: Transaction, world: World, visitor: Visitor, tapped: Tap, now: datetime) -> Reply:
    """Take a tapped button of the draft."""
    talk = Talk(transaction, world, visitor, now)
    if tapped.verb is Verb.NEW:
        under_way = talk.open is not None and "privacy" in talk.open.draft.answers
        if talk.open is not None and under_way and tapped.key != str(talk.open.id):
            return talk.says(draft_menu(talk.open.id))  # an old button: it must not erase what came later
        return talk.begin()
    if tapped.verb is Verb.SEND and (talk.open is None or talk.open.id != tapped.draft_id):
        return talk.says(alert=say("It is sent already: /status tells where it stands."))
    if tapped.verb is Verb.LANGUAGE:
        set_language(transaction, talk.visit, tapped.key or ("en" if talk.visit.language == "fr" else "fr"))
        if talk.open is None:
            return talk.says(words(say("Fine, I speak English from now on.")))
        talk.on_card = tapped.message_id
        return talk.show()
    if talk.open is None and tapped.verb is Verb.CONTINUE:
        return talk.says(words(say("Fine: nothing changes.")))
    if talk.open is None:
        return _without_draft(talk)
    if tapped.verb is Verb.DROP and tapped.key == str(talk.open.id):
        return talk.leave(say("Deleted. /new when you like."))
    if tapped.verb is Verb.CONTINUE:
        return talk.show()
    if (tapped.draft_id, tapped.revision) != (talk.open.id, talk.open.revision):
        talk.on_card = tapped.message_id if tapped.message_id == talk.open.card_id else None
        return talk.show(alert=say("This button is out of date: here is where you are."))
    talk.on_card = tapped.message_id
    return _tap_card(talk, tapped)


def _tap_card(talk: Talk, tapped: Tap) -> Reply:
    """Take a tapped button of the current card."""
    walk, draft = talk.walk, talk.walk.draft
    moves: dict[Verb, Callable[[], bool]] = {
        Verb.BACK: lambda: INTAKE.back(walk),
        Verb.KEEP: lambda: INTAKE.keep(walk),
        Verb.EDIT: lambda: INTAKE.edit(walk, tapped.key),
    }
    match tapped.verb:
        case Verb.WHY:
            return talk.show(why=True)
        case Verb.BACK | Verb.KEEP | Verb.EDIT:
            moved = moves[tapped.verb]()
            return talk.show(alert=None if moved else say("This is the first question."))
        case Verb.PAUSE:
            pause = say("No hurry: everything is kept for 30 days. /start brings you back here.")
            return talk.says(words(pause), leaves_tapped=True)
        case Verb.AGREE if walk.state == REVIEW and tapped.key in AGREEMENTS:
            toggled = {agreement(walk, tapped.key)} ^ set(draft.agreements)
            draft.agreements = [
                kept for kept in (agreement(walk, name) for name in AGREEMENTS) if kept in toggled
            ]
            return talk.show()
        case Verb.SEND if walk.state == REVIEW:
            if agreement(walk, "operator") not in draft.agreements:
                needed = say("Please tick the first agreement: without it nobody may read your request.")
                return talk.says(alert=needed)
            assert talk.open is not None
            return submit(talk.transaction, talk.visit, talk.open, walk, talk.now)
        case Verb.SKIP:
            return talk.take(lambda: INTAKE.skip(walk))
        case _:
            return talk.take(lambda: INTAKE.tap(walk, tapped.key))
