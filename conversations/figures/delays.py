"""Delays as ranges: what half of them, and nine in ten, did not exceed."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Delays in whole days. ``n``: how many were measured; with none, the rest is None.

    ``median`` and ``ninetieth``: the smallest delay that half, nine in ten, of them do not exceed (the
    nearest rank: always a delay that was observed).
    """

    n: int
    median: int | None = None
    ninetieth: int | None = None
    longest: int | None = None


def spread_of(delays: Mapping[int, int]) -> Spread:
    """Return the spread of delays, given how often each occurred."""
    n = sum(delays.values())
    if not n:
        return Spread(0)
    return Spread(n, _rank(delays, -(-n // 2)), _rank(delays, -(-n * 9 // 10)), max(delays))


def _rank(delays: Mapping[int, int], wanted: int) -> int:
    seen = 0
    for days in sorted(delays):
        seen += delays[days]
        if seen >= wanted:
            return days
    raise ValueError(wanted)
