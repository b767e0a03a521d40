"""The network's key figures, as its yearly page publishes them: one definition each, shown on request.

F1 to F11 and D1 to D6 are the numbers of the published figures (reference of the 2017 activity, section 2).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from conversations.dossiers.lifecycle import GRANTS
from conversations.network.basins import Network
from conversations.understanding.named_periods import Period
from conversations.understanding.words import fold
from models.database.prepared import tables_of
from models.figures.basins import BasinCounts, basin_counts, was_live
from models.figures.queries import Counted, Scope, distinct, distinct_by_basin, tallied
from models.support.tables import ContributorCompany, ContributorContact

FIRMS, CONTACTS = tables_of(ContributorCompany, ContributorContact)


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The key figures of a scope and a period. Days are in tenths, money in euros.

    ``decisions``: presentations to a committee by outcome. ``observed_*`` are told by ``followed`` firms,
    for which ``followed_*`` were planned. ``basins_*``: None where the days of conventions are not known.
    ``missions_several``: with two advisors or more.
    """

    received: int
    decisions: Mapping[str, int]
    contributor_companies: int
    representatives: int
    basins_active: int | None
    basins_announced: int | None
    basins_created: int | None
    companies_supported: int
    grants: int
    tenths_contracted: int
    tenths_delivered: int
    jobs_created_planned: int
    jobs_kept_planned: int
    followed: int
    jobs_created_observed: int
    jobs_kept_observed: int
    jobs_created_followed: int
    jobs_kept_followed: int
    advances: int
    advance_companies: int
    advance_total: int
    missions: int
    missions_several: int

    @property
    def presented(self) -> int:
        """Presentations to a committee."""
        return sum(self.decisions.values())

    @property
    def advance_mean(self) -> int | None:
        """The mean advance, to the euro; None without any."""
        return round(self.advance_total / self.advances) if self.advances else None


ALL = "*"
"""What the figures of a whole scope go by."""


class _Reading:
    """Reads what measures count in a period: of a scope as a whole, or basin by basin."""

    def __init__(self, connection: Connection, scope: Scope, period: Period, *, split: bool) -> None:
        self._connection, self._scope, self._period, self._split = connection, scope, period, split

    def amounts(self, measure: str) -> dict[str, Counted]:
        by = ("basin",) if self._split else ()
        found = tallied(self._connection, measure, self._scope, self._period, by)
        return {(dims[0] if dims else ALL): amounts for dims, amounts in found.items()}

    def keys(self, measure: str) -> dict[str, dict[str, Counted]]:
        by = ("basin", "key") if self._split else ("key",)
        found: dict[str, dict[str, Counted]] = {}
        for dims, amounts in tallied(self._connection, measure, self._scope, self._period, by).items():
            found.setdefault(dims[0] if self._split else ALL, {})[dims[-1]] = amounts
        return found

    def distinct(self, measure: str) -> dict[str, int]:
        if self._split:
            return distinct_by_basin(self._connection, measure, self._scope, self._period)
        return {ALL: distinct(self._connection, measure, self._scope, self._period)}


def key_figures(
    connection: Connection, network: Network, scope: Scope, period: Period, today: date
) -> KeyFigures:
    """Return the key figures of a whole scope."""
    reading = _Reading(connection, scope, period, split=False)
    involved = contributors(connection, network, scope, period)
    firms, people = set[str](), set[tuple[str, str]]()
    for its_firms, its_people in involved.values():
        firms |= its_firms
        people |= its_people
    basins = basin_counts(network, scope, period, today)
    return _gathered(reading, {ALL: (len(firms), len(people))}, {ALL: basins})[ALL]


def by_basin(
    connection: Connection, network: Network, scope: Scope, period: Period, today: date
) -> dict[str, KeyFigures]:
    """Return the key figures of each basin of a scope, in the order of the network; "" is the national queue.

    A basin that is not in the network any more is there when something was counted for it.
    """
    reading = _Reading(connection, scope, period, split=True)
    involved = {
        code: (len(firms), len(people))
        for code, (firms, people) in contributors(connection, network, scope, period).items()
    }
    listed = [basin.code for basin in network.basins if scope.holds(basin.code)]
    counts = {code: basin_counts(network, Scope(frozenset({code})), period, today) for code in listed}
    found = _gathered(reading, involved, counts)
    return {code: found[code] for code in (*listed, *sorted(found.keys() - set(listed)))}


