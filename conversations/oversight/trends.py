"""Trends over years: a share of each year's requests, its rank, and whether it grows."""

from collections.abc import Mapping
from dataclasses import dataclass

STEADY = 1.0
"""Points a year under which a share is said to be steady."""

LEADING = 3
"""The ranks said to be high."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The course of one key over years, ascending. ``shares``: of each year's total, in percent.

    ``slope``: points gained a year, by least squares; None under two years. ``rank``: in the last year,
    1 for the most asked; None when nothing was asked for that year.
    """

    key: str
    counts: tuple[int, ...]
    shares: tuple[float, ...]
    slope: float | None
    rank: int | None

    @property
    def grows(self) -> bool:
        """Whether the share grows, year after year."""
        return self.slope is not None and self.slope >= STEADY

    @property
    def is_high(self) -> bool:
        """Whether it is among the most asked for in the last year."""
        return self.rank is not None and self.rank <= LEADING


def trends(counts: Mapping[int, Mapping[str, int]], totals: Mapping[int, int]) -> tuple[Trend, ...]:
    """Return the trend of each key, the most asked for in the last year first.

    ``counts``: of each key by year. ``totals``: what each year's counts are shares of.
    """
    years = sorted(totals)
    if not years:
        return ()
    last = counts.get(years[-1], {})
    ranked = sorted((key for key, n in last.items() if n), key=lambda key: (-last[key], key))
    rest = sorted({key for year in years for key in counts.get(year, {})} - set(ranked))
    return tuple(
        _trend(key, years, counts, totals, ranked.index(key) + 1 if last.get(key) else None)
        for key in (*ranked, *rest)
    )


def _trend(
    key: str,
    years: list[int],
    counts: Mapping[int, Mapping[str, int]],
    totals: Mapping[int, int],
    rank: int | None,
) -> Trend:
    course = tuple(counts.get(year, {}).get(key, 0) for year in years)
    shares = tuple(
        100 * n / totals[year] if totals[year] else 0.0 for n, year in zip(course, years, strict=True)
    )
    return Trend(key, course, shares, _slope(years, shares), rank)


def _slope(years: list[int], shares: tuple[float, ...]) -> float | None:
    if len(years) < 2:
        return None
    middle, mean = sum(years) / len(years), sum(shares) / len(shares)
    spread = sum((year - middle) ** 2 for year in years)
    return sum((year - middle) * (share - mean) for year, share in zip(years, shares, strict=True)) / spread
