"""Read the days and periods people type: "début mars", "d'ici l'été", "T2 2027", "dans 3 mois"."""

import re
from datetime import date, timedelta
from re import Match

from conversations.understanding.named_periods import DAY, MONTH_NAMES, Period, months_later, named_period
from conversations.understanding.quantities import Unit, read_quantities
from conversations.understanding.quantity_wording import in_digits, plain
from conversations.understanding.quantity_words import UNIT_WORDS
from conversations.understanding.words import legible

__all__ = ["Period", "read_periods"]

_LONGEST_TEXT = 200
_MOST_WORDS = 30
_MOST_READINGS = 4

_PRESENT = re.compile(
    r"(?:tout )?de suite|maintenant|immediatement|des que possible|le plus (?:tot|vite|rapidement) possible"
    r"|au plus (?:vite|tot)|asap|now|right away|right now|immediately|as soon as possible|aujourd'hui|today"
)


def read_periods(text: str, today: date) -> tuple[Period, ...]:
    """Return the readings of the day or period in ``text``, likeliest first.

    One reading: the text is clear. Several: ask which is meant. None: nothing is understood. What
    has no year is still to come, today included; a past that is written out is returned as it is.
    "D'ici" and "avant" start today.
    """
    text = legible(text)
    if len(text) > _LONGEST_TEXT:
        return ()
    words = _prepared(text, today)
    try:
        periods = _expression(words, today) or _within(words, today)
    except (OverflowError, ValueError):
        return ()  # a day that does not exist, or further than dates go
    readings = tuple(dict.fromkeys(periods))
    return readings if len(readings) <= _MOST_READINGS else ()


def _prepared(text: str, today: date) -> str:
    words = plain(text).replace("apres-demain", "surlendemain").replace(",", " ").strip(" .!?")
    words = re.sub(r"(?<=[a-z])\.", " ", words)
    words = _DAY_THEN_MONTH.sub(r"\1 \2", words)
    words = re.sub(rf"\b({MONTH_NAMES})[-/]({MONTH_NAMES})\b", r"\1 a \2", words)
    words = re.sub(rf"\b(\d\d?)-(\d\d? (?:{MONTH_NAMES})\b)", r"\1 a \2", words)
    words = re.sub(r"(?:\ba |\bat )?\b\d\d?(?:h|:)(?:\d\d)?\b", " ", words).strip()
    words = _MONTH_THEN_YEAR.sub(r"\1 \2", words)
    words = _SHORT_YEAR.sub(lambda said: f"{said[1]} {said[2]} {_full_year(int(said[3]), today)}", words)
    words = re.sub(r"\b(?:mi|mid|debut|fin)-", lambda part: f"{part[0][:-1]} ", words)
    # "Sept" is September, unless it counts something or ends a number.
    words = re.sub(r"(?<![a-z]-)(?<!mille )\bsept\b(?! (?:jours?|semaines?|mois|ans?)\b)", "septembre", words)
    return " ".join(in_digits(words).split())


# "5-mars-2027", "15/dec", "5 janv. '27": two figures are a year after a day, at the end only.
_APART = r"(?: ?[/.] ?| {1,2}|-)"
_DAY_THEN_MONTH = re.compile(rf"\b(\d\d?(?:er|st|nd|rd|th)?){_APART}({MONTH_NAMES})\b(?:[/-](?= |$))?")
_MONTH_THEN_YEAR = re.compile(rf"\b({MONTH_NAMES}){_APART}'?((?:19|20)\d\d)\b")
_SHORT_YEAR = re.compile(rf"\b(\d\d?(?:er|st|nd|rd|th)?){_APART}({MONTH_NAMES}){_APART}'?(\d\d)$")


def _full_year(figures: int, today: date) -> int:
    """Return the year that two figures mean: the nearest one that ends with them."""
    return min((1900 + figures, 2000 + figures), key=lambda year: abs(year - today.year))


