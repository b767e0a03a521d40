"""What is typed in the review: an answer corrected, if it is about one; proposed, never written by itself."""

from collections.abc import Iterable, Mapping
from itertools import islice

from conversations.engine.draft import Draft, Walk
from conversations.engine.overheard import OFFERED, Overheard, readings_of
from conversations.engine.step import Step
from conversations.inputs import CompanyInput
from conversations.situation import Answer, Situation
from conversations.understanding.words import LONGEST_READ

READ_AT_MOST = 2  # times that a text is read for one question

Correction = tuple[Step, Answer]


def read_corrections(walk: Walk, steps: Iterable[Step], text: str) -> list[Correction]:
    """Return the answers that a text gives again, as they are or others; none where it may mean too many."""
    given = [step for step in steps if step.section.subject and _may_be_given(walk, step)]
    for step in given:
        if step.name not in walk.draft.answers:
            continue  # on demand: only said again does it have an answer
        corrected = step.input.corrected(text, walk.draft.answers[step.name], walk.situation)
        if corrected is not None:
            return [(step, corrected)]
    found = [
        (each.step, answer) for each in said_again(given, text, walk.situation) for answer in each.readings
    ]
    return found if len(found) <= OFFERED else []


def _may_be_given(walk: Walk, step: Step) -> bool:
    return step.name in walk.draft.answers or (step.on_demand is not None and step.asked_if(walk.situation))


def said_again(steps: Iterable[Step], text: str, situation: Situation) -> list[Overheard]:
    """Return what a text says of answered questions, in the words that correct them."""
    found = []
    for step in steps if len(text) <= LONGEST_READ else ():
        said = islice(step.corrected_by(text), READ_AT_MOST) if step.corrected_by else ()
        read = [(words, answer) for words, value in said for answer in readings_of(step, value, situation)]
        readings = tuple({repr(answer): answer for _, answer in read}.values())
        if readings:
            found.append(Overheard(step, readings, read[0][0]))
    return found


def offer(draft: Draft, found: Iterable[Correction]) -> None:
    """Keep corrections in the draft until one is confirmed."""
    draft.entry = {"candidates": [[step.name, answer] for step, answer in found]}


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
