"""Read the name of one day or period, as it stands in a calendar: "15 mars", "T2 2027", "l'été prochain"."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days, both ends included; a single day starts and ends the same day."""

    start: date
    end: date


DAY = timedelta(days=1)
_MONTHS_AHEAD = 12

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier|janv|january|jan",
            "fevrier|fevr|fev|february|feb",
            "mars|march|mar",
            "avril|avr|april|apr",
            "mai|may",
            "juin|june|jun",
            "juillet|juil|july|jul",
            "aout|august|aug",
            "septembre|september|sept|sep",
            "octobre|october|oct",
            "novembre|november|nov",
            "decembre|december|dec",
        ),
        start=1,
    )
    for name in names.split("|")
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("lundi|monday", "mardi|tuesday", "mercredi|wednesday", "jeudi|thursday", "vendredi|friday",
         "samedi|saturday", "dimanche|sunday")
    )
    for name in names.split("|")
}  # fmt: skip
# First and last (month, day) of each season; the winter ends the year after.
_SEASONS = {
    "printemps": ((3, 20), (6, 20)),
    "spring": ((3, 20), (6, 20)),
    "ete": ((6, 21), (9, 22)),
    "summer": ((6, 21), (9, 22)),
    "automne": ((9, 23), (12, 20)),
    "autumn": ((9, 23), (12, 20)),
    "hiver": ((12, 21), (3, 19)),
    "winter": ((12, 21), (3, 19)),
}
_RANKS = {
    "1": 1, "1er": 1, "premier": 1, "1st": 1, "first": 1, "2": 2, "2e": 2, "2eme": 2, "deuxieme": 2,
    "second": 2, "2nd": 2, "3": 3, "3e": 3, "3eme": 3, "troisieme": 3, "3rd": 3, "third": 3, "4": 4, "4e": 4,
    "4eme": 4, "quatrieme": 4, "4th": 4, "fourth": 4, "dernier": -1, "last": -1,
}  # fmt: skip

_FEASTS = {
    "noel": (12, 25), "christmas": (12, 25), "jour de l'an": (1, 1), "nouvel an": (1, 1), "new year": (1, 1),
}  # fmt: skip
_SPANS = {
    "semaine": 0, "week": 0, "mois": 1, "month": 1, "trimestre": 3, "quarter": 3, "semestre": 6,
    "annee": 12, "an": 12, "year": 12,
}  # fmt: skip


