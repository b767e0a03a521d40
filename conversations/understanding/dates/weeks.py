"""Read weeks, week-ends, and what has a rank in a longer period: "semaine 12", "premier lundi de mars"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import takewhile
from re import Match

from conversations.holidays import NATIONAL
from conversations.patterns import pattern
from conversations.understanding.dates.calendar_names import CALENDAR
from conversations.understanding.dates.feasts import FEASTS
from conversations.understanding.named_periods import (
    BEFORE,
    DAY,
    PAST,
    RANK,
    RANKS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    YEAR_OR_TWO_FIGURES,
    Names,
    Period,
    months_later,
    named_period,
    single,
    upcoming,
)

_WEEK = timedelta(days=7)
_OF = r"(?:d(?:e la |u |e l'|e |')|of (?:the )?|in )"
_LONGEST_WHOLE = 400  # days: nothing has a rank in a longer period
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6


def _whole(words: str, today: date) -> Period | None:
    """Return the period in which something has a rank; "mois" is the one under way."""
    return next(iter(named_period(words, today, (*CALENDAR, *FEASTS))), None)


def _numbered_week(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "semaine 12", of Monday to Sunday, as ISO 8601 counts them; "semaines 12 à 14"."""
    first, last = int(match["number"]), int(match.groupdict().get("last") or match["number"])
    if not first <= last:
        return ()
    return upcoming(
        lambda year: Period(date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)),
        match,
        today,
    )


