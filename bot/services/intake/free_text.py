"""Words typed that are no answer: to whom they go, and what is asked when it is not sure."""

from dataclasses import replace
from datetime import datetime

from bot.services.core.dossier_page import do
from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Reply, Rows, Screen, Verb, words
from bot.services.core.visitors import Visitor
from bot.services.intake.calls.listening import felt, listen, with_feeling
from bot.services.intake.help import (
    answer_member,
    cannot_read,
    invitation_to_apply,
    named_language,
    of_another_account,
    speak,
    works_here,
)
from bot.services.intake.own_dossiers import (
    awaits_an_answer,
    keep_for_choice,
    offer_to_ask,
    perhaps_passed_on,
    tell_operator,
)
from bot.services.intake.own_drafts import (
    YOU_ARE_WELCOME,
    changes_no_answer,
    left_to_do,
    unknown,
    ways_back,
    yes_or_no_to_nothing,
)
from bot.services.intake.own_lists import Kept, under_way, way_to_withdraw
from bot.services.intake.reading import (
    CORRECTED,
    holds_nothing,
    is_understood,
    read_at_the_welcome,
    tells_project,
)
from bot.services.intake.reminders import takes_leave
from bot.services.intake.submission import ABOUT_THE_REQUEST, asking, follow
from bot.services.intake.turn import Talk
from bot.services.messages import draft_files
from bot.services.messages.relay import TOO_LARGE, Sent
from conversations.dossiers.deadlines import NUDGE_DELAYS
from conversations.engine.ladder import HELPED, Noted
from conversations.engine.reactions import ALL_IS_ANSWERED
from conversations.engine.step import Step
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from conversations.intake.faq import entry_named, is_asked, is_question, perhaps, recognise
from conversations.intake.faq_moments import answer_to, why_it_stopped
from conversations.intake.first_words import first_words, in_despair
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.agreement import is_pleased, says_no, says_yes
from conversations.understanding.wishes import Wish, gives_up, is_at_a_loss, is_refusal, takes_back, wish_of
from conversations.understanding.words import THANKING, fold
from models.database.writer import Transaction
from models.intake.queries import OpenDraft, save_aside
from models.messages.queries import last_told

TAKING_BACK = say(
    "To withdraw what you sent: /status, then “Withdraw”. To erase everything that is about you: /delete."
)
LEFT_ASIDE = NUDGE_DELAYS[0]  # after which a question is no longer what the chat shows


def out_of_a_request(talk: Talk, sent: Sent, invalid: InvalidAnswer | None = None) -> Reply:
    """Take a message that answers nothing: what is not for me goes to the operator.

    ``invalid``: what the question under way says of it, in a draft that holds nothing yet.
    """
    text = sent.text
    if (language := named_language(text)) is not None:
        return speak(talk, language)
    awaited = awaits_an_answer(talk.transaction, talk.visit, talk.now)
    thanked = fold(text) in THANKING or (is_pleased(text) and not awaited)
    leaving = None if talk.open or awaited else _comes_or_leaves(talk, text)
    if thanked or leaving:
        return leaving or talk.says(words(YOU_ARE_WELCOME))
    answer = answer_known(talk, text) or (TAKING_BACK if takes_back(text) else None)
    likely = None if answer or awaited or talk.open or not is_asked(text) else answer_guessed(talk, text)
    told = answer or likely
    if told and (ask := offer_to_ask(talk, sent)):
        withdraw = way_to_withdraw(talk.transaction, talk.visit.person_id, text)
        feeling = felt(talk, text) if talk.open is None else None
        said = (feeling, told) if feeling else (told,)
        return talk.says(Screen(said, rows=(*withdraw, *(meant(text) if likely else ()), *ask)))
    if answer is not None and answer is not TAKING_BACK:
        return without_request(talk, answer)
    yes, no = says_yes(fold(text)), (is_refusal(text) and not gives_up(text)) or says_no(fold(text))
    if (yes or no) and wish_of(text) is not Wish.LATER and not awaited and talk.open is None:
        return yes_or_no_to_nothing(talk, yes=yes)
    if not awaited and (own := answer_member(talk.transaction, talk.world, talk.visit, text, talk.now)):
        return perhaps_passed_on(own, talk, sent)
    if passed_on := tell_operator(talk.transaction, talk.world, talk.visit, sent, talk.now):
        return with_feeling(talk, text, passed_on)
    asks = is_question(text, of_few_words=talk.open is not None) and not is_at_a_loss(text)
    asks = asks and first_words(text) is None and not isinstance(invalid, Noted)  # what it tells is kept
    asked = answer_guessed(talk, text) or unknown(talk, text) if asks else None
    if talk.open is not None and asked is None and invalid is not None:
        return talk.missed(invalid)
    below = (Screen((asked,), rows=meant(text)),) if asked else ()
    if talk.open is not None:
        return replace(reply := talk.show(aside=asked), screens=(*below, *reply.screens[len(below) :]))
    if asked is None and (first := first_words(text)):
        return without_request(talk, first.answer(asking(talk, first.beginning)))
    followed = last_told(talk.transaction, talk.visit.person_id) is not None
    if asked is None and not followed and not ways_back(talk.transaction, talk.visit, talk.now):
        return talk.begin(unheard=text)
    reply = without_request(talk)
    return replace(reply, screens=(*below, *reply.screens))


