"""Join the numbers of a text in the notation: ranges, sums, products, rates over a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, product

from conversations.patterns import pattern
from conversations.understanding.quantities.mentions import TIME, Mention, Quantity, Unclear, mentions
from conversations.understanding.quantities.words import Unit

EUROS = frozenset({Unit.EURO})
PEOPLE = frozenset({Unit.PERSON, Unit.JOB, Unit.FULL_TIME})
_LENGTHS = TIME - {Unit.DAY, Unit.HALF_DAY}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The numbers that words join, from ``start`` to ``end``; ``stray``: words within that are not known."""

    readings: tuple[Quantity, ...]
    start: int
    end: int
    stray: str

    @property
    def unit(self) -> Unit | None:
        """What is counted."""
        return self.readings[0].unit


def _without_durations(found: list[Mention]) -> list[Mention]:
    """Leave out complements of time ("3 emplois en 2 ans"), unless nothing else is said."""
    return [mention for mention in found if not mention.duration] or found


_TIMES = {(Unit.WEEK, Unit.MONTH): 4, (Unit.MONTH, Unit.QUARTER): 3, (Unit.MONTH, Unit.YEAR): 12,
          (Unit.QUARTER, Unit.YEAR): 4, **{(unit, unit): 1 for unit in TIME}}  # fmt: skip


def _over(phrase: Phrase, found: Sequence[Mention]) -> Phrase:
    """Return what "1500 par mois pendant 6 mois" amounts to."""
    following = next((mention for mention in found if mention.start >= phrase.end), None)
    rate, *others = phrase.readings
    if following is None or not following.duration or others or rate.per is None:
        return phrase
    length = following.readings[0]
    factor = _TIMES.get((rate.per, length.unit)) if length.unit else None
    if factor is None:
        return phrase
    total = replace(times(rate, factor * length.low), per=None)
    return replace(phrase, readings=(total,), end=following.end, stray=f"{phrase.stray} pendant".strip())


def phrases_in(words: str) -> list[Phrase]:
    """Return the phrases of a text in the notation; raise Unclear."""
    found = list(mentions(words))
    return [_over(phrase, found) for phrase in _phrases(words, _without_durations(found))]


def _phrases(words: str, found: Sequence[Mention]) -> Iterator[Phrase]:
    """Join the mentions by the words between them."""
    while found:
        phrase, size = _first_phrase(words, found)
        if phrase.readings:
            yield phrase
        found = found[size:]


def _first_phrase(words: str, found: Sequence[Mention]) -> tuple[Phrase, int]:
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
    if link == "×":
        return _phrase(_products(left, right), [left, right]), 2
    if (
        _EACH.fullmatch(link)
        and left.unit is None
        and right.unit not in {*_LENGTHS - {Unit.HOUR}, Unit.PERCENT}
    ):
        return _phrase((*_products(left, right), *right.readings), [left, right], link), 2
    if _joined(link, left, right):
        return _parts(words, found)
    if link == "" and left.scale > 1 and left.unit is None:
        return _phrase(_composed(left, right), [left, right]), 2
    apart = (
        _FOR_OTHERS.match(words, right.start) is not None and right.unit in PEOPLE
    )  # "6 000 pour un apprenti"
    alone = _sharing(left, right)[0] if link in {"", "|"} and not apart else left
    # What separates two choices is read with the second one.
    end = right.start if link == "|" else left.end
    return replace(_phrase(alone.readings, [left]), end=end), 1


def _phrase(readings: tuple[Quantity, ...], parts: Sequence[Mention], links: str = "") -> Phrase:
    stray = " ".join(filter(None, (*(part.stray for part in parts), links)))
    return Phrase(readings, parts[0].start, parts[-1].end, stray)


def _link(words: str, left: Mention, right: Mention) -> str:
    return " ".join(re.sub("[(),]", " ", words[left.end : right.start]).split())


