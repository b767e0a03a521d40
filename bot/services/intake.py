"""The applicant applies: each function is one intention, run inside the turn's transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from conversations.companies import RegisteredCompany
from conversations.drafts import REVIEW, Draft
from conversations.faq import is_question, recognise
from conversations.inputs import InvalidAnswer, Kept, Settled
from conversations.intake import INTAKE
from conversations.machine import Reaction, Walk
from conversations.messages import Message, say
from conversations.situation import World
from models.database import Transaction
from models.drafts import (
    OpenDraft,
    Visit,
    add_draft,
    add_person,
    delete_draft,
    find_visit,
    save_draft,
    set_language,
    set_unreachable,
)

from bot.services.cards import AGREEMENTS, draw
from bot.services.dossiers import submit
from bot.services.screens import Button, Card, Reply, Screen, Verb, words

@dataclass(frozen=True, slots=True)
class Visitor:
    """Who writes, as Telegram tells it. ``language``: the one to begin with."""

    id: int
    language: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button: the message it is on, and what it acts on."""

    message_id: int
    draft_id: int
    revision: int
    verb: Verb
    key: str


def welcome(transaction: Transaction, visitor: Visitor, now: datetime) -> Visit:
    """Return what is known of the visitor, noting somebody new."""
    visit = find_visit(transaction, visitor.id)
    if visit is None:
        return add_person(transaction, visitor.id, visitor.language, now)
    if visit.unreachable:
        set_unreachable(transaction, visitor.id, None)
    return visit


def start(
    transaction: Transaction, world: World, visitor: Visitor, origin: str | None, now: datetime
) -> Reply:
    """Open the door: a first question, or the choice to go on with a draft."""
    visit = welcome(transaction, visitor, now)
    if visit.open and len(visit.open.draft.answers) > 1:
        return Reply(spoken(visit), screens=(draft_menu(visit.open),))
    return _begin(transaction, world, visitor, visit, origin, now)


def _begin(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    visit: Visit,
    origin: str | None,
    now: datetime,
) -> Reply:
    previous = visit.open.card_id if visit.open else None
    if visit.open:
        delete_draft(transaction, visit.open)
    draft = Draft()
    if visitor.name and " " in visitor.name:  # a first and a last name: corrected in the review if need be
        draft.answers["name"] = visitor.name
        draft.implied["name"] = "profile"
    opened = add_draft(transaction, visit, draft, origin, now)
    walk = Walk(draft, world)
    INTAKE.resume(walk)
    opened.card_id = previous
    return _show(transaction, visit, opened, walk, now, None)


def draft_menu(opened: OpenDraft) -> Screen:
    """Return the choice offered to somebody who has a draft."""
    return Screen(
        (say("You have a request under way. Everything you answered is kept."),),
        rows=(
            (Button(say("▶️ Continue"), Verb.CONTINUE, primary=True),),
            (Button(say("🆕 Start a new one"), Verb.NEW), Button(say("🗑 Delete it"), Verb.DROP)),
        ),
    )


def spoken(visit: Visit) -> str:
    """Return the language the person is spoken to in."""
    return visit.language or "fr"


def write(
    transaction: Transaction, world: World, visitor: Visitor, text: str, message_id: int, now: datetime
) -> Reply:
    """Take a typed message: an answer, or a question about the scheme."""
    visit = welcome(transaction, visitor, now)
    opened = visit.open
    if opened is None:
        return _chat(transaction, world, visitor, visit, text, now)
    walk = _walk(opened, world)
    step = INTAKE.step(opened.draft)
    answer = _faq(text, prose=step is not None and step.input.prose)
    if answer is not None:
        return _show(transaction, visit, opened, walk, now, None, aside=answer)
    if step is not None:
        opened.draft.typed[str(message_id)] = step.name
    return _react(transaction, visit, opened, walk, now, None, lambda: INTAKE.read(walk, text))


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


def _chat(
    transaction: Transaction, world: World, visitor: Visitor, visit: Visit, text: str, now: datetime
) -> Reply:
    answer = _faq(text) or say("Nothing is under way. Shall we prepare a request?")
    menu = Screen((answer,), rows=((Button(say("🆕 Prepare a request"), Verb.NEW, primary=True),),))
    return Reply(spoken(visit), screens=(menu,))


