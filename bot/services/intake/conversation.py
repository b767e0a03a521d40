"""The applicant applies: each function is one intention, run inside the turn's transaction."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.services.core.screens import Reply, Screen, Verb, words
from bot.services.core.visitors import Tap, Visitor, spoken
from bot.services.intake.amendments import finish
from bot.services.intake.calls.asking import ask_for_a_call, tap_call
from bot.services.intake.calls.screens import is_ready
from bot.services.intake.card import ALL_HEARD, BOTH
from bot.services.intake.discard import is_about
from bot.services.intake.free_text import (
    answer_common,
    meant,
    not_an_answer,
    not_for_the_question,
    out_of_a_request,
    without_request,
)
from bot.services.intake.help import already_taken, answer_lender, named_language, speak
from bot.services.intake.labels import (
    Touch,
    agree_in_words,
    named_on_card,
    named_on_menus,
    obeyed,
    option_named,
    says_yes_or_no,
)  # fmt: skip
from bot.services.intake.own_dossiers import offer_to_ask, sent_before_the_last_request
from bot.services.intake.own_drafts import (
    begin_another,
    bring_back,
    drop,
    explain,
    keep_question,
    then_what_is_asked,
)
from bot.services.intake.reading import begun, corrected, holds_nothing, shared, told_again, with_what_is_kept
from bot.services.intake.reminders import comes_or_goes, rest
from bot.services.intake.review import SECTION
from bot.services.intake.submission import submit
from bot.services.intake.turn import Talk, is_replaced
from bot.services.messages import draft_files
from bot.services.messages.relay import Sent
from conversations.companies import RegisteredCompany
from conversations.engine.draft import REVIEW
from conversations.engine.questionnaire import Reaction
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from conversations.intake.consents import agreement, agreements, still_needed, toggle
from conversations.messages import Message, say
from conversations.situation import World
from locales import next_after
from models.database.writer import Transaction
from models.intake.queries import find_visit


def write(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime, touch: Touch
) -> Reply:
    """Take a typed message: the label of a button, an answer, a question about the scheme, or words for the
    operator. ``touch``: does what the button does.
    """
    talk, text = Talk(transaction, world, visitor, now), sent.text
    if talk.open is None:
        return obeyed(talk, sent, touch) or answer_lender(talk, text) or out_of_a_request(talk, sent)
    named = named_on_card(talk, sent, touch) or named_on_menus(talk.visit.menus, sent, now, touch)
    if agreed := comes_or_goes(talk, text, named) or agree_in_words(talk, sent, named, touch):
        return agreed
    if named is not None and not says_yes_or_no(text):
        return touch.press(transaction, world, visitor, named, now)
    if named is None and (done := obeyed(talk, sent, touch)) is not None:
        return done
    step, empty = INTAKE.asked(talk.walk), holds_nothing(talk)
    if (answer := answer_common(talk, text, step)) is not None:
        return out_of_a_request(talk, sent) if empty else _answered(talk, sent, answer)
    if (elsewhere := not_for_the_question(talk, sent)) is not None:
        return elsewhere
    if named is not None:
        return touch.press(transaction, world, visitor, named, now)

    waiting, reading = {**talk.walk.draft.entry}, talk.still_holds(sent.reading)

    def understand() -> Reaction:
        try:
            return _with_the_whole(talk, sent, INTAKE.read(talk.walk, text, str(sent.number), reading))
        except InvalidAnswer:
            if (language := named_language(text)) is None:
                raise
            talk.speak(language)
            return Reaction()

    def otherwise(invalid: InvalidAnswer) -> Reply:
        invalid = with_what_is_kept(talk, text, sent.number, invalid, reading, waiting)
        return out_of_a_request(talk, sent, invalid) if empty else not_an_answer(talk, sent, invalid)

    return begun(talk, text, lambda: talk.take(understand, otherwise), otherwise)


def _with_the_whole(talk: Talk, sent: Sent, reaction: Reaction) -> Reaction:
    """Have the operator receive whole what an answer keeps a part of; return the reaction that says so."""
    if not draft_files.keep_whole(talk.walk.draft, sent, cut=reaction.cut) or reaction.note is None:
        return reaction
    told = say("{note} The whole of it goes to {operator} with your request.",
               note=reaction.note, operator=talk.walk.situation.words["operator"])  # fmt: skip
    return replace(reaction, note=told)


def _answered(talk: Talk, sent: Sent, answer: Message) -> Reply:
    """Answer a question, with the way to put it to who follows the request that was sent, if one was."""
    ask = offer_to_ask(talk, sent)
    if ask:
        talk.walk.draft.asked = ""  # it need not be kept for the one under way
    reply = talk.show(aside=answer)
    return replace(reply, screens=(Screen((answer,), rows=(*meant(sent.text), *ask)), *reply.screens[1:]))


def share_contact(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    phone: str,
    own: bool,
    now: datetime,
    name: str = "",
) -> Reply:
    """Take a shared contact, if it is the person's own. ``name``: what it goes by."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None:
        return without_request(talk)

    def understand() -> Reaction:
        if not own:
            raise InvalidAnswer(say("This is somebody else's contact. Please share yours, or type a number."))
        return shared(talk, "contact", lambda question, *known: question.read_contact(phone, *known, name))

    return talk.take(understand)