_FOR_OTHERS = pattern(r"(?:pour|for|sur|dans|en|in|over|within|sous) ")
_EACH = pattern(r"[a-z-]+s (?:a|de|at|of)")  # "3 machines à 10 000 €"
_NOUN = r"[a-z-]+(?:eurs?|euses?|iers?|ieres?|iens?|iennes?|istes?|trices?|ants?|aires?)"
_OF = r"(?: ?(?:de|du|d'|en|a la|a l'|au) ?[a-z]+)?"
_LIST = pattern(rf"(?P<words>(?:{_NOUN})?{_OF})(?: et| and| \+)?")
_EXPENSES = pattern(r"(?P<words>(?:de|d'|pour|of|for) ?[a-z' ]{2,40})")  # "60 000 de machines, 20 000 de…"
_NAMED_AFTER = pattern(r"(?P<words>\+ [a-z' ]{2,40})")  # "machine 38 000 + pose 4 500"
_LEAST_AMOUNT, _HUNDREDS = 1_000, 100
_MOST_ALONE = 3  # parts of a sum, of which any may be the one that is asked
_SUM = pattern(r"(?P<words>[a-z'; ]* )?(?:\+|et|and|plus|&|avec|with)")


def _joined(link: str, left: Mention, right: Mention) -> re.Match[str] | None:
    """Tell whether what stands between two numbers adds them: "et", or a list of people."""
    if _alike(left, right) and (summed := _SUM.fullmatch(link)):
        return summed
    people = right.unit in PEOPLE and (left.unit in PEOPLE or (left.unit is None and link != ""))
    if people:
        return _LIST.fullmatch(link)
    amounts = _is_an_amount(left) and _is_an_amount(right)
    return _EXPENSES.fullmatch(link) or _NAMED_AFTER.fullmatch(link) if amounts else None


def _is_an_amount(mention: Mention) -> bool:
    return mention.unit in EUROS or (mention.unit is None and mention.readings[0].low >= _LEAST_AMOUNT)


def _alike(left: Mention, right: Mention) -> bool:
    one, other = left.unit, right.unit
    return one is None or other is None or one == other or {one, other} <= PEOPLE


def _sharing(left: Mention, right: Mention) -> tuple[Mention, Mention]:
    """Give ``left`` the unit and the scale said once, after ``right``: "25 à 30 k€"."""
    readings = left.readings
    if left.scale == 1 < right.scale and left.unit is None:
        if all(reading.low * right.scale < right.readings[0].low for reading in readings):
            readings = tuple(times(reading, right.scale) for reading in readings)
        elif any(reading.low < right.scale for reading in readings):
            raise Unclear  # "500 à 1 M€": 500 what?
    if left.unit is None:
        after = right.readings[0]
        if after.unit is Unit.EURO and left.scale == 1 and len(readings) > 1:  # "10,000 to 20,000 euros"
            readings = (max(readings, key=lambda each: each.low),)
        readings = tuple(
            replace(reading, unit=after.unit, per=reading.per or after.per) for reading in readings
        )
    return replace(left, readings=readings), right


def _products(left: Mention, right: Mention) -> tuple[Quantity, ...]:
    """Return the readings of "3 x 10 000 €", of "10 000 € x 3": one of the two is a bare number."""
    counted, bare = (right, left) if left.unit is None else (left, right)
    if bare.unit is not None or counted.unit in _LENGTHS - {Unit.HOUR}:
        raise Unclear
    return tuple(times(quantity, count.low) for quantity in counted.readings for count in bare.readings)


def times(quantity: Quantity, factor: int | Decimal) -> Quantity:
    """Return a quantity, so many times."""
    return replace(quantity, low=quantity.low * factor, high=quantity.high * factor)


def _ranges(left: Mention, right: Mention) -> tuple[Quantity, ...]:
    """Return the intervals from ``left`` to ``right``, leaving out those that go down."""
    intervals = []
    for first, last in product(left.readings, right.readings):
        # "250 à 300 000 €" is mostly said for 250 000.
        if left.scale == right.scale == 1 and first.low < 1000 <= last.low and first.low * 1000 < last.low:
            intervals.append(_interval(times(first, 1000), last))
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


