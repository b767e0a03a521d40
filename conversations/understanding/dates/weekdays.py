"""A weekday that is of no day in particular: "mi-janvier, un lundi", "un lundi de mars"."""

from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES, WEEKDAY_NAMES

_HOPED = r"plutot|de preference|idealement|si possible|par exemple|preferably|ideally|if possible"
_BESIDE = pattern(
    rf"(?<=\w)(?:,? (?:(?:{_HOPED}|on) )*(?:un|une|(?<=on )a|(?<=ideally )a|(?<=preferably )a)"
    rf" (?:{WEEKDAY_NAMES})(?: (?:{_HOPED}|matin|soir))?)$"
)
_SOME = pattern(
    rf"\b(?:un|a|one) (?:{WEEKDAY_NAMES}) (?:en|de|d'|du mois d[e']|courant|of|in) ?"
    rf"(?=(?:debut |fin |mi[- ]|early |late )?(?:{MONTH_NAMES})\b)"
)


def without_some_weekday(words: str) -> str:
    """Return plain words without the weekday that would suit, beside the period that it is in."""
    return _SOME.sub("en ", _BESIDE.sub("", words))
