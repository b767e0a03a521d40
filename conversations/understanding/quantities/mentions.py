"""Find the numbers of the notation, each with its unit, its scale, its bound and its frequency."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from conversations.patterns import pattern
from conversations.understanding.quantities.words import Unit


class Limit(StrEnum):
    """The side on which an open quantity is bounded."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One reading of a quantity: ``low`` and ``high`` differ for a range only.

    An open quantity ("plus de 10") keeps the number said as both ends, its side in ``limit``, and is
    approximate. ``per`` is a frequency: "3 jours par mois" is 3 DAY per MONTH. ``summed``: the sum of people
    told apart, "12 salariés et 2 apprentis", which is what is meant where nothing else is said.
    """

    low: Decimal
    high: Decimal
    approximate: bool = False
    unit: Unit | None = None
    per: Unit | None = None
    limit: Limit | None = None
    summed: bool = field(default=False, compare=False)


TIME = frozenset({Unit.HOUR, Unit.HALF_DAY, Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
_WHOLES = frozenset({Unit.EURO, Unit.PERSON})  # "1.500" is no decimal
_MOST_DIGITS = 12
_SCALES = {None: 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}
_LIMITS = {"≥": Limit.AT_LEAST, "≤": Limit.AT_MOST}


class Unclear(Exception):
    """A number is there, but reading it would be guessing."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of the text with what surrounds it; several ``readings`` for "1.500".

    ``duration`` is true for a complement of time: "en 2 ans". ``stray``: the words within it that are not
    known, as in "12 anciens salariés".
    """

    readings: tuple[Quantity, ...]
    scale: int
    duration: bool
    start: int
    end: int
    stray: str = ""

    @property
    def unit(self) -> Unit | None:
        """What is counted."""
        return self.readings[0].unit


MENTION = pattern(
    r"""
    (?P<duration>\b(?:sur|en|pendant|durant|d'ici|dans|sous|pour|in|over|within|during|for)\ (?:les\ )?)?
    (?P<before>(?:[~≥≤]\ ?(?:[a-z']+\ ){0,2}?){0,4})
    (?P<sign>\[euro\]\ ?)?
    (?<![\w.,'])
    (?P<number>\d{1,3}(?:\ \d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,']\d+)*)
    (?:\ ?(?P<scale>[KMG])\b)?
    (?![a-z]|[.,']?\d)
    (?P<half>\ ?½)?
    (?:\ ?(?P<kind>(?:
            (?!(?:a|la|le|les|et|ou|sur|en|dans|pour|avec|and|or|to|over|in|within|for|with)\ |d')
            [a-z'-]+\ ){0,2})
        (?:d'|de\ )?\[(?P<unit>[a-z_]+)\])?
    (?P<unit_half>\ ?½)?
    (?:(?P<every>(?:\ [a-z'-]+){0,2})\ ?/(?P<per>hour|half_day|day|week|month|quarter|year)\b)?
    (?:\ ?(?P<after>[~≥≤])(?!\ ?\d))?
    """,
    re.VERBOSE,
)


ALONE = pattern(r"(?:\[euro\] ?)?[\d .,']+(?: ?[KMG])?(?: ?½)?(?: ?\[[a-z_]+\])?(?: ?½)?")


_WORD = pattern(r"[a-z]+")


def mentions(words: str) -> Iterator[Mention]:
    """Find the numbers of a text in the notation, in their order; raise Unclear."""
    for match in MENTION.finditer(words):
        scale = _SCALES[match["scale"]]
        unit = Unit.EURO if match["sign"] else Unit(match["unit"]) if match["unit"] else None
        marks = match["before"] + (match["after"] or "")
        limit = next((limit for mark, limit in _LIMITS.items() if mark in marks), None)
        values = _values(match["number"], whole=unit in _WHOLES and scale == 1)
        if match["half"] or match["unit_half"]:
            values = tuple(value + _half(value) for value in values)
        duration = match["duration"] is not None and unit in TIME
        stray = (None if duration else match["duration"], match["before"], match["kind"], match["every"])
        yield Mention(
            readings=tuple(
                Quantity(
                    low=_tidy(value * scale),
                    high=_tidy(value * scale),
                    approximate="~" in marks or limit is not None,
                    unit=unit,
                    per=Unit(match["per"]) if match["per"] else None,
                    limit=limit,
                )
                for value in values
            ),
            scale=scale,
            duration=duration,
            start=match.start(),
            end=match.end(),
            stray=" ".join(_WORD.findall(" ".join(filter(None, stray)))),
        )


def _values(number: str, *, whole: bool) -> tuple[Decimal, ...]:
    """Return what ``number`` can mean: "1.500" is 1500 or 1.5; ``whole`` settles it."""
    digits = re.sub("[ ']", "", number)
    if re.match(r"0\d[\d.,]|00", digits) or len(re.split("[.,]", digits)[0]) > _MOST_DIGITS:
        raise Unclear
    if re.fullmatch(r"\d+", digits):
        return (Decimal(digits),)
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits) and digits == number:
        thousands, decimal = Decimal(re.sub("[.,]", "", digits)), Decimal(digits.replace(",", "."))
        if whole:
            return (thousands,)
        return (thousands, decimal) if "." in digits else (decimal, thousands)
    if grouped := re.fullmatch(r"([1-9]\d{0,2}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?", digits):
        return (Decimal(f"{re.sub('[.,]', '', grouped[1])}.{grouped[3] or 0}"),)
    if re.fullmatch(r"\d+[.,]\d+", digits):
        return (Decimal(digits.replace(",", ".")),)
    raise Unclear


def _tidy(value: Decimal) -> Decimal:
    """Return ``value`` without the zeros after its decimal mark."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _half(value: Decimal) -> Decimal:
    """Return the half meant by "et demi": of a million in "un million et demi", of one otherwise."""
    return next(
        (Decimal(scale) / 2 for scale in (1_000_000_000, 1_000_000) if value and value % scale == 0),
        Decimal("0.5"),
    )
