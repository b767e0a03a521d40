"""What the cells of a spreadsheet give, as people and programs write it: read, or refused with what to do."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from conversations.dossiers.deadlines import time_zone
from conversations.messages import Euros, Message, say
from conversations.understanding.company_numbers import (
    CompanyNumber,
    read_company_number,
    show_company_number,
)
from conversations.understanding.periods import understood_periods
from conversations.understanding.quantities.reading import Unit, read_figure
from conversations.understanding.residue import Understood, changes_nothing
from models.spreadsheets.raw_cells import Unreadable, day_of, text_of

_DECIMALS = 6  # of a number in a workbook: what is beyond is how computers count
_SIREN, _SIRET = 9, 14  # digits
_MOST_LOST = 3  # zeros that a number begins with
_CENTURY = 100
_YEARS_AHEAD = 20  # 46 is 2046 in 2026, 47 is 1947

_ROUNDED = re.compile(r"\d(?:[.,]\d+E\+?|E\+)\d+", re.IGNORECASE)
_WITHOUT_DECIMALS = re.compile(r"([\d\s]{6,})[.,]0{1,2}")
_CLOCK = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_CLOCK}(Z|[+-]\d{{2}}:?\d{{2}})?")
_FRENCH = re.compile(rf"(\d{{1,2}})[./-](\d{{1,2}})[./-](\d{{4}}|\d{{2}}){_CLOCK}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NAMED = re.compile(r"(\d{1,2})(er)?[ .-]+([^\W\d_]{3,9}\.?)[ .-]+(\d{4}|\d{2})")
_PARIS = time_zone(None)


def read_words(cell: object) -> str:
    """Return the words of a cell; raise Unreadable where the spreadsheet made a day of them."""
    _no_day(cell)
    return " ".join(text_of(cell).split())


def read_reference(cell: object) -> str:
    """Return what something is called; raise Unreadable where its digits are lost."""
    words = read_words(cell)
    if _ROUNDED.fullmatch(words):
        raise Unreadable(_rounded(words))
    return words


def read_number(cell: object, unit: Unit | None, otherwise: Message) -> Decimal:
    """Return the one number that a cell holds; raise Unreadable with its readings, or with ``otherwise``."""
    _no_day(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        return Decimal(str(round(cell, _DECIMALS)))
    text = text_of(cell)
    if text.isdecimal():
        return Decimal(text)
    if _ROUNDED.fullmatch(text):
        raise Unreadable(_rounded(text))
    readings = read_figure(f"0{text}" if text.startswith((",", ".")) else text, unit)
    if len(readings) > 1:
        one, other = readings
        raise Unreadable(
            say(
                "“{figure}” may mean {one} or {other}: write the one of the two that is right, without "
                "thousands separator.",
                figure=text,
                one=one,
                other=other,
            )
        )
    if not readings:
        raise Unreadable(otherwise)
    return readings[0]


def read_whole(cell: object, unit: Unit | None, low: int, high: int) -> int:
    """Return a whole number between two others; raise Unreadable."""
    otherwise = say("must be a whole number from {low} to {high}.", low=low, high=high)
    number = read_number(cell, unit, otherwise)
    if number != int(number) and unit is Unit.EURO and low <= number <= high:
        euros = Euros(int(number.to_integral_value(ROUND_HALF_UP)))
        figure = text_of(cell) if isinstance(cell, str) else number
        raise Unreadable(
            say("“{figure}” has cents: write whole euros, such as {euros}.", figure=figure, euros=euros)
        )
    if number != int(number) or not low <= number <= high:
        raise Unreadable(otherwise)
    return int(number)


def read_siren(cell: object) -> str:
    """Return the SIREN of a company number, as spreadsheets damage it; raise Unreadable."""
    text = text_of(cell)
    without = _WITHOUT_DECIMALS.fullmatch(text)  # 732829320.0
    text = without[1].strip() if without else text
    number = read_company_number(text)
    if isinstance(number, CompanyNumber):
        return number.siren
    digits = "".join(text.split())
    for length in (_SIREN, _SIRET):
        if digits.isdecimal() and length - _MOST_LOST <= len(digits) < length:
            # A figure loses its first zeros; the check digit tells whether these are what is missing.
            whole = read_company_number(digits.zfill(length))
            if isinstance(whole, CompanyNumber):
                return whole.siren
    raise Unreadable(_no_siren(text, digits))


def _no_siren(text: str, digits: str) -> Message:
    if _ROUNDED.fullmatch(text) or (len(digits) == _SIRET and digits.endswith("0" * 6)):
        return _rounded(text)
    siren = read_company_number(digits[:_SIREN]) if len(digits) == _SIRET else None
    if isinstance(siren, CompanyNumber):
        return say(
            "{number}: the SIREN {siren} is right, not the five digits after it. Write the SIREN alone, or "
            "mend the SIRET.",
            number=text,
            siren=show_company_number(siren),
        )
    return say("{siren} is not a SIREN number: check its nine digits.", siren=text)


def _rounded(text: str) -> Message:
    """Tell that the digits of a number are lost: 7,86E+13."""
    return say(
        "“{figure}” was rounded by the spreadsheet: take it from the source again, in a column in text "
        "format.",
        figure=text,
    )


NO_DAY = say("must be a day, such as 18/03/2017.")


def read_day(cell: object, today: date) -> date:
    """Return the day of a cell; raise Unreadable.

    A year in two digits is of this century, unless it would be long to come.
    """
    day = day_of(cell)
    if day is not None:
        return day
    text = " ".join(text_of(cell).split())
    try:
        if iso := _ISO.fullmatch(text):
            if iso[4]:  # a moment, and where: the day it was in Paris
                return datetime.fromisoformat(text.replace(",", ".")).astimezone(_PARIS).date()
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if french := _FRENCH.fullmatch(text):
            return date(_year(french[3], today), int(french[2]), int(french[1]))
        if compact := _COMPACT.fullmatch(text):
            return date(int(compact[1]), int(compact[2]), int(compact[3]))
    except (ValueError, OverflowError):  # the 31st of February
        raise Unreadable(NO_DAY) from None
    if text.isdecimal() and len(text) > 4:
        raise Unreadable(
            say("“{figure}” is a number, not a day: give the column a date format.", figure=text)
        )
    if named := _NAMED.fullmatch(text):
        text = f"{named[1]}{named[2] or ''} {named[3]} {_year(named[4], today)}"
    said = understood_periods(text, today) if re.search(r"\d{4}", text) else Understood(())
    days = [period.start for period in said.readings if period.start == period.end]
    if len(said.readings) != 1 or not days or not changes_nothing(said.rest):
        raise Unreadable(NO_DAY)
    return days[0]


def _year(digits: str, today: date) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    year += today.year - today.year % _CENTURY
    return year - _CENTURY if year > today.year + _YEARS_AHEAD else year


def _no_day(cell: object) -> None:
    """Refuse a day where something else is expected: 2.5 is the 2nd of May to a French spreadsheet."""
    day = day_of(cell)
    if day is not None:
        raise Unreadable(
            say(
                "the spreadsheet made a day of it, {day}: write it again in a column in text format.", day=day
            )
        )
