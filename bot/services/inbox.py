"""Where what a person sends goes: the first taker with a use for it answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.services.committee.opinions import SAID
from bot.services.core.actions import Asked
from bot.services.core.screens import Reply, SharedFile, words
from bot.services.core.visitors import Visitor, spoken, welcome
from bot.services.dossiers.notes import correct_note
from bot.services.exchanges.files.attachments import OFFER_WORDS
from bot.services.exchanges.questions.draft import QUESTION_TEXT
from bot.services.exchanges.questions.introductions import REACH
from bot.services.exchanges.questions.last_day import tells_last_day
from bot.services.exchanges.questions.review import REVIEWED
from bot.services.intake import conversation
from bot.services.intake.calls.listening import listen
from bot.services.intake.free_text import recaption as of_draft
from bot.services.intake.free_text import take_unasked_file
from bot.services.intake.help import tell_instead
from bot.services.intake.labels import Touch, named_on_menus
from bot.services.intake.own_dossiers import written
from bot.services.intake.reading import beside_a_question
from bot.services.messages.menus import disarm, is_below_card, to_touch
from bot.services.messages.operator_messages import with_caption, with_file
from bot.services.messages.relay import TOO_LARGE, Sent, follow_album
from bot.services.messages.replies import answer, correct
from bot.services.registry import ACTIONS
from conversations.committee.member_words import said_of_request
from conversations.dossiers.traces import Trace
from conversations.exchanges.files import Arrived, AttachedFile
from conversations.intake.first_words import in_despair
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.bank_accounts import NO_ACCOUNT, says_more, without_account
from models.database.writer import Transaction
from models.dossiers.queries import REFERENCE_SAID
from models.exchanges.people import note_message, written_by
from models.intake.queries import find_menus
from models.messages.prompts import ask_no_more, asked_of
from models.messages.queries import WRITE
from models.messages.reminders import ALBUM, first_told
from models.messages.tables import Prompt

WORDS_ONLY = say(
    "✍️ Only words are taken here: this file was passed on to nobody. What you had written is kept: go on in "
    "words."
)

SAYS_WHO = say(
    "✍️ A place or a contact card tells who you are: it was passed on to nobody. What was asked goes on in "
    "words."
)

MAY_COME = timedelta(days=1)
"""How long a file is for what no words are asked for: words, and what is sent later, are for elsewhere."""

Taker = Callable[[Transaction, World, Visitor, Sent, datetime], Reply | None]


def take(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime, touch: Touch
) -> Reply:
    """Take typed words. ``touch``: for those that name a button. Who is in despair hears who listens."""
    care = in_despair(sent.text)
    if care and _asked_between_firms(transaction, visitor, now):
        return _passed_to_nobody(transaction, visitor, care, now)
    taken = _take_elsewhere(transaction, world, visitor, sent, now, touch)
    if care is None and taken is None and (bare := without_account(sent.text)) != sent.text:
        rest = replace(sent, text=bare, reading=None)
        if not says_more(bare):
            return tell_instead(transaction, world, visitor, rest, now, NO_ACCOUNT)
        taken = conversation.write(transaction, world, visitor, rest, now, touch)
        return replace(taken, screens=(words(NO_ACCOUNT), *taken.screens))
    if care is None:
        return taken or _to_the_form(transaction, world, visitor, sent, now, touch)
    if taken is None:
        return listen(transaction, world, visitor, sent, now, care)
    return replace(taken, screens=(words(care), *taken.screens))


def _to_the_form(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime, touch: Touch
) -> Reply:
    """Take what is typed to the form; a common question that is asked in it is answered first."""

    def take(told: Sent) -> Reply:
        return conversation.write(transaction, world, visitor, told, now, touch)

    return beside_a_question(transaction, world, visitor, sent, now, take) or take(sent)


def _take_elsewhere(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime, touch: Touch
) -> Reply | None:
    """Take what a person answers or touches out of the form; None for what is typed to the form."""
    passed_on = answer(transaction, world, visitor, sent, now)
    if passed_on is not None:
        disarm(transaction, visitor.id)
        return passed_on
    menus = find_menus(transaction, visitor.id)
    if is_below_card(menus):
        named = named_on_menus(menus, sent, now, touch)
        if named is not None:
            disarm(transaction, visitor.id)
            return touch.press(transaction, world, visitor, named, now)
        only = to_touch(menus, sent.text)
        if only is not None:
            return Reply(spoken(welcome(transaction, visitor, now)), screens=(words(only),))
    return take_file(transaction, world, visitor, sent, now)


def take_file(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Take a photo or a document; None for words that are for the form."""
    disarm(transaction, visitor.id)
    replies = (taker(transaction, world, visitor, sent, now) for taker in TAKERS)
    return next((reply for reply in replies if reply is not None), None)


