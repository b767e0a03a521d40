"""Answers with a measure: counts, amounts, days."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import ClassVar

from conversations.inputs.base import IS_IT_RIGHT, Entry, Input, InvalidAnswer, Option, Outcome, Settled
from conversations.inputs.missing_amounts import what_is_asked, without_a_part
from conversations.inputs.refusals import says_none
from conversations.messages import Euros, Message, Msgid, say, verbatim
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.agreement import says_no, says_yes
from conversations.understanding.company_numbers import CompanyNumber, read_company_number
from conversations.understanding.quantities.reading import Quantity, Unit, read_quantities
from conversations.understanding.quantities.words import COUNTED
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.words import NOT_KNOWING, fold, folded_apart

_YEAR = pattern(r"(?:19[4-9]|20[0-3])[1-9]", re.ASCII)
_DATED = pattern(r"(?:en|le|in|the|on) \d\d?")  # "en 98" is a year, "le 12" a day
WIDEST_OFFER = 6  # beyond six buttons, a range offers its two ends


def numbers_something(text: str) -> bool:
    """Tell whether a bare figure is rather a year, or the number of a company, than an amount: "2015"."""
    figures = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    return _YEAR.fullmatch(figures) is not None or isinstance(read_company_number(figures), CompanyNumber)


def whole_numbers(quantity: Quantity) -> list[int]:
    """Return the whole numbers a quantity may stand for: every one of a short range, else its ends."""
    low = int(quantity.low.to_integral_value(ROUND_FLOOR))
    high = int(quantity.high.to_integral_value(ROUND_CEILING))
    return list(range(low, high + 1)) if high - low < WIDEST_OFFER else [low, high]


@dataclass(frozen=True, slots=True)
class Whole(Input):
    """A count between ``low`` and ``high``. ``quick``: counts offered as buttons.

    ``doubted``: wordings, folded, in which something else is counted than what is asked. ``beside``: those
    that change no count, of the words that no reading used. ``none``: the folded words that say that there is
    none, and nothing else.
    """

    free: ClassVar[bool] = False

    low: int
    high: int
    quick: tuple[int, ...] = ()
    own: Set[str] = frozenset()
    doubted: re.Pattern[str] | None = None
    beside: re.Pattern[str] | None = None
    none: re.Pattern[str] | None = None

    @property
    def own_words(self) -> Set[str]:
        """The words that say what is counted."""
        return self.own

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a number in figures or in words; a range is offered number by number."""
        if self.none and "?" not in text and self.none.fullmatch(fold(text)):
            return Settled(0)
        said = read_quantities(text, Unit.PERSON)
        said = replace(said, rest=self.beside.sub(" ", said.rest)) if self.beside else said
        read = [reading for reading in said.readings if reading.per is None]
        summed = [reading for reading in read if reading.summed]
        if summed and changes_nothing(said.rest, self.own):
            read = summed
        if not read and self.low == 0 and says_no(fold(text)):
            return self.offer([0], IS_IT_RIGHT)
        if not read:
            raise InvalidAnswer(
                say("I found no number there. One is enough, in figures or in words: “8”, “around fifteen”.")
            )
        counts = sorted({count for quantity in read for count in whole_numbers(quantity)})
        fitting = [count for count in counts if self.low <= count <= self.high]
        if not fitting:
            raise InvalidAnswer(
                say("I need a number between {low} and {high}.", low=self.low, high=self.high)
            )
        which = say("One figure is enough: which one shall I write down?")
        if len(counts) > 1 or any(quantity.limit for quantity in said.readings):  # "under 250" is no 250
            return self.offer(fitting, which)
        words = fold(text)
        if _DATED.fullmatch(words) or (self.doubted and self.doubted.search(words)):
            return self.offer(fitting, IS_IT_RIGHT)
        return self.conclude(Understood((counts[0],), said.rest), which)

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept a count within the bounds."""
        return type(answer) is int and self.low <= answer <= self.high

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take a count offered as a button."""
        for count in self.offered(situation):
            if key == str(count):
                return Settled(count)
        return Input.tap(self, key, entry, situation)

    def offered(self, situation: Situation) -> tuple[int, ...]:
        """Return the counts offered as buttons in this situation."""
        return self.quick

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer the likely counts, or the readings of what was typed."""
        candidates = Input.options(self, entry, situation)
        return candidates or tuple(
            Option(str(count), self.show(count, situation)) for count in self.offered(situation)
        )

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the count with its separators."""
        return verbatim(answer) if isinstance(answer, int) else verbatim(str(answer))


