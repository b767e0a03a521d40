"""What a text says of other questions than the one it answers: proposals, which one tap confirms.

Nothing of it is an answer before that: words may be about somebody else, or about another time.
"""

from collections.abc import Iterable

from conversations.engine.draft import Draft, Walk
from conversations.engine.step import Step
from conversations.frozen import frozen
from conversations.inputs import Entry, InvalidAnswer, Settled
from conversations.situation import Answer, Situation
from conversations.understanding.words import LONGEST_READ

SHORTEST = 8  # characters of what says something beside an answer
OFFERED = 4  # readings of what was said: beyond, nothing was


@frozen
class Overheard:
    """What was said of a question, and in which words. ``readings``: one, or several to choose from."""

    step: Step
    readings: tuple[Answer, ...]
    said: str

    @property
    def kept(self) -> Answer:
        """What the draft keeps of it until its question is asked."""
        return {"candidates": list(self.readings), "said": self.said}


def overhear(steps: Iterable[Step], text: str, situation: Situation) -> list[Overheard]:
    """Return what a text says of these questions, each in the words of its own that ask for it."""
    if not SHORTEST <= len(text) <= LONGEST_READ:
        return []
    heard = (_of_step(step, text, situation) for step in steps if step.told_by is not None)
    return [each for each in heard if each is not None]


def _of_step(step: Step, text: str, situation: Situation) -> Overheard | None:
    assert step.told_by is not None
    found: dict[str, Answer] = {}
    said = ""
    for words, value in step.told_by(text):
        readings = readings_of(step, value, situation)
        found |= {repr(reading): reading for reading in readings}
        said = said or (words if readings else "")
    return Overheard(step, tuple(found.values()), said) if 0 < len(found) <= OFFERED else None


def readings_of(step: Step, words: str, situation: Situation) -> list[Answer]:
    """Return what words say at a question; of one that is answered, with the parts that they leave."""
    answered = situation.answers.get(step.name)
    try:
        outcome = step.input.read(words, {"candidates": [answered]} if answered else {}, situation)
    except InvalidAnswer:
        return []
    if isinstance(outcome, Settled):
        return [outcome.answer]
    return [each for each in _listed(outcome.entry) if step.input.fits(each, situation)]


def _listed(entry: object) -> list[Answer]:
    candidates = entry.get("candidates") if isinstance(entry, dict) else None
    return candidates if isinstance(candidates, list) else []


def proposed(walk: Walk, step: Step | None) -> Entry:
    """Return the entry in which what was said of a question is offered; empty when nothing was."""
    if step is None or step.name in walk.draft.answers:
        return {}
    readings = [each for each in _listed(walk.draft.heard.get(step.name)) if step.fits(each, walk.situation)]
    return {"candidates": readings[:OFFERED]} if readings else {}


def words_heard(draft: Draft) -> str | None:
    """Return the words that the readings offered come from, "" where nobody said them: they are known.

    None where they come from the answer itself.
    """
    kept = draft.heard.get(draft.state)
    offered = isinstance(kept, dict) and _listed(kept) and _listed(draft.entry) == _listed(kept)
    return str(kept.get("said") or "") if offered and isinstance(kept, dict) else None
