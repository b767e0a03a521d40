"""Two questions on one screen: one tap, or one line, answers both. Half of it leaves the other to be asked.

Each half is read by its own kind of answer, and only where that settles it: what stands between the two is
cut, nothing else is left out. What may be cut in two ways is offered, as any text with two readings is.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import ClassVar

from conversations.inputs.base import (
    CANDIDATE,
    Entry,
    FaultyAnswer,
    Input,
    InvalidAnswer,
    Kept,
    Option,
    Outcome,
    Settled,
    attempt,
    listed,
)
from conversations.messages import Message, Msgid, say
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.quantities.reading import counts_people_twice
from conversations.understanding.residue import changes_nothing
from conversations.understanding.wishes import Wish
from conversations.understanding.words import fold

Cuts = Callable[[str], Iterator[tuple[str, str]]]
"""Gives the places where a text may be cut in two, as what stands on either side."""

LONGEST_CUT = 100  # characters: whoever writes more says more than two answers
PIECES, OFFERED = 6, 4
_BETWEEN = pattern(
    r"[;\n·]|,(?=\s)|\s(?i:et|and|puis|then|mais|but)\s|(?<=[^\W\d_])\s(?=\d)|(?<=\d)\s(?=[^\W\d_])"
)
_EITHER = say("Which one do you mean?")


def between(text: str) -> Iterator[tuple[str, str]]:
    """Cut where a sign or a word parts two things, and beside figures: "2 créés 12 gardés"."""
    if len(text) <= LONGEST_CUT:
        for found in islice(_BETWEEN.finditer(text), PIECES):
            yield text[: found.start()], text[found.end() :]


def in_their_order(first: Answer, other: Answer, situation: Situation) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two questions: its name, what its answer is called, and its kind of answer."""

    name: str
    label: Msgid
    input: Input