def _parts(words: str, found: Sequence[Mention]) -> tuple[Phrase, int]:
    """Return the largest part then the sum: "12 salariés, 2 apprentis" may be 12 or 14.

    Who may be of no staff is no largest part: "12 saisonniers et 5 salariés" may be 5 or 17.
    """
    parts = [_sharing(found[0], found[1])[0]]
    links: list[re.Match[str]] = []
    for left, right in pairwise(found):
        link = _joined(_link(words, left, right), left, right)
        if not link:
            break
        links.append(link)
        parts.append(right)
    quantities = [part.readings[0] for part in parts]
    staff = [part.readings[0] for part in parts if part.stray != "outsider"] or quantities
    largest = max(staff, key=lambda part: part.high)
    total = replace(
        largest,
        low=sum((part.low for part in quantities), Decimal()),
        high=sum((part.high for part in quantities), Decimal()),
        approximate=any(part.approximate for part in quantities),
        summed=_are_added(parts, links),
    )
    surely = any(_SURELY_ADDED.search(link[0]) for link in links)
    any_of_them = not surely and len(parts) <= _MOST_ALONE and all(map(_is_an_amount, parts))
    alone = quantities if any_of_them else ()
    readings = tuple(dict.fromkeys((largest, *alone, total)))
    phrase = _phrase(readings, parts, " ".join(link["words"] or "" for link in links))
    # A trade beside the staff, or its head, is some of it: alone, it may not be the whole.
    beside = total.summed and not all(part.stray == "trade" for part in parts)
    return replace(phrase, stray="") if beside else phrase, len(parts)


_NAMED = pattern(  # "€ de travaux et", "€ (région) et"
    r"(?!.*\b(?:avec|with|mais|but|puis|then|dont|sur|moins)\b)[a-z' ]+(?: (?:\+|et|and|plus|&))?"
)
_ADDED = pattern(r"\+|et|and|plus|&")
_THEN_ADDED = pattern(r"(?:[a-z' ]+ )?(?:\+|et|and|plus|&)")
_SURELY_ADDED = pattern(r"\+|plus")


def _are_added(parts: Sequence[Mention], links: Sequence[re.Match[str]]) -> bool:
    """Tell whether people are told apart, to be added: "5 salariés et 4 apprentis", "moi + 2"; or amounts.

    Not where some may be no staff, nor with jobs, which may be to come: "12 salariés et 2 postes".
    """
    units, strays = {part.unit for part in parts}, {part.stray for part in parts}
    staff = {part.unit for part in parts if not part.stray}
    if all(map(_is_an_amount, parts)):
        return strays == {""} and all(_NAMED.fullmatch(link[0]) for link in links)
    if (
        not units & PEOPLE
        or not units <= {*PEOPLE, None}
        or not strays <= {"", "trade", "head"}
        or (Unit.JOB in units and len(staff) > 1)
    ):
        return False
    signs = _SURELY_ADDED if None in units else _ADDED
    counts = [part.readings[0].high for part in parts]
    listed = None not in units and sum(counts) != 2 * max(counts)  # "4 CDI, 1 CDD et 1 alternant"
    # A whole is said first: "1 gérant, 2 vendeuses" are three, "5 ouvriers, 2 soudeurs" may be five.
    apart = listed and strays <= {"trade", "head"} and counts[0] < max(counts)
    trades = listed and strays <= {"trade"}  # "2 chefs de projet et 1 soudeur"
    return all(signs.fullmatch(link[0]) or (listed and link[0] == "") for link in links[:-1]) and bool(
        (_THEN_ADDED if trades else signs).fullmatch(links[-1][0]) or (apart and links[-1][0] == "")
    )


def _composed(left: Mention, right: Mention) -> tuple[Quantity, ...]:
    """Return the number said in two pieces: "1 million 200 000". "2 millions 5" is not guessed.

    "3 millions 750" is mostly 3 750 000; it may be 3 000 750.
    """
    million, rest = left.readings[0], right.readings[0]
    said = (times(rest, 1_000), rest) if _HUNDREDS <= rest.low < 1_000 else (rest,)
    if not _HUNDREDS <= rest.low < left.scale:
        raise Unclear
    return tuple(replace(each, low=million.low + each.low, high=million.high + each.high) for each in said)
