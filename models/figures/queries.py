"""Read figures: from the tallies for whole months, from the measures themselves for days at either end."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Subquery, bindparam, func, select

from conversations.dossiers.deadlines import time_zone
from conversations.figures.periods import month_of, overlap
from conversations.understanding.named_periods import Period
from models.database.prepared import table_of
from models.figures.measure import Measure
from models.figures.measures import MEASURES
from models.figures.tables import Tally

TALLIES = table_of(Tally)
_PARIS = time_zone(None)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: of some basins, "" being the national queue; None for the whole network."""

    basins: frozenset[str] | None = None

    def holds(self, basin_code: str) -> bool:
        """Tell whether a basin is in it."""
        return self.basins is None or basin_code in self.basins


class Counted(NamedTuple):
    """How many, and the total of their values."""

    n: int = 0
    total: int = 0


def counted(connection: Connection, measure: str, scope: Scope, period: Period) -> Counted:
    """Return all that a measure counts in a period."""
    return tallied(connection, measure, scope, period, ()).get((), Counted())


def by_key(connection: Connection, measure: str, scope: Scope, period: Period) -> dict[str, Counted]:
    """Return what a measure counts in a period, by key."""
    found = tallied(connection, measure, scope, period, ("key",))
    return {key: amounts for (key,), amounts in found.items()}


def tallied(
    connection: Connection, measure: str, scope: Scope, period: Period, by: Sequence[str]
) -> Mapping[tuple[Any, ...], Counted]:
    """Return what a measure counts in a period by ``month``, ``basin`` or ``key``, whatever is asked."""
    found: dict[tuple[Any, ...], Counted] = {}
    whole, edges = _divided(period)
    if whole:
        asked = {"measure": measure, "first": whole.start, "last": whole.end, "basins": _named(scope)}
        _gather(found, connection, _whole_months(tuple(by), scope.basins is None), asked)
    for edge in edges:
        rows = MEASURES[measure].rows.subquery("rows")
        dims: list[ColumnElement[Any]] = [rows.c[name] for name in by if name != "month"]
        query = (
            select(*dims, func.count(), func.sum(rows.c.value))
            .where(*_in_period(MEASURES[measure], rows.c.at, edge))
            .group_by(*dims)
            .having(func.count() != 0)
        )
        month = {by.index("month"): edge.start.replace(day=1)} if "month" in by else {}
        _gather(found, connection, within(query, rows.c.basin, scope), {}, month)
    return found


@cache
def _whole_months(by: tuple[str, ...], everywhere: bool) -> Select[Any]:
    """Return what is asked of the tallies, built once: a page of figures asks fifty times."""
    columns = {"month": TALLIES.c.month, "basin": TALLIES.c.basin_code, "key": TALLIES.c.key}
    grouped = [columns[name] for name in by]
    inside = TALLIES.c.month.between(bindparam("first"), bindparam("last"))
    query = (
        select(*grouped, func.sum(TALLIES.c.n), func.sum(TALLIES.c.total))
        .where(TALLIES.c.measure == bindparam("measure"), inside)
        .group_by(*grouped)
        .having(func.sum(TALLIES.c.n) != 0)
    )
    return query if everywhere else query.where(TALLIES.c.basin_code.in_(bindparam("basins", expanding=True)))


def distinct(connection: Connection, measure: str, scope: Scope, period: Period) -> int:
    """Return how many different keys a measure has in a period."""
    return _distinct(connection, measure, scope, period, ()).get((), 0)


def distinct_by_basin(connection: Connection, measure: str, scope: Scope, period: Period) -> dict[str, int]:
    """Return how many different keys a measure has in a period, in each basin."""
    found = _distinct(connection, measure, scope, period, ("basin",))
    return {basin: n for (basin,), n in found.items()}


def _distinct(
    connection: Connection, measure: str, scope: Scope, period: Period, by: tuple[str, ...]
) -> dict[tuple[str, ...], int]:
    parts = _keys(measure, scope, period)
    if len(parts) == 1:
        every = parts[0].subquery("every")
        keys = select(*(every.c[name] for name in by), every.c.key).distinct().subquery("keys")
        dims = [keys.c[name] for name in by]
        query = select(*dims, func.count()).select_from(keys).group_by(*dims)
        return {tuple(group): int(n) for *group, n in connection.execute(query)}
    # Put together here: PostgreSQL 18 plans their union in parallel, and was seen not to end.
    different = {tuple(row) for part in parts for row in connection.execute(part)}
    found: dict[tuple[str, ...], int] = Counter()
    for group in {(basin, key) if by else (key,) for basin, key in different}:
        found[group[:-1]] += 1
    return found


def _keys(measure: str, scope: Scope, period: Period) -> list[Select[Any]]:
    whole, edges = _divided(period)
    parts: list[Select[Any]] = []
    if whole:
        query = select(TALLIES.c.basin_code.label("basin"), TALLIES.c.key).where(
            TALLIES.c.measure == measure, TALLIES.c.month.between(whole.start, whole.end), TALLIES.c.n > 0
        )
        parts.append(within(query, TALLIES.c.basin_code, scope))
    for edge in edges:
        rows = MEASURES[measure].rows.subquery("rows")
        query = select(rows.c.basin, rows.c.key).where(*_in_period(MEASURES[measure], rows.c.at, edge))
        parts.append(within(query, rows.c.basin, scope))
    return parts


