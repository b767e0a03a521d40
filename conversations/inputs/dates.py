"""Answers in time: the year of something past, the period of something to come."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from conversations.inputs.base import Entry, Input, InvalidAnswer, Option, Outcome, Settled
from conversations.messages import N_, Message, say, verbatim
from conversations.situation import Answer, Situation
from conversations.understanding.periods import read_periods
from conversations.understanding.quantity_wording import in_digits, plain

STARTS = (  # key, label, months from now: first and last
    ("now", N_("Right away"), 0, 1),
    ("quarter", N_("Within 3 months"), 0, 3),
    ("half", N_("In 3 to 6 months"), 3, 6),
    ("later", N_("Later"), 6, 18),
)
FARTHEST_YEARS = 10
ISO_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Year(Input):
    """A year from ``low`` to the current one."""

    free: ClassVar[bool] = False

    low: int

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a year or an age; two figures are offered in both centuries when both are possible."""
        today = situation.world.today
        years = self._years(text, today)
        if len(years) == 1:
            return Settled(years[0])
        if years:
            return self.offer(list(years), say("Which year do you mean?"))
        raise InvalidAnswer(
            say(
                "I need a year between {low} and {high}, such as 2016.",
                low=str(self.low),
                high=str(today.year),
            )
        )

    def _years(self, text: str, today: date) -> list[int]:
        words = in_digits(plain(text))
        two_figures = re.fullmatch(r"(?:en |in |depuis |since |annee )?'?(\d\d)", words, re.ASCII)
        if two_figures:
            read = [century + int(two_figures[1]) for century in (2000, 1900)]
        else:
            read = [int(figures) for figures in re.findall(r"(?<!\d)\d{4}(?!\d)", words, re.ASCII)]
        if not read:  # "l'an dernier", "il y a 5 ans", or an age alone
            past = read_periods(text, today) or read_periods(f"il y a {text}", today)
            read = [period.start.year for period in past if period.start <= today]
        return [year for year in dict.fromkeys(read) if self.low <= year <= today.year]

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept a year within the bounds."""
        return type(answer) is int and self.low <= answer <= situation.world.today.year

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the year without separators."""
        return verbatim(str(answer))


@dataclass(frozen=True, slots=True)
class When(Input):
    """A period to come: ``{"from": "2027-03-01", "to": "2027-03-10"}``, ISO days, both included."""

    free: ClassVar[bool] = False

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a date or a period in words; several readings are offered."""
        today = situation.world.today
        periods = read_periods(text, today)
        if not periods:
            raise InvalidAnswer(
                say("I did not recognise a date. Type it like “early March”, “by the summer” or 15/03/2027.")
            )
        coming = [period for period in periods if period.end >= today]
        if not coming:
            raise InvalidAnswer(say("{day} is already past. When do you plan to start?", day=periods[0].end))
        if min(period.start.year for period in coming) > today.year + FARTHEST_YEARS:
            raise InvalidAnswer(say("That is very far away. When do you plan to start?"))
        answers: list[Answer] = [
            {"from": max(period.start, today).isoformat(), "to": period.end.isoformat()} for period in coming
        ]
        return (
            Settled(answers[0]) if len(answers) == 1 else self.offer(answers, say("Which one do you mean?"))
        )

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept two days; a period that is over by now still tells what was meant."""
        days = [answer.get(end) for end in ("from", "to")] if isinstance(answer, dict) else [None]
        return all(isinstance(day, str) and ISO_DAY.fullmatch(day) for day in days)

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take one of the usual delays."""
        today = situation.world.today
        for offered, _, first, last in STARTS:
            if key == offered:
                start, end = _months_later(today, first), _months_later(today, last)
                return Settled({"from": start.isoformat(), "to": end.isoformat()})
        return Input.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer the usual delays."""
        usual = tuple(Option(key, Message(label)) for key, label, _, _ in STARTS)
        return Input.options(self, entry, situation) or usual

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show one day, or the two ends."""
        if not isinstance(answer, dict):
            return verbatim(str(answer))
        start, end = date.fromisoformat(str(answer["from"])), date.fromisoformat(str(answer["to"]))
        return verbatim(start) if start == end else say("from {start} to {end}", start=start, end=end)


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), _month_end(first))


def _month_end(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