@dataclass(frozen=True, slots=True)
class Money(Input):
    """An amount in whole euros, 0 to ``high``. ``none``: the label of 0; ``unsaid``: of one not known yet.

    ``refused``: the folded words that want none, and say nothing else. ``made_of``: those that name what such
    amounts are the sum of; ``beside``: wordings that change none, of the words that no reading used.
    ``sources``: the folded words that name who pays each part of a sum.
    ``doubted``: wordings, folded, of the amount of something else. ``years``: of how many years they are
    asked, so that one of those beside an amount changes none.
    """

    free: ClassVar[bool] = False

    high: int
    none: Msgid | None = None
    unsaid: Msgid | None = None
    likely_low: int = 1000  # below it, a bare figure may be meant in thousands of euros
    own: Set[str] = frozenset()
    made_of: Set[str] = frozenset()
    refused: re.Pattern[str] | None = None
    beside: re.Pattern[str] | None = None
    doubted: re.Pattern[str] | None = None
    years: int = 0
    sources: Set[str] = frozenset()

    @property
    def own_words(self) -> Set[str]:
        """The words that say what the amount is."""
        return self.own | self.made_of

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read an amount; a bare small figure is offered in euros and in thousands of euros."""
        if (outcome := self._without_figure(text)) is not None:
            return outcome
        said = read_quantities(self._undated(text, situation) if self.years else text, Unit.EURO)
        said = replace(said, rest=self.beside.sub(" ", said.rest)) if self.beside else said
        read = [reading for reading in said.readings if reading.per is None]
        summed = [reading for reading in read if reading.summed]
        if summed and self.made_of and changes_nothing(said.rest, self.made_of | self.sources | _OF_PARTS):
            read, said = summed, replace(said, rest="")
        if not read:
            if less := without_a_part(text):
                return self.offer(less, say("Which amount shall I write down?"))
            raise InvalidAnswer(what_is_asked(text))
        ends = sorted({end for quantity in read for end in (quantity.low, quantity.high)})
        bare = len(read) == 2 and {each.unit for each in read} == {None} and ends[0] < self.likely_low
        if bare and ends[-1:] == [ends[0] * 1000]:
            ends = ends[-1:]  # "25.000" is 25 000: nobody counts tenths of a cent
        if {each.unit for each in read} == {None} and 0 < ends[0] <= ends[-1] < self.likely_low:
            ends = [*ends, *(end * 1000 for end in ends)]  # "30", "10 à 15"
        ends = [end for end in ends if end >= self.likely_low or len(read) < 2 or end * 1000 not in ends]
        ends = [
            end * 1000 if len(read) > 1 and _in_thousands(end, ends, self.likely_low) else end for end in ends
        ]
        amounts = list(dict.fromkeys(map(int, _likeliest_first(ends, read))))
        amounts = self._with_their_sum(amounts, text, said.rest)
        fitting = [amount for amount in amounts if 0 <= amount <= self.high]
        if not fitting:
            raise InvalidAnswer(say("I can note up to {high}.", high=Euros(self.high)))
        which = say("Which amount shall I write down?")
        if len(amounts) > 1 or any(quantity.limit for quantity in said.readings):  # "up to 30k" is no 30k
            return self.offer(fitting, which)
        if numbers_something(text) or (self.doubted and self.doubted.search(fold(text))):
            return self.offer(fitting, IS_IT_RIGHT)
        return self.conclude(Understood((amounts[0],), said.rest), which)

    def _without_figure(self, text: str) -> Outcome | None:
        """Take what says that none is wanted; ask how much where that is all that is missing."""
        words = folded_apart(text)
        if self.none and says_none(words):
            return Settled(0)
        if self.none and self.refused and "?" not in text and self.refused.fullmatch(words):
            return Settled(0)
        if self.none and self.refused and self._refuses_first(text):
            return self.offer([0], IS_IT_RIGHT)
        if says_yes(words) or words in NOT_KNOWING:
            how_much = say("Gladly. How much, roughly? Type it like 25,000 € or 25k.")
            if self.unsaid and not says_yes(fold(text)):
                how_much = say(
                    "Nothing has to be settled now: the operator sees it with you. Which is nearer?"
                )
            if self.unsaid:
                return self.offer([None, *((0,) if self.none else ())], how_much)
            raise InvalidAnswer(how_much)
        return None

    def _refuses_first(self, text: str) -> bool:
        """Tell whether none is wanted in a part of a text, and what follows is of something else."""
        first, comma, other = text.partition(",")
        own = fold(first).split()[-1:]
        return bool(
            comma
            and self.refused
            and len(own) == 1
            and self.refused.fullmatch(fold(first))
            and own[0] not in fold(other).split()
            and _OF_ANOTHER.search(fold(other))
        )

    def _with_their_sum(self, amounts: list[int], text: str, rest: str) -> list[int]:
        """Add what several amounts come to, where each is said to be for something, or for later."""
        if len(amounts) == len(("now", "later")) and _THEN.search(text):
            return [*amounts, sum(amounts)]
        apart = len(amounts) > 1 and self.made_of and sum(amounts) != 2 * max(amounts)
        return [sum(amounts), *amounts] if apart and self._told_apart(rest, len(amounts)) else amounts

    def _told_apart(self, rest: str, count: int) -> bool:
        """Tell whether the words beside so many amounts name what each is for: "travaux 80k, pub 40k"."""
        named = [word for word in rest.split() if word not in _JOINING]
        return sum(word in self.made_of for word in named) == count and changes_nothing(
            " ".join(named), self.own_words
        )

    def _undated(self, text: str, situation: Situation) -> str:
        """Leave out the year in which an amount was received, where it is one of those asked about."""
        now = situation.world.today.year
        return _IN_A_YEAR.sub(lambda said: "" if now - self.years < int(said[1]) <= now else said[0], text)

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept an amount within the bounds."""
        return (type(answer) is int and 0 <= answer <= self.high) or (answer is None and bool(self.unsaid))

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take "none" as zero."""
        if key == "0" and self.none:
            return Settled(0)
        return Input.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer "none", or the readings of what was typed."""
        none = (Option("0", Message(self.none)),) if self.none else ()
        return Input.options(self, entry, situation) or none

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the amount in euros, or that there is none."""
        label = self.unsaid if answer is None else self.none if answer == 0 else None
        if label:
            return Message(label)
        return verbatim(Euros(answer)) if isinstance(answer, int) else verbatim(str(answer))


_OF_ANOTHER = pattern(
    r"^(?!.*\b(?:avance|advance)\b).*\b(?:subvention|aide|pret|emprunt|apport|banque|credit|grant|subsid|loan|bank)\w*"
)
_OF_PARTS, _JOINING = frozenset(("pour", "for", "par", "from")), frozenset(("et", "and", "plus"))
_THEN = pattern(r"\b(?:puis|ensuite|then)\b", re.IGNORECASE)
_IN_A_YEAR = COUNTED.pattern("in_a_year", re.IGNORECASE)


def _likeliest_first(ends: Sequence[Decimal], read: Sequence[Quantity]) -> Sequence[Decimal]:
    """Return amounts in their order; where some may be added up, the largest of them first."""
    said = [quantity.high for quantity in read]
    if len(said) < len(("the largest", "another", "their sum")):
        return ends
    return sorted(ends, key=lambda end: said.index(end) if end in said else len(said))


def _in_thousands(end: Decimal, ends: Sequence[Decimal], likely_low: int) -> bool:
    """Tell whether an amount is said in the thousands of another: the first of "15 ou 20 000"."""
    return 0 < end < likely_low <= end * 1000 <= max(ends)
