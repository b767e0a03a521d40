"""Days of support: a number, two bounds, or a rhythm whose length is asked."""

import re
from collections.abc import Set
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import ClassVar

from conversations.inputs.base import IS_IT_RIGHT, Entry, Input, InvalidAnswer, Option, Outcome, Settled
from conversations.messages import Message, say, say_n
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.quantities.reading import Quantity, Unit, read_quantities
from conversations.understanding.quantities.wording import plain
from conversations.understanding.residue import Understood
from conversations.understanding.turns import turns
from conversations.understanding.words import fold

_OFTEN = pattern(
    r"\b(?:(une?|deux|trois|[1-9]) fois(?= (?:par|/) ?(?:semaine|mois|trimestre|an)\b)|(once|twice)"
    r"(?= (?:an?|per|every) (?:week|month|quarter|year)\b))",
    re.IGNORECASE,
)
"""How often: a visit may be of a day, to be confirmed."""
_BESIDE = pattern(
    r"(?<=[\w)])(?:,? (?:on (?:verra|avisera)[^\d]*|(?:comme|like|as) [^\d]*|par exemple|non consecuti[a-z]+"
    r"|for example|(?:a compter|a partir|starting|from) (?:d[eu] |on )?(?:le )?(?:\d{1,2}(?:er)? )?[a-z]+"
    r"(?: 20\d\d)?))$"
)
"""When the days begin, and what else changes none of them, at the end of a text."""
_OF_SOMETHING_ELSE = pattern(
    r"(?:en|le|in|the|on) \d\d?"
    r"|(?:dans|sous|d ici|il y a|in|within)(?: les)? (?:\d+|[a-z]+) (?:jours?|semaines?|days?|weeks?)"
    r"|(?:on est|nous sommes|we are)(?: (?!jour|day)[a-z]+)* \d+(?! ?[jd])\D*"
)
"""How many work there, a delay, or the day of a month: "on est 4", "dans 5 jours", "le 12"."""
_WAITED = turns("own_words").pattern("waited")
_TWICE = frozenset(("deux", "2", "twice"))


def _as_days(often: re.Match[str]) -> str:
    said = (often[1] or often[2]).casefold()
    count = 2 if said in _TWICE else 1 if said.startswith(("un", "once")) else said
    return f"{count} rendez-vous jours"


def _whole_days(days: Decimal) -> int:
    return int(days.to_integral_value(ROUND_CEILING))


DAYS_OFFERED = (("1-2", 1, 2), ("3-5", 3, 5), ("6-10", 6, 10))  # missions last 3 to 5 days [S FAB]
MANY_DAYS = 20  # beyond, they are confirmed
MONTHS_OFFERED = (3, 6, 12)
WEEKS_IN_MONTH = 4
WORKING_DAYS: dict[Unit | None, int] = {Unit.WEEK: 5, Unit.MONTH: 20}
HOURS_IN_DAY = 7


@dataclass(frozen=True, slots=True)
class Days(Input):
    """A number of days, exact or between two bounds: ``{"low": 3, "high": 5}``.

    A rhythm ("2 to 3 days a month") also has its ``months``. None stands for "I do not know yet".
    """

    free: ClassVar[bool] = False

    high: int
    own: Set[str] = frozenset()

    @property
    def own_words(self) -> Set[str]:
        """The words that say what the days are for."""
        return self.own

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read days, or a rhythm whose length is then asked; those that somebody has waited are none."""
        text = _BESIDE.sub("", plain(text)) or text
        said = read_quantities(_OFTEN.sub(_as_days, text), Unit.DAY)
        lengths: list[Answer] = []
        said = Understood(()) if _WAITED.search(fold(text)) else said
        for quantity in said.readings:
            if quantity.unit not in (None, Unit.HOUR, Unit.DAY, Unit.WEEK, Unit.MONTH):
                continue
            if quantity.unit is Unit.MONTH and quantity.high > 1:
                continue  # "3 mois" is for how long
            if quantity.per in (Unit.MONTH, Unit.WEEK):
                times = WEEKS_IN_MONTH if quantity.per is Unit.WEEK else 1
                spans = {months: self._span(quantity, times * months) for months in MONTHS_OFFERED}
                rhythms: list[Answer] = [
                    {**span, "months": months} for months, span in spans.items() if span is not None
                ]
                if rhythms and not lengths:
                    return self.offer(rhythms, say("For how long?"))
            elif quantity.per is None and (span := self._span(quantity)):
                lengths.append({**span})
                if 1 < quantity.low == quantity.high != int(quantity.low) and quantity.unit is Unit.DAY:
                    lengths.append({**span, "low": span["low"] - 1})  # of two days and a half
        highest = max((int(str(each["high"])) for each in lengths if isinstance(each, dict)), default=0)
        which = say("Which one do you mean?")
        unsure = any(each.limit or each.unit in (Unit.HOUR, Unit.MONTH) for each in said.readings)
        if lengths and (len(lengths) < len(said.readings) or unsure):
            return self.offer(lengths, which)
        if lengths and (highest > MANY_DAYS or _OF_SOMETHING_ELSE.fullmatch(fold(text))):
            return self.offer(lengths, IS_IT_RIGHT)
        if lengths:
            return self.conclude(Understood(tuple(lengths), said.rest), which)
        raise InvalidAnswer(
            say(
                "I need a number of days, {high} at most: “four days”, or “one day a week”.",
                high=self.high,
            )
        )

    def _span(self, quantity: Quantity, times: int = 1) -> dict[str, int] | None:
        """Return the days of a quantity said so many times, a day begun being one; None beyond the bounds."""
        hours = HOURS_IN_DAY if quantity.unit is Unit.HOUR else 1
        in_days = times * WORKING_DAYS.get(quantity.unit, 1)
        low, high = (_whole_days(end * in_days / hours) for end in (quantity.low, quantity.high))
        return {"low": low, "high": high} if 0 < low <= high <= self.high else None

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept days within the bounds, or None for "I do not know yet"."""
        if not isinstance(answer, dict):
            return answer is None
        low, high, months = answer.get("low"), answer.get("high"), answer.get("months", 1)
        return type(low) is type(high) is type(months) is int and 0 < low <= high

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take one of the usual lengths, or "I do not know yet"."""
        if key == "unknown":
            return Settled(None)
        for offered, low, high in DAYS_OFFERED:
            if key == offered:
                return Settled({"low": low, "high": high})
        return Input.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer the usual lengths."""
        usual = tuple(
            Option(key, self.show({"low": low, "high": high}, situation)) for key, low, high in DAYS_OFFERED
        )
        return Input.options(self, entry, situation) or (*usual, Option("unknown", say("I do not know yet")))

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the days, with their rhythm if there is one."""
        if not isinstance(answer, dict):
            return say("I do not know yet")
        low, high, months = int(str(answer["low"])), int(str(answer["high"])), answer.get("months")
        days = (
            say_n("{n} day", "{n} days", low)
            if low == high
            else say("{low} to {high} days", low=low, high=high)
        )
        if isinstance(months, int):
            return say("{days} over {months} months", days=days, months=months)
        return days
