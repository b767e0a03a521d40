"""What days and periods are named with: months, weekdays, ranks, years, "next" and "last"."""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match
from typing import TypeAlias

from conversations.patterns import pattern
from conversations.understanding.turns import turns


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days, both ends included; a single day starts and ends the same day."""

    start: date
    end: date


Reader: TypeAlias = Callable[[Match[str], date], tuple[Period, ...]]
Names: TypeAlias = tuple[tuple[re.Pattern[str], Reader], ...]

DAY = timedelta(days=1)

_CALENDAR = turns("calendar")


def _numbered(*sections: str) -> dict[str, int]:
    return {name: int(number) for section in sections for name, number in _CALENDAR.table(section).items()}


MONTHS = _numbered("months", "short_months")
ENGLISH_MONTHS = _CALENDAR.words("english_months")
WEEKDAYS = _numbered("weekdays")
SHORT_WEEKDAYS = _numbered("short_weekdays")
RANKS = _numbered("ranks")


def any_of(names: Iterable[str]) -> str:
    """Return a pattern of names, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))


MONTH_NAMES = any_of(MONTHS)
WEEKDAY_NAMES = any_of(WEEKDAYS)
RANK = f"(?P<rank>{any_of(RANKS)})"
BEFORE = (
    r"(?:(?P<before>prochaine?|(?:this )?(?:next|coming|upcoming|following|past)|dernie(?:re|r)|last"
    r"|current) )?"
)
"""Which of them, said before a name; after it, or the year, by YEAR."""
YEAR = (
    r"(?: ?(?:de |d'|of |en |in )?(?P<year>(?:19|20)\d\d)"
    r"| (?P<after>prochaine?|suivante?|qui vient|derniere?|passee?|ecoulee?))?"
)
YEAR_OR_TWO_FIGURES = YEAR[:-2] + r"| ?(?P<figures>[2-4]\d))?"
PAST = pattern(r"derni|pass|past|ecoul|last")


def months_later(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def named_period(words: str, today: date, names: Names) -> tuple[Period, ...]:
    """Return the readings of ``words`` as one period of some ``names``, the next one when they give no year.

    Raises ValueError for a day that does not exist.
    """
    if len(words) > _LONGEST:
        return ()
    for named, read in names:
        if (match := named.fullmatch(words)) and (periods := read(match, today)):
            return periods
    stripped = _DETERMINER.sub("", words, count=1)
    return named_period(stripped, today, names) if stripped != words else ()


_LONGEST = 60  # characters: "vendredi le 15 septembre de 2027" has half of it
_DETERMINER = pattern(
    r"^(?:l'|d'|(?:au cours d[eu]|(?:autour|aux (?:alentours|environs)) d[eu]|le|la|les|au|aux|en|a|dans|pour"
    r"|vers|sur|over|courant|pendant|durant|des|du|de|d"
    r"|ce|cet|cette|during|in|on|the|at|around|about|environ|sometime|this|of|plutot|for)\b) ?"
)


def upcoming(period_of: Callable[[int], Period], match: Match[str], today: date) -> tuple[Period, ...]:
    """Return the period of the year said; else the first not over yet, not begun for "prochain".

    For "dernier" and "passé": the last that is over.
    """
    said = match.groupdict()
    if figures := said.get("figures"):
        return (period_of(2000 + int(figures)),)
    if year := said.get("year"):
        return (period_of(int(year)),)
    which = f"{said.get('before') or ''} {said.get('after') or ''}"
    years = range(today.year - 9, today.year + 9)  # 29 February can be eight years away
    periods = [period_of(year) for year in years if _exists(period_of, year)]
    if PAST.search(which):
        return tuple(period for period in periods if period.end < today)[-1:]
    return tuple(
        period for period in periods if (period.end >= today if which == " " else period.start > today)
    )[:1]


def nearly_over(read: tuple[Period, ...], match: Match[str], today: date) -> tuple[Period, ...]:
    """Add that of the next year to a period that is nearly over, where the words do not tell which."""
    said = match.groupdict()
    if len(read) != 1 or any(said.get(which) for which in ("year", "figures", "before", "after")):
        return read
    [period] = read
    if not period.start + (period.end - period.start) * 2 / 3 < today <= period.end:
        return read
    start, after = (months_later(day, 12) for day in (period.start, period.end + DAY))
    return (period, Period(start, after - DAY))


def _exists(period_of: Callable[[int], Period], year: int) -> bool:
    """Tell whether the period exists that year: 29 February is missing from most."""
    try:
        return period_of(year) is not None
    except ValueError:
        return False


def months_from(year: int, first: int, count: int) -> Period:
    """Return so many whole months of a year."""
    start = date(year, first, 1)
    return Period(start, months_later(start, count) - DAY)


def single(day: date) -> Period:
    """Return the period of one day."""
    return Period(day, day)


def yearly(month: int, day: int) -> Callable[[int], Period]:
    """Return what gives the period of a day in a year."""
    return lambda year: single(date(year, month, day))
