"""Kinds of answer: how each is typed, tapped, understood and shown again.

An input never guesses: what may be read in two ways is kept as *candidates*, offered as buttons.
"""

from collections.abc import Container, Sequence
from dataclasses import field
from typing import ClassVar, TypeAlias

from conversations.companies import RegisteredCompany
from conversations.frozen import frozen
from conversations.messages import ConversationError, Message, say, verbatim
from conversations.situation import Answer, Answers, Situation
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.wishes import Wish

Entry: TypeAlias = dict[str, Answer]
"""What was entered at the current question and is not an answer yet, in JSON terms."""


NOT_AN_ANSWER = say("I have not written that down: it does not answer the question.")


class InvalidAnswer(ConversationError):
    """The entry is not an answer to the question; the message says what is."""


class FaultyAnswer(InvalidAnswer):
    """The entry is nearly an answer; the message says what is wrong with it, whatever else is asked for."""


@frozen
class Option:
    """One button. ``ticked`` is None where the button is not a box to tick.

    ``words``: folded words that name it besides its label.
    """

    key: str
    label: Message
    ticked: bool | None = None
    words: tuple[str, ...] = ()


@frozen
class Settled:
    """The question is answered. ``also``: the answers to others that were given with it, by their names."""

    answer: Answer
    also: Answers = field(default_factory=dict)


@frozen
class Kept:
    """The question stays, with what was entered so far.

    ``look_up``: words to search in the company registry before showing the question again. ``cut``: the
    message is longer than what is kept of it. ``also``: the answers to other questions that were given
    instead, by their names.
    """

    entry: Entry
    note: Message | None = None
    look_up: str | None = None
    cut: bool = False
    also: Answers = field(default_factory=dict)


Outcome: TypeAlias = Settled | Kept


def only_candidate(entry: Entry) -> Answer:
    """Return the one reading that waits to be confirmed; None when there is none, or several."""
    candidates = entry.get("candidates")
    return candidates[0] if isinstance(candidates, list) and len(candidates) == 1 else None


IS_IT_RIGHT = say("Is this right? Touch it, or say it in other words.")
CANDIDATE = "c"  # keys c0, c1… pick among the readings of what was typed


