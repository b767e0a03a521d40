"""What is typed in the review: an answer corrected, if it is about one; proposed, never written by itself."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from conversations.engine.draft import Draft, Walk
from conversations.engine.overheard import (
    OFFERED,
    Overheard,
    overhear,
    readings_of,
)
from conversations.engine.removals import taken_away
from conversations.engine.step import Step
from conversations.frozen import frozen
from conversations.inputs import CANDIDATE, CompanyInput, Name, PlaceInput, Settled
from conversations.inputs.base import attempt
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.company_answers import is_not_the_one
from conversations.understanding.replacements import (
    LONGEST,
    after_a_mark,
    parts_put_right,
    put_by_name,
    puts_right,
    recalls,
    replacements,
    said_wrong,
)
from conversations.understanding.turns import turns
from conversations.understanding.words import LONGEST_READ, fold

A_FEW = 40  # characters of words that may be an answer whole, whatever it is asked
READ_AT_MOST = 2  # times that a text is read for one question

ONE_OF = "one_of"  # in the entry: the questions of which only one is corrected
_PUT_OFF = "put_off"  # in what was heard: it is a correction that waits for the review

Correction = tuple[Step, Answer]


def said_in_review(walk: Walk, steps: Sequence[Step], text: str) -> tuple[list[Correction], list[Correction]]:
    """Return the answers that a text gives again; where none, those in whose place a bare figure may be."""
    parts = [part for part, _ in parts_put_right(text)] or [text]
    each = {part: read_corrections(walk, steps, part) for part in dict.fromkeys((text, *parts))}
    given = {repr((step.name, answer)): (step, answer) for found in each.values() for step, answer in found}
    figures = (read_figure(walk, steps, part) for part in parts if not each[part])
    one = next(filter(None, figures), [])
    wished = (_wished_otherwise(walk, steps, part) for part in parts if not one)
    return ([*given.values()] or next(filter(None, wished), []))[:OFFERED], one


def read_corrections(walk: Walk, steps: Iterable[Step], text: str) -> list[Correction]:
    """Return the answers that a text gives again, as they are or others; none where it may mean too many."""
    if is_not_the_one(fold(text)):
        return []  # "non c'est pas ça" says what nothing is
    given = [step for step in steps if step.section.subject and _may_be_given(walk, step)]
    if gone := _taken_away(given, text, walk.situation):
        return gone
    for step in given:
        if step.name not in walk.draft.answers:
            continue  # on demand: only said again does it have an answer
        corrected = step.input.corrected(text, walk.draft.answers[step.name], walk.situation)
        if corrected is not None:
            return [(step, corrected)]
    if called_wrong(given, text) is not None:
        return []  # "ma commune est fausse" names no town
    told = (step for step in given if not is_told_once(step)) if puts_right(text) else ()
    again = said_again(given, text, walk.situation) or _by_name(given, text, walk.situation)
    again = again or overhear(told, text, walk.situation)
    found = [(each.step, answer) for each in again for answer in each.readings]
    return found if len(found) <= OFFERED else []


def _taken_away(steps: Iterable[Step], text: str, situation: Situation) -> list[Correction]:
    """Return what is left of the answer that words take away, as "no advance", "remove my e-mail"."""
    called = taken_away(text)
    named = [step for step in steps if {called, f"{called}s"} & {*step.called}] if called else []
    return [(step, left) for step in named for left in _left_of(step, called, situation)]


def _left_of(step: Step, called: str, situation: Situation) -> tuple[Answer, ...]:
    """Return what an answer is without what is called so: a part of it, zero, or none where it may wait."""
    if not step.on_demand and readings_of(step, "0", situation) == [0]:
        return (0,)
    answer = situation.answers.get(step.name)
    rest = step.input.without(called, answer)
    return () if answer is None or not (rest or step.skip) else (rest,)


def read_figure(walk: Walk, steps: Iterable[Step], text: str) -> list[Correction]:
    """Return the answers in whose place a bare figure may be, as "rather 9": only one of them is meant."""
    said = _PEOPLE.sub("", after_a_mark(text) or text.strip())
    if " " in said and not said.replace(" ", "").isdigit():
        return []
    found = []
    for step in steps:
        before = walk.draft.answers.get(step.name)
        if isinstance(before, int) and not isinstance(before, bool):
            found += [(step, new) for new in _settled(step, said, walk.situation) if new != before]
    return found if len(found) <= OFFERED else []


_PEOPLE = turns("marks").pattern("counted", re.IGNORECASE)


def _settled(step: Step, text: str, situation: Situation) -> list[Answer]:
    """Return what a text says at a question without a doubt."""
    outcome = attempt(step.input, text, {}, situation)
    return [outcome.answer] if isinstance(outcome, Settled) else []


def _wished_otherwise(walk: Walk, steps: Iterable[Step], text: str) -> list[Correction]:
    """Return the answers that a few words wish, as they stand: "rather in writing"; no figure, nor a name."""
    if len(text) > A_FEW or not _WISHED.search(fold(text)):
        return []
    given = (step for step in steps if step.name in walk.draft.answers and step.section.subject)
    asked = (step for step in given if not (step.input.keeps_words or isinstance(step.input, PlaceInput)))
    read = ((step, new) for step in asked for new in _settled(step, text, walk.situation))
    return [(step, new) for step, new in read if not isinstance(new, int)]


_WISHED = turns("marks").pattern("wished")


def changed_by(walk: Walk, given: Sequence[Correction]) -> list[Correction]:
    """Return the answers given again to the questions of which one at least is another answer."""
    others = {step.name for step, answer in given if answer != walk.draft.answers.get(step.name)}
    return [(step, answer) for step, answer in given if step.name in others]


def _may_be_given(walk: Walk, step: Step) -> bool:
    return step.name in walk.draft.answers or (step.on_demand is not None and step.asked_if(walk.situation))


def said_again(steps: Iterable[Step], text: str, situation: Situation) -> list[Overheard]:
    """Return what a text says of answered questions, in the words that correct them."""
    steps = [*steps]
    if put_right := _put_right(steps, text, situation):
        return put_right
    found = [*_corrected_in_part(steps, text, situation)]
    for step in steps if len(text) <= LONGEST_READ else ():
        said = islice(step.corrected_by(text), READ_AT_MOST) if step.corrected_by else ()
        read = [(words, answer) for words, value in said for answer in readings_of(step, value, situation)]
        readings = tuple({repr(answer): answer for _, answer in read}.values())
        if readings:
            found.append(Overheard(step, readings, read[0][0]))
    return found


def _by_name(steps: Iterable[Step], text: str, situation: Situation) -> list[Overheard]:
    """Return the answer that a text calls by its name, with what it says of it."""
    told = [step for step in steps if not step.input.prose]
    named = [(step, said.value) for said in put_by_name(text) for step in told if said.called in step.called]
    heard = (as_said(step, words, text, situation) for step, words in named)
    return [*filter(None, heard)][:1]


def _corrected_in_part(steps: Iterable[Step], text: str, situation: Situation) -> Iterator[Overheard]:
    """Give the name, or the city, of which a text says another part: "Karim Haddad" after "Karim"."""
    for step in (each for each in steps if isinstance(each.input, (Name, PlaceInput))):
        new = step.input.corrected(text, situation.answers.get(step.name), situation)
        if new is not None:
            yield Overheard(step, (new,), text)


def may_put_right(text: str, *, keeps_words: bool) -> bool:
    """Tell whether a text typed at a question may correct another answer: it is looked at before."""
    marked = puts_right(text) or recalls(text) or bool(parts_put_right(text))
    return len(text) <= LONGEST and (keeps_words or marked)


def _put_right(steps: Iterable[Step], text: str, situation: Situation) -> list[Overheard]:
    """Return what a text puts in the place of an answer, which it says or calls by its name."""
    told = [step for step in steps if not step.input.prose]
    corrected = [
        (step, new)
        for old, new in replacements(text)
        for step in told
        if says_the_answer(step, old, situation)
    ]
    corrected += [
        (step, wrong.value)
        for wrong in said_wrong(text)
        for step in told
        if wrong.value and wrong.called in step.called
    ]
    heard = (as_said(step, words, text, situation) for step, words in corrected)
    return [*{each.step.name: each for each in heard if each}.values()]


def says_the_answer(step: Step, words: str, situation: Situation) -> bool:
    """Tell whether words say the answer of a question: any of its homonyms, or the one choice they name."""
    answer = situation.answers.get(step.name)
    if isinstance(step.input, CompanyInput):
        return isinstance(answer, dict) and fold(words) in fold(str(answer.get("name")))
    said = readings_of(step, words, situation)
    return answer in said and (step.named or len(said) == 1)


def as_said(step: Step, words: str, text: str, situation: Situation) -> Overheard | None:
    """Return what words of a text say at a question; None where they are no answer to it."""
    readings = tuple(readings_of(step, words, situation))
    return Overheard(step, readings, text) if readings else None


def called_wrong(steps: Iterable[Step], text: str) -> Step | None:
    """Return the answered question of which a text only says that its answer is wrong, or has to go."""
    named = {wrong.called for wrong in said_wrong(text) if not wrong.value} | {taken_away(text)}
    return next((step for step in steps if named.intersection(step.called)), None)


def all_waiting(waiting: Iterable[Correction], found: Sequence[Correction]) -> list[Correction]:
    """Return corrections after those of other answers that wait already."""
    changed = {step.name for step, _ in found}
    return [*(each for each in waiting if each[0].name not in changed), *found]


@frozen
class Chosen:
    """The correction that is confirmed, and those of other answers, which go on waiting."""

    step: Step
    answer: Answer
    others: tuple[Correction, ...]


def chosen_of(walk: Walk, waiting: Sequence[Correction], key: str) -> Chosen | None:
    """Return the correction of a button, of those that wait; None for a button of something else."""
    for place, (step, answer) in enumerate(waiting):
        if key == f"{CANDIDATE}{place}":
            listed = walk.draft.entry.get(ONE_OF)
            one = listed if isinstance(listed, list) and step.name in listed else [step.name]
            return Chosen(step, answer, tuple(each for each in waiting if each[0].name not in one))
    return None


def offer(draft: Draft, found: Iterable[Correction], one: Iterable[Correction] = ()) -> None:
    """Keep corrections in the draft until each is confirmed, or all are left.

    ``one``: those of them of which only one is meant.
    """
    waiting: list[Answer] = [[step.name, answer] for step, answer in found]
    names: list[Answer] = [step.name for step, _ in one]
    draft.entry = {"candidates": waiting, **({ONE_OF: names} if names else {})} if waiting else {}


def put_off(draft: Draft, waiting: Iterable[Correction]) -> None:
    """Keep corrections while one that was taken brings a question: the review offers them again."""
    for step, answer in waiting:
        draft.heard[step.name] = {"candidates": [answer], "said": "", _PUT_OFF: True}


def offer_again(draft: Draft, by_name: Mapping[str, Step]) -> None:
    """Offer in the review the corrections that were put off."""
    kept = {name: each for name, each in draft.heard.items() if isinstance(each, dict) and _PUT_OFF in each}
    draft.heard = {name: each for name, each in draft.heard.items() if name not in kept}
    given = ((name, each["candidates"]) for name, each in kept.items() if name in by_name)
    offer(
        draft, [(by_name[name], each) for name, found in given if isinstance(found, list) for each in found]
    )


def all_at_once(walk: Walk, waiting: Sequence[Correction]) -> Sequence[Correction]:
    """Return the corrections that may be taken together: several, each of another question."""
    apart = len({step.name for step, _ in waiting}) == len(waiting) > 1
    return waiting if apart and ONE_OF not in walk.draft.entry else ()


_ALL = pattern(
    r"(?:(?:oui|ok|okay|d accord|voila|c est bon|change[rz]?|corrige[rz]?|prene[rz]|pour|yes|fix|correct) )*"
    r"(?:tout|tous|toutes|les (?:deux|trois|quatre|[2-9])|all|both|everything|all (?:of )?(?:it|them|[2-9]))"
)


def wants_all(words: str) -> bool:
    """Tell whether folded words take all that is offered."""
    return _ALL.fullmatch(words) is not None


def offered(walk: Walk, by_name: Mapping[str, Step]) -> list[Correction]:
    """Return the corrections that wait to be confirmed."""
    kept = walk.draft.entry.get("candidates")
    pairs = (
        [each for each in kept if isinstance(each, list) and len(each) == 2] if isinstance(kept, list) else []
    )
    return [
        (by_name[str(name)], answer)
        for name, answer in pairs
        if str(name) in by_name and _may_be_given(walk, by_name[str(name)])
        if by_name[str(name)].fits(answer, walk.situation)
    ]


def is_told_once(step: Step) -> bool:
    """Tell whether an answer is changed where it is asked alone: a project is told in any sentence."""
    return step.input.prose or isinstance(step.input, CompanyInput)
