"""Answers with one of the ranges in which an amount may be."""

from dataclasses import dataclass

from conversations.inputs.base import Entry, Outcome
from conversations.inputs.choices import Choice, Pick
from conversations.inputs.measures import numbers_something
from conversations.messages import say
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.quantities.reading import Limit, Quantity, Unit, read_quantities
from conversations.understanding.residue import Understood
from conversations.understanding.words import fold


@dataclass(frozen=True, slots=True)
class Range(Pick):
    """A choice that stands for the amounts from ``low`` to ``high`` euros; None: without end."""

    low: int = 0
    high: int | None = None

    def may_hold(self, quantity: Quantity, scale: int) -> bool:
        """Tell whether an amount counted in ``scale`` euros may be in the range, both ends being in it."""
        start = 0 if quantity.limit is Limit.AT_MOST else quantity.low * scale
        end = None if quantity.limit is Limit.AT_LEAST else quantity.high * scale
        if start == end:
            return self.low <= start and (self.high is None or start <= self.high)
        return (end is None or self.low < end) and (self.high is None or start < self.high)


_OF_PEOPLE = pattern(r"\b(?:on est|nous sommes|we are) \d|^(?:le|the) \d")
BARE_SCALES = (1, 1_000, 1_000_000)  # "3" under a list in M€ may be 3 €, 3 k€ or 3 M€


@dataclass(frozen=True, slots=True)
class Band(Choice):
    """One of the ranges an amount may be in. ``own``: the words that say what the amount is."""

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Return the ranges that may hold the amounts typed; without amount, read the words."""
        typed, picks = fold(text), self.listed(situation)
        said = read_quantities(text, Unit.EURO)
        read = [reading for reading in said.readings if reading.per in (None, Unit.YEAR)]
        if not read or any(typed in pick.words for pick in picks):
            return Choice.read(self, text, entry, situation)
        amounts = [
            (quantity, scale)
            for quantity in read
            for scale in (BARE_SCALES if quantity.unit is None and quantity.high < BARE_SCALES[1] else (1,))
        ]
        found: tuple[Answer, ...] = tuple(
            pick.key
            for pick in picks
            if isinstance(pick, Range) and any(pick.may_hold(*amount) for amount in amounts)
        )
        which = say("Which one do you mean?")
        if found and (numbers_something(text) or _OF_PEOPLE.search(typed)):
            return self.offer(found, which)
        return self.conclude(Understood(found, said.rest), which)
