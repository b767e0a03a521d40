"""What somebody types, understood before the turn that takes it, and kept where it answers something else.

While others take their turns it is read; what it says beside the question waits for its own question.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from datetime import datetime

from bot.services.core.answers import given
from bot.services.core.screens import Reply, words
from bot.services.core.visitors import Visitor
from bot.services.exchanges.questions.draft import QUESTION_TEXT
from bot.services.intake.review import what_was_read
from bot.services.intake.submission import asking
from bot.services.intake.turn import Talk
from bot.services.messages.relay import Sent
from conversations.engine.ladder import Noted
from conversations.engine.overheard import is_heard, left_of, parts_heard, tells_more
from conversations.engine.questionnaire import Walk
from conversations.engine.reactions import Reaction, Understanding
from conversations.engine.reading import Reading
from conversations.engine.step import Step
from conversations.inputs import CompanyInput, Entry, InvalidAnswer, Kept, Settled
from conversations.inputs.base import IS_IT_RIGHT
from conversations.inputs.companies import NAME_IS_ENOUGH
from conversations.intake import INTAKE, WELCOME
from conversations.intake.faq import asked_beside, is_question, recognise
from conversations.intake.faq_moments import answer_to
from conversations.intake.first_words import Beginning, first_words, in_despair
from conversations.intake.project import DESCRIPTION
from conversations.intake.sections import YOU
from conversations.intake.told.at_once import company, project, tells_a_story
from conversations.intake.you import WHO_FIRST
from conversations.messages import Listing, Message, say
from conversations.situation import Answers, World
from conversations.understanding.agreement import says_no, says_yes
from conversations.understanding.company_names import read_company_name
from conversations.understanding.residue import changes_nothing
from conversations.understanding.skills import suggest
from conversations.understanding.words import GREETING, fold
from models.database.writer import Connection, Transaction
from models.intake.queries import find_draft
from models.messages.prompts import purpose_for

SHORT, FIGURES = 6, 40  # letters, and characters in all, that are read at once
CORRECTED = say("✓ Corrected.")
AS_IT_WAS = say("Your answers stay as they were: it says nothing else of them.")
WRONG = say(
    "Nothing is lost. What is wrong? Write it to me as it should be; each answer is also shown to you in its "
    "turn, and you can change it. To stop here and keep nothing: “No, thank you”."
)
PLACE, ROLE, DIFFICULTIES = "place", "role", "difficulties"


def may_take_long(text: str) -> bool:
    """Tell whether a text may take milliseconds to read: it is long, or its words might be a name misspelt.

    The others, a date or a number, are read sooner than the question they answer is found.
    """
    return len(text) > FIGURES or sum(map(str.isalpha, text)) > SHORT


def read_ahead(connection: Connection, world: World, person_id: int, text: str) -> Reading | None:
    """Read a text at the question its author is asked; None when none is."""
    opened = find_draft(connection, person_id)
    if opened is None:
        if purpose_for(connection, person_id) == QUESTION_TEXT:
            suggest(text.strip())  # remembered for the turn
        return None
    recognise(text), is_question(text), asked_beside(text), in_despair(text)  # remembered for the turn
    walk = Walk(opened.draft, world)
    if not walk.is_checked:
        INTAKE.resume(walk)
    step = INTAKE.asked(walk)
    if step is None:
        return None
    heard = INTAKE.overheard(walk, text)
    reading = Reading.of(walk, step.input, text, opened.id, opened.revision, heard)
    if step.name == DESCRIPTION and isinstance(reading.outcome, Kept):
        told = str(reading.outcome.entry.get("text") or "")
        suggest(told, walk.situation.text("project_kind"))  # remembered for the turn that shows the skills
    return reading


def with_what_is_kept(
    talk: Talk,
    text: str,
    number: int,
    invalid: InvalidAnswer,
    reading: Reading | None = None,
    waiting: Entry | None = None,
) -> InvalidAnswer:
    """Keep what words that are no answer say of questions to come, and have it said with the rest.

    ``number``: that of their message. ``reading``: what was read of them before it, if it still holds.
    ``waiting``: the entry before it: who tells something more has not refused what is offered.
    """
    heard = reading.heard if reading else INTAKE.overheard(talk.walk, text)
    who = {name: kept for name, kept in heard.items() if name in (ROLE, "company")}
    if _is_at_the_welcome(talk.walk) and DESCRIPTION not in heard and tells_a_story(left_of(text, who)):
        heard = {**heard, **INTAKE.as_said(talk.walk, DESCRIPTION, text)}  # all may be said there
    if _is_at_the_welcome(talk.walk) and PLACE not in heard:
        heard = {**heard, **_town_alone(talk.walk, text, beside="company" in heard)}
    if not heard:
        hello = _is_at_the_welcome(talk.walk) and fold(text) in GREETING
        return Noted(say("Hello! {note}", note=invalid.message)) if hello else invalid
    before = talk.walk.draft.heard
    note: Message | None = invalid.message
    INTAKE.note(talk.walk, heard, str(number))
    if _is_at_the_welcome(talk.walk):
        return Noted(what_was_read(talk.walk))
    if waiting and "candidates" in waiting:
        talk.walk.draft.entry, note = waiting, IS_IT_RIGHT
    elif changes_nothing(fold(left_of(text, heard))):
        note = None  # it is all that they say
    kept = say("Kept for its question: {labels}.", labels=_labels(heard))
    kept = kept if note is None else say("{note}\n📝 {kept}", note=note, kept=kept)
    return Noted(kept) if tells_more(before, talk.walk.draft.heard) else InvalidAnswer(kept)


def _labels(names: Iterable[str]) -> Listing:
    """Return what questions are called, one after another."""
    return Listing(tuple(Message(INTAKE.by_name[name].label) for name in names))


def shared(talk: Talk, name: str, understand: Understanding) -> Reaction:
    """Take a contact or a place that a phone shares, now or at the question of that name."""
    taken = INTAKE.share(talk.walk, name, understand)
    if taken is not None:
        return taken
    if _is_at_the_welcome(talk.walk):
        return Reaction(note=what_was_read(talk.walk))
    return Reaction(note=say("Kept for its question: {labels}.", labels=_labels([name])))


def begun(
    talk: Talk, text: str, take: Callable[[], Reply], otherwise: Callable[[InvalidAnswer], Reply]
) -> Reply:
    """Take a text typed on the first screens, after an answer to what troubles or brings who writes it.

    Trouble is answered at any question that has a short answer; its own has words for it.
    ``take``: reads it at its question. Where the company is asked for, it is read only if it names one:
    ``otherwise`` answers what is wanted and names nobody.
    """
    walk = talk.walk
    step, said = INTAKE.step(walk.draft), first_words(text)
    names = step is not None and isinstance(step.input, CompanyInput)
    if names and said is None and not any(company(text)) and any(project(text)):
        return otherwise(InvalidAnswer(NAME_IS_ENOUGH)) if read_company_name(text).rest else take()
    early = step is not None and (names or step.section in (WELCOME, YOU))
    short = step is not None and not (step.input.prose or step.input.keeps_words or step.name == DIFFICULTIES)
    early = early or (short and said is not None and said.beginning is Beginning.TROUBLE)
    if said is None or not early or (names and said.beginning is Beginning.CREATION):
        return take()
    answer, here = said.answer(asking(talk, said.beginning)), walk.state
    walk.draft.missed, walk.draft.said = 0, ""
    trouble = said.beginning is Beginning.TROUBLE and not (
        _is_at_the_welcome(walk) or is_understood(talk, text)
    )
    asks_nothing = said.beginning in (Beginning.LENDING, Beginning.SEEKING_WORK)
    if trouble or asks_nothing or (names and not any(company(text))):
        return talk.show(aside=answer)  # nothing more is said of words that ask for comfort
    reply = take()
    if said.beginning is Beginning.FOR_SOMEBODY and walk.state != here:
        return reply  # they said who they are
    if said.beginning is Beginning.MONEY:
        answer = said.answer(asking(talk, said.beginning))  # of the place that they told with it
    return replace(reply, screens=(words(answer), *reply.screens))


def is_understood(talk: Talk, text: str) -> bool:
    """Tell whether the question under way takes a text as its answer."""
    assert talk.open is not None
    try:
        INTAKE.read(Walk(deepcopy(talk.open.draft), talk.world), text)
    except InvalidAnswer:
        return False
    return True


def tells_project(step: Step | None, text: str) -> bool:
    """Tell whether a text typed under the welcome says what is wanted, be it as a question."""
    return step is not None and step.section is WELCOME and any(project(text.replace("?", ".")))


def holds_nothing(talk: Talk) -> bool:
    """Tell whether the draft under way holds no answer yet."""
    return talk.open is not None and not given(talk.transaction, talk.open)


def beside_a_question(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    sent: Sent,
    now: datetime,
    take: Callable[[Sent], Reply],
) -> Reply | None:
    """Answer the common question of words that tell something too, and take what they tell; None without.

    ``take``: takes words that ask nothing more. Prose is kept whole.
    """
    asked = None if sent.answered else asked_beside(sent.text)
    if asked is None or (talk := Talk(transaction, world, visitor, now)).open is None:
        return None
    step = INTAKE.asked(talk.walk)
    if asked.in_it and not (step is not None and step.input.prose):
        reply = talk.show(note=_kept_of(talk, asked.rest, sent.number))
    else:
        prose = step is not None and step.input.prose
        left = sent if prose else replace(sent, text=asked.rest, reading=None)
        reply = take(replace(left, answered=True))
    who = asking(Talk(transaction, world, visitor, now), asked.entry.name)
    question, answer = Message(asked.entry.question), answer_to(asked.entry, who)
    told = say("<b>{question}</b>\n{answer}", question=question, answer=answer)
    return replace(reply, screens=(words(told), *reply.screens))


def _kept_of(talk: Talk, text: str, number: int) -> Message | None:
    """Keep what a question tells of questions to come; return what is said of it, None for nothing."""
    if _is_at_the_welcome(talk.walk):
        return read_at_the_welcome(talk, text, number)
    heard = INTAKE.overheard(talk.walk, text)
    if not heard:
        return None
    INTAKE.note(talk.walk, heard, str(number))
    return say("Kept for its question: {labels}.", labels=_labels(heard))


def read_at_the_welcome(talk: Talk, text: str, number: int) -> Message | None:
    """Keep what the words of a file say under the welcome; return what was read, None for nothing."""
    if not text or not _is_at_the_welcome(talk.walk):
        return None
    kept = with_what_is_kept(talk, text, number, InvalidAnswer(CORRECTED))
    return kept.message if isinstance(kept, Noted) else None


def yes_or_no_to_what_was_read(talk: Talk, text: str) -> Reply | None:
    """Answer a bare yes or no said of what was read under the welcome; None for any other words.

    A yes does not tell who they are, and a no may mean that a line is wrong: it erases nothing.
    """
    said, heard = fold(text), talk.walk.draft.heard
    if not heard or not _is_at_the_welcome(talk.walk):
        return None
    if says_no(said) and "merci" not in said and "thank" not in said:
        return talk.show(note=WRONG)
    return talk.missed(InvalidAnswer(WHO_FIRST)) if says_yes(said) and ROLE not in heard else None


def corrected(talk: Talk, text: str, number: int) -> Reply | None:
    """Take an edited message that said something of questions to come; None where it says nothing of them.

    One that was offered at the question being asked, and says it no more, may be its answer.
    """
    draft = talk.walk.draft
    was_offered = draft.state in draft.heard
    if is_heard(draft, str(number)) and (read := read_at_the_welcome(talk, text, number)):
        return talk.show(note=read)
    told = told_again(talk, text, number)
    if told is None or (was_offered and draft.state not in draft.heard and not told.answered):
        return None
    return talk.show(told)


def told_again(talk: Talk, text: str, number: int) -> Reaction | None:
    """Hear an edited message anew; None if it told nothing of questions to come, or answered since."""
    walk, message = talk.walk, str(number)
    waits, told = is_heard(walk.draft, message), message in walk.draft.told_in.values()
    before = (walk.state, walk.draft.heard)
    if waits:
        all_said = message in parts_heard(walk.draft.heard.get(DESCRIPTION)) and tells_a_story(text)
        INTAKE.rehear(walk, message, text, INTAKE.as_said(walk, DESCRIPTION, text) if all_said else {})
    if not waits and not told:
        return None
    answered = INTAKE.retell(walk, message, text) if told else ()
    same = not answered and before == (walk.state, walk.draft.heard)
    return Reaction(answered, AS_IT_WAS if same else CORRECTED)


def _town_alone(walk: Walk, text: str, *, beside: bool) -> Answers:
    """Return the town that is all a text says, or what it says after a company: "Garage Martin, Toul"."""
    town = text.rpartition(",")[2].strip() if beside else text.strip()
    if len(town) > FIGURES or changes_nothing(fold(town)) or (beside and town == text.strip()):
        return {}
    try:
        certain = isinstance(INTAKE.by_name[PLACE].input.read(town, {}, walk.situation), Settled)
    except InvalidAnswer:
        return {}
    return INTAKE.as_said(walk, PLACE, town) if certain else {}


def _is_at_the_welcome(walk: Walk) -> bool:
    step = INTAKE.step(walk.draft)
    return step is not None and step.section is WELCOME