class Input:
    """A kind of answer. Subclasses say how it is read; the rest has sane defaults.

    ``free``: an answer holds people's own words, so that its question has to say whether they are personal.
    The kinds whose answers are of a closed form say that they are not.
    """

    free: ClassVar[bool] = True

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Understand what was typed, or raise InvalidAnswer."""
        raise NotImplementedError

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Tell whether an answer is one this kind may have given, in this situation."""
        return isinstance(answer, str) and answer != ""

    def is_called(self, answer: Answer, words: str, situation: Situation) -> bool:
        """Tell whether words are the very name of an answer, which others may have too."""
        return False

    def corrected(self, text: str, answer: Answer, situation: Situation) -> Answer | None:
        """Return an answer as words that name a part of it leave it; None for any other words."""
        return None

    def without(self, called: str, answer: Answer) -> Answer | None:
        """Return an answer without the part of it that folded words call; None where nothing is left."""
        return None

    def reopen(self, answer: Answer) -> Entry:
        """Return the entry from which a given answer is changed."""
        return {}

    def parts(self, entry: Entry) -> list[str]:
        """Return what each message said, where an answer may take several."""
        return []

    @property
    def keeps_words(self) -> bool:
        """Whether what is typed is the answer itself, or a part of it, as it is."""
        return False

    def wished(self, wish: Wish, entry: Entry, situation: Situation) -> Outcome:
        """Do what is wished where words are kept, by a message that is no answer; or raise InvalidAnswer."""
        raise InvalidAnswer(NOT_AN_ANSWER)

    def amend(self, part: int, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Understand an edited message, the ``part``-th of those typed here, from 0."""
        return self.read(text, entry, situation)

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Understand a tapped option, or raise InvalidAnswer when it is not offered."""
        candidates = entry.get("candidates")
        if isinstance(candidates, list):
            for index, candidate in enumerate(candidates):
                if key == f"{CANDIDATE}{index}":
                    return Settled(candidate)
        raise InvalidAnswer(say("This button is out of date. Here is the current question."))

    def read_contact(self, phone: str, entry: Entry, situation: Situation, name: str = "") -> Outcome:
        """Understand a shared contact. ``name``: what its owner goes by, if it is told."""
        raise InvalidAnswer(say("I do not need a contact here. Please answer the question below."))

    def read_location(self, latitude: float, longitude: float, entry: Entry, situation: Situation) -> Outcome:
        """Understand a shared location."""
        raise InvalidAnswer(say("I do not need a location here. Please answer the question below."))

    def found(
        self, companies: Sequence[RegisteredCompany] | None, entry: Entry, situation: Situation
    ) -> Outcome:
        """Understand what the company registry found; None when it did not answer."""
        raise InvalidAnswer(say("This button is out of date. Here is the current question."))

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Return the buttons of the question."""
        candidates = entry.get("candidates")
        if not isinstance(candidates, list):
            return ()
        return tuple(
            Option(f"{CANDIDATE}{index}", self.show(candidate, situation))
            for index, candidate in enumerate(candidates)
        )

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Return the answer as it is echoed and summed up."""
        return verbatim(str(answer))

    def recap(self, entry: Entry, situation: Situation) -> Message | None:
        """Return what was entered so far, to be shown under the question."""
        return None

    def conclude(self, said: Understood[Answer], which: Message) -> Outcome:
        """Take the only reading of a text where its other words change nothing; else propose what was read.

        ``which``: the question between several readings. There is one at least.
        """
        if len(said.readings) > 1:
            return self.offer(said.readings, which)
        if changes_nothing(said.rest, self.own_words):
            return Settled(said.readings[0])
        return self.offer(said.readings, IS_IT_RIGHT)

    def doubt(self, outcome: Outcome, text: str, situation: Situation) -> Outcome:
        """Return what is made of a text that says plainly another answer; asked where words are kept."""
        return outcome

    @property
    def own_words(self) -> Container[str]:
        """The folded words in which the question is asked: repeated, they change no answer."""
        return frozenset()

    def readings(self, entry: Entry) -> list[Answer]:
        """Return the answers that an entry may be, to be proposed where its question is asked."""
        candidates = entry.get("candidates")
        return candidates if isinstance(candidates, list) else []

    def proposal(self, readings: list[Answer], situation: Situation) -> Entry:
        """Return the entry in which what was said elsewhere is offered; there is one reading at least."""
        return {"candidates": readings}

    def offer(self, candidates: Sequence[Answer], note: Message) -> Kept:
        """Keep several readings, to be chosen by a button."""
        return Kept({"candidates": list(candidates)}, note)

    @property
    def wants_contact(self) -> bool:
        """Whether the phone number may be shared with a button."""
        return False

    @property
    def wants_location(self) -> bool:
        """Whether a location may be shared with a button."""
        return False

    @property
    def begins(self) -> bool:
        """Whether an answer begins the request: only a whole text is one, and all is heard beside it."""
        return False

    @property
    def prose(self) -> bool:
        """Whether any sentence may be an answer, even one that looks like a question."""
        return False


def attempt(kind: Input, text: str, entry: Entry, situation: Situation) -> Outcome | InvalidAnswer:
    """Return what a text is to a kind of answer, or why it is none."""
    try:
        return kind.read(text, entry, situation)
    except InvalidAnswer as invalid:
        return invalid


def listed(outcome: Outcome | InvalidAnswer) -> list[Answer]:
    """Return the answers that an outcome takes or offers."""
    if isinstance(outcome, Settled):
        return [outcome.answer]
    candidates = outcome.entry.get("candidates") if isinstance(outcome, Kept) else None
    return candidates if isinstance(candidates, list) else []
