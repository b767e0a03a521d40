"""Read the quantities people type: "une vingtaine", "1,2 M€", "entre 3 et 5", "2 à 3 jours par mois"."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from conversations.patterns import pattern
from conversations.understanding.quantities.mentions import (
    ALONE,
    MENTION,
    TIME,
    Limit,
    Quantity,
    Unclear,
    mentions,
)
from conversations.understanding.quantities.phrases import EUROS, PEOPLE, Phrase, phrases_in, times
from conversations.understanding.quantities.totals import with_totals
from conversations.understanding.quantities.wording import notation
from conversations.understanding.quantities.words import Unit
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.turns import turns
from conversations.understanding.words import legible

__all__ = ["Limit", "Quantity", "Unit", "counts_people_twice", "read_figure", "read_one", "read_quantities"]

_KINDS = (EUROS, PEOPLE, TIME, frozenset({Unit.PERCENT}))
_BARE = pattern(r"[1-9]\d{0,8}", re.ASCII)
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
    if _BARE.fullmatch(text):  # as most are: twenty times as fast
        return Understood((Quantity(Decimal(text), Decimal(text)),))
    if len(text) > _LONGEST_TEXT or (words := notation(text)) is None:
        return Understood(())
    try:
        phrases = with_totals(phrases_in(words), words)
    except Unclear:
        return Understood(())
    used = _of_kind(wanted, phrases, words)
    readings = tuple(dict.fromkeys(_in_days(reading) for phrase in used for reading in phrase.readings))
    if words.endswith("⊕") and readings and readings[0].unit in PEOPLE:
        readings = (readings[-1], _one_more(readings[-1]))
        words = words.rstrip("⊕ ")
    if len({(each.low, each.high) for each in readings}) == 1 < len(used):  # "1 CDI 1 CDD": 1, or 2?
        readings = (*readings, times(readings[0], len(used)))
    if len(readings) > _MOST_READINGS:
        return Understood(())
    return Understood(readings, _rest(words, used, phrases))


def read_figure(text: str, unit: Unit | None = None) -> tuple[Decimal, ...]:
    """Return what one exact figure may mean, likeliest first: "25.000" is 25 000 or 25.

    Empty for anything but a figure, with its ``unit`` or without: a range, "about", "3 x 10", a figure of
    something else. It reads as ``read_quantities`` does, and leaves no word aside.
    """
    if len(text) > _LONGEST_TEXT or (words := notation(text, whole=True)) is None:
        return ()
    if not MENTION.fullmatch(words) or not ALONE.fullmatch(words):
        return ()
    try:
        [mention] = mentions(words)
    except Unclear:
        return ()
    readings = [_in_days(reading) for reading in mention.readings]
    return tuple(reading.low for reading in readings if reading.unit in (None, unit))


def read_one(text: str, unit: Unit, own: Container[str] = frozenset()) -> Decimal | None:
    """Return the one exact number of a unit that a text says, with it or without; None for anything else.

    Hours and months are no days. ``own``: the folded words of what is asked, which change nothing.
    """
    said = read_quantities(text, unit)
    if len({each.low for each in said.readings}) != 1 or not changes_nothing(said.rest, own):
        return None
    alike = PEOPLE if unit in PEOPLE else {unit}
    of_it = all(each.unit is None or each.unit in alike for each in said.readings)
    exact = all(each.low == each.high and not each.limit and not each.per for each in said.readings)
    return said.readings[0].low if exact and of_it else None


_KEEPING = pattern(
    r"\b(?:gard|maint|conserv|sauv|sauf|preserv|actuel|exist|en place|keep|kept|sav[ei]|current)"
)
_COUNTED = pattern(r"\d (?:[a-z-]+ ){0,2}\[(?:person|job|full_time)\]")


def counts_people_twice(text: str) -> bool:
    """Tell whether two numbers of people or jobs stand side by side, and no word says some are kept."""
    if len(text) > _LONGEST_TEXT or (words := notation(text)) is None or _KEEPING.search(words):
        return False
    return len(_COUNTED.findall(words)) > 1


def _rest(words: str, used: Sequence[Phrase], phrases: Sequence[Phrase]) -> str:
    """Return what no reading used; a number of people beside an amount is another fact, and changes none."""
    kind = next((kind for kind in (EUROS, PEOPLE) if used and used[0].unit in kind), None)
    same = {(p.readings[0].low, p.readings[0].high) for p in used}  # "douze personnes (12)"
    starts = {p.start for p in used}
    told = [
        p
        for p in phrases
        if p.start in starts
        or (kind and p.unit in EUROS | PEOPLE and p.unit not in kind)
        or (p.unit is None and {(each.low, each.high) for each in p.readings} == same)
    ]
    left, end = [], 0
    for phrase in told:
        left += [words[end : phrase.start], phrase.stray]
        end = phrase.end
    left.append(words[end:])
    return " ".join(_LEFT.findall(" ".join(left)))


_LEFT = pattern(r"\w+|(?<!\w)-(?!\w)|[^\w\s.,:!?()'\"«»\[\]~-]")


def _in_days(quantity: Quantity) -> Quantity:
    """Return half-days as days: not before both ends of a range are known to be some."""
    halved = quantity.unit is Unit.HALF_DAY
    return replace(times(quantity, Decimal("0.5")), unit=Unit.DAY) if halved else quantity


def _one_more(quantity: Quantity) -> Quantity:
    return replace(quantity, low=quantity.low + 1, high=quantity.high + 1)


_INSTEAD = turns("quantities").pattern("instead", re.IGNORECASE)


_COMING_TO = pattern(r"[\s,;(]*(?:soit|donc|ca fait|=|total :?)\s*")  # of a total that is another
_EITHER = pattern(r"[\s,;(]*(?:ou )?")


def _of_kind(wanted: Unit | None, phrases: Sequence[Phrase], words: str) -> list[Phrase]:
    """Keep what is of the wanted kind, and a figure said in its place; failing that, what has no unit."""
    kind = next((kind for kind in _KINDS if wanted in kind), None)
    if kind is None:
        return list(phrases)
    named = [phrase for phrase in phrases if phrase.unit in kind]
    bare = [phrase for phrase in phrases if phrase.unit is None]
    if not named:
        return bare
    instead = [
        after for before, after in pairwise(phrases) if _INSTEAD.fullmatch(words, before.end, after.start)
    ]
    times = kind is TIME
    either = [  # "1 jour voire 2", "2 jours, peut-être 3"
        after
        for before, after in pairwise(phrases)
        if (
            _EITHER.fullmatch(words, before.end, after.start)
            and (times or before.end == after.start or after.readings[0].approximate)
        )
        or _COMING_TO.fullmatch(words, before.end, after.start)
    ]
    limits = [each for each in bare if times and each.readings[0].limit]  # "5 jours mais pas plus de 4"
    return [*named, *(each for each in bare if each in (*instead, *either, *limits))]