def _comes_or_leaves(talk: Talk, text: str) -> Reply | None:
    return without_request(talk) if wish_of(text) is Wish.GOING_ON else takes_leave(talk, text)


def answer_known(talk: Talk, text: str) -> Message | None:
    """Answer a question that many people have, with the terms of their territory; None for any other."""
    if elsewhere := of_another_account(talk.transaction, talk.visit, text, talk.now):
        return elsewhere
    entry = recognise(text, alone=talk.open is None)
    if (
        entry is not None
        and entry.name == "correction"
        and talk.open
        and INTAKE.step(talk.walk.draft) is None
    ):
        return ALL_IS_ANSWERED
    if entry is None:
        return why_it_stopped(text, asking(talk, "refused")) if talk.open is None else None
    if talk.open is not None and entry.name == "human":
        talk.walk.draft.missed = max(talk.walk.draft.missed, HELPED)
    who = asking(talk, entry.name)
    own = talk.open is not None or who.standing is not None or entry.name not in ABOUT_THE_REQUEST
    if not own and works_here(talk.transaction, talk.visit, talk.now):
        return None  # "where are my files" is asked of one's work
    if entry.local and talk.open is not None:
        unknown(talk, text)  # one touch keeps it for who can say more
    return answer_to(entry, who)


def answer_common(talk: Talk, text: str, step: Step | None) -> Message | None:
    """Answer a question about the scheme; None for an answer. A project may be told as a question."""
    few = step is not None and not step.input.keeps_words
    asks = is_question(text, of_few_words=few) and first_words(text) is None
    told = "?" not in text and (step is None or (asks and few))
    if told and is_understood(talk, text):
        return None  # "je veux pas d'avance" is an answer
    if (known := answer_known(talk, text)) is not None:
        return known
    if (step is not None and step.input.prose) or is_at_a_loss(text) or tells_project(step, text):
        return None
    return answer_guessed(talk, text) or unknown(talk, text) if asks else None


def answer_guessed(talk: Talk, text: str) -> Message | None:
    """Ask which common question is meant, where one may be; None where none may. ``meant``: the buttons."""
    if not perhaps(text):
        return None
    unknown(talk, text)
    return say("Is it one of these questions? One touch answers it.")


def meant(text: str) -> Rows:
    """Return the buttons of the common questions that a text may ask; none where it is sure."""
    return tuple(
        (Button(say("❔ {question}", question=Message(entry.question)), Verb.ASK, entry.name),)
        for entry in perhaps(text)
    )


def answer_meant(transaction: Transaction, world: World, visitor: Visitor, name: str, now: datetime) -> Reply:
    """Answer the common question that was touched; one of an older release has no answer any more."""
    talk = Talk(transaction, world, visitor, now)
    if (entry := entry_named(name)) is None:
        return without_request(talk)
    question, answer = Message(entry.question), answer_to(entry, asking(talk, name))
    return without_request(talk, say("<b>{question}</b>\n{answer}", question=question, answer=answer))


def without_request(talk: Talk, answer: Message | None = None) -> Reply:
    """Answer somebody who answers nothing: where their requests stand, or the way to begin one."""
    if talk.open is not None:
        return talk.show(aside=answer)
    if answer is not None:
        return talk.says(invitation_to_apply(talk, answer))
    reply = follow(talk.transaction, talk.world, talk.visit, talk.now)
    back = ways_back(talk.transaction, talk.visit, talk.now)  # "oops" is said without a button
    return replace(reply, screens=(*back, *reply.screens))


