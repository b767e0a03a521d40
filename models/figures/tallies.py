"""The tallies: what the measures count, summed by month and kept up to date.

Whatever changes a dossier marks it. Counting takes the marked dossiers, takes back what each added before
(its share), and adds what it adds now: a figure is right as soon as no mark is left, and its cost does not
depend on how many dossiers there are. A share bears the fingerprint of the measures it was counted by: at
start, those of other measures are marked.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Connection, Dialect, bindparam, delete, func, insert, select

from conversations.figures.periods import first_of_month
from models.database.dialects import OfDialect
from models.database.engines import Lock
from models.database.prepared import tables_of
from models.database.processes import newest_measures
from models.dossiers.tables import Uncounted
from models.figures.measure import fingerprint
from models.figures.measures import MEASURES
from models.figures.tables import Share, Tally

MARKS, SHARES, TALLIES = tables_of(Uncounted, Share, Tally)

AT_ONCE = 500  # marks
ENOUGH = 2_000
"""Marks counted before figures are shown: more wait only after a history was loaded."""

Cell: TypeAlias = tuple[str, str, str, str]
"""A measure, the first day of a month, a basin, a key."""

Amounts: TypeAlias = dict[Cell, tuple[int, int]]

_OLDEST = select(MARKS.c.id, MARKS.c.dossier_id).order_by(MARKS.c.id).limit(bindparam("most"))
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_KNOWN = select(SHARES).where(SHARES.c.dossier_id.in_(_IDS))
_UNMARK = delete(MARKS).where(MARKS.c.id.in_(_IDS))
_MARK_OUTDATED = insert(MARKS).from_select(
    ["dossier_id"],
    select(SHARES.c.dossier_id).where(
        SHARES.c.measures.is_distinct_from(bindparam("current")),
        SHARES.c.dossier_id.not_in(select(MARKS.c.dossier_id)),
    ),
)
_WAITING = select(func.count(MARKS.c.dossier_id.distinct()))


def _rows(name: str) -> Any:
    rows = MEASURES[name].rows.subquery("rows")
    return select(rows).where(rows.c.dossier.in_(_IDS))


_CONTRIBUTIONS = {name: _rows(name) for name in MEASURES}


def _upserts(dialect: Any) -> tuple[Any, Any]:
    adding = dialect.insert(TALLIES)
    summed = {name: TALLIES.c[name] + adding.excluded[name] for name in ("n", "total")}
    tally = adding.on_conflict_do_update(index_elements=list(TALLIES.primary_key.columns), set_=summed)
    noting = dialect.insert(SHARES)
    share = noting.on_conflict_do_update(
        index_elements=[SHARES.c.dossier_id],
        set_={"cells": noting.excluded.cells, "measures": noting.excluded.measures},
    )
    return tally, share


_UPSERTS = OfDialect(_upserts)


def count(connection: Connection, at_most: int = ENOUGH) -> int:
    """Count ``at_most`` marks, a few more to finish what was taken; return how many were done.

    None where a process of another release, which counts otherwise, started after those of this one.
    """
    _alone(connection)
    if not _counts(connection):
        return 0
    done = 0
    while done < at_most:
        marks = connection.execute(_OLDEST, {"most": min(AT_ONCE, at_most)}).all()
        if marks:
            recount(connection, {mark.dossier_id for mark in marks})
            connection.execute(_UNMARK, {"ids": [mark.id for mark in marks]})
            done += len(marks)
        if len(marks) < AT_ONCE:
            break
    return done


def uncounted(connection: Connection) -> bool:
    """Tell whether marks wait."""
    return connection.execute(select(MARKS.c.id).limit(1)).first() is not None


def waiting(connection: Connection) -> int:
    """Return how many dossiers wait to be counted: figures are not whole before."""
    return int(connection.execute(_WAITING).scalar_one())


def mark_outdated(connection: Connection) -> int:
    """Mark what was counted by other measures than those of this release; return how many dossiers."""
    _alone(connection)
    return connection.execute(_MARK_OUTDATED, {"current": measures_in_use(connection.dialect)}).rowcount


@lru_cache(maxsize=2)
def measures_in_use(dialect: Dialect) -> str:
    """Return the fingerprint of the measures of this release."""
    return fingerprint(dialect, MEASURES.values())


def _alone(connection: Connection) -> None:
    """Have one process at a time mark or count, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(Lock.COUNTING)))


def _counts(connection: Connection) -> bool:
    """Tell whether this release is the one that counts: beside others, the one that started last."""
    if connection.dialect.name != "postgresql":
        return True
    return newest_measures(connection) in {None, measures_in_use(connection.dialect)}


def recount(connection: Connection, dossier_ids: Collection[int]) -> None:
    """Count some dossiers again."""
    ids = sorted(dossier_ids)
    known = connection.execute(_KNOWN, {"ids": ids}).all()
    now = contributions(connection, ids)
    change: Amounts = {}
    for share in known:
        for *cell, n, total in share.cells:
            _add(change, (cell[0], cell[1], cell[2], cell[3]), -n, -total)
    for cells in now.values():
        for cell, (n, total) in cells.items():
            _add(change, cell, n, total)
    tally, share = _UPSERTS[connection.dialect.name]
    # In one order, so that two processes wait for each other rather than block each other.
    changed = [
        {"measure": cell[0], "month": date.fromisoformat(cell[1]), "basin_code": cell[2], "key": cell[3],
         "n": n, "total": total}
        for cell, (n, total) in sorted(change.items())
        if n or total
    ]  # fmt: skip
    if changed:
        connection.execute(tally, changed)
    shares = [
        {
            "dossier_id": number,
            "cells": [[*cell, *amounts] for cell, amounts in now.get(number, {}).items()],
            "measures": measures_in_use(connection.dialect),
        }
        for number in sorted(now.keys() | {share.dossier_id for share in known})
    ]
    if shares:
        connection.execute(share, shares)


def contributions(connection: Connection, ids: Iterable[int]) -> Mapping[int, Amounts]:
    """Return what each dossier adds to the tallies."""
    found: defaultdict[int, Amounts] = defaultdict(dict)
    values = {"ids": list(ids)}
    for name, statement in _CONTRIBUTIONS.items():
        for dossier, at, basin, key, value in connection.execute(statement, values):
            _add(found[dossier], (name, first_of_month(at), basin, key), 1, int(value))
    return found


def _add(amounts: Amounts, cell: Cell, n: int, total: int) -> None:
    before = amounts.get(cell, (0, 0))
    amounts[cell] = (before[0] + n, before[1] + total)
