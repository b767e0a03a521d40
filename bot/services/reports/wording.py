"""The words around numbers in a report: when, where, how many, more or fewer than the year before."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from math import ceil

from bot.services.core.entries import days
from bot.services.figures.sections import Asked
from bot.services.reports.findings import Findings, share
from conversations.figures.charts import UNKNOWN
from conversations.figures.masking import Secret, Shown
from conversations.figures.periods import (
    coded,
    elapsed,
    is_everything,
    month_name,
    month_of,
    named,
    quarter_of,
    year_of,
)
from conversations.messages import Euros, Listing, Message, Value, say, say_n, verbatim
from conversations.understanding.named_periods import Period
from locales import SECOND

NAMED_AT_MOST = 4  # territories of a title
FILE_NAMES = {"fr": "bilan", "en": "report"}
QUEUE, PUBLIC = "national", "public"  # in the names of files
FEW, FEW_FIRST = say("fewer than 5"), say("Fewer than 5")
NOT_SHOWN = say("not published")
NOTHING = verbatim("")


def when(asked: Asked) -> Message:
    """Return the period as a sentence begins with it."""
    period, today = asked.period, asked.world.today
    base = _when(period)
    running = period.start <= today < period.end
    return say("{when}, up to {day}", when=base, day=today) if running else base


def _when(period: Period) -> Message:
    year = str(period.start.year)
    if is_everything(period):
        return say("Since the beginning")
    if period == year_of(period.start.year):
        return say("In {year}", year=year)
    if period == Period(year_of(period.start.year).start, year_of(period.end.year).end):
        return say("From {first} to {last}", first=year, last=str(period.end.year))
    if period == quarter_of(period.start):
        return _QUARTERS[period.start.month // 3](year)
    if period == month_of(period.start):
        return say("In {month}", month=month_name(period.start))
    if period.start == period.end:
        return say("On {day}", day=period.start)
    return say("From {start} to {end}", start=period.start, end=period.end)


_QUARTERS: tuple[Callable[[str], Message], ...] = (
    lambda year: say("In the first quarter of {year}", year=year),
    lambda year: say("In the second quarter of {year}", year=year),
    lambda year: say("In the third quarter of {year}", year=year),
    lambda year: say("In the fourth quarter of {year}", year=year),
)


_SHORT_MONTHS = (
    say("Jan"), say("Feb"), say("Mar"), say("Apr"), say("May"), say("Jun"), say("Jul"), say("Aug"),
    say("Sep"), say("Oct"), say("Nov"), say("Dec"),
)  # fmt: skip


def short_month(day: date) -> Message:
    """Return the name of a month where its year is known."""
    return _SHORT_MONTHS[day.month - 1]


def title(asked: Asked) -> Message:
    """Return what the report is called."""
    return say("Activity report {period}", period=named(asked.period))


def file_name(asked: Asked, language: str, *, public: bool) -> str:
    """Return what the file of the report is called, without its suffix."""
    period = asked.period
    when = str(period.start.year) if period == year_of(period.start.year) else coded(period)
    place = QUEUE if asked.chosen == "" else asked.chosen
    parts = (FILE_NAMES.get(language, FILE_NAMES[SECOND]), when, place, PUBLIC if public else None)
    return "-".join(part for part in parts if part)


def where(asked: Asked) -> Message:
    """Return the territories of the report, as a title names them."""
    basins = asked.scope.basins
    if basins is None:
        return say("The whole network")
    if len(basins) > NAMED_AT_MOST:
        return say_n("{n} territory", "{n} territories", len(basins))
    return verbatim(Listing(tuple(asked.place(code) for code in sorted(basins))))


def last_day(asked: Asked) -> Value:
    """Return the last day that is told of."""
    return elapsed(asked.period, asked.world.today).end


def agreeing(number: Shown) -> int:
    """Return the number that a sentence agrees with; a few are several."""
    return number if isinstance(number, int) else 2


def agreeing_days(tenths: Shown) -> int:
    """Return the number that a sentence about days agrees with."""
    return ceil(tenths / 10) if isinstance(tenths, int) else 2


def as_days(tenths: Shown) -> Value:
    """Return days as they are told."""
    return days(tenths) if isinstance(tenths, int) else many(tenths)


def as_euros(amount: Shown) -> Value:
    """Return money as it is told."""
    return Euros(amount) if isinstance(amount, int) else many(amount)


def many(number: Shown) -> Value:
    """Return how many, as it is told."""
    match number:
        case int():
            return number
        case Secret.SMALL:
            return FEW
        case Secret.HIDDEN:
            return NOT_SHOWN
        case None:
            return UNKNOWN


def first(told: Value) -> Value:
    """Return how many, as a sentence begins with it."""
    return FEW_FIRST if told is FEW else told


def is_told(number: Shown) -> bool:
    """Tell whether a sentence can be made with a number: zero has one of its own."""
    return number is not None and number is not Secret.HIDDEN and number != 0


def than(findings: Findings, name: str, form: Callable[[Shown], Value] = many) -> Message:
    """Return the comparison with the year before, to be put at the end of a sentence."""
    now, past = findings.of(name), findings.of(name, past=True)
    if not is_told(past):
        return NOTHING
    if now == past and isinstance(now, int):
        return say(", as many as a year before")
    return say(", against {many} a year before", many=form(past))


def percent(n: int) -> Message:
    """Return a share."""
    return say("{n} %", n=n)


def ratio(part: Shown, whole: Shown, unit: int = 1) -> Decimal | None:
    """Return a number for each of others, to the hundredth; None where it may not be told."""
    if isinstance(part, int) and isinstance(whole, int) and whole:
        return round(Decimal(part) / unit / whole, 2).normalize()
    return None


def share_of(part: Shown, whole: Shown) -> Message | None:
    """Return a share in percent; None where it may not be told."""
    n = share(part, whole)
    return None if n is None else percent(n)


def joined(sentences: Sequence[Message]) -> Message:
    """Return a paragraph of several sentences."""
    first, *rest = sentences
    for sentence in rest:
        first = say("{before} {after}", before=first, after=sentence)
    return first
