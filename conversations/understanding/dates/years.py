"""Read the year of something past: "2016", "en 98", "mars 2011", "l'an dernier", "il y a 5 ans"; an age."""

import re
from datetime import date

from conversations.understanding.named_periods import MONTH_NAMES
from conversations.understanding.periods import read_periods, understood_periods
from conversations.understanding.quantity_wording import in_digits, plain
from conversations.understanding.residue import Understood
from conversations.understanding.words import fold

_TWO_FIGURES = re.compile(
    rf"(?P<before>[a-z' ]*?)\b(?:(?:{MONTH_NAMES}|0?[1-9]|1[0-2])[ /-])?'?(?P<figures>\d\d)", re.ASCII
)
_FOUR_FIGURES = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_SAID_IN_TWO = re.compile(r"(?<![\d.,] )\b(19|20) ?(\d\d)\b(?! ?\d)", re.ASCII)  # "nineteen ninety-eight"
_DECADE = re.compile(r"(?<=\d{4})s\b", re.ASCII)  # "the 1980s" is no year
_AGE = re.compile(
    r"(?:(?:il y a|ca fait|depuis|voila|for|since|about|environ) )*(?P<age>.+?)(?: old| d'existence)?"
)
_LONGEST_WORKED = 60  # years: "27" alone may well be the age of a firm; "85" is a year
_LONGEST_AGE = 60  # characters: "il y a maintenant une bonne quarantaine d'années" has 48
_EXACT_AGE = re.compile(r"\d+ (?:ans?|annees?|years?)")


def understood_years(text: str, today: date) -> Understood[int]:
    """Return the years that a text may mean, likeliest first, and the words that may change them.

    Two figures are of this century or of the last; or an age, where they are no year of this century.
    """
    words = _SAID_IN_TWO.sub(r"\1\2", in_digits(plain(text)).strip(" .!?"))
    short = _TWO_FIGURES.fullmatch(words)
    if short and "il y a" not in short["before"]:
        figures = int(short["figures"])
        aged = today.year - 2000 < figures <= _LONGEST_WORKED and not fold(short["before"])
        ages = (today.year - figures,) if aged else ()
        return Understood((2000 + figures, 1900 + figures, *ages), fold(short["before"]))
    said = understood_periods(text, today)
    past = (period for period in said.readings if period.start < today or period.end == today)
    if years := tuple(dict.fromkeys(year for each in past for year in (each.start.year, each.end.year))):
        return Understood(years, said.rest)
    if years := tuple(dict.fromkeys(int(figures) for figures in _FOUR_FIGURES.findall(words))):
        return Understood(years, fold(_FOUR_FIGURES.sub(" ", _DECADE.sub(" decade", words))))
    age = _AGE.fullmatch(words) if len(words) <= _LONGEST_AGE else None
    ago = read_periods(f"il y a {age['age']}", today) if age else ()
    past = (period for period in ago if period.start < today)
    years = tuple(dict.fromkeys(year for each in past for year in (each.end.year, each.start.year)))
    return Understood(years, "" if age and _EXACT_AGE.fullmatch(age["age"]) else fold(words))
