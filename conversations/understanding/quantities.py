"""Read the quantities people type: "une vingtaine", "1,2 M€", "entre 3 et 5", "2 à 3 jours par mois"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise, product

from conversations.understanding.quantity_wording import Unit, notation
from conversations.understanding.words import legible

__all__ = ["Limit", "Quantity", "Unit", "read_figure", "read_quantities"]


class Limit(StrEnum):
    """The side on which an open quantity is bounded."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One reading of a quantity: ``low`` and ``high`` differ for a range only.

    An open quantity ("plus de 10") keeps the number said as both ends, its side in ``limit``, and is
    approximate. ``per`` is a frequency: "3 jours par mois" is 3 DAY per MONTH.
    """

    low: Decimal
    high: Decimal
    approximate: bool = False
    unit: Unit | None = None
    per: Unit | None = None
    limit: Limit | None = None


_KINDS = (
    frozenset({Unit.EURO}),
    frozenset({Unit.PERCENT}),
    frozenset({Unit.PERSON, Unit.JOB, Unit.FULL_TIME}),
    frozenset({Unit.HOUR, Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR}),
)
_TIME = _KINDS[-1]
_LONGEST_TEXT = 300
_MOST_DIGITS = 12
_MOST_READINGS = 4
_SCALES = {None: 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}
_LIMITS = {"≥": Limit.AT_LEAST, "≤": Limit.AT_MOST}


def read_quantities(text: str, wanted: Unit | None = None) -> tuple[Quantity, ...]:
    """Return the readings of the quantity in ``text``, likeliest first.

    One reading: the text is clear. Several: ask which is meant. None: nothing is understood, or
    guessing would be needed. ``wanted`` leaves out what is said in units of another kind: in "12
    personnes, 2 M€", EURO gives 2 million; persons, jobs and full-time equivalents are one kind.
    """
    text = legible(text)
    if len(text) > _LONGEST_TEXT or (words := notation(text)) is None:
        return ()
    try:
        quantities = _combined(words, _without_durations(list(_mentions(words))))
    except _Unclear:
        return ()
    readings = dict.fromkeys(_of_kind(wanted, quantities))
    return tuple(readings) if len(readings) <= _MOST_READINGS else ()


def read_figure(text: str, unit: Unit | None = None) -> tuple[Decimal, ...]:
    """Return what one exact figure may mean, likeliest first: "25.000" is 25 000 or 25.

    Empty for anything but a figure, with its ``unit`` or without: a range, "about", "3 x 10", a figure of
    something else. It reads as ``read_quantities`` does, and leaves no word aside.
    """
    if len(text) > _LONGEST_TEXT or (words := notation(text)) is None:
        return ()
    if not _MENTION.fullmatch(words) or not _ALONE.fullmatch(words):
        return ()
    try:
        [mention] = _mentions(words)
    except _Unclear:
        return ()
    return tuple(reading.low for reading in mention.readings) if mention.unit in (None, unit) else ()


class _Unclear(Exception):
    """A number is there, but reading it would be guessing."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """One number of the text with what surrounds it; several ``readings`` for "1.500".

    ``duration`` is true for a complement of time: "en 2 ans".
    """

    readings: tuple[Quantity, ...]
    scale: int
    duration: bool
    start: int
    end: int

    @property
    def unit(self) -> Unit | None:
        return self.readings[0].unit


_MENTION = re.compile(
    r"""
    (?P<duration>\b(?:sur|en|pendant|durant|d'ici|dans|sous|pour|in|over|within|during|for)\ (?:les\ )?)?
    (?P<before>(?:[~≥≤]\ ?(?:[a-z']+\ ){0,2}?)*)
    (?P<sign>\[euro\]\ ?)?
    (?<![\w.,'])
    (?P<number>\d{1,3}(?:\ \d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,']\d+)*)
    (?:\ ?(?P<scale>[KMG])\b)?
    (?![a-z]|[.,']?\d)
    (?P<half>\ ?½)?
    (?:\ ?(?:(?!(?:a|et|ou|sur|en|dans|pour|avec|and|or|to|over|in|within|for|with)\ )[a-z'-]+\ ){0,2}
        (?:d'|de\ )?\[(?P<unit>[a-z_]+)\])?
    (?P<unit_half>\ ?½)?
    (?:(?:\ [a-z'-]+){0,2}\ ?/(?P<per>[a-z]+))?
    (?:\ ?(?P<after>[~≥≤])(?!\ ?\d))?
    """,
    re.VERBOSE,
)


_ALONE = re.compile(r"(?:\[euro\] ?)?[\d .,']+(?: ?[KMG])?(?: ?½)?(?: ?\[[a-z_]+\])?(?: ?½)?")


def _mentions(words: str) -> Iterator[_Mention]:
    for match in _MENTION.finditer(words):
        scale = _SCALES[match["scale"]]
        unit = Unit.EURO if match["sign"] else Unit(match["unit"]) if match["unit"] else None
        marks = match["before"] + (match["after"] or "")
        limit = next((limit for mark, limit in _LIMITS.items() if mark in marks), None)
        values = _values(match["number"], whole=unit is Unit.EURO and scale == 1)
        if match["half"] or match["unit_half"]:
            values = tuple(value + _half(value) for value in values)
        yield _Mention(
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
            duration=match["duration"] is not None and unit in _TIME,
            start=match.start(),
            end=match.end(),
        )


def _values(number: str, *, whole: bool) -> tuple[Decimal, ...]:
    """Return what ``number`` can mean: "1.500" is 1500 or 1.5; ``whole`` settles it for plain euros."""
    digits = re.sub("[ ']", "", number)
    if re.match(r"0\d", digits) or len(re.split("[.,]", digits)[0]) > _MOST_DIGITS:
        raise _Unclear
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
    raise _Unclear


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


def _without_durations(mentions: list[_Mention]) -> list[_Mention]:
    """Leave out complements of time ("3 emplois en 2 ans"), unless nothing else is said."""
    return [mention for mention in mentions if not mention.duration] or mentions


def _combined(words: str, mentions: list[_Mention]) -> tuple[Quantity, ...]:
    """Return the readings of the mentions once joined by the words between them."""
    if len(mentions) < 2:
        return tuple(quantity for mention in mentions for quantity in mention.readings)
    left, right, *rest = mentions
    link = words[left.end : right.start].strip(" (),")
    if link == "…":
        if rest and words[right.end : rest[0].start].strip() == "…":
            raise _Unclear  # 06-12-34-56-78
        return (*_ranges(*_sharing(left, right)), *_combined(words, rest))
    if _SUM.fullmatch(link) and _alike(left, right):
        return _parts(words, mentions)
    if link == "" and left.scale > 1 and left.unit is None:
        return (_composed(left, right), *_combined(words, rest))
    alone = _sharing(left, right)[0] if link in {"", "|"} else left
    return (*alone.readings, *_combined(words, [right, *rest]))


_SUM = re.compile(r"(?:[a-z' ]* )?(?:\+|et|and|plus|&|avec|with)")


def _alike(left: _Mention, right: _Mention) -> bool:
    return left.unit is None or right.unit is None or left.unit == right.unit


def _sharing(left: _Mention, right: _Mention) -> tuple[_Mention, _Mention]:
    """Give ``left`` the unit and the scale said once, after ``right``: "25 à 30 k€"."""
    readings = left.readings
    if left.scale == 1 < right.scale and left.unit is None:
        if all(reading.low * right.scale < right.readings[0].low for reading in readings):
            readings = tuple(_times(reading, right.scale) for reading in readings)
        elif any(reading.low < right.scale for reading in readings):
            raise _Unclear  # "500 à 1 M€": 500 what?
    if left.unit is None:
        after = right.readings[0]
        readings = tuple(
            replace(reading, unit=after.unit, per=reading.per or after.per) for reading in readings
        )
    return replace(left, readings=readings), right


def _times(quantity: Quantity, factor: int) -> Quantity:
    return replace(quantity, low=quantity.low * factor, high=quantity.high * factor)


def _ranges(left: _Mention, right: _Mention) -> tuple[Quantity, ...]:
    """Return the intervals from ``left`` to ``right``, leaving out those that go down."""
    intervals = []
    for first, last in product(left.readings, right.readings):
        # "250 à 300 000 €" is mostly said for 250 000.
        if left.scale == right.scale == 1 and first.low < 1000 <= last.low and first.low * 1000 < last.low:
            intervals.append(_interval(_times(first, 1000), last))
        intervals.append(_interval(first, last))
    return tuple(interval for interval in intervals if interval.low <= interval.high)


def _interval(first: Quantity, last: Quantity) -> Quantity:
    approximate = first.approximate or last.approximate
    return replace(
        first,
        high=last.high,
        approximate=approximate,
        unit=last.unit or first.unit,
        per=last.per or first.per,
    )


def _parts(words: str, mentions: list[_Mention]) -> tuple[Quantity, ...]:
    """Return the largest part then the sum: "12 salariés et 2 apprentis" may be 12 or 14."""
    parts = [_sharing(mentions[0], mentions[1])[0]]
    for left, right in pairwise(mentions):
        if not (_SUM.fullmatch(words[left.end : right.start].strip(" (),")) and _alike(left, right)):
            break
        parts.append(right)
    quantities = [part.readings[0] for part in parts]
    largest = max(quantities, key=lambda part: part.high)
    total = replace(
        largest,
        low=sum((part.low for part in quantities), Decimal()),
        high=sum((part.high for part in quantities), Decimal()),
        approximate=any(part.approximate for part in quantities),
    )
    return (largest, total, *_combined(words, mentions[len(parts) :]))


def _composed(left: _Mention, right: _Mention) -> Quantity:
    """Return the one number said in two pieces: "1 million 200 000". "2 millions 5" is not guessed."""
    million, rest = left.readings[0], right.readings[0]
    if not 1000 <= rest.low < left.scale:
        raise _Unclear
    return replace(rest, low=million.low + rest.low, high=million.high + rest.high)


def _of_kind(wanted: Unit | None, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Keep what is of the wanted kind; failing that, what has no unit."""
    kind = next((kind for kind in _KINDS if wanted in kind), None)
    if kind is None:
        return quantities
    named = tuple(quantity for quantity in quantities if quantity.unit in kind)
    return named or tuple(quantity for quantity in quantities if quantity.unit is None)
