"""The public holidays of France, by department: fixed days of the year, and days counted from Easter.

Code du travail, L. 3133-1 (everywhere), L. 3134-13 (Alsace and Moselle) and L. 3422-2 (overseas); those of
the Pacific are of their own law. A test holds them against the ``holidays`` library, which knows the law of
every country, and takes 19 MB and 0.15 s.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY = -2, 1, 39, 50  # days after Easter
MID_LENT = -24


@dataclass(frozen=True, slots=True)
class Holidays:
    """Days of every year. ``fixed``: each as (month, day). ``from_easter``: each in days after it."""

    fixed: tuple[tuple[int, int], ...] = ()
    from_easter: tuple[int, ...] = ()

    def of(self, year: int) -> frozenset[date]:
        """Return them in a year."""
        sunday = easter(year)
        return frozenset(
            (
                *(date(year, month, day) for month, day in self.fixed),
                *(sunday + timedelta(days) for days in self.from_easter),
            )
        )


NATIONAL = Holidays(
    ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)),
    (EASTER_MONDAY, ASCENSION, WHIT_MONDAY),
)
_LOCAL_LAW = Holidays(((12, 26),), (GOOD_FRIDAY,))
LOCAL = {
    "57": _LOCAL_LAW,
    "67": _LOCAL_LAW,
    "68": _LOCAL_LAW,
    # The abolition of slavery is kept on a day of its own in each.
    "971": Holidays(((5, 27), (7, 21)), (MID_LENT, GOOD_FRIDAY)),
    "972": Holidays(((5, 22), (7, 21))),
    "973": Holidays(((6, 10),)),
    "974": Holidays(((12, 20),)),
    "976": Holidays(((4, 27),)),
    "977": Holidays(((10, 9),)),
    "978": Holidays(((5, 28), (7, 21))),
    "986": Holidays(((4, 28), (6, 29), (7, 29))),
    "987": Holidays(((3, 5), (11, 20)), (GOOD_FRIDAY,)),
    "988": Holidays(((9, 24),)),
}
"""What a department has besides; the others have nothing more."""


@cache
def holidays(year: int, department: str | None) -> frozenset[date]:
    """Return the public holidays of a department in a year; None: those of everywhere."""
    return NATIONAL.of(year) | LOCAL.get(department or "", Holidays()).of(year)


def easter(year: int) -> date:
    """Return the Sunday of Easter, by the rule of Gauss as Meeus gives it (Astronomical Algorithms, 8)."""
    golden, century, place = year % 19, year // 100, year % 100
    corrected = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + corrected + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (place // 4) - moon - place % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