def _gathered(
    reading: _Reading, involved: Mapping[str, tuple[int, int]], counts: Mapping[str, BasinCounts]
) -> dict[str, KeyFigures]:
    received, planned_created = reading.amounts("received"), reading.amounts("planned_created")
    planned_kept, delivered = reading.amounts("planned_kept"), reading.amounts("delivered")
    created, kept = reading.amounts("observed_created"), reading.amounts("observed_kept")
    followed_created, followed_kept = reading.amounts("followed_created"), reading.amounts("followed_kept")
    advances, advanced = reading.amounts("advance"), reading.distinct("advance")
    decisions, teams = reading.keys("decision"), reading.keys("mission")
    supported = reading.distinct("supported")
    none = Counted()
    every = counts.keys() | received.keys() | decisions.keys() | teams.keys() | advances.keys()

    def of(code: str) -> KeyFigures:
        decided = {key: found.n for key, found in decisions.get(code, {}).items()}
        team = teams.get(code, {})
        basins, (firms, people) = counts.get(code, BasinCounts(0, 0, 0)), involved.get(code, (0, 0))
        return KeyFigures(
            received=received.get(code, none).n,
            decisions=decided,
            contributor_companies=firms,
            representatives=people,
            basins_active=basins.active,
            basins_announced=basins.announced,
            basins_created=basins.created,
            companies_supported=supported.get(code, 0),
            grants=sum(decided.get(grant.value, 0) for grant in GRANTS),
            tenths_contracted=sum(found.total for found in team.values()),
            tenths_delivered=delivered.get(code, none).total,
            jobs_created_planned=planned_created.get(code, none).total,
            jobs_kept_planned=planned_kept.get(code, none).total,
            followed=created.get(code, none).n,
            jobs_created_observed=created.get(code, none).total,
            jobs_kept_observed=kept.get(code, none).total,
            jobs_created_followed=followed_created.get(code, none).total,
            jobs_kept_followed=followed_kept.get(code, none).total,
            advances=advances.get(code, none).n,
            advance_companies=advanced.get(code, 0),
            advance_total=advances.get(code, none).total,
            missions=sum(found.n for found in team.values()),
            missions_several=sum(found.n for size, found in team.items() if int(size) > 1),
        )

    return {code: of(code) for code in every}


Involved = dict[str, tuple[set[str], set[tuple[str, str]]]]
"""The contributor companies of each basin, and their representatives, as each is counted once."""


def contributors(connection: Connection, network: Network, scope: Scope, period: Period) -> Involved:
    """Return who took part in the live basins of a scope (F2, F1)."""
    found: Involved = {}
    for each in taking_part(connection, network, scope, period):
        firms, people = found.setdefault(each.basin, (set(), set()))
        firms.add(each.key)
        if each.contact is not None:
            people.add((each.key, each.contact_key))
    return found


class TakingPart(NamedTuple):
    """A contributor company of a basin, with one of its representatives; None where it has none."""

    basin: str
    number: int
    siren: str | None
    firm: str
    contact: str | None

    @property
    def key(self) -> str:
        """What counts the firm once, wherever it is: its SIREN, else its name."""
        return self.siren or fold(self.firm)

    @property
    def contact_key(self) -> str:
        """What counts the representative once, in the firm."""
        return fold(self.contact or "")


def taking_part(
    connection: Connection, network: Network, scope: Scope, period: Period
) -> Iterator[TakingPart]:
    """Give who took part in the live basins of a scope: each firm with each of its representatives."""
    live = [basin.code for basin in network.basins if scope.holds(basin.code) and was_live(basin, period)]
    then = and_(CONTACTS.c.company_id == FIRMS.c.id, overlaps(CONTACTS, period))
    query = (
        select(FIRMS.c.basin_code, FIRMS.c.id, FIRMS.c.siren, FIRMS.c.name, CONTACTS.c.name.label("contact"))
        .select_from(FIRMS.outerjoin(CONTACTS, then))
        .where(FIRMS.c.basin_code.in_(live), overlaps(FIRMS, period))
        .order_by(FIRMS.c.id, CONTACTS.c.name)
    )
    for row in connection.execute(query):
        yield TakingPart(*row)


def overlaps(table: Table, period: Period) -> ColumnElement[bool]:
    """Return that somebody takes part on at least one day of a period."""
    since, until = table.c.since, table.c.until
    return and_(or_(since.is_(None), since <= period.end), or_(until.is_(None), until >= period.start))
