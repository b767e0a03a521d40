"""Read the quantities people type: "une vingtaine", "1,2 M€", "entre 3 et 5", "2 à 3 jours par mois"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, product

from conversations.understanding.quantity_mentions import (
    ALONE,
    MENTION,
    TIME,
    Limit,
    Mention,
    Quantity,
    Unclear,
    mentions,
)
from conversations.understanding.quantity_wording import Unit, notation
from conversations.understanding.residue import Understood
from conversations.understanding.words import legible

__all__ = ["Limit", "Quantity", "Unit", "read_figure", "read_quantities"]

_EUROS = frozenset({Unit.EURO})
_PEOPLE = frozenset({Unit.PERSON, Unit.JOB, Unit.FULL_TIME})
_KINDS = (_EUROS, _PEOPLE, TIME, frozenset({Unit.PERCENT}))
_LONGEST_TEXT = 300
_MOST_READINGS = 4


def read_quantities(text: str, wanted: Unit | None = None) -> Understood[Quantity]:
    """Return the readings of the quantity in ``text``, likeliest first, with the words that none used.

    One reading: the text is clear, if the other words change nothing. Several: ask which is meant. None:
    nothing is understood, or guessing would be needed. ``wanted`` leaves out what is said in units of
    another kind: in "12 personnes, 2 M€", EURO gives 2 million; persons, jobs and full-time equivalents are
    one kind. The words left are those of the notation: plain, with the numbers in digits.
    """
    text = legible(text)
    if len(text) > _LONGEST_TEXT or (words := notation(text)) is None:
        return Understood(())
    try:
        phrases = list(_phrases(words, _without_durations(list(mentions(words)))))
    except Unclear:
        return Understood(())
    used = _of_kind(wanted, phrases)
    readings = tuple(dict.fromkeys(reading for phrase in used for reading in phrase.readings))
    if len(readings) == 1 < len(used):  # "1 CDI 1 CDD": once more, or twice the same?
        readings = (*readings, _times(readings[0], len(used)))
    if len(readings) > _MOST_READINGS:
        return Understood(())
    return Understood(readings, _rest(words, used, phrases))


def read_figure(text: str, unit: Unit | None = None) -> tuple[Decimal, ...]:
    """Return what one exact figure may mean, likeliest first: "25.000" is 25 000 or 25.

    Empty for anything but a figure, with its ``unit`` or without: a range, "about", "3 x 10", a figure of
    something else. It reads as ``read_quantities`` does, and leaves no word aside.
    """
    if len(text) > _LONGEST_TEXT or (words := notation(text)) is None:
        return ()
    if not MENTION.fullmatch(words) or not ALONE.fullmatch(words):
        return ()
    try:
        [mention] = mentions(words)
    except Unclear:
        return ()
    return tuple(reading.low for reading in mention.readings) if mention.unit in (None, unit) else ()


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The numbers that words join, from ``start`` to ``end``; ``stray``: words within that are not known."""

    readings: tuple[Quantity, ...]
    start: int
    end: int
    stray: str

    @property
    def unit(self) -> Unit | None:
        return self.readings[0].unit


def _without_durations(found: list[Mention]) -> list[Mention]:
    """Leave out complements of time ("3 emplois en 2 ans"), unless nothing else is said."""
    return [mention for mention in found if not mention.duration] or found


def _phrases(words: str, found: Sequence[Mention]) -> Iterator[_Phrase]:
    """Join the mentions by the words between them."""
    while found:
        phrase, size = _first_phrase(words, found)
        if phrase.readings:
            yield phrase
        found = found[size:]


def _first_phrase(words: str, found: Sequence[Mention]) -> tuple[_Phrase, int]:
    """Return the phrase that the first mentions make, and how many they are."""
    left, *after = found
    if not after:
        return _phrase(left.readings, [left]), 1
    right = after[0]
    link = _link(words, left, right)
    if link == "…":
        if len(after) > 1 and _link(words, right, after[1]) == "…":
            raise Unclear  # 06-12-34-56-78
        return _phrase(_ranges(*_sharing(left, right)), [left, right]), 2
    if _SUM.fullmatch(link) and _alike(left, right):
        return _parts(words, found)
    if link == "" and left.scale > 1 and left.unit is None:
        return _phrase((_composed(left, right),), [left, right]), 2
    alone = _sharing(left, right)[0] if link in {"", "|"} else left
    # What separates two choices is read with the second one.
    end = right.start if link == "|" else left.end
    return replace(_phrase(alone.readings, [left]), end=end), 1


