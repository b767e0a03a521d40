"""What exchanges between firms amount to: counted apart from contracted days, never mixed with them.

The rows of a scope and a period are few (a territory has some tens a year): they are read, then counted here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from conversations.dossiers.deadlines import time_zone
from conversations.exchanges.questions import OfferStatus
from conversations.figures.delays import Spread, spread_of
from conversations.figures.periods import BEGINNING, months_in
from conversations.understanding.named_periods import Period
from models.database.prepared import tables_of
from models.dossiers.tables import Dossier
from models.exchanges.tables import Exchange, NetworkQuestion, Offer
from models.figures.queries import Behind, Counted, Part, Scope, distinct, moments, within

QUESTIONS, OFFERS, EXCHANGES, DOSSIERS = tables_of(NetworkQuestion, Offer, Exchange, Dossier)
_PARIS = time_zone(None)
ACROSS = func.coalesce(EXCHANGES.c.other_basin_code, EXCHANGES.c.basin_code) != EXCHANGES.c.basin_code
"""An exchange between two basins."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was asked, and what came of it.

    ``asked``, ``passed``, ``answered``: questions put in the period, of which so many were passed on, and
    so many got an offer. ``introductions``: both sides said yes, in the period. ``took_place``: exchanges of
    the period that no side denied; ``confirmed``: those that both sides say took place. ``across``: those
    between two basins.
    """

    asked: int = 0
    passed: int = 0
    answered: int = 0
    introductions: int = 0
    took_place: int = 0
    confirmed: int = 0
    across: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return both together."""
        return Counts(*(getattr(self, name) + getattr(other, name) for name in NAMES))


NAMES = ("asked", "passed", "answered", "introductions", "took_place", "confirmed", "across")


