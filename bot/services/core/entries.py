"""Figures and days typed by somebody who acts: read, or refused with what is accepted."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.services.core.handling import Refusal
from conversations.messages import Message, say
from conversations.understanding.named_periods import months_later
from conversations.understanding.periods import read_periods
from conversations.understanding.quantities.reading import Unit, read_one

TENTHS = 10  # of a day
HALF = 5

OWN_WORDS = {
    Unit.DAY: frozenset("delivres realises faits prevus appui support conseil delivered done".split()),
    Unit.JOB: frozenset(
        "job crees creees conserves maintenus nouveaux nouvelles nets embauche recrute cree garde"
        " gardes garder maintenir conserve maintenu sauves created hired kept saved new".split()
    ),
    Unit.MONTH: frozenset("mensualites echeances remboursement installments instalments".split()),
    Unit.EURO: frozenset("rembourses verses pretes accordes repaid paid lent granted".split()),
}
"""The folded words with which a figure of the desk is said: they change none."""


def whole(text: str, unit: Unit, *, most: int, otherwise: Message) -> int:
    """Read one whole number, 0 to ``most``; raise Refusal with ``otherwise``."""
    value = read_one(text, unit, OWN_WORDS.get(unit, ()))
    if value is None or value != int(value) or not 0 <= value <= most:
        raise Refusal(otherwise)
    return int(value)


def short(text: str, limit: int) -> str:
    """Return what was typed; raise Refusal when it has more characters."""
    if len(text) > limit:
        raise Refusal(say("{limit} characters at most: yours has {n}.", limit=limit, n=len(text)))
    return text


def halves_of_days(text: str, *, most: int) -> int:
    """Read days by halves, in tenths of a day; ``most``: in days. Raise Refusal."""
    value = read_one(text, Unit.DAY, OWN_WORDS[Unit.DAY])
    tenths = None if value is None else value * TENTHS
    if tenths is None or tenths % HALF or not 0 <= tenths <= most * TENTHS:
        raise Refusal(say("Type days, by halves: 2, 1.5 or “half a day”, {most} at most.", most=most))
    return int(tenths)


def day(text: str, today: date, *, first: date | None = None, last: date | None = None) -> date:
    """Read one day between two others, both included; raise Refusal.

    A day without its year is in the past when it can only be there. The month never comes first, even where
    the day does not fit otherwise: 02/12 is in December.
    """
    read = [period.start for period in read_periods(text, today) if period.start == period.end]
    if read:
        swapped = (read[0].month, read[0].day)
        read = [read[0], *(each for each in read[1:] if (each.day, each.month) != swapped)]
    if not re.search(r"\d{4}", text):
        read += [months_later(each, -12) for each in read]
    if not read:
        raise Refusal(say("Type a day, such as 15/03/2027 or “next Monday”."))
    fitting = [each for each in read if (first or each) <= each <= (last or each)]
    if fitting:
        return fitting[0]
    if first is not None and read[0] < first:
        raise Refusal(say("{day} is too early: from {first} on.", day=read[0], first=first))
    raise Refusal(say("{day} is too late: until {last} at most.", day=read[0], last=last or today))


class Today(StrEnum):
    """The day a button is tapped, whichever it is."""

    TODAY = "today"


Day = date | Today
"""A day that a button bears."""


def day_told(told: Day, today: date) -> date:
    """Return the day that a button bears."""
    return today if isinstance(told, Today) else told


def days(tenths: int) -> Decimal:
    """Return tenths of a day as days."""
    return Decimal(tenths) / TENTHS