def _expression(words: str, today: date) -> tuple[Period, ...]:
    """Read ``words`` as one expression from end to end."""
    readers = (_in_a_while, _simple, _bounded, _choice, _range, _from)
    return next((periods for read in readers if (periods := read(words, today))), ())


def _simple(words: str, today: date) -> tuple[Period, ...]:
    """Read an expression that holds no other: "tout de suite", "début mars", "T2 2027"."""
    if _PRESENT.fullmatch(words):
        return (Period(today, today),)
    if _BARE_SPAN.fullmatch(words):
        return ()
    return _part(words, today) or named_period(words, today)


# "L'année" alone is no date, though "fin d'année" is one.
_BARE_SPAN = re.compile(
    r"(?:dans |in )?(?:(?:le|la|les|the|un|une|par|du|de|de la|a|en) |(?:de )?l'|d')?"
    r"(?:semaine|mois|trimestre|semestre|annee|an|week|month|quarter|year)s?"
)

_WHILE = re.compile(
    r"(?P<delay>dans|in|d'ici(?: a)?|sous|within(?: the next)?) (?:les |the )?"
    r"(?P<next>(?:prochaine?s|next) )?(?P<quantity>.+?)(?: prochaine?s?| time)?"
    r"|il y a (?P<past>.+)|(?P<ago>.+) ago|(?P<ahead>.+) from now"
)


def _in_a_while(words: str, today: date) -> tuple[Period, ...]:
    """Read "dans 3 mois" (a day, or the days of a range), "sous 3 mois" (from today on), "il y a 3 mois"."""
    match = _WHILE.fullmatch(words)
    if match is None:
        return ()
    past = match["past"] or match["ago"]
    # Fifteen days is how the French say two weeks, eight days how they say one.
    said = re.sub(r"\b(?:quinze|15) jours\b", "2 semaines", past or match["ahead"] or match["quantity"])
    said = re.sub(r"\b(?:huit|8) jours\b", "1 semaine", said)
    said = re.sub(r"\b(?:a |one )?fortnight\b", "2 weeks", said)
    if not _LASTING.search(said) or _DELAY.search(said):
        return ()
    whole = match["delay"] not in {"dans", "in", None} or match["next"] or re.match(r"dans les|in the", words)
    sign = -1 if past else 1
    periods: list[Period] = []
    for quantity in read_quantities(said).readings:
        if quantity.unit not in _DURATIONS or quantity.per or quantity.limit:
            return ()
        start, end = sorted(
            _later(today, sign * float(end), quantity.unit) for end in (quantity.low, quantity.high)
        )
        periods.append(Period(today if whole and not past else start, end))
    return tuple(periods)


_DURATIONS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_LASTING = re.compile(rf"(?<![a-z])(?:{'|'.join(UNIT_WORDS[unit] for unit in _DURATIONS)})(?![a-z])")
_DELAY = re.compile(r"\b(?:dans|in|d'ici|sous|within|il y a|ago|from now)\b")  # one delay holds no other


def _later(day: date, count: float, unit: Unit) -> date:
    if unit in {Unit.DAY, Unit.WEEK}:
        return day + timedelta(days=round(count * _DURATIONS[unit]))
    months = count * _DURATIONS[unit]
    return months_later(day, int(months)) + timedelta(days=round((months - int(months)) * 30))


_BOUND = re.compile(
    r"(?P<by>d'ici(?: a| au| la| le| l')?|by(?: the)?|jusqu'(?:a|au|en)|until|au plus tard|no later than)"
    r" ?(?P<until>.+)|(?:avant|before) (?P<before>.+)|(?P<latest>.+) au plus tard"
)