def _phrase(readings: tuple[Quantity, ...], parts: Sequence[Mention], links: str = "") -> _Phrase:
    stray = " ".join(filter(None, (*(part.stray for part in parts), links)))
    return _Phrase(readings, parts[0].start, parts[-1].end, stray)


def _link(words: str, left: Mention, right: Mention) -> str:
    return words[left.end : right.start].strip(" (),")


def _rest(words: str, used: Sequence[_Phrase], phrases: Sequence[_Phrase]) -> str:
    """Return what no reading used; a number of people beside an amount is another fact, and changes none."""
    kind = next((kind for kind in (_EUROS, _PEOPLE) if used and used[0].unit in kind), None)
    told = [p for p in phrases if p in used or (kind and p.unit in _EUROS | _PEOPLE and p.unit not in kind)]
    left, end = [], 0
    for phrase in told:
        left += [words[end : phrase.start], phrase.stray]
        end = phrase.end
    left.append(words[end:])
    return " ".join(_LEFT.findall(" ".join(left)))


_LEFT = re.compile(r"\w+|[^\w\s.,:!?()'\"«»\[\]~-]")


_SUM = re.compile(r"(?P<words>[a-z' ]* )?(?:\+|et|and|plus|&|avec|with)")


def _alike(left: Mention, right: Mention) -> bool:
    return left.unit is None or right.unit is None or left.unit == right.unit


def _sharing(left: Mention, right: Mention) -> tuple[Mention, Mention]:
    """Give ``left`` the unit and the scale said once, after ``right``: "25 à 30 k€"."""
    readings = left.readings
    if left.scale == 1 < right.scale and left.unit is None:
        if all(reading.low * right.scale < right.readings[0].low for reading in readings):
            readings = tuple(_times(reading, right.scale) for reading in readings)
        elif any(reading.low < right.scale for reading in readings):
            raise Unclear  # "500 à 1 M€": 500 what?
    if left.unit is None:
        after = right.readings[0]
        readings = tuple(
            replace(reading, unit=after.unit, per=reading.per or after.per) for reading in readings
        )
    return replace(left, readings=readings), right


def _times(quantity: Quantity, factor: int) -> Quantity:
    return replace(quantity, low=quantity.low * factor, high=quantity.high * factor)


def _ranges(left: Mention, right: Mention) -> tuple[Quantity, ...]:
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


def _parts(words: str, found: Sequence[Mention]) -> tuple[_Phrase, int]:
    """Return the largest part then the sum: "12 salariés et 2 apprentis" may be 12 or 14."""
    parts = [_sharing(found[0], found[1])[0]]
    links = []
    for left, right in pairwise(found):
        link = _SUM.fullmatch(_link(words, left, right))
        if not (link and _alike(left, right)):
            break
        links.append(link["words"] or "")
        parts.append(right)
    quantities = [part.readings[0] for part in parts]
    largest = max(quantities, key=lambda part: part.high)
    total = replace(
        largest,
        low=sum((part.low for part in quantities), Decimal()),
        high=sum((part.high for part in quantities), Decimal()),
        approximate=any(part.approximate for part in quantities),
    )
    return _phrase((largest, total), parts, " ".join(links)), len(parts)


def _composed(left: Mention, right: Mention) -> Quantity:
    """Return the one number said in two pieces: "1 million 200 000". "2 millions 5" is not guessed."""
    million, rest = left.readings[0], right.readings[0]
    if not 1000 <= rest.low < left.scale:
        raise Unclear
    return replace(rest, low=million.low + rest.low, high=million.high + rest.high)


def _of_kind(wanted: Unit | None, phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """Keep what is of the wanted kind; failing that, what has no unit."""
    kind = next((kind for kind in _KINDS if wanted in kind), None)
    if kind is None:
        return list(phrases)
    named = [phrase for phrase in phrases if phrase.unit in kind]
    return named or [phrase for phrase in phrases if phrase.unit is None]