@dataclass(frozen=True, slots=True)
class Joint(Input):
    """The answers to two questions; those to the first as a ``Settled``, those to the other beside it.

    ``pairs``: the keys of the options of each that one button offers together. ``shown``: both answers in one
    line. ``cuts``: where a text may be cut. ``likelier``: whether two bare answers may be told in the other
    order, given as they would then be. ``brings``: the answer to the first that a plain answer to the
    other gives with it, None where it gives none. ``neither``: what is said of words that answer neither.
    """

    free: ClassVar[bool] = False

    first: Half
    other: Half
    pairs: Callable[[Situation], tuple[tuple[str, str], ...]]
    shown: Callable[[Message, Message], Message]
    cuts: Cuts = between
    brings: Answer = None
    neither: Message | None = None
    likelier: Callable[[Answer, Answer, Situation], bool] = in_their_order

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read both answers, else one of them."""
        waiting = [self._said(each) for each in listed(Kept(entry))]
        joint = any(each is not None for each in waiting)
        whole = attempt(self.first.input, text, {} if joint else entry, situation)
        pairs = self._pairs(text, situation)
        if isinstance(whole, Settled) and not pairs:
            other = attempt(self.other.input, text, {}, situation)
            theirs = joint and not any(self.first.name in (each or ()) for each in waiting)
            both = [] if self.cuts is between else listed(self._doubted(text, situation) or Kept({}))
            both = [{self.other.name: other.answer}] if theirs and isinstance(other, Settled) else both
            return self._offered([*both, {self.first.name: whole.answer}], _EITHER) if both else whole
        if pairs and self.cuts is between and counts_people_twice(text):  # "2 CDI, 1 CDD": three, to create
            sums = [{self.first.name: each} for each in reversed(listed(whole))]
            return self._offered([*sums, *pairs], _EITHER)
        if len(pairs) == 1 and (swapped := self._swapped(text, pairs[0], situation)):
            return self._offered([swapped, pairs[0]], _EITHER)
        if len(pairs) == 1 and (
            not isinstance(whole, Settled) or pairs[0][self.first.name] in (whole.answer, 0)
        ):  # the whole says nothing else: "0 et 0", "0 et 11"
            return self._outcome(pairs[0])
        if pairs:
            alone = [{self.first.name: whole.answer}] if isinstance(whole, Settled) else []
            return self._offered([*alone, *pairs], _EITHER)
        return self._doubted(text, situation) or self._one_of_them(text, whole, situation)

    def _one_of_them(self, text: str, whole: Outcome | InvalidAnswer, situation: Situation) -> Outcome:
        """Read the answer to the other question, where the first has none or the words are not its own."""
        other = attempt(self.other.input, text, {}, situation)
        if isinstance(other, Settled):
            said = {self.other.name: other.answer, **other.also}
            if isinstance(whole, InvalidAnswer) or self._are_of_the_other(text):
                return self._outcome(said)
            return self._offered([*({self.first.name: each} for each in listed(whole)), said], _EITHER)
        mine = not isinstance(whole, InvalidAnswer) and not self._are_of_the_other(text)
        if isinstance(other, Kept) and listed(other) and other.note and self.brings is None and not mine:
            return self._offered([{self.other.name: each} for each in listed(other)], other.note)
        if isinstance(other, FaultyAnswer):
            raise other
        if isinstance(whole, InvalidAnswer):
            raise InvalidAnswer(self.neither or whole.message)
        return whole

    def _are_of_the_other(self, text: str) -> bool:
        """Tell whether a word is of the other question, and of no kind of answer to the first."""
        first, other = self.first.input.own_words, self.other.input.own_words
        return any(word in other and word not in first for word in fold(text).split()
                   if not changes_nothing(word))  # fmt: skip

    def _pairs(self, text: str, situation: Situation) -> list[dict[str, Answer]]:
        """Return both answers where each is settled by a part of a text, in their order if it is plain.

        In the other order, what comes first must be no answer to the first question: "2 and 40" is not 40.
        """
        cuts = [cut for cut in self.cuts(text) if all(map(fold, cut))]
        found = [self._pair(left, right, situation) for left, right in cuts]
        if not any(found):
            found = [
                self._pair(right, left, situation)
                for left, right in cuts
                if not isinstance(attempt(self.first.input, left, {}, situation), Settled)
            ]
        return [*{repr(both): both for both in found if both}.values()][:OFFERED]

    def _pair(self, mine: str, others: str, situation: Situation) -> dict[str, Answer]:
        """Return both answers where each part of a text settles one; empty where one does not."""
        first = attempt(self.first.input, mine, {}, situation)
        if not isinstance(first, Settled):
            return {}
        other = attempt(self.other.input, others, {}, situation)
        if not isinstance(other, Settled):
            return {}
        return {self.first.name: first.answer, self.other.name: other.answer, **first.also, **other.also}

    def _swapped(self, text: str, both: Mapping[str, Answer], situation: Situation) -> dict[str, Answer]:
        """Return two bare answers the other way round, where that is likelier; empty where it is not."""
        first, other = both[self.first.name], both[self.other.name]
        swapped = {self.first.name: other, self.other.name: first}
        bare = changes_nothing(re.sub(r"\b(?:et|and|puis|then)\b|\d", " ", fold(text)))
        likelier = bare and len(both) == len(swapped) and self.likelier(other, first, situation)
        return swapped if likelier and self.fits(swapped, situation) else {}

    def _doubted(self, text: str, situation: Situation) -> Kept | None:
        """Offer both answers where one of them is settled and the other is to be confirmed or chosen."""
        cuts = [*self.cuts(text)]
        if self.cuts is between and len(cuts) > 1:  # "2 ou 3 et 12" may be cut anywhere: the last words tell
            cuts = [(mine, others) for mine, others in cuts if self._are_of_the_other(others)][::-1]
        for mine, others in cuts:
            first = attempt(self.first.input, mine, {}, situation)
            other = attempt(self.other.input, others, {}, situation)
            unsure = [each for each in (first, other) if isinstance(each, Kept) and listed(each)]
            pairs = product(listed(first), listed(other))
            both = [{self.first.name: one, self.other.name: two} for one, two in pairs]
            if both and unsure and (len(unsure) == 1 or self.cuts is not between):
                if self.cuts is between and isinstance(first, Settled):
                    both.append({self.first.name: first.answer})
                return self._offered(both, unsure[0].note or _EITHER)
        return None

    def _outcome(self, said: Mapping[str, Answer]) -> Outcome:
        """Return answers as an outcome: the other alone leaves the first to be asked."""
        also = {name: answer for name, answer in said.items() if name != self.first.name}
        if self.first.name in said:
            return Settled(said[self.first.name], also)
        return Kept({}, also=also) if self.brings is None else Settled(self.brings, also)

    def _offered(self, said: Sequence[Answer], note: Message) -> Kept:
        distinct: dict[str, Answer] = {repr(each): each for each in said}
        return Kept({"candidates": [*distinct.values()][:OFFERED]}, note)

    def _said(self, candidate: Answer) -> dict[str, Answer] | None:
        """Return the answers by their names that a candidate holds; None for one of the first alone."""
        names = {self.first.name, self.other.name}
        return candidate if isinstance(candidate, dict) and not names.isdisjoint(candidate) else None

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept answers by their names, or one to the first."""
        said = self._said(answer)
        if said is None:
            return self.first.input.fits(answer, situation)
        halves = [half for half in (self.first, self.other) if half.name in said]
        return all(half.input.fits(said[half.name], situation) for half in halves)

    def reopen(self, answer: Answer) -> Entry:
        """Return the entry from which the first answer is changed."""
        return self.first.input.reopen(answer)

    @property
    def begins(self) -> bool:
        """Begin where an answer to the other brings one to the first."""
        return self.brings is not None

    @property
    def keeps_words(self) -> bool:
        """Keep words as the first does."""
        return self.first.input.keeps_words

    def wished(self, wish: Wish, entry: Entry, situation: Situation) -> Outcome:
        """Say what is enough, of both."""
        if self.neither:
            raise InvalidAnswer(self.neither)
        return self.first.input.wished(wish, entry, situation)

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take the tapped pair, what was offered, or an answer to the first alone."""
        for first, other in self.pairs(situation):
            if key == self._key(first, other):
                outcome = self.other.input.tap(other, {}, situation)
                mine = self.first.input.tap(first, {}, situation)
                if isinstance(outcome, Settled) and isinstance(mine, Settled):
                    return Settled(mine.answer, {self.other.name: outcome.answer, **outcome.also})
        for place, candidate in enumerate(listed(Kept(entry))):
            if key == f"{CANDIDATE}{place}" and (said := self._said(candidate)) is not None:
                return self._outcome(said)
        return self.first.input.tap(key, entry, situation)

    @property
    def wants_contact(self) -> bool:
        """Accept what either does."""
        return self.first.input.wants_contact or self.other.input.wants_contact

    def read_contact(self, phone: str, entry: Entry, situation: Situation, name: str = "") -> Outcome:
        """Take a shared number, with the name that comes with it if it is a person's."""
        outcome = self.other.input.read_contact(phone, entry, situation)
        if not isinstance(outcome, Settled):
            return outcome
        called = attempt(self.first.input, name, {}, situation)
        said = {self.other.name: outcome.answer}
        return self._outcome(
            {self.first.name: called.answer, **said} if isinstance(called, Settled) else said
        )

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer the usual pairs, or what was understood."""
        waiting, pairs = listed(Kept(entry)), self.pairs(situation)
        if not pairs and not any(self._said(each) is not None for each in waiting):
            return self.first.input.options(entry, situation)
        if waiting and self.brings is None:
            return Input.options(self, entry, situation)
        first, other = (
            {option.key: option for option in half.input.options({}, situation)}
            for half in (self.first, self.other)
        )
        both = tuple(
            Option(
                self._key(mine, others),
                self.shown(first[mine].label, other[others].label),
                words=() if self.brings is None else other[others].words,
            )
            for mine, others in pairs
        )
        if self.brings is None:
            return both
        brought = {mine for mine, _ in pairs}
        said = [each.get(self.other.name) for each in waiting if isinstance(each, dict)]
        both = tuple(sorted(both, key=lambda option: option.key not in said))  # what was said comes first
        return (*both, *(option for key, option in first.items() if key not in brought))

    def _key(self, first: str, other: str) -> str:
        return f"{first}&{other}" if self.brings is None else other

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show both answers, or the one that there is."""
        said = self._said(answer)
        if said is None and not self.pairs(situation):
            return self.first.input.show(answer, situation)
        said = said or {self.first.name: answer}
        told = [
            (half, half.input.show(said[half.name], situation))
            for half in (self.first, self.other)
            if half.name in said
        ]
        if len(told) > 1:
            return self.shown(told[0][1], told[1][1])
        return say("{label}: {answer}", label=Message(told[0][0].label), answer=told[0][1])
