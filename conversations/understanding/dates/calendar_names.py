"""Read one day or period as it stands in a calendar: "15 mars", "T2 2027", "l'été prochain", "lundi"."""

import calendar
import re
from datetime import date
from re import Match

from conversations.patterns import pattern
from conversations.understanding.named_periods import (
    BEFORE,
    DAY,
    ENGLISH_MONTHS,
    MONTH_NAMES,
    MONTHS,
    PAST,
    RANK,
    RANKS,
    SHORT_WEEKDAYS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    YEAR,
    YEAR_OR_TWO_FIGURES,
    Names,
    Period,
    any_of,
    months_from,
    months_later,
    nearly_over,
    single,
    upcoming,
    yearly,
)

_MONTHS_AHEAD = 12
_SOON = 3  # years: two figures that may be a day too are no later one: "March 31"
_YEARS_AHEAD = 10  # two figures after a month may be one of these years: "juin 27"
# First and last (month, day) of each season; the winter ends the year after.
SEASONS = {
    "printemps": ((3, 20), (6, 20)),
    "spring": ((3, 20), (6, 20)),
    "ete": ((6, 21), (9, 22)),
    "summer": ((6, 21), (9, 22)),
    "automne": ((9, 23), (12, 20)),
    "autumn": ((9, 23), (12, 20)),
    "fall": ((9, 23), (12, 20)),
    "hiver": ((12, 21), (3, 19)),
    "winter": ((12, 21), (3, 19)),
}
_SPANS = {
    "semaine": 0, "week": 0, "mois": 1, "month": 1, "trimestre": 3, "quarter": 3, "semestre": 6,
    "semester": 6, "annee": 12, "an": 12, "year": 12,
}  # fmt: skip
_NEAR_DAYS = {
    "demain": 1, "tomorrow": 1, "surlendemain": 2, "day after tomorrow": 2, "hier": -1, "yesterday": -1,
    "avant-hier": -2, "day before yesterday": -2, "ce soir": 0, "ce matin": 0, "cet apres-midi": 0,
    "tonight": 0,
}  # fmt: skip


SPAN_NAMES = any_of((*_SPANS, *SEASONS, *_NEAR_DAYS))
_MONTH = f"(?P<month>{MONTH_NAMES})"
_NUMBER = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_WEEKDAY = f"(?P<weekday>{WEEKDAY_NAMES}|{any_of(SHORT_WEEKDAYS)})"


def _iso_day(match: Match[str], today: date) -> tuple[Period, ...]:
    return (single(date(int(match[1]), int(match[2]), int(match[3]))),)


