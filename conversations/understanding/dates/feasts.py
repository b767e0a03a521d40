"""Read the feasts of the year, fixed or counted from Easter, and about when schools are closed.

What is only about right has a name of its own, VAGUE, so that it is asked again.
"""

from collections.abc import Callable
from datetime import date, timedelta
from re import Match

from conversations.holidays import ASCENSION, EASTER_MONDAY, GOOD_FRIDAY, MID_LENT, WHIT_MONDAY, easter
from conversations.patterns import pattern
from conversations.understanding.named_periods import (
    BEFORE,
    DAY,
    YEAR_OR_TWO_FIGURES,
    Names,
    Period,
    single,
    upcoming,
    yearly,
)

_FIXED = {
    r"(?:jour de )?noel|christmas(?: day)?|xmas": (12, 25),
    r"(?:veille|reveillon) de noel|christmas eve": (12, 24),
    r"boxing day": (12, 26),
    r"saint-sylvestre|new year's eve|reveillon(?: du (?:nouvel an|jour de l'an))?": (12, 31),
    r"(?:jour|premier|1er) de l'an|nouvel an|new year(?:'s day|'s)?": (1, 1),
    r"epiphanie|(?:fete|jour) des rois|epiphany": (1, 6),
    r"chandeleur|candlemas": (2, 2),
    r"saint-valentin|valentine'?s?(?: day)?": (2, 14),
    r"april fools?'?(?: day)?|poisson d'avril": (4, 1),
    r"fete du travail|labou?r day": (5, 1),
    r"(?:fete de la )?victoire(?: (?:de )?1945)?": (5, 8),
    r"fete de la musique": (6, 21),
    r"saint-jean": (6, 24),
    r"fete nationale|bastille day": (7, 14),
    r"assomption|assumption(?: day)?": (8, 15),
    r"halloween": (10, 31),
    r"toussaint|all saints'?(?: day)?": (11, 1),
    r"armistice(?: (?:de )?1918)?": (11, 11),
    r"saint-nicolas": (12, 6),
}
_FROM_EASTER = {
    r"mardi gras|shrove tuesday": -47,
    r"mercredi des cendres|ash wednesday": -46,
    r"mi-?careme": MID_LENT,
    r"(?:dimanche des )?rameaux|palm sunday": -7,
    r"vendredi saint|good friday": GOOD_FRIDAY,
    r"samedi saint": -1,
    r"(?:dimanche de )?paques|easter(?: sunday)?": 0,
    r"lundi de paques|easter monday": EASTER_MONDAY,
    r"(?:jeudi de l')?ascension(?: day)?": ASCENSION,
    r"(?:dimanche de )?(?:la )?pentecote|whitsun|whit sunday|pentecost": WHIT_MONDAY - 1,
    r"lundi de (?:la )?pentecote|(?:whit|pentecost) monday": WHIT_MONDAY,
}
# Of the three zones together, 2026-2027: decree of the school calendar (education.gouv.fr).
_ABOUT = {
    r"vacances (?:scolaires )?de (?:noel|fin d'annee)|christmas holidays?|fetes de fin d'annee|fetes"
    r"|holiday season": ((12, 19), (1, 4)),
    r"vacances (?:scolaires )?(?:d'hiver|de fevrier)|winter holidays?": ((2, 6), (3, 8)),
    r"vacances (?:scolaires )?(?:de paques|de printemps|d'avril)|easter holidays?": ((4, 3), (5, 3)),
    r"(?:grandes )?vacances(?: scolaires)? d'ete|(?:grandes |longues )vacances|summer (?:holidays?|break)": (
        (7, 4),
        (8, 31),
    ),
    r"vacances (?:scolaires )?de (?:la )?toussaint": ((10, 17), (11, 2)),
    r"beaux jours": ((3, 20), (6, 20)),
    # Wheat, hay and grapes, from the south to the north (agreste.agriculture.gouv.fr).
    r"moissons?|harvest": ((6, 25), (8, 10)),
    r"foins|fenaison": ((5, 15), (6, 30)),
    r"vendanges?": ((8, 25), (10, 15)),
    r"(?:haute|pleine) saison|saison (?:estivale|touristique|d'ete)|high season": ((6, 15), (9, 15)),
}
VAGUE = pattern(
    r"\b(?:vacances|fetes|holidays?|break|season|beaux jours|moissons?|harvest|foins|fenaison|vendanges?"
    r"|saison)\b"
)


def _from_easter(days: int) -> Callable[[int], Period]:
    return lambda year: single(easter(year) + timedelta(days))


def _between(first: tuple[int, int], last: tuple[int, int]) -> Callable[[int], Period]:
    return lambda year: Period(date(year, *first), date(year + (last < first), *last))


def _ascension_bridge(year: int) -> Period:
    thursday = easter(year) + timedelta(ASCENSION)
    return Period(thursday, thursday + 3 * DAY)


def _mothers_day(year: int) -> Period:
    """Return the last Sunday of May; the first of June where that is Whit Sunday (loi du 24 mai 1950)."""
    last = date(year, 5, 31)
    sunday = last - timedelta((last.weekday() + 1) % 7)
    return single(sunday + 7 * DAY if sunday == easter(year) + timedelta(WHIT_MONDAY - 1) else sunday)


def _fathers_day(year: int) -> Period:
    return single(date(year, 6, 21) - timedelta((date(year, 6, 21).weekday() + 1) % 7))


def _black_friday(year: int) -> Period:
    """Return the day after the fourth Thursday of November."""
    return single(date(year, 11, 29) - timedelta((date(year, 11, 28).weekday() - 3) % 7))


_PERIODS: dict[str, Callable[[int], Period]] = {
    **{names: yearly(*day) for names, day in _FIXED.items()},
    **{names: _from_easter(days) for names, days in _FROM_EASTER.items()},
    **{names: _between(*ends) for names, ends in _ABOUT.items()},
    "pont de l'ascension": _ascension_bridge,
    "fete des meres|mother'?s day": _mothers_day,
    "fete des peres|father'?s day": _fathers_day,
    "black friday": _black_friday,
}


def _feast(match: Match[str], today: date) -> tuple[Period, ...]:
    period_of = next(of for names, of in _EACH if names.fullmatch(match["feast"]))
    return upcoming(period_of, match, today)


FEAST_NAMES = "|".join(_PERIODS)
_EACH = tuple((pattern(names), of) for names, of in _PERIODS.items())
FEASTS: Names = (
    (
        pattern(rf"{BEFORE}(?:fetes? (?:de )?(?:la |l')?)?(?P<feast>{FEAST_NAMES}){YEAR_OR_TWO_FIGURES}"),
        _feast,
    ),
)
