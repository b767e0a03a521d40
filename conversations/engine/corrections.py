"""What is typed in the review: an answer corrected, if it is about one; proposed, never written by itself."""

import re
from collections.abc import Iterable, Mapping

from conversations.engine.draft import Draft, Walk
from conversations.engine.overheard import OFFERED, overhear, readings_of
from conversations.engine.step import Step
from conversations.situation import Answer
from conversations.understanding.words import fold

_LEADING = re.compile(
    r"(?:(?:non|oui|en fait|finalement|plutot|pardon|erreur|oups|euh|desolee?|j (?:ai|avais) oublie"
    r"|je me suis trompee?|c est|c etait|ce sera|plutot|no|yes|actually|sorry|in fact|it is|it s|i forgot"
    r"|i meant|rather) )+"
)

Correction = tuple[Step, Answer]


def read_corrections(walk: Walk, steps: Iterable[Step], text: str) -> list[Correction]:
    """Return the answers that a text gives again, as they are or others; none where it may mean too many.

    Words that name what they are about are looked for first, then the questions that read the text whole.
    """
    answered = [step for step in steps if step.name in walk.draft.answers and step.section.subject]
    heard = overhear(answered, text, walk.situation)
    found = [(each.step, answer) for each in heard for answer in each.readings]
    if not found:
        words = _LEADING.sub("", fold(text), count=1)
        closed = [step for step in answered if not step.input.free]
        read = [(step, readings_of(step, words, walk.situation)) for step in closed]
        found = [(step, answers[0]) for step, answers in read if len(answers) == 1]
    return found if len(found) <= OFFERED else []


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
        if str(name) in by_name and str(name) in walk.draft.answers
        if by_name[str(name)].fits(answer, walk.situation)
    ]
