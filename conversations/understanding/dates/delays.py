"""Read what is counted from a day: "dans 3 mois", "sous quinzaine", "il y a 2 ans", "3 jours après Noël"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES, Period, months_later
from conversations.understanding.quantities.reading import Limit, Unit, read_quantities
from conversations.understanding.quantities.words import COUNTED
from conversations.understanding.residue import changes_nothing

_DURATIONS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_LASTING, _SPAN_OF_TIME = COUNTED.pattern("lasts"), COUNTED.pattern("span_of_time")
_THESE = (
    r"(?:(?:dans|in|d'ici|sous|within|over|during|pendant|au cours de) ?)?(?:les |the |des |ces |these )?"
)
_NEXT = r"(?:prochaine?s?|next|(?:up)?coming|following|a venir|qui viennent)"
_THEN = r"(?:prochaine?s|coming|a venir|qui viennent)"
_MANY = r"jours|semaines|mois|annees|days|weeks|months|years"
# Each with its side of today, and whether it begins today: "dans les 3 mois", unlike "dans 3 mois".
_WHILES = tuple(
    (pattern(said), sign, from_today)
    for said, sign, from_today in (
        (rf"{_THESE}{_NEXT} (?P<few>{_MANY})|{_THESE}(?P<many>{_MANY}) {_THEN}", 1, True),
        (r"ces (?P<few>jours|semaines)(?: |-)ci", 1, True),
        (rf"{_THESE}{_NEXT} (\d.+|few \w+)|{_THESE}(\d.*?) {_NEXT}( \w+)?", 1, True),
        (r"(?:dans|in) (?!les |the )(.+?)(?: time)?|(.+) (?:from (?:now|today)|hence)", 1, False),
        (r"(?:d'ici(?: a)?|sous|within|over|(?:dans|in) (?:les|the)) (.+)", 1, True),
        (r"(?:il y a|voila|ca fait) (.+)|(.+) ago", -1, False),
    )
)
_FEW = {Unit.DAY: (2, 10), Unit.WEEK: (2, 8), Unit.MONTH: (2, 6), Unit.YEAR: (2, 5)}
_SOME = pattern(r"(?:(?:a )?few|quelques?|several|plusieurs) (?P<unit>\w+)")
OPEN = pattern(
    rf"\b(?:pas avant|not before|au plus tot (?:en|le|au?x?|vers|debut|fin|mi|dans|\d|{MONTH_NAMES})\b"
    rf"|(?:\d|{MONTH_NAMES}) (?:au plus tot|at the earliest)|(?:at the )?earliest \w"
    r"|plus d(?:e\b|')|(?:more than|at least|au moins|au minimum|over)\b)"
)
"""What gives one end only: the other is a guess, to be asked again."""


def in_a_while(words: str, today: date) -> tuple[Period, ...]:
    """Read "dans 3 mois" (a day, or the days of a range), "sous 3 mois" (from today on), "il y a 3 mois".

    "3 à 6 mois" alone is a delay too.
    """
    if not _LASTING.search(words) and "aine" not in words and "fortnight" not in words:
        return ()
    if _SPAN_OF_TIME.fullmatch(words):
        return _counted(words, today, 1)
    for lasting, sign, from_today in _WHILES:
        if match := lasting.fullmatch(words):
            many = match.groupdict().get("few") or match.groupdict().get("many")
            said = f"quelques {many}" if many else "".join(filter(None, match.groups()))
            if periods := _counted(said, today, sign):
                return tuple(Period(today, each.end) for each in periods) if from_today else periods
    return ()


def _counted(said: str, today: date, sign: int) -> tuple[Period, ...]:
    """Return the days that a duration leads to, before today or after."""
    periods: list[Period] = []
    for low, high, unit in _durations(said):
        start, end = sorted(_later(today, sign * float(count), unit) for count in (low, high))
        periods.append(Period(start, end))
    return tuple(periods)


def _durations(said: str) -> list[tuple[Decimal, Decimal, Unit]]:
    """Return the readings of a duration; none when it is not only that."""
    if some := _SOME.fullmatch(said):
        unit = next((unit for unit in _FEW if COUNTED.pattern(unit).fullmatch(some["unit"])), None)
        return [(Decimal(_FEW[unit][0]), Decimal(_FEW[unit][1]), unit)] if unit else []
    # Fifteen days is how the French say two weeks, eight days how they say one.
    said = re.sub(
        r"\b(?:quinze|15) jours\b|\b(?:(?:une|1) )?quinzaine(?: de jours)?\b(?! d')", "2 semaines", said
    )
    said = re.sub(r"\b(?:huit|8) jours\b|\b(?:(?:une|1) )?huitaine(?: de jours)?\b(?! d')", "1 semaine", said)
    said = re.sub(r"\b(?:a |one |1 )?fortnight\b", "2 weeks", said)
    if not _LASTING.search(said):
        return []
    read = read_quantities(said)
    if not changes_nothing(read.rest) or any(
        each.unit not in _DURATIONS or each.per for each in read.readings
    ):
        return []
    return [
        (
            Decimal() if quantity.limit is Limit.AT_MOST else quantity.low,
            quantity.high * (2 if quantity.limit is Limit.AT_LEAST else 1),
            quantity.unit,
        )
        for quantity in read.readings
        if quantity.unit
    ]


def _later(day: date, count: float, unit: Unit) -> date:
    if unit in {Unit.DAY, Unit.WEEK}:
        return day + timedelta(days=round(count * _DURATIONS[unit]))
    months = count * _DURATIONS[unit]
    return months_later(day, int(months)) + timedelta(days=round((months - int(months)) * 30))


_AWAY = pattern(
    r"(?:(?:le |the )?(?:(?P<eve>veille|day before)|(?P<morrow>lendemain|day after)|(?P<two>surlendemain))"
    r"|(?P<duration>(?:\d+|an?) \w+) (?:(?P<before>avant|before)|(?:apres|after)))"
    r" (?:d(?:e |u |')|of )?(?P<inner>.+)"
)


def away_from(words: str, named: Callable[[str], tuple[Period, ...]]) -> tuple[Period, ...]:
    """Read "la veille de Noël", "3 jours après Noël", "2 weeks before Easter": ``named`` reads the feast."""
    match = _AWAY.fullmatch(words)
    if match is None or (match["duration"] and not _LASTING.search(match["duration"])):
        return ()
    counted = match["duration"] or ("2 jours" if match["two"] else "1 jour")
    before = match["eve"] or match["before"]
    return tuple(
        day
        for period in named(match["inner"])
        for day in _counted(counted, period.start if before else period.end, -1 if before else 1)
    )
