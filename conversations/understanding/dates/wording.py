"""Rewrite what people type about days, so that names of periods stand alone, in digits and one spelling."""

import calendar
import re
import unicodedata
from datetime import date, timedelta

from conversations.understanding.dates.denied import without_denied
from conversations.understanding.dates.spelling import (
    apart,
    either,
    in_a_row,
    in_words,
    joined,
    the_first,
    this_day,
    weekday_in_full,
    without_slips,
)
from conversations.understanding.dates.weekdays import without_some_weekday
from conversations.understanding.named_periods import MONTHS, WEEKDAYS, months_later
from conversations.understanding.quantities.wording import in_digits, plain
from conversations.understanding.turns import turns

_DAYS = turns("days")
_REWRITTEN = _DAYS.rules(
    "rewritten",
    joined=joined,
    either=either,
    in_words=in_words,
    in_full=weekday_in_full,
    this_day=this_day,
    apart=apart,
    in_a_row=in_a_row,
    the_first=the_first,
)
_DONE = _DAYS.pattern("done")
_RANK_APART = _DAYS.pattern("rank_apart")
_DAY_THEN_MONTH = _DAYS.pattern("day_then_month")
_SHORT_YEAR = _DAYS.pattern("short_year")
_FIRST_OF_MONTH = _DAYS.pattern("first_of_month")
_OF_MONTH = _DAYS.pattern("of_month")
_OF_WEEK = _DAYS.pattern("of_week")
_DAYS_ALONE = _DAYS.pattern("days_alone")
_YEAR_BESIDE = _DAYS.pattern("year_beside")
_DAY_AND_MONTH = _DAYS.pattern("day_and_month")


def prepared(text: str, today: date) -> str:
    """Return the words of a text, as the names of periods are read."""
    words = without_slips(plain(_DONE.sub(r"deja \1", unicodedata.normalize("NFC", text.lower()))))
    words = _FIRST_OF_MONTH.sub("1 ", without_some_weekday(without_denied(words)))
    words = _OF_MONTH.sub(lambda said: _in_month(said, today), words)
    words = _OF_WEEK.sub(lambda said: _in_week(said, today), words)
    words = _DAYS_ALONE.sub(lambda said: _in_next_month(said, today), words)
    words = _DAY_THEN_MONTH.sub(r"\1 \2", re.sub(r"(?<=[a-z])\.", " ", _RANK_APART.sub(r"\1\2", words)))
    words = " ".join(_REWRITTEN.rewrite(words).split()).strip(" .-")
    words = _SHORT_YEAR.sub(lambda said: f"{said[1]} {said[2]} {_full_year(int(said[3]), today)}", words)
    words = " ".join(in_digits(words).split())
    return _YEAR_BESIDE.sub(lambda said: f"{said[1]} {today.year + _years_away(said[0])}", words)


def _in_week(said: re.Match[str], today: date) -> str:
    days = WEEKDAYS[said["weekday"]] - today.weekday() + (7 if said["next"] else 0)
    return (today + timedelta(days)).isoformat()


def _in_next_month(said: re.Match[str], today: date) -> str:
    month = months_later(today.replace(day=1), 0 if int(said["first"]) >= today.day else 1)
    name = next(name for name, number in MONTHS.items() if number == month.month)
    return f"{said['first']} a {said['last']} {name} {month.year}"


def _in_month(said: re.Match[str], today: date) -> str:
    month = months_later(today.replace(day=1), 1 if said["next"] else 0)
    name = next(name for name, number in MONTHS.items() if number == month.month)
    return f"{said['day']} {name} {month.year}"


def _full_year(figures: int, today: date) -> int:
    """Return the year that two figures mean: the nearest one that ends with them."""
    return min((1900 + figures, 2000 + figures), key=lambda year: abs(year - today.year))


def _years_away(said: str) -> int:
    if re.search("prochain|next|qui vient", said):
        return 1
    return -1 if re.search("derni|pass|last", said) else 0


_LEAP = 2028


def no_such_day(words: str) -> str | None:
    """Return the first day said that no calendar has: "31 fevrier"; None when there is none."""
    return next((said[0] for said in _DAY_AND_MONTH.finditer(words) if not _is_a_day(said)), None)


def _is_a_day(said: re.Match[str]) -> bool:
    if said["month"]:
        year, month = int(said["year"] or _LEAP), MONTHS[said["month"]]
        return 1 <= int(said["day"]) <= calendar.monthrange(year, month)[1]
    if said["y"] is None and said["mark"] != "/":
        return True  # a version, a price, hours
    year = 2000 + int(said["y"]) % 100 if said["y"] else _LEAP
    orders = ((int(said["a"]), int(said["b"])), (int(said["b"]), int(said["a"])))[: 1 if said["the"] else 2]
    if said["y"] is None and int(said["a"]) <= 12 and not said["the"]:
        return True  # 04/27 is a month
    return any(1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] for day, month in orders)