def recaption(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Take the corrected caption of a file that was passed on, or that waits for a request to leave."""
    each = (taker(transaction, world, visitor, sent, now) for taker in (_rewritten, correct, of_draft))
    return next((reply for reply in each if reply is not None), None)


def amend(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    sent: Sent,
    sent_at: datetime,
    now: datetime,
    touch: Touch,
) -> Reply:
    """Take an edited message: a new version of what was passed on, else of an answer."""
    again = (
        _rewritten(transaction, world, visitor, sent, now)
        or correct(transaction, world, visitor, sent, now)
        or correct_note(transaction, world, visitor, sent.text, sent.number, now)
    )
    if again is None and (care := in_despair(sent.text)):
        return listen(transaction, world, visitor, sent, now, care)
    return again or conversation.amend(transaction, world, visitor, sent, sent_at, now, touch)


def _rewritten(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Take words again from the message that said them, once it is edited.

    Those of a question or an offer, else of what a member is still asked.
    """
    with transaction.session() as session:
        wrote = written_by(session, visitor.id, sent.number)
    if wrote is None:
        waits = asked_of(transaction, visitor.id)
        if waits is not None and waits.typed_as == sent.number:
            return _completed(transaction, world, visitor, waits, sent, now)
        again = with_caption(waits, sent) if waits else None
        if again is None:
            return None
        return ACTIONS.complete(transaction, world, visitor, again, sent.text, now)
    purpose, subject = wrote
    prompt = Prompt(person_id=visitor.id, purpose=purpose, subject=subject, content={}, asked_at=now)
    return ACTIONS.complete(transaction, world, visitor, prompt, sent.text, now)


def share_contact(
    transaction: Transaction, world: World, visitor: Visitor, phone: str, own: bool, now: datetime, name: str
) -> Reply:
    """Take a shared contact: how somebody is reached by another firm, where this is asked, else an answer."""
    asked = _asked_between_firms(transaction, visitor, now)
    if asked is None:
        return conversation.share_contact(transaction, world, visitor, phone, own, now, name)
    if asked.purpose == REACH and own:
        return ACTIONS.complete(transaction, world, visitor, asked, phone, now)
    return _passed_to_nobody(transaction, visitor, SAYS_WHO, now)


def share_location(
    transaction: Transaction, world: World, visitor: Visitor, latitude: float, longitude: float, now: datetime
) -> Reply:
    """Take a shared location, which nothing between firms asks for, as an answer."""
    if _asked_between_firms(transaction, visitor, now) is None:
        return conversation.share_location(transaction, world, visitor, latitude, longitude, now)
    return _passed_to_nobody(transaction, visitor, SAYS_WHO, now)


def _asked_between_firms(transaction: Transaction, visitor: Visitor, now: datetime) -> Prompt | None:
    """Return what was asked of somebody for another firm not long ago; None for anything else."""
    prompt = asked_of(transaction, visitor.id)
    ours = prompt is not None and prompt.purpose in ACTIONS.between_firms
    return prompt if prompt and ours and now - prompt.asked_at <= MAY_COME else None


def _asked(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Take what the person was asked to type: for their operator, else what completes an action."""
    prompt = asked_of(transaction, visitor.id)
    if prompt is None:
        return None
    if prompt.purpose == WRITE:
        return written(transaction, world, visitor, prompt, sent, now)
    if not _is_for(prompt, world, sent, now):
        return None
    if sent.file is None:
        return _completed(transaction, world, visitor, prompt, sent, now)
    if prompt.purpose in ACTIONS.between_firms:
        taken = ACTIONS.receive(transaction, world, visitor, prompt, _arrived(sent, sent.file), now)
        if taken and sent.text:
            return _noted(transaction, visitor, prompt, sent, taken)
        return taken or _words_only(transaction, visitor, sent, now)
    if prompt.purpose != Trace.MESSAGE:
        return None
    if sent.too_large:
        return Reply(spoken(welcome(transaction, visitor, now)), screens=(words(TOO_LARGE),))
    return ACTIONS.complete(transaction, world, visitor, with_file(prompt, sent), sent.text, now)


def _completed(
    transaction: Transaction, world: World, visitor: Visitor, prompt: Prompt, sent: Sent, now: datetime
) -> Reply:
    """Do what typed words complete, and note where they are said; a whole reference is looked for instead."""
    of_members = prompt.purpose in ACTIONS.on_dossier and ACTIONS.is_of_members(prompt.purpose)
    if of_members and (named := REFERENCE_SAID.fullmatch(sent.text.strip())):
        sought = Asked("find", named[0], 0, 0, visitor.id, None)
        if ACTIONS.may_at_office(transaction, visitor, sought.name, now):
            ask_no_more(transaction, visitor.id)
            return ACTIONS.act_at_office(transaction, world, visitor, sought, now)
    prompt.typed_as = sent.number
    reply = ACTIONS.complete(transaction, world, visitor, prompt, sent.text, now)
    return _noted(transaction, visitor, prompt, sent, reply)


def _noted(transaction: Transaction, visitor: Visitor, prompt: Prompt, sent: Sent, reply: Reply) -> Reply:
    """Note which message says the words of a question or an offer, once they are taken.

    Words that are shown before they count, or that were not understood, leave a member asked for the same.
    """
    with transaction.session() as session:
        if prompt.purpose in (QUESTION_TEXT, OFFER_WORDS):
            note_message(session, visitor.id, sent.number, prompt.purpose, prompt.subject)
            return reply
        waits = session.get(Prompt, visitor.id) if ACTIONS.is_of_members(prompt.purpose) else None
        if waits and (waits.purpose, waits.subject) == (prompt.purpose, prompt.subject):
            waits.typed_as = sent.number
    return reply


def _is_for(prompt: Prompt, world: World, sent: Sent, now: datetime) -> bool:
    """Tell whether what is sent is for what was asked.

    Under a request before a committee, an opinion is; under a whole question, files and its last day are.
    """
    if prompt.purpose == SAID:
        return sent.file is None and said_of_request(sent.text) is not None
    if prompt.purpose in ACTIONS.typed and prompt.purpose != REVIEWED:
        return True
    if now - prompt.asked_at > MAY_COME:
        return False
    return sent.file is not None or (prompt.purpose == REVIEWED and tells_last_day(sent.text, world.today))


def _words_only(transaction: Transaction, visitor: Visitor, sent: Sent, now: datetime) -> Reply:
    """Say kindly that a file goes nowhere; once for an album. What was asked is still asked."""
    with transaction.session() as session:
        if sent.album and not first_told(session, f"{ALBUM}:{visitor.id}:{sent.album}", now):
            return Reply(spoken(welcome(transaction, visitor, now)))
    return _passed_to_nobody(transaction, visitor, WORDS_ONLY, now)


def _passed_to_nobody(transaction: Transaction, visitor: Visitor, why: Message, now: datetime) -> Reply:
    """Say that what was sent goes nowhere; what was asked is still asked."""
    return Reply(spoken(welcome(transaction, visitor, now)), screens=(words(why),), leaves_tapped=True)


def _arrived(sent: Sent, file: SharedFile) -> Arrived:
    attached = AttachedFile(file.kind, file.file_id, sent.number)
    return Arrived(attached, sent.text, sent.album, too_large=sent.too_large)


TAKERS: tuple[Taker, ...] = (follow_album, answer, _asked, take_unasked_file)
"""Who is offered what is sent, in order, before the form: it takes everything."""
