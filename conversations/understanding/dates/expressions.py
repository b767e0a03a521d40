"""Read one expression of time from end to end: a name, a part, a bound, a choice, a range, a delay."""

import re
from datetime import date, timedelta
from functools import lru_cache
from re import Match

from conversations.patterns import pattern
from conversations.understanding.dates.calendar_names import CALENDAR, SPAN_NAMES
from conversations.understanding.dates.delays import away_from, in_a_while
from conversations.understanding.dates.feasts import FEAST_NAMES, FEASTS
from conversations.understanding.dates.weeks import WEEK_NAMES, WEEKS
from conversations.understanding.named_periods import (
    DAY,
    MONTH_NAMES,
    WEEKDAY_NAMES,
    Period,
    months_later,
    named_period,
)

_NAMES = (*CALENDAR, *FEASTS, *WEEKS)
_TELLING = pattern(
    rf"\d|(?<![a-z])(?:{MONTH_NAMES}|{WEEKDAY_NAMES}|{SPAN_NAMES}|{WEEK_NAMES}|{FEAST_NAMES}"
    rf"|rentree)(?![a-z])"
)
"""What every named period has at least one of: looked for first, so that other words cost next to nothing."""


@lru_cache(maxsize=1_000)
def _named(words: str, today: date) -> tuple[Period, ...]:
    return named_period(words, today, _NAMES) if _TELLING.search(words) else ()


def expression(words: str, today: date) -> tuple[Period, ...]:
    """Read ``words`` as one expression from end to end."""
    readers = (in_a_while, _simple, _bounded, _choice, _range, _from)
    return next((periods for read in readers if (periods := read(words, today))), ())


_PRESENT = pattern(
    r"(?:d'|de )?(?:(?:tout )?de suite|maintenant|immediatement|des (?:que possible|maintenant|aujourd'hui)"
    r"|(?:le )?plus (?:tot|vite|rapidement) possible|au plus (?:vite|tot)"
    r"|le plus tot (?:sera|serait) le mieux"
    r"|sans attendre|dans les meilleurs delais|des qu(?:e (?:je|nous|vous)|'on) p(?:e|ou)\w+"
    r"|en ce moment|aujourd'hui"
    r"|aussitot que possible|sans (?:plus )?(?:tarder|delai)"
    r"|asap|now|at the moment|right away|right now|immediately|straight away|today"
    r"|as (?:soon|early|quickly|fast) as (?:possible|we can|i can)|(?:des )?a present)"
)


def _simple(words: str, today: date) -> tuple[Period, ...]:
    """Read an expression that holds no other: "tout de suite", "début mars", "T2 2027"."""
    if _PRESENT.fullmatch(words):
        return (Period(today, today),)
    if _BARE_SPAN.fullmatch(words):
        return ()
    return _part(words, today) or _named(words, today) or away_from(words, lambda inner: _named(inner, today))


# "L'année" alone is no date, though "fin d'année" is one.
_BARE_SPAN = pattern(
    r"(?!dans la semaine$)(?:dans |in )?(?:(?:le|la|les|the|un|une|par|du|de|de la|a|en) |(?:de )?l'|d')?"
    r"(?:semaine|mois|trimestre|semestre|annee|an|week|month|quarter|year)s?"
)

_BOUND = pattern(
    r"(?:d'ici(?: (?:a|au|la|le)\b| l')?|by(?: the)?|jusqu'(?:au|a|en)|until) ?(?P<until>.+)"
    r"|(?:(?:au|pas) plus tard(?: que| qu')?|(?:no|not) later than|maximum|max)"
    r"(?: en| le| a| au| d'ici| pour)? ?(?P<by>.+)"
    r"|(?:avant|before) (?P<before>.+)"
    r"|(?P<latest>.+?) (?:au plus tard|dernier delai|(?:grand )?max(?:imum)?|at the latest)"
)


def _bounded(words: str, today: date) -> tuple[Period, ...]:
    """Read "d'ici l'été" and "avant mars": from today to its first day, or the eve; to its end for "fin"."""
    match = _BOUND.fullmatch(words)
    if match is None:
        return ()
    said = match["until"] or match["before"] or match["by"] or match["latest"]
    said = f"le {said}" if said.isdecimal() and len(said) <= 2 else said
    to_its_end = match["by"] or match["latest"]
    periods = []
    for period in _simple(said, today) or (in_a_while(said, today) if to_its_end else ()):
        to_the_end = period.start == period.end or _PART_END.match(said) or to_its_end
        if match["before"] and not _PART_END.match(said):
            last = period.start - DAY
        else:
            last = period.end if to_the_end else period.start
        periods.append(Period(today, last))
    return tuple(period for period in periods if period.start <= period.end)


_PART_END = pattern(r"(?:la |the )?(?:fin|end|late)\b")


def _choice(words: str, today: date) -> tuple[Period, ...]:
    """Read two expressions of which one is meant; the month of the second serves the first."""
    left, _, right = re.sub(r" or ", " ou ", words).partition(" ou ")
    right = re.sub(r"^(?:le|the) ", "", right)
    if right.isdecimal() and (unit := re.match("le |semaine |week ", left)):
        right = f"{unit[0]}{right}"
    second = _simple(right, today)
    first = _first_of_range(left, right, today) if second else ()
    return (*first, *second) if first and second else ()


