"""What is typed at a question and puts other answers right: each is asked again, none written alone."""

from collections.abc import Sequence

from conversations.engine.barring import given_instead
from conversations.engine.corrections import (
    as_said,
    called_wrong,
    is_told_once,
    said_again,
    says_the_answer,
)
from conversations.engine.draft import Walk, to_put_right
from conversations.engine.overheard import Overheard, Plainly, as_kept, overhear, says_nothing_else
from conversations.engine.step import Step
from conversations.frozen import frozen
from conversations.inputs import HeadContact, InvalidAnswer, Kept, Settled
from conversations.inputs.base import attempt, listed
from conversations.situation import Answers
from conversations.understanding.company_answers import is_not_the_one
from conversations.understanding.replacements import after_a_mark, parts_put_right, puts_right, replacements
from conversations.understanding.words import excerpt, fold

A_VALUE = 3  # words of one that may be misspelt: more say something else than a name
JUST_ANSWERED = 4  # answers that "no, rather in May" may correct, the last one first


@frozen
class PutRight:
    """What a text typed at another question puts right, as it is kept. ``first``: what is asked again."""

    first: str
    heard: Answers


def _put_in_place(found: Sequence[Overheard], here: Answers) -> PutRight:
    return PutRight(found[0].step.name, here | to_put_right(as_kept(found)))


def _part_by_part(walk: Walk, here: Step, answered: Sequence[Step], text: str) -> PutRight | None:
    """Return the answers that the parts of a text put right, and what others answer; None for one thing."""
    found: list[Overheard] = []
    others: list[str] = []
    told = [step for step in answered if not is_told_once(step)]
    for part, value in parts_put_right(text):
        again = said_again(answered, part, walk.situation)
        again = again or (overhear(told, part, walk.situation) if value else [])
        new = [each for each in again if walk.draft.answers[each.step.name] not in each.readings]
        if not again and (words := value or (part if found else "")):
            new = _just_corrected(walk, here, answered, words, part)
        found += new
        others += [] if again or new else [part]
    mine = _answered_here(walk, here, ", ".join(others)) if found and others else {}
    return _put_in_place(found, mine) if found and len(found) + bool(mine) > 1 else None


def _answered_here(walk: Walk, here: Step, rest: str) -> Answers:
    """Return what words answer at the question being asked, by the names of those on its screen."""
    read = attempt(here.input, rest, {}, walk.situation)
    if isinstance(read, InvalidAnswer):
        return {}
    offered = listed(read)
    both = offered[0] if len(offered) == 1 else None
    also = read.also
    if isinstance(both, dict) and here.joined and {here.name, here.joined.name} & {*both}:
        offered, also = [both[here.name]] if here.name in both else [], both
    said = {here.name: offered} | {name: [answer] for name, answer in also.items() if name != here.name}
    return {name: {"candidates": each, "said": excerpt(rest)} for name, each in said.items() if each}


def correction_elsewhere(
    walk: Walk, here: Step | None, answered: Sequence[Step], before: Sequence[str], text: str, *, whole: bool
) -> PutRight | Step | None:
    """Return the answers that a text typed at a question corrects, or the question that it calls wrong.

    ``answered``: the questions with an answer; ``before``: those of them before this one. ``whole``: only
    where the text says nothing else, which would be the answer here.
    """
    answers, kept = walk.draft.answers, here is not None and here.input.keeps_words
    answered = [step for step in answered if here is None or step.name != here.name]
    asked = [step for step in answered if step.name in before]
    if here and puts_right(text) and is_not_the_one(fold(text)):  # "non c'est pas là"
        answers_here = isinstance(attempt(here.input, text, {}, walk.situation), Settled)
        return asked[-1] if asked and not answers_here else None
    if here and not kept and (parts := _part_by_part(walk, here, asked, text)):
        return parts
    if here and _is_said_of_here(walk, here, answered, text):
        return None
    given = said_again(answered, text, walk.situation) or given_instead(walk, here, answered, text)
    if not given and not puts_right(text):
        return None
    told = (step for step in answered if not is_told_once(step))
    said = {each.step.name: each for each in [*overhear(told, text, walk.situation), *given]}
    found = [each for each in said.values() if answers[each.step.name] not in each.readings]
    if not found:
        prose = here is not None and here.input.prose
        just = () if prose else asked[-1:] if kept else asked
        called = called_wrong(answered, text)
        found = _just_corrected(walk, here, just, after_a_mark(text), text)
        return called or (_put_in_place(found, {}) if found else None)
    alone = not (whole or not given) or says_nothing_else(found, text)
    return _put_in_place(found, {}) if alone else None


def _is_said_of_here(walk: Walk, here: Step, answered: Sequence[Step], text: str) -> bool:
    """Tell whether what a text puts in a value's place settles the question asked, and none before it.

    "0 emploi à créer, pas 6" is no headcount, though that is 6. Whoever is named with a number where the head
    is asked for is the head.
    """

    def settles(step: Step, words: str) -> bool:
        return isinstance(attempt(step.input, words, {}, walk.situation), Settled)

    if isinstance(here.input, HeadContact) and settles(here, text):
        return True
    return any(
        settles(here, new)
        and not any(settles(each, new) for each in answered if says_the_answer(each, old, walk.situation))
        for old, new in replacements(text)
    )


def _just_corrected(
    walk: Walk, here: Step | None, answered: Sequence[Step], words: str, text: str
) -> list[Overheard]:
    """Return what words after "no, rather" say of an answer just given; of none that is told in prose.

    Nothing where they answer the question being asked; where they may, only what they say plainly.
    """
    read = attempt(here.input, words, walk.draft.entry, walk.situation) if here and words else None
    if not words or isinstance(read, Settled) or (isinstance(read, Kept) and read.also):
        return []
    doubtful = (read is not None and listed(read)) or len(words.split()) > A_VALUE
    value = Plainly(words) if doubtful else words
    for step in answered[: -JUST_ANSWERED - 1 : -1]:
        if is_told_once(step) and step is not answered[-1]:
            continue  # any words may be a name: only of what was asked last, and plainly
        said = Plainly(words) if is_told_once(step) else value
        each = None if step.input.prose else as_said(step, said, text, walk.situation)
        if each and walk.draft.answers[step.name] not in each.readings:
            return [each]
    return []
