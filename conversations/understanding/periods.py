"""Read the days and periods people type: "début mars", "d'ici l'été", "T2 2027", "dans 3 mois"."""

import re
from datetime import date, timedelta
from itertools import pairwise

from conversations.patterns import pattern
from conversations.understanding.dates import delays, feasts
from conversations.understanding.dates.expressions import expression
from conversations.understanding.dates.wording import no_such_day, prepared
from conversations.understanding.named_periods import WEEKDAY_NAMES, WEEKDAYS, Period
from conversations.understanding.residue import Understood
from conversations.understanding.words import fold, legible

__all__ = ["Period", "impossible_day", "read_periods", "understood_periods"]

_LONGEST_TEXT = 200
_MOST_WORDS = 24
_MOST_READINGS = 4
_IN_FIGURES = pattern(r"\d\d?/\d\d?/\d{4}", re.ASCII)
"""A day as the example shows it: what words may say otherwise is not looked for."""


def read_periods(text: str, today: date) -> tuple[Period, ...]:
    """Return the readings of the day or period in ``text``, likeliest first, whatever else it says.

    One reading: the text is clear. Several: ask which is meant. None: nothing is understood. What
    has no year is still to come, today included; a past that is written out is returned as it is.
    "D'ici" and "avant" start today.
    """
    return understood_periods(text, today).readings


def understood_periods(text: str, today: date) -> Understood[Period]:
    """Return the readings as read_periods does, and the words that may change them."""
    text = legible(text)
    if len(text) > _LONGEST_TEXT:
        return Understood(())
    words = text if _IN_FIGURES.fullmatch(text) else prepared(text, today)
    if no_such_day(words):
        return Understood(())
    try:
        periods, left = expression(words, today), ""
        if not periods:
            periods, left = _within(words, today)
    except (OverflowError, ValueError):
        return Understood(())  # a day that does not exist, or further than dates go
    readings = tuple(dict.fromkeys(periods))
    if len(readings) > _MOST_READINGS:
        return Understood(())
    return Understood(readings, " ".join(filter(None, (fold(left), *_doubts(words, readings)))))


def impossible_day(text: str, today: date) -> str | None:
    """Return the day of a text that no calendar has, as "31 fevrier"; None when it names none."""
    return no_such_day(prepared(text, today)) if len(text) <= _LONGEST_TEXT else None


def _doubts(words: str, readings: tuple[Period, ...]) -> list[str]:
    """Return the words of a date that it does not keep: "plus de", a weekday that the day is not."""
    vague = [said[0] for vague in (delays.OPEN, feasts.VAGUE) for said in vague.finditer(words)]
    days = [period.start for period in readings if period.start == period.end]
    weekdays = re.findall(rf"\b(?:{WEEKDAY_NAMES})\b", words) if days and len(days) == len(readings) else []
    return vague + [said for said in weekdays if all(day.weekday() != WEEKDAYS[said] for day in days)]


# What stands alone in a sentence without being a date: "we may start in June".
_NOT_ALONE = frozenset("may mar march dec sept now fall spring ete an second".split())
_LONGEST_SPAN = 9
_DENYING = pattern(r"\b(?:pas|not|sauf|except|ni)\b(?! avant| before| plus t)|n't\b")
# What is over once it is said: the month beside it is the last one. "On a prévu mars" is to come.
_DONE = pattern(
    r"(?:(?:(?:\w+')?(?:ai|as|a|avons|avez|ont|suis|sommes|est|etes|sont|avait|avions)"
    r"(?: (?:been|deja|bien|tous|toutes|recemment))*|deja) (?:commence|demarre|debute|lance|ouvert|repris"
    r"|cree|fonde|achete|demenage|installe|embauche|recrute|signe|fini|termine|arrete|inaugure|monte|immatricule)e?s?)"
    r"|(?:(?:have|has|had|we've|i've|already|just) )*(?:started|began|begun|opened|launched|created"
    r"|founded|hired|bought|moved|signed|finished|stopped)|(?:\w')?(?:etait|etaient)|was|were|depuis|since"
)
_LONGEST_DONE = 4


def _within(words: str, today: date) -> tuple[tuple[Period, ...], str]:
    """Read the expressions of a sentence, the longest first and without overlap; and the words left out."""
    if _DENYING.search(words):
        return (), ""
    said = _cut(words, today)
    for (left, before), (right, after) in pairwise(said):
        # A number beside a date would be a part of it.
        if (before and not after and re.search(r"\d", right)) or (
            after and not before and re.search(r"\d", left)
        ):
            return (), ""
    for index, (span, read) in enumerate(said):
        if not read and _DONE.fullmatch(span):
            said[index] = (f"deja {span}", ())  # never idle
            for beside in (*range(index + 1, len(said)), *range(index - 1, -1, -1)):
                if said[beside][1]:
                    dated, dates = said[beside]
                    said[beside] = (dated, _earlier(dated, dates, today))
                    break
    left = " ".join(span for span, read in said if not read)
    # "3 ou début mars" says both: only what is said apart makes another more exact.
    exact = (
        period
        for at, (_, read) in enumerate(said)
        for period in read
        if not any(
            _contains(period, one) for by, (_, others) in enumerate(said) if by != at for one in others
        )
    )
    return tuple(exact), left


def _cut(words: str, today: date) -> list[tuple[str, tuple[Period, ...]]]:
    """Cut a sentence into its expressions, with their readings, and its other words, with none."""
    pieces, first, said = words.split(), 0, list[tuple[str, tuple[Period, ...]]]()
    while first < min(len(pieces), _MOST_WORDS):
        size, periods = _longest(pieces[first : first + _LONGEST_SPAN], today)
        done = (
            n for n in range(_LONGEST_DONE, 0, -1) if _DONE.fullmatch(" ".join(pieces[first : first + n]))
        )
        size = size or next(done, 1)
        said.append((" ".join(pieces[first : first + size]), periods))
        first += size
    return [*said, (" ".join(pieces[first:]), ())]


def _longest(pieces: list[str], today: date) -> tuple[int, tuple[Period, ...]]:
    """Return how many words the longest expression has that begins them, and its readings."""
    for size in range(len(pieces), 0, -1):
        span = " ".join(pieces[:size])
        if span not in _NOT_ALONE and (periods := expression(span, today)):
            return size, periods
    return 0, ()


_BEFORE_TODAY = (timedelta(days=7), timedelta(days=31), timedelta(days=365))


def _earlier(span: str, periods: tuple[Period, ...], today: date) -> tuple[Period, ...]:
    """Return the last periods of a name that are over: as it was read a week, a month or a year ago."""
    if delays.in_a_while(span, today) or any(period.start <= today for period in periods):
        return periods
    readings = (expression(span, today - past) for past in _BEFORE_TODAY)
    over = (tuple(period for period in read if period.end < today) for read in readings)
    return next(filter(None, over), periods)


def _contains(period: Period, other: Period) -> bool:
    """Tell whether ``other`` makes ``period`` more exact: "juin de l'année prochaine"."""
    return period != other and period.start <= other.start and other.end <= period.end