def share_contact(
    transaction: Transaction, world: World, visitor: Visitor, phone: str, own: bool, now: datetime
) -> Reply:
    """Take a shared contact, if it is the person's own."""
    visit = welcome(transaction, visitor, now)
    if visit.open is None:
        return _chat(transaction, world, visitor, visit, "", now)
    walk = _walk(visit.open, world)

    def understand() -> Reaction:
        if not own:
            raise InvalidAnswer(say("This is somebody else's contact. Please share yours, or type a number."))
        return INTAKE.read_contact(walk, phone)

    return _react(transaction, visit, visit.open, walk, now, None, understand)


def share_location(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    latitude: float,
    longitude: float,
    now: datetime,
) -> Reply:
    """Take a shared location, which is turned into a commune and not kept."""
    visit = welcome(transaction, visitor, now)
    if visit.open is None:
        return _chat(transaction, world, visitor, visit, "", now)
    walk = _walk(visit.open, world)
    return _react(
        transaction, visit, visit.open, walk, now, None,
        lambda: INTAKE.read_location(walk, latitude, longitude),
    )  # fmt: skip


def refuse(transaction: Transaction, world: World, visitor: Visitor, kind: Message, now: datetime) -> Reply:
    """Say kindly that a voice message, a photo or a sticker cannot be read here."""
    visit = welcome(transaction, visitor, now)
    if visit.open is None:
        return Reply(spoken(visit), screens=(words(kind),))
    return _show(transaction, visit, visit.open, _walk(visit.open, world), now, None, aside=kind)


def amend(
    transaction: Transaction, world: World, visitor: Visitor, text: str, message_id: int, now: datetime
) -> Reply:
    """Take an edited message: it corrects the answer that the message gave."""
    visit = welcome(transaction, visitor, now)
    opened = visit.open
    name = opened.draft.typed.get(str(message_id)) if opened else None
    if opened is None or name is None or name == opened.draft.state:
        return write(transaction, world, visitor, text, message_id, now)
    walk = _walk(opened, world)
    step = INTAKE.by_name[name]

    def correct() -> Reaction:
        outcome = step.input.read(text, {}, walk.situation)
        match outcome:
            case Settled(answer):
                INTAKE.write(walk, step, answer)
                INTAKE.resume(walk)
                return Reaction(answered=step)
            case Kept(entry, note, look_up):
                INTAKE.edit(walk, name)
                opened.draft.entry = entry
                return Reaction(note=note, look_up=look_up)

    return _react(transaction, visit, opened, walk, now, None, correct)


def found(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    revision: int,
    companies: Sequence[RegisteredCompany] | None,
    now: datetime,
) -> Reply | None:
    """Take what the company registry found; None when the person has moved on meanwhile."""
    visit = welcome(transaction, visitor, now)
    if visit.open is None or visit.open.revision != revision:
        return None
    walk = _walk(visit.open, world)
    return _react(transaction, visit, visit.open, walk, now, None, lambda: INTAKE.found(walk, companies))


def tap(transaction: Transaction, world: World, visitor: Visitor, tapped: Tap, now: datetime) -> Reply:
    """Take a tapped button of the draft."""
    visit = welcome(transaction, visitor, now)
    opened = visit.open
    match tapped.verb:
        case Verb.NEW:
            return _begin(transaction, world, visitor, visit, None, now)
        case Verb.LANGUAGE:
            set_language(transaction, visit, tapped.key or ("en" if spoken(visit) == "fr" else "fr"))
            if opened is None:
                return Reply(spoken(visit), screens=(words(say("Fine, I speak English from now on.")),))
            return _show(transaction, visit, opened, _walk(opened, world), now, tapped.message_id)
    if opened is None:
        return _chat(transaction, world, visitor, visit, "", now)
    if tapped.verb is Verb.DROP:
        delete_draft(transaction, opened)
        deleted = words(say("Deleted. /new when you like."))
        return Reply(spoken(visit), screens=(deleted,), lowered=opened.draft.sharing)
    walk = _walk(opened, world)
    if tapped.verb is Verb.CONTINUE:
        return _show(transaction, visit, opened, walk, now, None)
    if (tapped.draft_id, tapped.revision) != (opened.id, opened.revision):
        stale = say("This button is out of date: here is where you are.")
        on_card = tapped.message_id if tapped.message_id == opened.card_id else None
        return _show(transaction, visit, opened, walk, now, on_card, alert=stale)
    return _tap_current(transaction, visit, opened, walk, tapped, now)