def not_for_the_question(talk: Talk, sent: Sent) -> Reply | None:
    """Answer words that the question under way must not take by itself; None when it may read them.

    In the review nothing is asked. Elsewhere a question is no longer plain once the chat has shown something
    else: news of the request that was sent, or a day gone by. Then it is asked whom the words are for.
    """
    opened = talk.open
    assert opened is not None
    if "candidates" in opened.draft.entry and fold(sent.text) in THANKING and not says_yes(fold(sent.text)):
        return talk.show(aside=YOU_ARE_WELCOME)
    if (told_at := last_told(talk.transaction, talk.visit.person_id)) is None:
        return None
    step = INTAKE.step(talk.walk.draft)
    if (step is None or holds_nothing(talk)) and not is_understood(talk, sent.text):
        return out_of_a_request(talk, sent)
    if step is None:
        return None
    if told_at > opened.answered_at or talk.now - opened.answered_at > LEFT_ASIDE:
        return _ask_whom_it_is_for(talk, sent, Message(step.label))
    return None


def _ask_whom_it_is_for(talk: Talk, sent: Sent, question: Message) -> Reply:
    with talk.transaction.session() as session:
        found = under_way(session, talk.visit.person_id)
        handling = Handling(talk.transaction, session, talk.world, talk.now, talk.visit, talk.visit.person_id)
        label = say("💬 For {operator}", operator=found[0].operator_name or "")
        choices, message = keep_for_choice(handling, found, sent, label)
        own = do(found[0], Kept("mine", message or 0), say("✍️ My answer to “{question}”", question=question))
    which = say("Who is it for? It is kept meanwhile, and nobody has read it.")
    return talk.says(Screen((which,), rows=(*choices, (own,))))


def not_an_answer(talk: Talk, sent: Sent, invalid: InvalidAnswer) -> Reply:
    """Answer words that the question under way does not understand."""
    if fold(sent.text) in THANKING or is_pleased(sent.text):
        reviewed = INTAKE.step(talk.walk.draft) is None  # it is long, and just above
        return talk.says(words(YOU_ARE_WELCOME)) if reviewed else talk.show(aside=YOU_ARE_WELCOME)
    kept = felt(talk, sent.text) or changes_no_answer(talk, sent.text, invalid)
    missed = left_to_do(talk, invalid)
    return talk.show(aside=kept) if kept else perhaps_passed_on(talk.missed(missed), talk, sent)


def take_unasked_file(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Take a file that nobody asked for, for the operator or with a new request; None for words."""
    if sent.file is None:
        return None
    if care := in_despair(sent.text):
        return listen(transaction, world, visitor, sent, now, care)
    talk = Talk(transaction, world, visitor, now)
    for_operator = talk.open is None or talk.open.draft.completes is not None or holds_nothing(talk)
    if for_operator and (passed_on := tell_operator(transaction, world, talk.visit, sent, now)):
        return passed_on
    if talk.open is None:
        member = works_here(transaction, talk.visit, now)
        return cannot_read(talk, draft_files.NOT_ASKED if member else draft_files.NO_FILES, sent.album)
    return _kept_with_the_draft(talk, talk.open, sent)


def _kept_with_the_draft(talk: Talk, opened: OpenDraft, sent: Sent) -> Reply:
    """Keep a file until the request leaves; its caption answers where words are the answer, kept or not."""
    follows, step = draft_files.holds_album(opened.draft, sent.album), INTAKE.step(talk.walk.draft)
    refused = TOO_LARGE if sent.too_large else None
    if refused is None and not draft_files.keep(opened.draft, sent):
        refused = draft_files.FULL
    told = refused or draft_files.kept_word(sent, talk.walk.situation.words["operator"])
    if sent.text and step is not None and step.input.keeps_words:
        reply = talk.take(lambda: INTAKE.read(talk.walk, sent.text, str(sent.number)))
        return replace(reply, screens=(words(told), *reply.screens))
    read = read_at_the_welcome(talk, sent.text, sent.number)
    if read is not None:
        return talk.show(note=read, aside=told)
    if refused is not None:
        return cannot_read(talk, refused, sent.album)
    if follows:
        save_aside(talk.transaction, talk.visit)
        return talk.says()
    return perhaps_passed_on(talk.show(aside=told), talk, sent)


def recaption(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime
) -> Reply | None:
    """Take the corrected caption of a file that waits with a draft, or answered; None for another message."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open is None:
        return None
    kept = draft_files.recaption(talk.open.draft, sent)
    if str(sent.number) in talk.walk.draft.typed:
        return talk.take(lambda: INTAKE.amend(talk.walk, str(sent.number), sent.text))
    if not kept:
        return None
    if read := read_at_the_welcome(talk, sent.text, sent.number):
        return talk.show(note=read)
    save_aside(transaction, talk.visit)
    return talk.says(words(CORRECTED))