def _range(words: str, today: date) -> tuple[Period, ...]:
    """Read an interval between two expressions; the month and year of the second serve the first."""
    said = re.sub(r"^(?:entre|between|de|du|from|d'(?!ici))(?: |(?<='))(?:le )?", "", words)
    and_links = "|et|and" if re.match("entre|between", words) else ""
    for link in re.finditer(
        rf" (?:a|au|to|until|jusqu'a|jusqu'en|jusqu'au|-{and_links}) (?:le |the )?", said
    ):
        left, right = said[: link.start()], said[link.end() :]
        for last in _simple(right, today)[:1]:
            for first in _first_of_range(left, right, today):
                end = last if first.start <= last.end else next(iter(_simple(right, first.start)), last)
                return (Period(first.start, end.end),) if first.start <= end.end else ()
    return ()


def _first_of_range(left: str, right: str, today: date) -> tuple[Period, ...]:
    """Read the first end: "1er" in "du 1er au 15 mars", "mars" in "mars à mai 2028"."""
    after_number = re.sub(rf"^(?:(?:{WEEKDAY_NAMES}) )?\S+ ?", "", right)
    year = re.search(r"(?:19|20)\d\d$", right)
    with_year = (f"{left} {year[0]}", f"{left}/{year[0]}") if year else ()
    wordings = (f"{left} {after_number}".strip(), *with_year, left)
    return next((periods for wording in wordings if (periods := _simple(wording, today))), ())


_AFTER_MONTHS = 3
_OPEN_MONTHS = 6  # two committees, at three a year
# How they are said, whether from the end of what is named, and for how many months; 0: within it.
_STARTING = tuple(
    (pattern(said), after, months)
    for said, after, months in (
        (
            r"(?:pas avant|not before|(?:au plus tot|at the earliest|earliest)(?: en)?) (.+)"
            r"|(.+) (?:au plus tot|at the earliest)",
            False,
            _OPEN_MONTHS,
        ),
        (
            r"(?:(?:juste )?apres(?: avoir passe)?|(?:just )?after|a l'issue|au sortir|a la sortie"
            r"|1 fois passee?s?"
            r"|laiss\w+ passer|attend\w* la fin d(?:e|u)(?: la)?) (.+)"
            r"|1 fois (.+) passee?s?",
            True,
            _AFTER_MONTHS,
        ),
        (r"(?:from )?(.+) onwards?", False, 0),
        (r"(?:a (?:partir|compter)|des|starting(?: from| in)?|from|as (?:of|from)) (.+)", False, 0),
    )
)


def _from(words: str, today: date) -> tuple[Period, ...]:
    """Read "à partir de mars", which starts in it; "pas avant mars" may start after, "après mars" does."""
    for begins, after, months in _STARTING:
        if match := begins.fullmatch(words):
            said = match[match.lastindex or 1]
            periods = _simple(said, today) or (in_a_while(f"dans {said}", today) if months else ())
            if not months:
                return periods
            periods = _of_now(periods, today) if after else periods
            firsts = (period.end + DAY if after else period.start for period in periods)
            return tuple(Period(first, months_later(first, months) - DAY) for first in firsts)
    return ()


def _of_now(periods: tuple[Period, ...], today: date) -> tuple[Period, ...]:
    """Return the period that is running, where it is one of them: its end, or what follows it, is to come."""
    return periods[:1] if periods and periods[0].start <= today <= periods[0].end else periods


_PART = pattern(
    r"(?:toute? |towards? |around |en |a |au |aux |vers |the |la |le |les |at the |in |courant |pour |dans "
    r"|de |du |d')*"
    r"(?:(?P<begin>(?:tout )?debut|early|(?:beginning|start|first days)(?= of)|(?:1ers|premiers) jours)"
    r"|(?P<middle>mi|mid|milieu|middle|coeur)|(?P<end>(?:toute )?fin|end|late|derniers jours|last days))\b"
    r"(?: (?:de|du|of|d'|d)\b)? ?'? ?(?:(?P<figures>[2-4]\d)|(?P<whole>.+))"
)


def _part(words: str, today: date) -> tuple[Period, ...]:
    match = _PART.fullmatch(words)
    if match is None:
        return ()
    said = match["whole"] or f"20{match['figures']}"
    wholes = _of_now(_named(said, today), today)
    periods = []
    for whole in (whole for whole in wholes if whole.start < whole.end):
        part = _third(whole, match)
        if part.end < today:
            part = _third(next(iter(_named(said, whole.end + DAY)), whole), match)
        periods.append(part)
    return tuple(periods)


def _third(whole: Period, match: Match[str]) -> Period:
    """Return the beginning, middle or end of a period: ten days of a month, three months of a year."""
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
    if whole.start.day == 1 and (whole.end + DAY).day == 1 and months > 1:
        edge = max(1, months // 4)
        after_begin = months_later(whole.start, edge)
        before_end = months_later(whole.start, months - edge)
        middle = months_later(whole.start, months // 3), months_later(whole.start, months - months // 3)
    else:
        edge = round((whole.end - whole.start).days / 3)
        after_begin = whole.start + timedelta(days=edge)
        before_end = whole.start + timedelta(days=2 * edge)
        middle = after_begin, before_end
    if match["begin"]:
        return Period(whole.start, after_begin - DAY)
    return Period(before_end, whole.end) if match["end"] else Period(middle[0], middle[1] - DAY)
