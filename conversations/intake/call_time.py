"""When to call: a part of the day, or the hours that fall in one."""

import re
from dataclasses import dataclass

from conversations.inputs import Choice
from conversations.situation import Answer, Situation
from conversations.understanding.residue import Understood
from conversations.understanding.words import denies, fold

_PARTS: tuple[tuple[str, range], ...] = (
    ("morning", range(12)),
    ("noon", range(12, 14)),
    ("afternoon", range(14, 17)),
    ("evening", range(17, 24)),
)
_FIRST_CALL = 7  # nobody is called before: "after 5" is after 17


def _hour(name: str, *, said: bool) -> str:
    """Return the pattern of an hour; ``said``: its word is there, as "9h", for a figure may be anything."""
    word = rf"(?: ?(?:h|heures?|hours?|o clock)(?: ?[0-5]\d)?)?(?: ?(?P<half_{name}>am|pm))?"
    sure = r"(?=\d\d? ?(?:h|am|pm|o clock))" if said else ""
    return rf"{sure}(?P<{name}>[01]?\d|2[0-3]){word}(?!\w)"


_BETWEEN = re.compile(
    rf"\b(?:entre|between|de|from) {_hour('low', said=False)} (?:et|and|a|to|jusqu a)"
    rf" {_hour('high', said=False)}"
    rf"|\b{_hour('since', said=True)} (?:a )?{_hour('until', said=True)}"
)
_AFTER = re.compile(rf"\b(?:apres|a partir de|des|after|from) {_hour('low', said=False)}")
_BEFORE = re.compile(rf"\b(?:avant|jusqu a|before|until) {_hour('high', said=False)}")
_AT = re.compile(rf"\b(?:(?:a|vers|at|around|about) )?{_hour('low', said=True)}")


@dataclass(frozen=True, slots=True)
class CallTime(Choice):
    """The parts of the day in which hours fall, where hours are typed: "vers 15h" is in the afternoon."""

    def understood(self, text: str, situation: Situation) -> Understood[Answer]:
        """Read the words of a choice, and the hours beside them."""
        typed = fold(text.replace(":", "h"))
        found = next(filter(None, (each.search(typed) for each in (_BETWEEN, _AFTER, _BEFORE, _AT))), None)
        if found is None or denies(typed):
            return Choice.understood(self, text, situation)
        rest = " ".join(f"{typed[: found.start()]} {typed[found.end() :]}".split())
        named = Choice.understood(self, rest, situation)
        if not named.readings:
            return Understood(_parts(found), rest)
        return Understood(tuple(dict.fromkeys((*named.readings, *self._others(found, named)))), named.rest)

    def _others(self, found: re.Match[str], named: Understood[Answer]) -> tuple[Answer, ...]:
        """Return the parts that hours fall in where none of them is named."""
        parts = _parts(found)
        return () if {*parts} & {*named.readings} else parts


def _parts(found: re.Match[str]) -> tuple[Answer, ...]:
    """Return the parts of the day that the hours of a match are in."""
    hours = {name: _of_the_day(hour, found[f"half_{name}"]) for name, hour in found.groupdict().items()
             if hour and not name.startswith("half_")}  # fmt: skip
    low, high = hours.get("low", hours.get("since")), hours.get("high", hours.get("until"))
    if low is not None and high is None and found.re is _AT:
        high = low + 1
    span = range(low or 0, high if high is not None else 24)
    return tuple(part for part, its in _PARTS if its.start < span.stop and span.start < its.stop)


def _of_the_day(hour: str, half: str | None) -> int:
    """Return an hour of the twenty-four."""
    count = int(hour)
    return count + 12 if count < 12 and (half == "pm" or (half is None and count < _FIRST_CALL)) else count
