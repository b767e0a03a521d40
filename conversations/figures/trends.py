"""Trends over years: a share of each year's requests, its rank, and whether it grows.

A course is told only where the figures carry it: over whole years, of enough requests each, and when a
test of proportions says that chance alone would seldom give as much.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

BASE = 30
"""Requests of a year under which its shares are not compared: one request more would move them by points."""

SUPPORTED = 1.96
"""Standard errors from which a course is no chance, one time in twenty excepted."""

STEADY = 1.0
"""Points a year under which a share is said to be steady, however many requests support it."""

LEADING = 3
"""The ranks said to be high."""


class Course(StrEnum):
    """What a share does over years."""

    GROWS = "grows"
    RECEDES = "recedes"
    HIGH = "high"  # it neither grows nor recedes, among the most asked for
    STEADY = "steady"
    UNKNOWN = "unknown"  # the figures do not carry any


@dataclass(frozen=True, slots=True)
class Year:
    """A year that is compared with others: the requests of one key, of all those received."""

    year: int
    count: int
    total: int

    @property
    def share(self) -> float:
        """The share of the key, in percent."""
        return 100 * self.count / self.total


@dataclass(frozen=True, slots=True)
class Trend:
    """One key over years, ascending. ``shares``: of each year's total, in percent.

    ``rank``: in the last year, 1 for the most asked; None when nothing was asked for that year.
    ``compared``: the years that the course is told from; ``slope``: the points it gains a year over them.
    """

    key: str
    counts: tuple[int, ...]
    shares: tuple[float, ...]
    rank: int | None
    course: Course
    compared: tuple[Year, ...] = ()
    slope: float = 0.0


def trends(
    counts: Mapping[int, Mapping[str, int]], totals: Mapping[int, int], whole: Collection[int]
) -> tuple[Trend, ...]:
    """Return the trend of each key, the most asked for in the last year first.

    ``counts``: of each key by year. ``totals``: what each year's counts are shares of. ``whole``: the
    years that are over and were on record from their beginning: the others are shown, never compared.
    """
    years = sorted(totals)
    if not years:
        return ()
    carrying = [year for year in years if year in whole and totals[year] >= BASE]
    last = counts.get(years[-1], {})
    ranked = _ranked(last)
    rest = sorted({key for year in years for key in counts.get(year, {})} - set(ranked))
    leading = _ranked(counts.get(carrying[-1], {}))[:LEADING] if carrying else []
    found = []
    for key in (*ranked, *rest):
        course = [counts.get(year, {}).get(key, 0) for year in years]
        compared = tuple(Year(year, counts.get(year, {}).get(key, 0), totals[year]) for year in carrying)
        slope, errors = _slope(compared)
        found.append(
            Trend(
                key,
                tuple(course),
                tuple(100 * n / totals[year] if totals[year] else 0.0
                      for n, year in zip(course, years, strict=True)),
                ranked.index(key) + 1 if last.get(key) else None,
                _course(compared, slope, errors, key in leading),
                compared,
                slope,
            )
        )  # fmt: skip
    return tuple(found)


def _ranked(counts: Mapping[str, int]) -> list[str]:
    return sorted((key for key, n in counts.items() if n), key=lambda key: (-counts[key], key))


def _course(compared: Sequence[Year], slope: float, errors: float, leads: bool) -> Course:
    if len(compared) < 2:
        return Course.UNKNOWN
    if abs(slope) >= STEADY and abs(errors) >= SUPPORTED:
        return Course.GROWS if slope > 0 else Course.RECEDES
    return Course.HIGH if leads else Course.STEADY


def _slope(compared: Sequence[Year]) -> tuple[float, float]:
    """Return the points a share gains a year, and by how many standard errors that differs from none.

    It is the test of Cochran and Armitage for a trend in proportions; over two years, the usual test of
    two proportions.
    """
    total = sum(year.total for year in compared)
    if len(compared) < 2 or not total:
        return 0.0, 0.0
    share = sum(year.count for year in compared) / total
    middle = sum(year.total * year.year for year in compared) / total
    spread = sum(year.total * (year.year - middle) ** 2 for year in compared)
    gained = sum((year.year - middle) * (year.count - year.total * share) for year in compared)
    deviation = sqrt(share * (1 - share) * spread)
    return 100 * gained / spread, gained / deviation if deviation else 0.0
