"""Who is tied to whom in a territory, by a mission agreed or an exchange beyond it; nobody has a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

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


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of a scope in a period, each once: of missions, and of exchanges beyond them."""

    missions: frozenset[Tie]
    exchanges: frozenset[Tie]

    @property
    def points(self) -> tuple[Point, ...]:
        """Everybody who is tied to somebody, firms first."""
        found = {point for tie in (*self.missions, *self.exchanges) for point in tie}
        return tuple(sorted(found, key=lambda point: (point[0].value, point[1])))

    @property
    def may_be_drawn(self) -> bool:
        """Whether there are enough of them for nobody to be recognised, and few enough for an eye."""
        firms = sum(sort is Sort.FIRM for sort, _ in self.points)
        return firms >= FEWEST and len(self.points) <= MOST


def ties(connection: Connection, scope: Scope, period: Period) -> Ties:
    """Return the ties made in a period: missions by the day of their agreement."""
    return Ties(
        frozenset(_missions(connection, scope, period)), frozenset(_exchanges(connection, scope, period))
    )


def _missions(connection: Connection, scope: Scope, period: Period) -> Iterable[Tie]:
    query = (
        select(_firm(DOSSIERS), ADVISORS.c.company_id)
        .select_from(MISSIONS)
        .join(DOSSIERS, DOSSIERS.c.id == MISSIONS.c.dossier_id)
        .join(SHARES, SHARES.c.mission_id == MISSIONS.c.id)
        .join(ADVISORS, ADVISORS.c.id == SHARES.c.advisor_id)
        .where(MISSIONS.c.agreed_on.between(period.start, period.end))
    )
    for firm, lender in connection.execute(within(query, func.coalesce(DOSSIERS.c.basin_code, ""), scope)):
        yield (Sort.FIRM, firm), (Sort.CONTRIBUTOR, lender)


def _exchanges(connection: Connection, scope: Scope, period: Period) -> Iterable[Tie]:
    one, other = DOSSIERS.alias("one"), DOSSIERS.alias("other")
    query = (
        select(
            _firm(one).label("firm"),
            EXCHANGES.c.company_id,
            _firm(other).label("other_firm"),
            EXCHANGES.c.other_company_id,
        )
        .select_from(EXCHANGES)
        .outerjoin(one, one.c.id == EXCHANGES.c.dossier_id)
        .outerjoin(other, other.c.id == EXCHANGES.c.other_dossier_id)
        .where(EXCHANGES.c.erased_at.is_(None), EXCHANGES.c.took_place_on.between(period.start, period.end))
    )
    for row in connection.execute(within(query, EXCHANGES.c.basin_code, scope)):
        sides = _point(row.firm, row.company_id), _point(row.other_firm, row.other_company_id)
        if sides[0] is not None and sides[1] is not None and sides[0] != sides[1]:
            yield (sides[0], sides[1]) if _rank(sides[0]) <= _rank(sides[1]) else (sides[1], sides[0])


def _firm(requests: FromClause) -> ColumnElement[int]:
    """Return what a request's firm goes by: its company, else the request alone."""
    return func.coalesce(requests.c.company_id, -requests.c.id)


def _point(firm: int | None, lender: int | None) -> Point | None:
    if firm is not None:
        return (Sort.FIRM, firm)
    return None if lender is None else (Sort.CONTRIBUTOR, lender)


def _rank(point: Point) -> tuple[int, int]:
    return point[0].value, point[1]
