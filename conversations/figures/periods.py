"""The periods figures are asked for: months, quarters, years, everything; their names, their neighbours."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from conversations.dossiers.deadlines import time_zone
from conversations.messages import N_, Message, Msgid, say, verbatim
from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES, Period, months_later
from conversations.understanding.periods import read_periods
from conversations.understanding.words import fold

BEGINNING = date(1998, 1, 1)
"""The year of the first basins (FAB): nothing is older."""

_ALL = "all"
_DAY = timedelta(days=1)
_YEARS = pattern(r"(?:de |from )?((?:19|20)\d\d)\s*(?:-|–|à|a|to|/)\s*((?:19|20)\d\d)")
_SINCE = pattern(r"(?:depuis|since)(?: le)? (.+)")
_EVERYTHING = pattern(
    r"tout|toujours|depuis le debut|depuis le début|all|ever|everything|since the beginning"
)
_YEAR = pattern(r"(?:19|20)\d\d")
_YEAR_FIRST = pattern(r"((?:19|20)\d\d)[ -]?([tq] ?[1-4])")
_KNOWN = frozenset(
    (
        MONTH_NAMES.replace("|", " ")
        + " t q s h trimestre semestre quarter half premier deuxieme troisieme quatrieme first second"
        " third fourth er e eme st nd rd th annee an year mois month semaine week jour jours day days"
        " hier yesterday today aujourd hui cette ce cet this l le la les the d du de des of in en au a"
        " to from jusqu until till entre between et and dernier derniere derniers dernieres last passe"
        " passee previous precedent precedente debut fin mi mid early late start end depuis since tout"
        " toujours all ever everything beginning printemps ete automne hiver spring summer autumn"
        " winter lundi mardi mercredi jeudi vendredi samedi dimanche"
    ).split()
)
"""Every word that a period may be made of, folded."""

_CODE = pattern(r"(\d{8})-(\d{8})")

_MONTHS: tuple[Msgid, ...] = (
    N_("January {year}"),
    N_("February {year}"),
    N_("March {year}"),
    N_("April {year}"),
    N_("May {year}"),
    N_("June {year}"),
    N_("July {year}"),
    N_("August {year}"),
    N_("September {year}"),
    N_("October {year}"),
    N_("November {year}"),
    N_("December {year}"),
)


def year_of(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def quarter_of(day: date) -> Period:
    """Return the calendar quarter of a day."""
    start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(start, months_later(start, 3) - _DAY)


def month_of(day: date) -> Period:
    """Return the calendar month of a day."""
    start = day.replace(day=1)
    return Period(start, months_later(start, 1) - _DAY)


def overlap(one: Period, other: Period) -> Period:
    """Return the days that are of both."""
    return Period(max(one.start, other.start), min(one.end, other.end))


def everything(today: date) -> Period:
    """Return all the time there was, to the end of this month."""
    return Period(BEGINNING, month_of(today).end)


def is_everything(period: Period) -> bool:
    """Tell whether a period goes back to the beginning."""
    return period.start <= BEGINNING


def elapsed(period: Period, today: date) -> Period:
    """Return what has passed of a period; one that is still to come has its first day only."""
    return Period(period.start, max(period.start, min(period.end, today)))


def year_before(period: Period, today: date) -> Period | None:
    """Return the same days of the year before, of a running period those passed.

    None for what is longer than a year: it would be compared with a part of itself.
    """
    passed = elapsed(period, today)
    if is_everything(period) or passed.end >= months_later(passed.start, 12):
        return None
    end = months_later(passed.end + _DAY, -12) - _DAY if passed.end == period.end else None
    return Period(months_later(passed.start, -12), end or months_later(passed.end, -12))


def beside(period: Period, step: int) -> Period | None:
    """Return the period of the same length ``step`` places away; None for everything."""
    if is_everything(period):
        return None
    months = len(months_in(period))
    if period == Period(period.start.replace(day=1), months_later(period.start, months) - _DAY):
        start = months_later(period.start, months * step)
        return Period(start, months_later(start, months) - _DAY)
    length = period.end - period.start + _DAY
    return Period(period.start + length * step, period.end + length * step)


def months_in(period: Period) -> tuple[date, ...]:
    """Return the first days of the months a period touches."""
    months, month = [], period.start.replace(day=1)
    while month <= period.end:
        months.append(month)
        month = months_later(month, 1)
    return tuple(months)


def month_name(day: date) -> Message:
    """Return the name of a month with its year."""
    return Message(_MONTHS[day.month - 1], {"year": str(day.year)})


def named(period: Period) -> Message:
    """Return what a period is called."""
    year = str(period.start.year)
    if is_everything(period):
        return say("since the beginning")
    if period == year_of(period.start.year):
        return verbatim(year)
    if period == Period(date(period.start.year, 1, 1), date(period.end.year, 12, 31)):
        return say("{first} to {last}", first=year, last=str(period.end.year))
    if period == quarter_of(period.start):
        return say("Q{quarter} {year}", quarter=(period.start.month + 2) // 3, year=year)
    if period == month_of(period.start):
        return month_name(period.start)
    if period.start == period.end:
        return verbatim(period.start)
    return say("from {start} to {end}", start=period.start, end=period.end)


def coded(period: Period) -> str:
    """Return a period as buttons and addresses carry it: 17 characters at most."""
    return _ALL if is_everything(period) else f"{period.start:%Y%m%d}-{period.end:%Y%m%d}"


def decoded(code: str, today: date) -> Period | None:
    """Return the period of a code; None when it is none."""
    if code == _ALL:
        return everything(today)
    found = _CODE.fullmatch(code)
    try:
        start, end = (date.fromisoformat(part) for part in found.groups()) if found else (None, None)
    except ValueError:
        return None
    return Period(start, end) if start and end and BEGINNING <= start <= end else None


def read_span(text: str, today: date) -> Period | None:
    """Return the period that is typed, in the past where it has no year; None when it makes no sense."""
    words = _YEAR_FIRST.sub(r"\2 \1", " ".join(text.lower().split()))
    if any(word not in _KNOWN for word in re.findall(r"[a-z]+", fold(words))):
        return None  # the library passes over what it does not know: "2017 indre" would be all of 2017
    if _EVERYTHING.fullmatch(words):
        return everything(today)
    if years := _YEARS.fullmatch(words):
        first, last = sorted(int(year) for year in years.groups())
        return Period(date(first, 1, 1), date(last, 12, 31)) if BEGINNING.year < first <= today.year else None
    since = _SINCE.fullmatch(words)
    readings = read_periods(since[1] if since else words, today)
    if not readings:
        return None
    found = readings[0]
    while not _YEAR.search(words) and found.start > today and found.start.year == readings[0].start.year:
        found = Period(months_later(found.start, -12), months_later(found.end, -12))
    if since:
        found = Period(found.start, today)
    return found if BEGINNING <= found.start <= today else None


def first_of_month(at: date) -> str:
    """Return the first day of the month, in Paris, of a moment or a day."""
    if isinstance(at, datetime):
        return _of_hour(at.astimezone(UTC).replace(minute=0, second=0, microsecond=0))
    return f"{at:%Y-%m-01}"


@lru_cache(maxsize=10_000)
def _of_hour(hour: datetime) -> str:
    return f"{hour.astimezone(time_zone(None)):%Y-%m-01}"
