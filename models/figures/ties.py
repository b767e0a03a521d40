"""Who is tied to whom in a territory, by a mission agreed or an exchange beyond it; nobody has a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, func, select

from conversations.understanding.named_periods import Period
from models.database.prepared import tables_of
from models.dossiers.tables import Dossier
from models.exchanges.tables import Exchange
from models.figures.queries import Scope, within
from models.support.tables import Advisor, ContributorCompany, Mission, MissionAdvisor

DOSSIERS, EXCHANGES, MISSIONS, SHARES, ADVISORS, LENDERS = tables_of(
    Dossier, Exchange, Mission, MissionAdvisor, Advisor, ContributorCompany
)
FEWEST = 5
"""Fewer firms, or fewer contributor companies and firms together, would be recognised: nothing is drawn."""

MOST = 80
"""More points than this make no picture: a territory is to be chosen."""


class Sort(Enum):
    """What somebody tied is."""

    FIRM = auto()
    CONTRIBUTOR = auto()


Point = tuple[Sort, int]
Tie = tuple[Point, Point]


class Tied(NamedTuple):
    """What ties two sides once more: a share of a mission, or an exchange. ``basin``: where it was made.

    ``requests``: those of its sides, by firm.
    """

    tie: Tie
    basin: str
    requests: tuple[tuple[Point, int], ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of a scope in a period, each once: of missions, and of exchanges beyond them."""

    missions: frozenset[Tie]
    exchanges: frozenset[Tie]

    @property
    def points(self) -> tuple[Point, ...]:
        """Everybody who is tied to somebody, firms first."""
        found = {point for tie in (*self.missions, *self.exchanges) for point in tie}
        return tuple(sorted(found, key=_rank))

    @property
    def may_be_drawn(self) -> bool:
        """Whether there are enough of them for nobody to be recognised, and few enough for an eye."""
        firms = sum(sort is Sort.FIRM for sort, _ in self.points)
        return firms >= FEWEST and len(self.points) <= MOST


def ties(connection: Connection, scope: Scope, period: Period) -> Ties:
    """Return the ties made in a period: missions by the day of their agreement."""
    missions, exchanges = made(connection, scope, period)
    return Ties(frozenset(each.tie for each in missions), frozenset(each.tie for each in exchanges))


def made(connection: Connection, scope: Scope, period: Period) -> tuple[Sequence[Tied], Sequence[Tied]]:
    """Return what ties the firms of a scope in a period: shares of missions, then exchanges."""
    return list(_missions(connection, scope, period)), list(_exchanges(connection, scope, period))


def _missions(connection: Connection, scope: Scope, period: Period) -> Iterable[Tied]:
    basin = func.coalesce(DOSSIERS.c.basin_code, "")
    query = (
        select(_firm(DOSSIERS), ADVISORS.c.company_id, DOSSIERS.c.id, basin)
        .select_from(MISSIONS)
        .join(DOSSIERS, DOSSIERS.c.id == MISSIONS.c.dossier_id)
        .join(SHARES, SHARES.c.mission_id == MISSIONS.c.id)
        .join(ADVISORS, ADVISORS.c.id == SHARES.c.advisor_id)
        .where(MISSIONS.c.agreed_on.between(period.start, period.end))
    )
    for firm, lender, request, place in connection.execute(within(query, basin, scope)):
        point = (Sort.FIRM, firm)
        yield Tied((point, (Sort.CONTRIBUTOR, lender)), place, ((point, request),))


def _exchanges(connection: Connection, scope: Scope, period: Period) -> Iterable[Tied]:
    one, other = DOSSIERS.alias("one"), DOSSIERS.alias("other")
    query = (
        select(
            _firm(one).label("firm"),
            EXCHANGES.c.company_id,
            _firm(other).label("other_firm"),
            EXCHANGES.c.other_company_id,
            EXCHANGES.c.basin_code,
            one.c.id.label("request"),
            other.c.id.label("other_request"),
        )
        .select_from(EXCHANGES)
        .outerjoin(one, one.c.id == EXCHANGES.c.dossier_id)
        .outerjoin(other, other.c.id == EXCHANGES.c.other_dossier_id)
        .where(EXCHANGES.c.erased_at.is_(None), EXCHANGES.c.took_place_on.between(period.start, period.end))
    )
    for row in connection.execute(within(query, EXCHANGES.c.basin_code, scope)):
        sides = _point(row.firm, row.company_id), _point(row.other_firm, row.other_company_id)
        if sides[0] is None or sides[1] is None or sides[0] == sides[1]:
            continue
        tie = (sides[0], sides[1]) if _rank(sides[0]) <= _rank(sides[1]) else (sides[1], sides[0])
        requests = zip((sides[0], sides[1]), (row.request, row.other_request), strict=True)
        yield Tied(tie, row.basin_code, tuple((side, each) for side, each in requests if each is not None))


def _firm(requests: FromClause) -> ColumnElement[int]:
    """Return what a request's firm goes by: its company, else the request alone."""
    return func.coalesce(requests.c.company_id, -requests.c.id)


def _point(firm: int | None, lender: int | None) -> Point | None:
    if firm is not None:
        return (Sort.FIRM, firm)
    return None if lender is None else (Sort.CONTRIBUTOR, lender)


def _rank(point: Point) -> tuple[int, int]:
    return point[0].value, point[1]