class Cell(NamedTuple):
    """What counts are of: a kind, a basin, a month."""

    kind: str
    basin: str
    month: date


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom exchanges reach. ``supported``: firms whose request was granted by the end of the period, of which
    ``with_exchange`` took part in one in the period. ``contributors``: companies that took part in one.
    """

    supported: int
    with_exchange: int
    contributors: int


def counts(connection: Connection, scope: Scope, period: Period) -> dict[Cell, Counts]:
    """Return what exchanges amount to in a period, by kind, basin and month."""
    found: dict[Cell, Counts] = {}
    for cell, counted in (
        *_questions(connection, scope, period),
        *_introductions(connection, scope, period),
        *_exchanges(connection, scope, period),
    ):
        found[cell] = found.get(cell, Counts()) + counted
    return found


def summed(found: Mapping[Cell, Counts]) -> Counts:
    """Return all counts together."""
    return sum(found.values(), Counts())


def by_kind(found: Mapping[Cell, Counts]) -> dict[str, Counts]:
    """Return counts by kind, the most asked for and exchanged first."""
    kinds: dict[str, Counts] = {}
    for cell, counted in found.items():
        kinds[cell.kind] = kinds.get(cell.kind, Counts()) + counted
    return dict(sorted(kinds.items(), key=lambda each: (-each[1].asked - each[1].took_place, each[0])))


def by_basin(found: Mapping[Cell, Counts]) -> dict[str, Counts]:
    """Return counts by basin, in the order of their codes."""
    basins: dict[str, Counts] = {}
    for cell, counted in found.items():
        basins[cell.basin] = basins.get(cell.basin, Counts()) + counted
    return dict(sorted(basins.items()))


def by_month(found: Mapping[Cell, Counts], period: Period) -> dict[date, Counts]:
    """Return counts by month, those with nothing included."""
    months = {month: Counts() for month in months_in(period)}
    for cell, counted in found.items():
        months[cell.month] = months.get(cell.month, Counts()) + counted
    return months


def _questions(connection: Connection, scope: Scope, period: Period) -> Iterable[tuple[Cell, Counts]]:
    table = QUESTIONS.c
    query = select(table.kind, table.basin_code, table.asked_at, table.passed_at, table.offered_at)
    asked = within(query.where(*asked_in(period)), table.basin_code, scope)
    for row in connection.execute(asked):
        cell = Cell(row.kind, row.basin_code, _month(row.asked_at))
        yield cell, Counts(asked=1, passed=row.passed_at is not None, answered=row.offered_at is not None)


def _introductions(connection: Connection, scope: Scope, period: Period) -> Iterable[tuple[Cell, Counts]]:
    query = (
        select(QUESTIONS.c.kind, QUESTIONS.c.basin_code, OFFERS.c.introduced_at)
        .join(QUESTIONS, QUESTIONS.c.id == OFFERS.c.question_id)
        .where(*introduced_in(period))
    )
    for row in connection.execute(within(query, QUESTIONS.c.basin_code, scope)):
        yield Cell(row.kind, row.basin_code, _month(row.introduced_at)), Counts(introductions=1)


def _exchanges(connection: Connection, scope: Scope, period: Period) -> Iterable[tuple[Cell, Counts]]:
    table = EXCHANGES.c
    query = select(
        table.kind, table.basin_code, table.took_place_on, table.confirmed_at, ACROSS.label("across")
    ).where(*took_place_in(period))
    for row in connection.execute(within(query, table.basin_code, scope)):
        confirmed = row.confirmed_at is not None
        cell = Cell(row.kind, row.basin_code, row.took_place_on.replace(day=1))
        yield cell, Counts(took_place=1, confirmed=confirmed, across=bool(row.across))


def asked_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    """Return that a question was put in a period."""
    return moments(QUESTIONS.c.asked_at, period)


def introduced_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    """Return that both sides of an offer said yes in a period."""
    return (OFFERS.c.status == OfferStatus.INTRODUCED.value, *moments(OFFERS.c.introduced_at, period))


def took_place_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    """Return that an exchange is of a period, and that no side denied it."""
    return (
        EXCHANGES.c.erased_at.is_(None),
        EXCHANGES.c.took_place_on.between(period.start, period.end),
    )


def _month(moment: datetime) -> date:
    return moment.astimezone(_PARIS).date().replace(day=1)


def delay_to_first_offer(connection: Connection, scope: Scope, period: Period) -> Spread:
    """Return the days from when a question was passed on to its first offer, of those put in the period."""
    table = QUESTIONS.c
    query = select(table.passed_at, table.offered_at).where(
        table.passed_at.is_not(None), table.offered_at.is_not(None), *moments(table.asked_at, period)
    )
    found = connection.execute(within(query, table.basin_code, scope))
    return spread_of(Counter(max(0, (row.offered_at - row.passed_at).days) for row in found))


def reach(connection: Connection, scope: Scope, period: Period) -> Reach:
    """Return whom exchanges reach in a period: each firm counts once."""
    granted = distinct(connection, "supported", scope, Period(BEGINNING, period.end))
    return Reach(
        granted,
        len(firms_with_exchange(connection, scope, period)),
        len(lenders_in(connection, scope, period)),
    )


def firms_with_exchange(connection: Connection, scope: Scope, period: Period) -> set[int]:
    """Return the supported firms that took part in an exchange of a period, by number of company."""
    return set(_dossiers_of_firms(connection, scope, period))


def _dossiers_of_firms(connection: Connection, scope: Scope, period: Period) -> dict[int, set[int]]:
    firms: dict[int, set[int]] = {}
    for column in (EXCHANGES.c.dossier_id, EXCHANGES.c.other_dossier_id):
        query = (
            select(func.coalesce(DOSSIERS.c.company_id, -DOSSIERS.c.id), DOSSIERS.c.id)
            .select_from(EXCHANGES.join(DOSSIERS, DOSSIERS.c.id == column))
            .where(*took_place_in(period))
        )
        for firm, dossier in connection.execute(within(query, EXCHANGES.c.basin_code, scope)):
            firms.setdefault(firm, set()).add(dossier)
    return firms


def with_exchange(connection: Connection, scope: Scope, period: Period, start: int, at_most: int) -> Behind:
    """Return the supported firms that took part in an exchange of a period, each with its dossiers."""
    firms = _dossiers_of_firms(connection, scope, period).values()
    parts = sorted((Part(tuple(sorted(each, reverse=True))) for each in firms), reverse=True)
    return Behind(len(parts), tuple(parts[start : start + at_most]), Counted(len(parts), len(parts)))


def lenders_in(connection: Connection, scope: Scope, period: Period) -> set[int]:
    """Return the contributor companies that took part in an exchange of a period."""
    companies: set[int] = set()
    for column in (EXCHANGES.c.company_id, EXCHANGES.c.other_company_id):
        query = select(column).where(column.is_not(None), *took_place_in(period))
        companies |= set(connection.execute(within(query, EXCHANGES.c.basin_code, scope)).scalars())
    return companies
