"""What a text says of other questions than the one it answers: proposals, which one tap confirms.

Nothing of it is an answer before that: words may be about somebody else, or about another time.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice

from conversations.engine.draft import Draft, Walk, is_put_right
from conversations.engine.step import Step
from conversations.frozen import frozen
from conversations.inputs import Entry, Input, InvalidAnswer, Kept, Outcome, Settled, only_candidate
from conversations.inputs.texts import PART
from conversations.patterns import pattern
from conversations.situation import Answer, Answers, Situation
from conversations.understanding.replacements import of_marks
from conversations.understanding.residue import changes_nothing
from conversations.understanding.words import LONGEST_READ, excerpt, fold, unaccented

BETWEEN = " · "
"""Between the words that say one thing in several places."""
_ARTICLES = frozenset(("un", "une", "an", "one"))
"""Of "un prêt de 15 000 euros", "un" is what is left: it counts nothing."""
_EDGES = pattern(r"^(?:[\s,;:·]|[.-](?!\d))+|(?<![\s,;:.·-])[\s,;:.·-]+$")
"""What parts words from one another; the sign of a figure is its own."""
MOST_SAID = 3  # times that a text is read for one question: to say it otherwise makes a choice
SHORTEST = 8  # characters of what says something beside an answer
OFFERED = 4  # readings of what was said: beyond, nothing was


class Plainly(str):
    """Words that say an answer only where they are taken for one without a question."""

    __slots__ = ()


@frozen
class Overheard:
    """What was said of a question, and in which words. ``readings``: one, or several to choose from."""

    step: Step
    readings: tuple[Answer, ...]
    said: str

    @property
    def kept(self) -> Answers:
        """What the draft keeps of it until its question is asked; of prose, what each message says."""
        kept: dict[str, Answer] = {"candidates": list(self.readings), "said": self.said}
        return {**kept, "parts": {"": self.readings[0]}} if self.step.input.prose else kept


def nothing(step: Step) -> bool:
    """Tell that a question is answered in its own words only."""
    return False


def overhear(
    steps: Iterable[Step], text: str, situation: Situation, spots: Callable[[Step], bool] = nothing
) -> list[Overheard]:
    """Return what a text says of these questions, each in the words of its own that ask for it.

    ``spots``: those that it may answer with no such words, as who tells everything: "hôtel, Toul, 20 k€".
    """
    if not SHORTEST <= len(text) <= LONGEST_READ:
        return []
    heard = (_of_step(step, text, situation, spots(step)) for step in steps if step.told_by is not None)
    return [each for each in heard if each is not None]


def to_spot(walk: Walk, asked: Step | None) -> Callable[[Step], bool]:
    """Return what tells the questions that a text may answer in no words of theirs; none heard of before."""
    if asked is None or not asked.may_tell_all:
        return nothing
    return lambda step: step.name not in walk.draft.heard


def as_kept(heard: Iterable[Overheard]) -> Answers:
    """Return what was said as the draft keeps it, by the names of its questions."""
    return {each.step.name: each.kept for each in heard}


def _of_step(step: Step, text: str, situation: Situation, spotted: bool) -> Overheard | None:
    assert step.told_by is not None
    found, said = _read_each(step, step.told_by(text), situation)
    if step.spotted is not None:
        if spotted and not found:
            found, said = _read_each(step, step.spotted(text, situation), situation)
        found = dict(islice(found.items(), OFFERED))
    return (
        Overheard(step, tuple(found.values()), _as_written(said, text)) if 0 < len(found) <= OFFERED else None
    )


def _read_each(
    step: Step, told: Iterable[tuple[str, str]], situation: Situation
) -> tuple[dict[str, Answer], str]:
    """Return the readings of what tells an answer, and the first words that have any."""
    found: dict[str, Answer] = {}
    said = ""
    for words, value in islice(told, MOST_SAID):
        readings = readings_of(step, value, situation)
        found |= {repr(reading): reading for reading in readings}
        said = said or (words if readings else "")
    return found, said


def _as_written(words: str, text: str) -> str:
    """Return words as they stand in a text: folded, or the name of a firm with a capital that it may lack."""
    plain, sought = unaccented(text), r"\W+".join(map(re.escape, fold(words).split()))
    found = re.search(sought, plain, re.IGNORECASE) if sought and len(plain) == len(text) else None
    return text[found.start() : found.end()] if found and " " in words else words


def readings_of(step: Step, words: str, situation: Situation) -> list[Answer]:
    """Return what words say at a question; of one that is answered, with the parts that they leave."""
    answered = situation.answers.get(step.name)
    try:
        outcome = step.input.read(words, {"candidates": [answered]} if answered else {}, situation)
        if isinstance(outcome, Kept) and outcome.look_up:
            outcome = step.input.found(None, outcome.entry, situation)  # it is looked up where it is asked
    except InvalidAnswer:
        return []
    if isinstance(outcome, Settled):
        return [outcome.answer]
    if isinstance(words, Plainly):
        return []
    return [each for each in step.input.readings(outcome.entry) if step.input.fits(each, situation)]


def _listed(entry: object) -> list[Answer]:
    candidates = entry.get("candidates") if isinstance(entry, dict) else None
    return candidates if isinstance(candidates, list) else []


def read_beside(question: Input, text: str, heard: Answers, entry: Entry, situation: Situation) -> Outcome:
    """Read a text at its question; where it is no answer whole, without the words that say other things.

    ``heard``: what it says of other questions. Where it says nothing beside, it may be no answer to this one,
    and where it answers several others, it is none that this one has to guess.
    """
    try:
        outcome = question.read(text, entry, situation)
        guessed = not (isinstance(outcome, Settled) or question.keeps_words or question.begins)
        if guessed and len(heard) > 1 and changes_nothing(fold(left_of(text, heard))):
            return question.read(left_of(text, heard), entry, situation)
        told = question.keeps_words and _is_told(text, heard)  # of the others, none doubts
        return question.doubt(outcome, text, situation) if told else outcome
    except InvalidAnswer:
        rest = text if question.begins else left_of(text, heard)
        if rest == text or changes_nothing(fold(rest), _ARTICLES):
            raise
        with suppress(InvalidAnswer):
            return question.read(rest, entry, situation)
        raise


def noted(heard: Answers, said: Answers, message: str) -> Answers:
    """Return what was heard with what a message says, in the place of what it said before it was edited.

    Prose goes on from message to message, as long as there is room.
    """
    known: Answers = {name: left for name, kept in heard.items() if (left := _without(kept, message))}
    for name, kept in said.items():
        assert isinstance(kept, dict)
        text = parts_heard(kept).get("")
        parts = parts_heard(known.get(name)) | ({} if text is None else {message: text})
        whole = PART.join(map(str, parts.values()))
        if text is None:
            known[name] = {**kept, "message": message}
        elif len(whole) <= LONGEST_READ:
            known[name] = {**kept, "candidates": [whole], "parts": parts}
    return known


def _without(kept: Answer, message: str) -> Answer:
    """Return what is heard without what a message says of it; None where nothing is left."""
    if not isinstance(kept, dict) or not message:
        return kept
    parts = {number: text for number, text in parts_heard(kept).items() if number != message}
    if parts:
        return {**kept, "candidates": [PART.join(map(str, parts.values()))], "parts": parts}
    return None if "parts" in kept or kept.get("message") == message else kept


def tells_more(before: Answers, now: Answers) -> bool:
    """Tell whether more is heard of some question than before."""
    return any(_listed(kept) != _listed(before.get(name)) for name, kept in now.items())


def note_message(draft: Draft, name: str, answer: Answer) -> None:
    """Keep which message told an answer that was heard and is confirmed; none where several did."""
    kept = draft.heard.pop(name, None)
    draft.told_in.pop(name, None)
    if isinstance(kept, dict) and answer in _listed(kept):
        messages = [*parts_heard(kept)] or [str(kept.get("message") or "")]
        if len(messages) == 1 and messages[0]:
            draft.told_in[name] = messages[0]


def retold(walk: Walk, steps: Iterable[Step], message: str, text: str) -> list[Overheard]:
    """Return the other answers that an edited message gives to the questions whose answers it told."""
    draft, situation = walk.draft, walk.situation
    mine = [step for step in steps if draft.told_in.get(step.name) == message and step.name in draft.answers]
    prose = [step for step in mine if step.input.prose]
    said = [Overheard(step, tuple(readings_of(step, text, situation)), excerpt(text)) for step in prose]
    said += overhear((step for step in mine if not step.input.prose), text, situation)
    return [each for each in said if each.readings and draft.answers[each.step.name] not in each.readings]


def parts_heard(kept: Answer) -> Answers:
    """Return the prose that was heard, by the messages that say it; empty for any other answer."""
    parts = kept.get("parts") if isinstance(kept, dict) else None
    return parts if isinstance(parts, dict) else {}


def is_heard(draft: Draft, message: str) -> bool:
    """Tell whether a message said something that waits for its question."""
    each = (kept for kept in draft.heard.values() if isinstance(kept, dict))
    return any(message == kept.get("message") or message in parts_heard(kept) for kept in each)


def _is_told(text: str, heard: Answers) -> bool:
    """Tell whether all that a text says was heard as the answers to other questions than its own."""
    told = {name: kept for name, kept in heard.items() if not parts_heard(kept)}
    return bool(told) and changes_nothing(fold(left_of(text, told)))


def left_of(text: str, heard: Answers) -> str:
    """Return a text without the words in which other questions are answered; prose, all of it, stays."""
    for kept in heard.values():
        if parts_heard(kept):
            continue  # the whole of it
        for words in str(kept.get("said") if isinstance(kept, dict) else "").split(BETWEEN):
            whole = words.removesuffix("…")  # what is long is shown cut
            text = text.replace(whole, " ", 1) if whole else text
    return _EDGES.sub("", text)


def says_nothing_else(heard: Iterable[Overheard], text: str) -> bool:
    """Tell whether a text says nothing beside what was heard in it, but that it puts it right."""
    return changes_nothing(fold(left_of(text, as_kept(heard))), of_marks())


def put_right(walk: Walk, step: Step | None) -> Entry:
    """Return the entry in which what was said in the place of an answer is offered; empty for none."""
    waits = step is not None and is_put_right(walk.draft.heard.get(step.name))
    return proposed(walk, step) if waits else {}


def proposed(walk: Walk, step: Step | None) -> Entry:
    """Return the entry in which what was said of a question is offered; empty when nothing was."""
    if step is None or (
        step.name in walk.draft.answers and not is_put_right(walk.draft.heard.get(step.name))
    ):
        return {}
    readings = readings_heard(walk, step)
    if readings and _words(walk.draft, step.name):
        return step.input.proposal(readings, walk.situation)
    return {"candidates": readings} if readings else {}


def readings_heard(walk: Walk, step: Step) -> list[Answer]:
    """Return what was said of a question, as it still fits."""
    kept = _listed(walk.draft.heard.get(step.name))
    return [each for each in kept if step.fits(each, walk.situation)][:OFFERED]


def is_to_be_asked(walk: Walk, step: Step) -> bool:
    """Tell whether a question still has to be asked; one on demand is where it is wanted, or was told of."""
    if is_put_right(walk.draft.heard.get(step.name)):
        return step.asked_if(walk.situation)
    if not step.on_demand:
        return step.is_pending(walk.situation)
    applies = step.name not in walk.draft.answers and step.asked_if(walk.situation)
    return applies and (step.name in walk.draft.wanted or bool(proposed(walk, step)))


def confirmable(walk: Walk, steps: Iterable[Step]) -> list[tuple[Step, Answer]]:
    """Return the answers that one tap may confirm together: those said plainly, of questions to be asked."""
    said = [step for step in steps if _words(walk.draft, step.name) and is_to_be_asked(walk, step)]
    offered = ((step, proposed(walk, step)) for step in said)
    return [(step, only) for step, entry in offered if (only := only_candidate(entry)) is not None]


def words_heard(draft: Draft) -> str | None:
    """Return the words that the readings offered come from, "" where nobody said them: they are known.

    None where they come from the answer itself.
    """
    kept = _listed(draft.heard.get(draft.state))
    return _words(draft, draft.state) if kept and _listed(draft.entry) == kept else None


def _words(draft: Draft, name: str) -> str:
    kept = draft.heard.get(name)
    return str(kept.get("said") or "") if isinstance(kept, dict) else ""