def _bounded(words: str, today: date) -> tuple[Period, ...]:
    """Read "d'ici l'été" and "avant mars": from today to its first day, or the eve; to its end for "fin"."""
    match = _BOUND.fullmatch(words)
    if match is None:
        return ()
    said = match["until"] or match["before"] or match["latest"]
    periods = []
    for period in _simple(said, today):
        to_the_end = period.start == period.end or _PART_END.match(said) or match["latest"]
        if match["before"] and not _PART_END.match(said):
            last = period.start - DAY
        else:
            last = period.end if to_the_end else period.start
        periods.append(Period(today, last))
    return tuple(period for period in periods if period.start <= period.end)


_PART_END = re.compile(r"(?:la |the )?(?:fin|end|late)\b")


def _choice(words: str, today: date) -> tuple[Period, ...]:
    left, _, right = re.sub(r" or ", " ou ", words).partition(" ou ")
    first, second = _simple(left, today), _simple(right, today)
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
    after_first_word = right.partition(" ")[2]
    year = re.search(r"(?:19|20)\d\d$", right)
    wordings = (f"{left} {after_first_word}", f"{left} {year[0]}" if year else "", left)
    return next((periods for wording in wordings if (periods := _simple(wording.strip(), today))), ())


def _from(words: str, today: date) -> tuple[Period, ...]:
    """Read "à partir de mars", which starts in it, and "pas avant mars", which may start well after."""
    match = re.fullmatch(
        r"(?:a (?:partir|compter) d[eu']|des|starting(?: from| in)?|from|as of"
        r"|(?P<open>pas avant|not before)) ?(?P<first>.+)",
        words,
    )
    periods = _simple(match["first"], today) if match else ()
    if match and match["open"]:
        return tuple(
            Period(period.start, months_later(period.start, _OPEN_MONTHS) - DAY) for period in periods
        )
    return periods


_OPEN_MONTHS = 6  # two committees, at three a year


_PART = re.compile(
    r"(?:tout(?:e)? |en |a |au |vers |the |la |le |at the |in )*"
    r"(?:(?P<begin>debut|early|(?:beginning|start)(?= of))|(?P<middle>mi|mid|milieu|middle)"
    r"|(?P<end>fin|end|late))\b"
    r"(?: (?:de|du|of|d'|d)\b)? ?'? ?(?P<whole>.+)"
)


def _part(words: str, today: date) -> tuple[Period, ...]:
    match = _PART.fullmatch(words)
    if match is None:
        return ()
    wholes = named_period(match["whole"], today)
    periods = []
    for whole in (whole for whole in wholes if whole.start < whole.end):
        part = _third(whole, match)
        if part.end < today:
            part = _third(next(iter(named_period(match["whole"], whole.end + DAY)), whole), match)
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


# What stands alone in a sentence without being a date: "we may start in June".
_NOT_ALONE = frozenset({"may", "mar", "march", "dec", "sept", "now", "mai"})
_LONGEST_SPAN = 9


def _within(words: str, today: date) -> tuple[Period, ...]:
    """Read the expressions of a sentence, the longest first and without overlap."""
    if re.search(r"\b(?:pas|not|sauf|except|apres|after|depuis|since|ni)\b(?! avant| before)", words):
        return ()
    found: list[Period] = []
    left_out: list[str] = []
    pieces, first = words.split()[:_MOST_WORDS], 0
    while first < len(pieces):
        for last in range(min(len(pieces), first + _LONGEST_SPAN), first, -1):
            span = " ".join(pieces[first:last])
            if span not in _NOT_ALONE and (periods := _expression(span, today)):
                found += periods
                first = last
                break
        else:
            left_out.append(pieces[first])
            first += 1
    # A number left out would be a part of the date: "30 février".
    if re.search(r"\d", " ".join(left_out)):
        return ()
    return tuple(period for period in found if not any(_contains(period, other) for other in found))


def _contains(period: Period, other: Period) -> bool:
    """Tell whether ``other`` makes ``period`` more exact: "juin de l'année prochaine"."""
    return period != other and period.start <= other.start and other.end <= period.end