def _numeric_day(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "03/04/2027" in the French order; the American one is the other reading, for a slash only.

    After a French article, "le 03/04", it is none.

    "04/27" is April 2027 before it is the 27th of April.
    """
    year = int(match["y"]) if match["y"] else None
    year = year + 2000 if year is not None and year < 100 else year
    first, second = int(match["a"]), int(match["b"])
    orders = [(first, second)]
    if match["mark"] == "/" and not match["article"]:
        orders.append((second, first))
    periods: list[Period] = []
    if year is None and 1 <= first <= 12 and _near(second, today):
        periods.append(months_from(2000 + second, first, 1))
    for day, month in orders:
        if 1 <= month <= 12 and 1 <= day <= 31:
            days = yearly(month, day)
            periods += [days(year)] if year is not None else upcoming(days, match, today)
    if year is not None and len(periods) > 1 and periods[1].end < today <= periods[0].end:
        return tuple(periods[:1])  # "01/12/2026" in November: nobody writes the day that is over
    late = second > today.year - 2000 + _SOON  # "5/31"
    return tuple(reversed(periods) if late and len(periods) > 1 and year is None else periods)


def _near(figures: int, today: date) -> bool:
    return today.year <= 2000 + figures <= today.year + _YEARS_AHEAD


def _numeric_month(match: Match[str], today: date) -> tuple[Period, ...]:
    return (months_from(int(match["year"]), int(match["number"]), 1),)


def _day(match: Match[str], today: date) -> tuple[Period, ...]:
    return upcoming(yearly(MONTHS[match["month"]], int(match["day"])), match, today)


def _month_and_figures(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "juin 27": a month of a year to come, or a day."""
    figures = int(match["day"])
    days = _day(match, today) if figures <= 31 else ()
    if not _near(figures, today):
        return days
    month = months_from(2000 + figures, MONTHS[match["month"]], 1)
    if days and figures > today.year - 2000 + _SOON:
        return days if match["month"] in ENGLISH_MONTHS else (*days, month)
    return (month, *days)


def _tuesday_or_march(match: Match[str], today: date) -> tuple[Period, ...]:
    tuesday = re.fullmatch(r"(?P<weekday>mar) (?P<day>\d\d?)", match[0])
    return (*(_day_of_month(tuesday, today) if tuesday else ()), *_month_and_figures(match, today))


def _day_of_month(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "le 15" and "lundi 15": the first such day to come."""
    said = match.groupdict().get("weekday") or ""
    weekday = WEEKDAYS.get(said, SHORT_WEEKDAYS.get(said))
    for ahead in range(_MONTHS_AHEAD):
        month = months_later(today.replace(day=1), ahead)
        if 1 <= int(match["day"]) <= calendar.monthrange(month.year, month.month)[1]:
            day = month.replace(day=int(match["day"]))
            if day >= today and weekday in {None, day.weekday()}:
                return (single(day),)
    return ()


def _month(match: Match[str], today: date) -> tuple[Period, ...]:
    read = upcoming(lambda year: months_from(year, MONTHS[match["month"]], 1), match, today)
    return nearly_over(read, match, today)


def _part_of_year(match: Match[str], today: date, months: int) -> tuple[Period, ...]:
    parts = 12 // months
    rank = RANKS[match["rank"]]
    rank = parts if rank == -1 else rank
    if rank > parts:
        return ()
    read = upcoming(lambda year: months_from(year, (rank - 1) * months + 1, months), match, today)
    read = nearly_over(read, match, today)
    if (
        match[0].startswith(("last ", "dernier ")) and not match["year"]
    ):  # the last of a year, or the one before
        start = months_later(date(today.year, (today.month - 1) // months * months + 1, 1), -months)
        return (*read, Period(start, months_later(start, months) - DAY))
    return read


def _quarter(match: Match[str], today: date) -> tuple[Period, ...]:
    return _part_of_year(match, today, 3)


def _semester(match: Match[str], today: date) -> tuple[Period, ...]:
    return _part_of_year(match, today, 6)


def _season(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "l'été prochain", "l'hiver 2026-2027"; the winter of one year begins in it, or ends."""
    first, last = SEASONS[match["season"]]

    def season(year: int) -> Period:
        return Period(date(year, *first), date(year + (last < first), *last))

    read = upcoming(season, match, today)
    dated = match["this"] or match["year"] or match["figures"]
    if read and read[0].start <= today <= read[0].end and not dated:
        return (*read, season(read[0].start.year + 1))  # this one is running: which is meant is asked
    if last < first and (match["year"] or match["figures"]) and not match["until"]:
        return (season(read[0].start.year - 1), *read)
    return read


def _back_to_school(match: Match[str], today: date) -> tuple[Period, ...]:
    return upcoming(lambda year: months_from(year, 9, 1), match, today)


def _year(match: Match[str], today: date) -> tuple[Period, ...]:
    return (months_from(int(match["year"]), 1, 12),)


def _span(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read this, next or last week, month, quarter, semester or year."""
    said = match[0]
    away = (
        1
        if re.search(r"prochain|suivant|next|coming|following|qui vient", said)
        else -1
        if re.search(r"derni|pass|past|ecoul|last|precedent", said)
        else 0
    )
    months = _SPANS[match["span"]]
    if months == 0:
        monday = today - today.weekday() * DAY + 7 * away * DAY
        return (Period(monday, monday + 6 * DAY),)
    start = months_later(date(today.year, (today.month - 1) // months * months + 1, 1), away * months)
    return (Period(start, months_later(start, months) - DAY),)


def _weekday(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "lundi", "lundi prochain" (the next one), "lundi en huit" (a week after it), "lundi dernier".

    "Vendredi prochain" said on a Monday may be that of the week, or of the next one.
    """
    ahead = (WEEKDAYS[match["weekday"]] - today.weekday() - 1) % 7 + 1
    day, which = today + ahead * DAY, f"{match['before']} {match['which']}"
    if PAST.search(which):
        return (single(day - (14 if ahead == 7 else 7) * DAY),)
    day += 7 * {"huit": 1, "8": 1, "week": 1, "quinze": 2, "15": 2}.get(match["weeks"] or "", 0) * DAY
    if re.search("prochain|next", which) and today.weekday() + ahead < 7:
        return (single(day), single(day + 7 * DAY))
    return (single(day),)


def _near_day(match: Match[str], today: date) -> tuple[Period, ...]:
    return (single(today + _NEAR_DAYS[match[0]] * DAY),)


def _after_next(match: Match[str], today: date) -> tuple[Period, ...]:
    """Read "the week after next", "the month after next": the second to come."""
    months = _SPANS[match["span"]]
    if months == 0:
        monday = today + (14 - today.weekday()) * DAY
        return (Period(monday, monday + 6 * DAY),)
    start = months_later(date(today.year, (today.month - 1) // months * months + 1, 1), 2 * months)
    return (Period(start, months_later(start, months) - DAY),)


CALENDAR: Names = tuple(
    (pattern(sought), read)
    for sought, read in (
        (r"(\d{4})[-/](\d\d?)[-/](\d\d?)", _iso_day),
        (r"(20\d\d)([01]\d)(\d\d)", _iso_day),
        (r"(?P<article>)(?P<a>\d\d)(?P<mark>)(?P<b>\d\d)(?P<y>20\d\d)", _numeric_day),
        (
            r"(?P<article>(?:le|du|au) )?"
            r"(?P<a>\d\d?)(?P<mark>[/.-])(?P<b>\d\d?)(?:(?P=mark)(?P<y>\d{4}|\d\d))?",
            _numeric_day,
        ),
        (r"(?P<number>0?[1-9]|1[0-2])[/.-](?P<year>(?:19|20)\d\d)", _numeric_month),
        (r"(?P<year>(?:19|20)\d\d)[/.-](?P<number>0?[1-9]|1[0-2])", _numeric_month),
        (rf"(?:{_WEEKDAY} )?(?:le |the )?{_NUMBER} (?:of )?{_MONTH}{YEAR}", _day),
        (r"(?P<month>mar) (?P<day>\d\d?)", _tuesday_or_march),
        (rf"{_MONTH} (?P<day>\d\d)", _month_and_figures),
        (rf"(?:{_WEEKDAY} )?{_MONTH} (?:the )?{_NUMBER}{YEAR}", _day),
        (rf"(?:le|du|au|the|on the|(?!mon ){_WEEKDAY}(?: le)?) {_NUMBER}", _day_of_month),
        (rf"(?:le |the )?{_NUMBER} (?:du mois|of the month)", _day_of_month),
        (r"(?P<day>\d{1,2})(?:st|nd|rd|th)", _day_of_month),
        (rf"{BEFORE}(?:mois d(?:e |'))?{_MONTH}{YEAR}", _month),
        (rf"(?:[tq]|trimestre) ?(?P<rank>[1-4]){YEAR_OR_TWO_FIGURES}", _quarter),
        (rf"(?P<rank>[1-4]) ?[tq]{YEAR_OR_TWO_FIGURES}", _quarter),
        (rf"{RANK} (?:trimestre|quart(?:er)?){YEAR_OR_TWO_FIGURES}", _quarter),
        (rf"(?:[sh]|semestre) ?(?P<rank>[12]){YEAR_OR_TWO_FIGURES}", _semester),
        (rf"{RANK} (?:semestre|semester|half){YEAR_OR_TWO_FIGURES}", _semester),
        (
            rf"(?P<this>(?:cet?|this) )?{BEFORE}(?P<season>{any_of(SEASONS)}){YEAR_OR_TWO_FIGURES}"
            r"(?P<until> a 20\d\d)?",
            _season,
        ),
        (rf"{BEFORE}rentree(?: de septembre| scolaire| des classes)?{YEAR_OR_TWO_FIGURES}", _back_to_school),
        (r"(?:annee |year )?(?P<year>(?:19|20)\d\d)", _year),
        (
            rf"{BEFORE}(?P<span>{any_of(_SPANS)})"
            r"(?: (?:prochaine?|suivante?|qui vient|derniere?|passee?|ecoulee?|en cours)|[- ]ci)?",
            _span,
        ),
        (
            rf"{BEFORE}(?P<weekday>{WEEKDAY_NAMES})(?: (?P<which>prochaine?|qui vient|suivant|dernier|passe)"
            r"| (?:en )?(?P<weeks>huit|8|quinze|15|week))?",
            _weekday,
        ),
        (any_of(_NEAR_DAYS), _near_day),
        (r"(?P<span>week|month|quarter|year) after next", _after_next),
        (r"(?P<span>semaine|mois|trimestre|annee) (?:d')?apres (?:la |le |l'annee )?prochaine?", _after_next),
    )
)