class Part(NamedTuple):
    """A line of the list behind a number: its dossiers, how many times they count, and what that adds up to.

    ``dossiers``: one, or all those of a firm, latest first.
    """

    dossiers: tuple[int, ...]
    n: int = 1
    value: int = 1


@dataclass(frozen=True, slots=True)
class Behind:
    """The lines behind a number, latest first.

    ``total``: of them, however many are given. ``counted``: what all of them count and add up to.
    """

    total: int
    parts: tuple[Part, ...]
    counted: Counted

    @classmethod
    def of_dossiers(cls, total: int, dossiers: Iterable[int]) -> "Behind":
        """Return the list of dossiers that count once each."""
        return cls(total, tuple(Part((each,)) for each in dossiers), Counted(total, total))

    @property
    def dossiers(self) -> tuple[int, ...]:
        """The dossiers of the lines given."""
        return tuple(number for part in self.parts for number in part.dossiers)


def behind(
    connection: Connection,
    measure: str,
    scope: Scope,
    period: Period,
    keys: Sequence[str] = (),
    start: int = 0,
    at_most: int = 10,
    *,
    of_firms: bool = False,
) -> Behind:
    """Return what a measure counts in a period, under any of ``keys`` where some are given.

    A line is a dossier; ``of_firms``: all those of a firm, of a measure whose keys are firms.
    """
    rows = MEASURES[measure].rows.subquery("rows")
    inside = [*_in_period(MEASURES[measure], rows.c.at, period)]
    if keys:
        inside.append(rows.c.key.in_(keys))
    found = within(select(rows).where(*inside), rows.c.basin, scope).subquery("found")
    if MEASURES[measure].once and not of_firms:  # nothing to put together: none reads all the rows
        counts = by_key(connection, measure, scope, period)
        amounts = [amount for key, amount in counts.items() if not keys or key in keys]
        counted = Counted(sum(each.n for each in amounts), sum(each.total for each in amounts))
        page = select(found.c.dossier, found.c.value).order_by(found.c.at.desc(), found.c.dossier.desc())
        lines = connection.execute(page.offset(start).limit(at_most))
        return Behind(counted.n, tuple(Part((dossier,), 1, int(value)) for dossier, value in lines), counted)
    line = found.c.key if of_firms else found.c.dossier
    amounts_of = (func.count().label("n"), func.sum(found.c.value).label("value"))
    grouped = select(line.label("line"), *amounts_of, func.max(found.c.at).label("at")).group_by(line)
    groups = grouped.subquery("groups")
    summed = select(func.count(), func.sum(groups.c.n), func.sum(groups.c.value)).select_from(groups)
    total, n, value = connection.execute(summed).one()
    page = select(groups.c.line, groups.c.n, groups.c.value).order_by(
        groups.c.at.desc(), groups.c.line.desc()
    )
    shown = connection.execute(page.offset(start).limit(at_most)).all()
    of = _of_keys(connection, found, [str(each.line) for each in shown]) if of_firms else {}
    parts = (Part(of.get(each.line, (each.line,)), int(each.n), int(each.value)) for each in shown)
    return Behind(int(total), tuple(parts), Counted(int(n or 0), int(value or 0)))


def _of_keys(connection: Connection, found: Subquery, keys: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return the dossiers counted under each key, latest first."""
    query = (
        select(found.c.key, found.c.dossier)
        .where(found.c.key.in_(keys))
        .group_by(found.c.key, found.c.dossier)
        .order_by(func.max(found.c.at).desc(), found.c.dossier.desc())
    )
    of: dict[str, tuple[int, ...]] = {}
    for key, dossier in connection.execute(query):
        of[key] = (*of.get(key, ()), dossier)
    return of


def instant(day: date) -> datetime:
    """Return the moment a day begins in Paris."""
    return datetime.combine(day, time(), _PARIS).astimezone(UTC)


def moments(at: ColumnElement[Any], period: Period) -> tuple[ColumnElement[bool], ...]:
    """Return that a moment is in a period, whose days are those of Paris."""
    return (at >= instant(period.start), at < instant(period.end + _DAY))


def _in_period(measure: Measure, at: ColumnElement[Any], period: Period) -> tuple[ColumnElement[bool], ...]:
    if measure.by_day:
        return (at >= period.start, at <= period.end)
    return moments(at, period)


def _divided(period: Period) -> tuple[Period | None, list[Period]]:
    """Return the whole months of a period, and what is left of it at either end."""
    first, last = month_of(period.start), month_of(period.end)
    start = first.start if period.start == first.start else first.end + _DAY
    end = last.end if period.end == last.end else last.start - _DAY
    parts = [
        overlap(period, month)
        for month in dict.fromkeys((first, last))
        if not (period.start <= month.start and month.end <= period.end)
    ]
    return (Period(start, end) if start < end else None, parts)


def within(query: Select[Any], basin: ColumnElement[Any], scope: Scope) -> Select[Any]:
    """Return a query narrowed to the basins of a scope."""
    return query if scope.basins is None else query.where(basin.in_(_named(scope)))


def _named(scope: Scope) -> list[str]:
    return sorted(scope.basins or ())


def _gather(
    found: dict[tuple[Any, ...], Counted],
    connection: Connection,
    query: Select[Any],
    asked: Mapping[str, object],
    month: Mapping[int, date] | None = None,
) -> None:
    for *dims, n, total in connection.execute(query, asked):
        for place, first in (month or {}).items():
            dims.insert(place, first)
        before = found.get(tuple(dims), Counted())
        found[tuple(dims)] = Counted(before.n + int(n), before.total + int(total or 0))