def _week_of(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "la semaine du 15 mars", "week-end de Pâques": the one that has this day."""
    within = _whole(re.sub(r"^(?=\d\d?$)", "le ", match["inner"]), today)
    if within is None or within.end - within.start >= _WEEK:
        return ()
    monday = within.start - within.start.weekday() * DAY
    if "end" not in match["unit"]:
        return (Period(monday, monday + _SUNDAY * DAY),)
    # That of a Monday is the one before; in the middle of a week, it may be either.
    after, weekday = Period(monday + _SATURDAY * DAY, monday + _SUNDAY * DAY), within.start.weekday()
    before = Period(after.start - _WEEK, after.end - _WEEK)
    return (before,) if weekday == 0 else (after,) if weekday >= _FRIDAY else (before, after)


def _weekend(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "ce week-end", "le week-end dernier"; "le week-end prochain" may be the one that has not begun."""
    saturday = today + (_SATURDAY - today.weekday()) * DAY
    this, after = (Period(day, day + DAY) for day in (saturday, saturday + _WEEK))
    if PAST.search(match[0]):
        return (Period(saturday - _WEEK, saturday - 6 * DAY),)
    if not re.search("next|prochain|suivant|qui vient", match[0]):
        return (this,)
    return (after,) if saturday <= today else (this, after)


def _ranked(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "premier lundi de mars", "dernière semaine d'août", "2e quinzaine d'avril"."""
    rank, unit = RANKS[match["rank"]], match["unit"]
    whole = _whole(match["whole"], today)
    found = _place(rank, unit, whole) if whole else None
    if found and found.end < today and not re.search(r"\d{4}|derni|pass|last", match["whole"]):
        whole = _whole(match["whole"], whole.end + DAY) if whole else None  # "du mois", on its last days
        found = _place(rank, unit, whole) if whole else None
    return (found,) if found else ()


def _place(rank: int, unit: str, whole: Period) -> Period | None:
    """Return what has a rank in a period."""
    length = (whole.end - whole.start).days + 1
    if length > _LONGEST_WHOLE:
        return None
    if unit in {"quinzaine", "moitie", "half"}:
        return _half(rank, whole) if unit != "quinzaine" or 28 <= length <= 31 else None
    if unit in {"semaine", "week"}:
        return _nth_week(rank, whole)
    if unit in {"mois", "month"}:
        return _nth_month(rank, whole)
    days = [whole.start + n * DAY for n in range(length)]
    chosen = [day for day in days if _KINDS_OF_DAY.get(unit, _on(unit))(day)]
    if not 0 < rank <= len(chosen) and not (rank < 0 and chosen):
        return None
    day = chosen[rank - 1 if rank > 0 else rank]
    return Period(day, day + DAY) if unit == "weekend" else single(day)


def _first_of(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "les 15 premiers jours de mars", "the last 2 weeks of March"."""
    whole, count = _whole(match["whole"], today), int(match["before"] or match["count"] or 0)
    if whole is None or not 0 < count <= 31:
        return ()
    if match["unit"].startswith(("mois", "month")):
        first = Period(whole.start, months_later(whole.start, count) - DAY)
        last = Period(months_later(whole.end + DAY, -count), whole.end)
    else:
        length = count * (7 if match["unit"].startswith(("semaine", "week")) else 1)
        first = Period(whole.start, whole.start + (length - 1) * DAY)
        last = Period(whole.end - (length - 1) * DAY, whole.end)
    chosen = last if PAST.search(match["side"]) else first
    return (chosen,) if whole.start <= chosen.start and chosen.end <= whole.end else ()


def _on(weekday: str) -> Callable[[date], bool]:
    return lambda day: day.weekday() == WEEKDAYS[weekday]


def _is_worked(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in NATIONAL.of(day.year)


_KINDS_OF_DAY: dict[str, Callable[[date], bool]] = {
    **dict.fromkeys(("jour", "day"), lambda _: True),
    **dict.fromkeys(("jour ouvre", "jour ouvrable", "working day", "business day"), _is_worked),
    "weekend": lambda day: day.weekday() == _SATURDAY,
}


def _half(rank: int, whole: Period) -> Period | None:
    """Return the first half of a period, up to the 15th in a month; the second, which is the last."""
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
    if whole.start.day == 1 and months == 1:
        middle = whole.start + 14 * DAY
    elif whole.start.day == 1 and months % 2 == 0:
        after = whole.start.month - 1 + months // 2
        middle = date(whole.start.year + after // 12, after % 12 + 1, 1) - DAY
    else:
        middle = whole.start + (whole.end - whole.start) / 2
    return {1: Period(whole.start, middle), 2: Period(middle + DAY, whole.end)}.get(2 if rank < 0 else rank)


def _nth_month(rank: int, whole: Period) -> Period | None:
    """Return a month of a longer period that begins with one."""
    if whole.start.day > 1 or (whole.end + DAY).day > 1:
        return None
    start = months_later(whole.start, rank - 1) if rank > 0 else months_later(whole.end + DAY, rank)
    end = months_later(start, 1) - DAY
    return Period(start, end) if whole.start <= start and end <= whole.end and whole.end > end else None


def _nth_week(rank: int, whole: Period) -> Period | None:
    """Return seven days of a period, counted from its first day; the last seven for the last week."""
    if rank < 0:
        return Period(whole.end - 6 * DAY, whole.end)
    weeks = takewhile(lambda start: start <= whole.end, (whole.start + n * _WEEK for n in range(rank)))
    *_, start = weeks
    return (
        Period(start, min(start + 6 * DAY, whole.end)) if start == whole.start + (rank - 1) * _WEEK else None
    )


_UNITS = "|".join(
    (
        "quinzaine",
        "moitie",
        "half",
        "semaine",
        "week",
        "mois",
        "month",
        WEEKDAY_NAMES,
        *sorted(_KINDS_OF_DAY, reverse=True),
    )
)
WEEK_NAMES = r"weekends?|quinzaines?|moitie|half|semaines?|weeks?|sem|jours?|days?"
WEEKS: Names = tuple(
    (pattern(said), read)
    for said, read in (
        (
            r"(?:semaines?|sem|weeks?|wk) ?(?:n[o°] ?|numero |number |no )?(?P<number>\d\d?)"
            rf"(?:(?: (?:a|au|et|to|and|-) |-)(?P<last>\d\d?))?{YEAR_OR_TWO_FIGURES}",
            _numbered_week,
        ),
        (rf"[sw](?P<number>\d\d?){YEAR_OR_TWO_FIGURES}", _numbered_week),
        (r"(?P<year>20\d\d)[- ]?[sw](?P<number>\d\d?)", _numbered_week),
        (
            rf"(?P<number>\d\d?)(?:e|eme|ieme|th|st|nd|rd) (?:semaine|week){YEAR_OR_TWO_FIGURES}",
            _numbered_week,
        ),
        (rf"{BEFORE}weekend(?: (?:prochain|suivant|qui vient|dernier|passe|ci)|-ci)?", _weekend),
        (
            rf"(?P<unit>semaine|week|weekend) (?:{_OF}|(?:commencing|beginning|starting) )(?P<inner>.+)",
            _week_of,
        ),
        (r"(?P<inner>[a-z ]+) (?P<unit>week|weekend)", _week_of),
        (
            r"(?:(?P<before>\d+) )?(?P<side>1ers|1eres|premiere?s|dernieres?|derniers|first|last)"
            rf"(?: (?P<count>\d+))? (?P<unit>jours|semaines|mois|days|weeks|months) {_OF}(?P<whole>.+)",
            _first_of,
        ),
        (rf"{RANK} (?P<unit>{_UNITS}) (?:{_OF})?(?P<whole>.+)", _ranked),
    )
)