def share_location(
    transaction: Transaction, world: World, visitor: Visitor, latitude: float, longitude: float, now: datetime
) -> Reply:
    """Take a shared location, which is turned into a commune and not kept."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None:
        return without_request(talk)
    there = (latitude, longitude)
    return talk.take(lambda: shared(talk, "place", lambda asked, *known: asked.read_location(*there, *known)))


def amend(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    sent: Sent,
    sent_at: datetime,
    now: datetime,
    touch: Touch,
) -> Reply:
    """Take an edited message: it corrects the answer that the message gave.

    ``sent_at``: when the message was first sent; one that was not understood is read again.
    """
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None and sent_before_the_last_request(transaction, visitor.id, sent_at):
        return talk.says(words(say("This message belongs to an earlier request, which stays as it was.")))
    if talk.open is None:
        at_work = obeyed(talk, sent, touch) or already_taken(transaction, talk.visit, now)
        return at_work or answer_lender(talk, sent.text) or out_of_a_request(talk, sent)
    if str(sent.number) not in talk.walk.draft.typed:
        if sent_at.replace(microsecond=0) >= talk.open.started_at.replace(microsecond=0):
            if again := corrected(talk, sent.text, sent.number):
                return again
            return write(transaction, world, visitor, sent, now, touch)
        return talk.show(note=say("This message belongs to an earlier request, which stays as it was."))
    answered = INTAKE.by_name.get(talk.walk.draft.typed[str(sent.number)])
    key = None
    if answered is not None and not answered.input.keeps_words:
        key = option_named(answered, talk.walk.situation, sent.text, touch.said_in(spoken(talk.visit)))

    told = told_again(talk, sent.text, sent.number)

    def understand() -> Reaction:
        try:
            again = _with_the_whole(talk, sent, INTAKE.amend(talk.walk, str(sent.number), sent.text, key))
            return replace(again, answered=(*again.answered, *told.answered)) if told else again
        except InvalidAnswer as invalid:
            if told:
                return told
            if answered is None or answered is INTAKE.step(talk.walk.draft):
                raise
            stays = say("Your answer to “{question}” stays as it was. {note}",
                        question=Message(answered.label), note=invalid.message)  # fmt: skip
            raise InvalidAnswer(stays) from None

    return talk.take(understand)


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
        return begin_another(talk, tapped.key)
    if tapped.verb is Verb.UNDO:
        return bring_back(talk, tapped)
    if tapped.verb is Verb.SEND and (talk.open is None or talk.open.id != tapped.draft_id):
        return talk.says(alert=say("It is sent already: /status tells where it stands."))
    if tapped.verb is Verb.LANGUAGE:
        language = tapped.key or next_after(spoken(talk.visit))
        if talk.open is None:
            return speak(talk, language)
        talk.speak(language)
        talk.on_card = None if is_replaced(talk, talk.open, tapped) else tapped.message_id or None
        return talk.show()
    if talk.open is None and tapped.verb is Verb.CONTINUE:
        return talk.says(words(say("Fine: nothing changes.")))
    if talk.open is None:
        return without_request(talk)
    if tapped.verb is Verb.DROP and is_about(talk.open, tapped.key):
        return drop(talk, talk.open, tapped.key)
    if tapped.verb is Verb.CONTINUE or (tapped.verb is Verb.PERSON and not tapped.draft_id):
        return talk.show() if tapped.verb is Verb.CONTINUE else ask_for_a_call(talk)
    if tapped.verb is Verb.WHY and tapped.message_id == talk.open.card_id:
        talk.on_card = tapped.message_id  # while companies are searched, the card is of an older revision
        return explain(talk)
    if (tapped.draft_id, tapped.revision) != (talk.open.id, talk.open.revision):
        talk.on_card = tapped.message_id if tapped.message_id == talk.open.card_id else None
        return talk.show(alert=say("This button is out of date: here is where you are."))
    talk.on_card = tapped.message_id or None
    return tap_call(talk, tapped) if is_ready(talk.walk) else _tap_card(talk, tapped)


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
            return explain(talk)
        case Verb.EDIT if walk.state == REVIEW and tapped.key.startswith(SECTION):
            draft.entry = {}  # a correction that was offered is declined
            return talk.show(section=tapped.key.removeprefix(SECTION))
        case Verb.KEEP if tapped.key == ALL_HEARD:
            return talk.show(confirmed=INTAKE.confirm(walk))
        case Verb.BACK | Verb.KEEP | Verb.EDIT:
            moved = moves[tapped.verb]()
            return talk.show(alert=None if moved else say("This is the first question."))
        case Verb.PAUSE:
            return rest(talk)
        case Verb.AGREE if walk.state == REVIEW and tapped.key in agreements(walk):
            toggle(walk, tapped.key)
            return talk.show()
        case Verb.SEND if walk.state == REVIEW and draft.completes is not None:
            assert talk.open is not None
            return finish(talk.transaction, talk.world, talk.visit, talk.open, walk, talk.now)
        case Verb.SEND if walk.state == REVIEW:
            if agreement(walk, "operator") not in draft.agreements:
                return talk.says(alert=still_needed(walk))
            assert talk.open is not None
            return then_what_is_asked(talk, submit(talk.transaction, talk.visit, talk.open, walk, talk.now))
        case Verb.SKIP:
            return talk.take(lambda: INTAKE.skip(walk, both=tapped.key == BOTH))
        case Verb.PERSON | Verb.ASK:
            return ask_for_a_call(talk) if tapped.verb is Verb.PERSON else keep_question(talk)
        case _:
            return talk.take(lambda: INTAKE.tap(walk, tapped.key, tapped.typed))
