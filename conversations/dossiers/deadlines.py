"""What is due, and when: French working days and hours, and the life of a draft. No clock: now is given.

Departments are INSEE codes. None stands for the mainland's common rules: its hours and its holidays.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations.holidays import holidays
from conversations.privacy.retention import UNSENT

OPENING = time(9)
NOON = time(12)
CLOSING = time(18)

NUDGE_DELAYS = (timedelta(hours=24), timedelta(days=3), timedelta(days=7))
"""How long after the last answer an unfinished draft is recalled; never more often."""

DRAFT_RETENTION = UNSENT.lasts
"""How long an unfinished draft is kept after its last answer."""

PURGE_NOTICE = timedelta(days=2)
"""At least how long before its erasure the owner of a draft is told."""

_DAY = timedelta(days=1)

_MAINLAND_TIME = "Europe/Paris"
_OVERSEAS_TIME = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/Guadeloupe",  # Saint-Barthélemy and Saint-Martin keep the time of Guadeloupe
    "978": "America/Guadeloupe",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


def time_zone(department: str | None) -> ZoneInfo:
    """Return the time zone people live by in a department."""
    return ZoneInfo(_OVERSEAS_TIME.get(department or "", _MAINLAND_TIME))


def noon(day: date) -> datetime:
    """Return the moment that stands for a day of which the hour is not known."""
    return datetime.combine(day, NOON, time_zone(None)).astimezone(UTC)


def is_working_day(day: date, department: str | None) -> bool:
    """Tell whether people work on a day: Monday to Friday, national and local holidays excepted."""
    return day.weekday() < 5 and day not in holidays(day.year, department)


def in_working_hours(instant: datetime, department: str | None) -> bool:
    """Tell whether an aware instant falls, over there, on a working day between 9:00 and 18:00."""
    local = instant.astimezone(time_zone(department))
    return OPENING <= local.time() < CLOSING and is_working_day(local.date(), department)


def _opening(day: date, department: str | None) -> datetime:
    return datetime.combine(day, OPENING, time_zone(department))


def month_began(day: date) -> datetime:
    """Return when the calendar month of a day began, in the time of the mainland."""
    return datetime.combine(day.replace(day=1), time(), time_zone(None))


def next_working_moment(instant: datetime, department: str | None) -> datetime:
    """Return the instant itself in working hours, else the next opening, in the department's time."""
    if in_working_hours(instant, department):
        return instant
    day = instant.astimezone(time_zone(department)).date()
    while (opening := _opening(day, department)) <= instant or not is_working_day(day, department):
        day += _DAY
    return opening


def add_working_days(day: date, n: int, department: str | None) -> date:
    """Return the ``n``-th working day after ``day``; ``day`` itself, working or not, when ``n`` is 0."""
    for _ in range(n):
        day += _DAY
        while not is_working_day(day, department):
            day += _DAY
    return day


def subtract_working_days(day: date, n: int, department: str | None) -> date:
    """Return the ``n``-th working day before ``day``; ``day`` itself, working or not, when ``n`` is 0."""
    for _ in range(n):
        day -= _DAY
        while not is_working_day(day, department):
            day -= _DAY
    return day


def working_days_between(start: date, end: date, department: str | None) -> int:
    """Count the working days after ``start``, up to ``end`` included; 0 when ``end`` is not later."""
    return sum(is_working_day(start + n * _DAY, department) for n in range(1, (end - start).days + 1))


def nudge_due(
    last_answer_at: datetime,
    nudges_sent: int,
    now: datetime,
    department: str | None,
    last_nudge_at: datetime | None = None,
) -> datetime | None:
    """Return when to recall a draft next, in working hours and not before ``now``; None for never again.

    A first nudge put off by a week-end puts off the others as much. ``last_nudge_at`` keeps a day between
    two nudges even when one was late, after a breakdown.
    """
    if nudges_sent >= len(NUDGE_DELAYS):
        return None
    first = next_working_moment(last_answer_at + NUDGE_DELAYS[0], department)
    earliest = max(first + NUDGE_DELAYS[nudges_sent] - NUDGE_DELAYS[0], now)
    if last_nudge_at is not None:
        earliest = max(earliest, last_nudge_at + _DAY)
    due = next_working_moment(earliest, department)
    return due if due < purge_notice_due(last_answer_at, department) else None


def purge_notice_due(last_answer_at: datetime, department: str | None) -> datetime:
    """Return when to announce that a draft will be erased: an opening, two days ahead or more."""
    latest = purge_due(last_answer_at) - PURGE_NOTICE
    day = latest.astimezone(time_zone(department)).date()
    while (opening := _opening(day, department)) > latest or not is_working_day(day, department):
        day -= _DAY
    return opening


def purge_due(last_answer_at: datetime) -> datetime:
    """Return when an unfinished draft is erased."""
    return last_answer_at + DRAFT_RETENTION