def _any_of(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


MONTH_NAMES = _any_of(_MONTHS)
WEEKDAY_NAMES = _any_of(_WEEKDAYS)
_MONTH = f"(?P<month>{MONTH_NAMES})"
_RANK = f"(?P<rank>{_any_of(_RANKS)})"
_NUMBER = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_WEEKDAY = f"(?P<weekday>{_any_of(_WEEKDAYS)})"
_YEAR = r"(?: ?(?:de |of |en )?(?P<year>(?:19|20)\d\d)| prochaine?)?"


def months_later(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def named_period(words: str, today: date) -> tuple[Period, ...]:
    """Return the readings of ``words`` as one period, the next one when they give no year.

    Raises ValueError for a day that does not exist.
    """
    if len(words) > _LONGEST or not _TELLING.search(words):
        return ()
    for pattern, read in _READERS:
        if match := pattern.fullmatch(words):
            return read(match, today)
    stripped = _DETERMINER.sub("", words, count=1)
    return named_period(stripped, today) if stripped != words else ()


_DETERMINER = re.compile(
    r"^(?:l'|d'|(?:le|la|les|au|aux|en|a|dans|pour|vers|courant|pendant|durant|au cours d[eu]|des|du|de|d"
    r"|ce|cet|cette|during|in|on|the|at|around|about|environ|sometime|this|of|plutot|fete de|fetes de)\b) ?"
)


def _upcoming(period_of: Callable[[int], Period], match: Match[str], today: date) -> tuple[Period, ...]:
    """Return the period of the year said; else the first not over yet, not begun for "prochain"."""
    said = match.groupdict().get("year")
    if said:
        return (period_of(int(said)),)
    is_next = "prochain" in match[0] or match[0].startswith("next ")
    years = range(today.year - 1, today.year + 9)  # 29 February can be eight years away
    periods = (period_of(year) for year in years if _exists(period_of, year))
    return tuple(period for period in periods if (period.start > today if is_next else period.end >= today))[
        :1
    ]


def _exists(period_of: Callable[[int], Period], year: int) -> bool:
    """Tell whether the period exists that year: 29 February is missing from most."""
    try:
        return period_of(year) is not None
    except ValueError:
        return False


def _months(year: int, first: int, count: int) -> Period:
    start = date(year, first, 1)
    return Period(start, months_later(start, count) - DAY)


def _single(day: date) -> Period:
    return Period(day, day)


def _yearly(month: int, day: int) -> Callable[[int], Period]:
    return lambda year: _single(date(year, month, day))


def _iso_day(match: Match[str], today: date) -> tuple[Period, ...]:
    return (_single(date(int(match[1]), int(match[2]), int(match[3]))),)


def _numeric_day(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "03/04/2027" in the French order; the American one is the other reading, for a slash only."""
    year = int(match["y"]) if match["y"] else None
    year = year + 2000 if year is not None and year < 100 else year
    orders = [(int(match["a"]), int(match["b"]))]
    if match["mark"] == "/":
        orders.append((orders[0][1], orders[0][0]))
    periods: list[Period] = []
    for day, month in orders:
        if 1 <= month <= 12 and 1 <= day <= 31:
            days = _yearly(month, day)
            periods += [days(year)] if year is not None else _upcoming(days, match, today)
    return tuple(periods)


def _numeric_month(match: Match[str], today: date) -> tuple[Period, ...]:
    return (_months(int(match["year"]), int(match["number"]), 1),)


def _day(match: Match[str], today: date) -> tuple[Period, ...]:
    return _upcoming(_yearly(_MONTHS[match["month"]], int(match["day"])), match, today)


def _day_of_month(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "le 15" and "lundi 15": the first such day to come."""
    weekday = _WEEKDAYS.get(match.groupdict().get("weekday") or "")
    for ahead in range(_MONTHS_AHEAD):
        month = months_later(today.replace(day=1), ahead)
        if 1 <= int(match["day"]) <= calendar.monthrange(month.year, month.month)[1]:
            day = month.replace(day=int(match["day"]))
            if day >= today and weekday in {None, day.weekday()}:
                return (_single(day),)
    return ()


def _day_of_next_month(match: Match[str], today: date) -> tuple[Period, ...]:
    return _day_of_month(match, months_later(today.replace(day=1), 1))


def _month(match: Match[str], today: date) -> tuple[Period, ...]:
    return _upcoming(lambda year: _months(year, _MONTHS[match["month"]], 1), match, today)


def _quarter(match: Match[str], today: date, months: int = 3) -> tuple[Period, ...]:
    parts = 12 // months
    rank = _RANKS[match["rank"]]
    rank = parts if rank == -1 else rank
    if rank > parts:
        return ()
    return _upcoming(lambda year: _months(year, (rank - 1) * months + 1, months), match, today)


def _semester(match: Match[str], today: date) -> tuple[Period, ...]:
    return _quarter(match, today, months=6)


def _season(match: Match[str], today: date) -> tuple[Period, ...]:
    first, last = _SEASONS[match["season"]]
    return _upcoming(
        lambda year: Period(date(year, *first), date(year + (last < first), *last)), match, today
    )


def _back_to_school(match: Match[str], today: date) -> tuple[Period, ...]:
    return _upcoming(lambda year: _months(year, 9, 1), match, today)


def _feast(match: Match[str], today: date) -> tuple[Period, ...]:
    return _upcoming(_yearly(*_FEASTS[match["feast"]]), match, today)


def _year(match: Match[str], today: date) -> tuple[Period, ...]:
    return (_months(int(match["year"]), 1, 12),)


def _span(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read this, next or last week, month, quarter, semester or year."""
    said = match[0]
    away = (
        1
        if re.search(r"prochain|suivant|next|qui vient", said)
        else -1
        if re.search(r"derni|passe|last", said)
        else 0
    )
    months = _SPANS[match["span"]]
    if months == 0:
        monday = today - today.weekday() * DAY + 7 * away * DAY
        return (Period(monday, monday + 6 * DAY),)
    start = months_later(date(today.year, (today.month - 1) // months * months + 1, 1), away * months)
    return (Period(start, months_later(start, months) - DAY),)


def _weekday(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "lundi", "lundi prochain" (the next one) and "lundi en huit" (a week after it)."""
    ahead = (_WEEKDAYS[match["weekday"]] - today.weekday() - 1) % 7 + 1
    weeks = {"huit": 1, "8": 1, "quinze": 2, "15": 2}.get(match["weeks"] or "", 0)
    return (_single(today + (ahead + 7 * weeks) * DAY),)


_NEAR_DAYS = {
    "demain": 1, "tomorrow": 1, "surlendemain": 2, "day after tomorrow": 2, "hier": -1, "yesterday": -1,
}  # fmt: skip


def _near_day(match: Match[str], today: date) -> tuple[Period, ...]:
    return (_single(today + _NEAR_DAYS[match[0]] * DAY),)


_Reader: TypeAlias = Callable[[Match[str], date], tuple[Period, ...]]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(\d{4})[-/](\d\d?)[-/](\d\d?)", _iso_day),
        (r"(?P<a>\d\d?)(?P<mark>[/.-])(?P<b>\d\d?)(?:(?P=mark)(?P<y>\d{4}|\d\d))?", _numeric_day),
        (r"(?P<number>0?[1-9]|1[0-2])[/.-](?P<year>(?:19|20)\d\d)", _numeric_month),
        (rf"(?:{_WEEKDAY} )?(?:le |the )?{_NUMBER} (?:of )?{_MONTH}{_YEAR}", _day),
        (rf"(?:{_WEEKDAY} )?{_MONTH} (?:the )?{_NUMBER}{_YEAR}", _day),
        (rf"(?:le|du|au|the|on the|{_WEEKDAY}(?: le)?) {_NUMBER}", _day_of_month),
        (rf"{_NUMBER} (?:du mois prochain|(?:of )?next month)", _day_of_next_month),
        (rf"(?:next )?(?:mois de )?{_MONTH}{_YEAR}", _month),
        (rf"(?:[tq]|trimestre) ?(?P<rank>[1-4]){_YEAR}", _quarter),
        (rf"(?P<rank>[1-4]) ?[tq]{_YEAR}", _quarter),
        (rf"{_RANK} (?:trimestre|quarter){_YEAR}", _quarter),
        (rf"[sh] ?(?P<rank>[12]){_YEAR}", _semester),
        (rf"{_RANK} (?:semestre|half){_YEAR}", _semester),
        (rf"(?:next )?(?P<season>{'|'.join(_SEASONS)}){_YEAR}", _season),
        (rf"(?:prochaine )?rentree(?: de septembre| scolaire)?{_YEAR}", _back_to_school),
        (rf"(?P<feast>{'|'.join(_FEASTS)}){_YEAR}", _feast),
        (r"(?:annee |year )?(?P<year>(?:19|20)\d\d)", _year),
        (
            rf"(?:(?:prochaine?|next|last) )?(?P<span>{_any_of(_SPANS)})"
            r"(?: (?:prochaine?|suivante?|qui vient|derniere?|passee?)|[- ]ci| en cours)?",
            _span,
        ),
        (rf"(?:next )?{_WEEKDAY}(?: prochaine?| en (?P<weeks>huit|8|quinze|15))?", _weekday),
        ("|".join(_NEAR_DAYS), _near_day),
    )
)

_LONGEST = 60  # characters: "vendredi le 15 septembre de 2027" has half of it
_TELLING = re.compile(
    rf"\d|(?<![a-z])(?:{MONTH_NAMES}|{WEEKDAY_NAMES}|{_any_of(_SPANS)}"
    rf"|{'|'.join((*_SEASONS, *_FEASTS, *_NEAR_DAYS))}|rentree|half)(?![a-z])"
)
"""What every named period has at least one of: looked for first, so that other words cost next to nothing."""
