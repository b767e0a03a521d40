"""How many territories there are, and which were in force when: by the days of their conventions."""

from dataclasses import dataclass
from datetime import date

from conversations.network.basins import Basin, BasinStatus, Network
from conversations.understanding.named_periods import Period
from models.figures.queries import Scope


@dataclass(frozen=True, slots=True)
class BasinCounts:
    """How many basins (F3, F4); None where no day is known for a period that is past."""

    active: int | None
    announced: int | None
    created: int | None


def basin_counts(network: Network, scope: Scope, period: Period, today: date) -> BasinCounts:
    """Return how many basins were active and announced on the last day of a period, and created in it."""
    day = min(period.end, today)
    dated = any(basin.since or basin.announced for basin in _of(network, scope))
    if not dated and day < today:
        return BasinCounts(None, None, None)
    asked = (network, scope, period, today)
    return BasinCounts(len(active(*asked)), len(announced(*asked)), len(created(*asked)))


def active(network: Network, scope: Scope, period: Period, today: date) -> list[Basin]:
    """Return the basins in force on the last day of a period (F3)."""
    day = min(period.end, today)
    return [basin for basin in _of(network, scope) if is_active(basin, day, today)]


def announced(network: Network, scope: Scope, period: Period, today: date) -> list[Basin]:
    """Return the basins announced by the last day of a period (F4)."""
    day = min(period.end, today)
    return [basin for basin in _of(network, scope) if _is_announced(basin, day, today)]


def created(network: Network, scope: Scope, period: Period, today: date) -> list[Basin]:
    """Return the basins whose convention began in a period."""
    day = min(period.end, today)
    return [
        basin
        for basin in _of(network, scope)
        if basin.since is not None and period.start <= basin.since <= day
    ]


def _of(network: Network, scope: Scope) -> list[Basin]:
    return [basin for basin in network.basins if scope.holds(basin.code)]


def is_active(basin: Basin, day: date, today: date) -> bool:
    """Tell whether a basin's convention was in force on a day; without its days, whether it is today."""
    if basin.since is None and basin.until is None:
        return basin.status is BasinStatus.ACTIVE
    begun = basin.since is None or basin.since <= day
    ended = basin.until is not None and basin.until < day
    paused = day == today and basin.status is BasinStatus.PAUSED
    return begun and not ended and not paused and (basin.since is not None or _open(basin))


def _open(basin: Basin) -> bool:
    return basin.status in (BasinStatus.ACTIVE, BasinStatus.PAUSED, BasinStatus.CLOSED)


def _is_announced(basin: Basin, day: date, today: date) -> bool:
    if basin.announced is None:
        return basin.status is BasinStatus.ANNOUNCED and day >= today
    return basin.announced <= day and (basin.since is None or basin.since > day)


def was_live(basin: Basin, period: Period) -> bool:
    """Tell whether a basin's convention was in force on a day of a period; unknown days do not exclude it."""
    return (basin.since is None or basin.since <= period.end) and (
        basin.until is None or basin.until >= period.start
    )
