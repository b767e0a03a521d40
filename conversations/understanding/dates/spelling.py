"""Put in one spelling what people type of a day: names with a slip of the finger, days in figures, months."""

import re
from itertools import pairwise

from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES, MONTHS, WEEKDAYS
from conversations.understanding.quantities.wording import in_digits
from conversations.understanding.turns import turns
from conversations.understanding.words import is_slip

_NAMES = tuple(
    "janvier fevrier juillet septembre octobre novembre decembre printemps trimestre semestre prochain "
    "prochaine semaine mercredi vendredi dimanche january february september october november december "
    "quarter wednesday thursday".split()
)
_LONG_WORD = pattern(r"\b[a-z]{6,10}\b")


_CUT = {
    name[:size]: name
    for name in MONTHS
    if len(name) >= len("avril") + 1
    for size in range(4, len(name))
    if name[:size] not in MONTHS
}
"""The longer names of months, cut before their end: "octo", "decemb"."""
_CUT_SHORT = pattern(rf"\b(?:{'|'.join(sorted(_CUT, key=len, reverse=True))})\b")


def without_slips(words: str) -> str:
    """Return plain words with the names of months, seasons and weekdays as they are spelt: "fevier"."""
    return _CUT_SHORT.sub(lambda said: _CUT[said[0]], _LONG_WORD.sub(_mended, words))


def _mended(said: re.Match[str]) -> str:
    word = said[0]
    if word in _NAMES or word.removesuffix("s") in _NAMES:
        return word
    return next((name for name in _NAMES if name[0] == word[0] and is_slip(word, name)), word)


def joined(said: re.Match[str]) -> str:
    """Write "mi-" apart, hours as days, and "17 02" as a day of the month."""
    if said[0][-1] == "-":
        return f"{said[0][:-1]} "
    if said[1].isdecimal():
        return "/".join(filter(None, said.groups()))
    return f"{said[1]} {int(said[2]) // 24} jours"


def the_first(said: re.Match[str]) -> str:
    """Return "the first of March" in figures."""
    rank = turns("days").table("firsts")[said["first"] or said["the_first"]]
    return f"{rank} {said['of'] or said['month']}"


def weekday_in_full(said: re.Match[str]) -> str:
    short = next(filter(None, said.groups()))
    return next(day for day in WEEKDAYS if day.startswith(short))


def apart(said: re.Match[str]) -> str:
    """Write "le 31 10", "24 12 26" with the signs of a day."""
    return f"le {'/'.join(filter(None, said.groups()))}"


def either(said: re.Match[str]) -> str:
    """Return "1 an ou 2" with its unit after both."""
    count, _, unit = said[1].partition(" ")
    return f"{count} ou {said[2]} {unit}"


def in_words(said: re.Match[str]) -> str:
    """Return a year in figures: its "sept" is no September."""
    return in_digits(said[0])


def in_a_row(said: re.Match[str]) -> str:
    """Return from which month to which months go that follow each other: "mars avril"; else as they are."""
    names = re.findall(MONTH_NAMES, said[2])
    numbers = [MONTHS[name] for name in names]
    follow = all(other % 12 == (one % 12 + 1) % 12 for one, other in pairwise(numbers))
    return f"{said[1]}{names[0]} a {names[-1]}{said[3]}" if follow else said[0]


def this_day(said: re.Match[str]) -> str:
    """Return what "cet après-midi" says of the day; nothing of "demain après-midi"."""
    return "aujourd'hui" if said[0].startswith("ce") else " "