def _tap_current(
    transaction: Transaction, visit: Visit, opened: OpenDraft, walk: Walk, tapped: Tap, now: datetime
) -> Reply:
    on_card = tapped.message_id
    match tapped.verb:
        case Verb.WHY:
            return _show(transaction, visit, opened, walk, now, on_card, why=True)
        case Verb.BACK | Verb.KEEP | Verb.EDIT:
            moves: dict[Verb, Callable[[], bool]] = {
                Verb.BACK: lambda: INTAKE.back(walk),
                Verb.KEEP: lambda: INTAKE.keep(walk),
                Verb.EDIT: lambda: INTAKE.edit(walk, tapped.key),
            }
            moved = moves[tapped.verb]()
            alert = None if moved else say("This is the first question.")
            return _show(transaction, visit, opened, walk, now, on_card, alert=alert)
        case Verb.PAUSE:
            pause = say("No hurry: everything is kept for 30 days. /start brings you back here.")
            return Reply(spoken(visit), screens=(words(pause),), leaves_tapped=True)
        case Verb.AGREE if walk.state == REVIEW and tapped.key in AGREEMENTS:
            agreed = opened.draft.agreements
            opened.draft.agreements = [name for name in AGREEMENTS if (name in agreed) != (name == tapped.key)]
            return _show(transaction, visit, opened, walk, now, on_card)
        case Verb.SEND if walk.state == REVIEW:
            if "operator" not in opened.draft.agreements:
                needed = say("Please tick the first agreement: without it nobody may read your request.")
                return Reply(spoken(visit), alert=needed)
            return submit(transaction, visit, opened, walk, now)
        case Verb.SKIP:
            return _react(transaction, visit, opened, walk, now, on_card, lambda: INTAKE.skip(walk))
        case _:
            return _react(
                transaction, visit, opened, walk, now, on_card, lambda: INTAKE.tap(walk, tapped.key)
            )


def _walk(opened: OpenDraft, world: World) -> Walk:
    walk = Walk(opened.draft, world)
    INTAKE.resume(walk)
    return walk


def _react(
    transaction: Transaction,
    visit: Visit,
    opened: OpenDraft,
    walk: Walk,
    now: datetime,
    on_card: int | None,
    take: Callable[[], Reaction],
) -> Reply:
    """Take an entry; what cannot be understood leaves everything as it was, with a word on it."""
    try:
        reaction = take()
    except InvalidAnswer as invalid:
        return _show(transaction, visit, opened, walk, now, on_card, note=invalid.message)
    if opened.draft.answers.get("privacy") == "no":
        delete_draft(transaction, opened)
        goodbye = say("Understood: nothing is kept. If you change your mind, /start is enough.")
        return Reply(spoken(visit), screens=(words(goodbye),))
    if reaction.look_up:
        save_draft(transaction, opened, now)
        return Reply(spoken(visit), look_up=reaction.look_up, revision=opened.revision)
    shown = _show(transaction, visit, opened, walk, now, on_card, reaction=reaction)
    return shown


def _show(
    transaction: Transaction,
    visit: Visit,
    opened: OpenDraft,
    walk: Walk,
    now: datetime,
    on_card: int | None,
    *,
    reaction: Reaction = Reaction(),
    note: Message | None = None,
    aside: Message | None = None,
    alert: Message | None = None,
    why: bool = False,
) -> Reply:
    """Draw the card, on the tapped message or below, and write the draft down.

    ``aside``: something said before the card, such as the answer to a question.
    """
    screen = draw(walk, echo=reaction.answered, note=note or reaction.note, why=why)
    was_sharing, opened.draft.sharing = opened.draft.sharing, screen.share is not None
    if was_sharing and screen.share:
        screen = replace(screen, share=None)  # the phone's keyboard is up already
    replaced, opened.card_id = opened.card_id, on_card
    save_draft(transaction, opened, now)
    return Reply(
        spoken(visit),
        screens=(words(aside),) if aside else (),
        card=Card(screen, opened.id, opened.revision, on_card, replaced),
        alert=alert,
        lowered=was_sharing and not opened.draft.sharing,
    )
