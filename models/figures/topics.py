"""What coordinators look at besides the key figures: each topic is one question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, true

from conversations.dossiers.statuses import Status
from conversations.figures.delays import Spread, spread_of
from conversations.figures.periods import everything, months_in
from conversations.figures.trends import Trend, trends
from conversations.network.basins import Network
from conversations.understanding.named_periods import Period
from models.database.prepared import tables_of
from models.dossiers.tables import LIVE_ROWS, Dossier
from models.figures.basins import is_active
from models.figures.queries import TALLIES, Behind, Counted, Scope, by_key, counted, moments, tallied, within
from models.intake.tables import DraftEnd, EndedDrafts, StoredDraft

DOSSIERS, DRAFTS, ENDED = tables_of(Dossier, StoredDraft, EndedDrafts)

BASIN = func.coalesce(DOSSIERS.c.basin_code, "")

HANDLED_HERE = or_(DOSSIERS.c.source.is_(None), DOSSIERS.c.version > 0)
"""What came through the assistant, or was brought from before and taken up here: the rest is past."""

OPEN_HERE = (LIVE_ROWS, HANDLED_HERE)

AGES = (7, 30, 60, 90)
"""Days that a request has stood still: at most each of these, or longer than the last."""

SILENCE = timedelta(days=90)
"""After which a territory that received nothing is said to be silent."""


def by_month(connection: Connection, measure: str, scope: Scope, period: Period) -> dict[date, Counted]:
    """Return what a measure counts in each month of a period, those with nothing included."""
    found = tallied(connection, measure, scope, period, ("month",))
    return {month: found.get((month,), Counted()) for month in months_in(period)}


def volumes(connection: Connection, scope: Scope, period: Period) -> dict[tuple[str, str], int]:
    """Return the requests received in a period by basin and status."""
    found = tallied(connection, "received", scope, period, ("basin", "key"))
    return {(basin, status): amounts.n for (basin, status), amounts in found.items()}


@dataclass(frozen=True, slots=True)
class Funnel:
    """From the first question to the end. ``stages``: requests that ever reached each, from ``claim`` on.

    ``begun``: conversations, of which ``sent`` became requests and ``left`` ended before, or are still
    unfinished, by the question where they stand: of the whole network, by whole months.
    """

    begun: int
    sent: int
    left: Mapping[str, int]
    unfinished: Mapping[str, int]
    received: int
    stages: Mapping[str, int]


def funnel(connection: Connection, scope: Scope, period: Period) -> Funnel:
    """Return what became of the conversations and requests begun in a period."""
    ended = select(ENDED.c.outcome, ENDED.c.question, func.sum(ENDED.c.n)).where(
        ENDED.c.month.between(period.start.replace(day=1), period.end)
    )
    sent, left = 0, dict[str, int]()
    for outcome, question, n in connection.execute(ended.group_by(ENDED.c.outcome, ENDED.c.question)):
        if outcome == DraftEnd.SENT:
            sent += int(n)
        else:
            left[question] = left.get(question, 0) + int(n)
    unfinished = _unfinished(connection, period)
    return Funnel(
        begun=sent + sum(left.values()) + sum(unfinished.values()),
        sent=sent,
        left=left,
        unfinished=unfinished,
        received=counted(connection, "received", scope, period).n,
        stages={key: found.n for key, found in by_key(connection, "stage", scope, period).items()},
    )


def _unfinished(connection: Connection, period: Period) -> dict[str, int]:
    """Return the drafts still open, by question."""
    begun = moments(DRAFTS.c.started_at, period)
    query = select(DRAFTS.c.state, func.count()).where(*begun).group_by(DRAFTS.c.state)
    return {state: int(n) for state, n in connection.execute(query)}


@dataclass(frozen=True, slots=True)
class Delays:
    """Delays in days, of the requests received in a period. ``waiting``: those not there yet."""

    care: Spread
    decision: Spread
    waiting_for_care: int


def delays(connection: Connection, scope: Scope, period: Period) -> Delays:
    """Return the delays to first care and to the committee's decision."""
    care = _spread(connection, "care", scope, period)
    waiting = select(func.count()).where(
        DOSSIERS.c.status == Status.RECEIVED.value, HANDLED_HERE, *moments(DOSSIERS.c.submitted_at, period)
    )
    return Delays(
        care=care,
        decision=_spread(connection, "decision_delay", scope, period),
        waiting_for_care=int(connection.execute(within(waiting, BASIN, scope)).scalar_one()),
    )


def _spread(connection: Connection, measure: str, scope: Scope, period: Period) -> Spread:
    return spread_of({int(key): found.n for key, found in by_key(connection, measure, scope, period).items()})


def needs(connection: Connection, scope: Scope, period: Period) -> dict[str, int]:
    """Return how many requests ask for each skill, most asked for first."""
    return ranked(by_key(connection, "need", scope, period))


def ranked(found: Mapping[str, Counted]) -> dict[str, int]:
    """Return counts by key, largest first."""
    return {key: amounts.n for key, amounts in sorted(found.items(), key=lambda each: (-each[1].n, each[0]))}


def need_trends(
    connection: Connection, scope: Scope, last_year: int, today: date, years: int = 5
) -> tuple[tuple[int, ...], tuple[Trend, ...]]:
    """Return the years that have requests, up to ``last_year``, and the course of each skill over them.

    Shares are of the requests of the year: the sum over skills exceeds 100 %.
    """
    period = Period(date(last_year - years + 1, 1, 1), date(last_year, 12, 31))
    counts: dict[int, dict[str, int]] = {}
    for (month, key), amounts in tallied(connection, "need", scope, period, ("month", "key")).items():
        year = counts.setdefault(month.year, {})
        year[key] = year.get(key, 0) + amounts.n
    totals: dict[int, int] = {}
    for (month,), amounts in tallied(connection, "received", scope, period, ("month",)).items():
        totals[month.year] = totals.get(month.year, 0) + amounts.n
    return tuple(sorted(totals)), trends(counts, totals, _whole(connection, scope, totals, today))


def _whole(connection: Connection, scope: Scope, years: Iterable[int], today: date) -> frozenset[int]:
    """Return the years that are over and on record from their first quarter on."""
    first = select(func.min(TALLIES.c.month)).where(TALLIES.c.measure == "received", TALLIES.c.n > 0)
    begun = connection.execute(within(first, TALLIES.c.basin_code, scope)).scalar()
    return frozenset(
        year for year in years if begun and begun < date(year, 4, 1) and date(year, 12, 31) < today
    )


def several_trend(connection: Connection, scope: Scope, last_year: int, years: int = 5) -> dict[int, Counted]:
    """Return, by year of signature, the missions (``n``) and those with several advisors (``total``)."""
    period = Period(date(last_year - years + 1, 1, 1), date(last_year, 12, 31))
    found: dict[int, Counted] = {}
    for (month, size), amounts in tallied(connection, "mission", scope, period, ("month", "key")).items():
        before = found.get(month.year, Counted())
        several = amounts.n if int(size) > 1 else 0
        found[month.year] = Counted(before.n + amounts.n, before.total + several)
    return dict(sorted(found.items()))


def workload(connection: Connection, scope: Scope, today: date) -> dict[tuple[str, int], int]:
    """Return how many open requests each person holds, by basin, most loaded first."""
    found = tallied(connection, "holder", scope, everything(today), ("basin", "key"))
    loads = {(basin, int(holder)): amounts.n for (basin, holder), amounts in found.items()}
    return dict(sorted(loads.items(), key=lambda each: (-each[1], each[0])))


def ageing(connection: Connection, scope: Scope, now: datetime) -> dict[tuple[str, str, int], int]:
    """Return the open requests by basin, status and age: the place in ``AGES``, or past its end.

    What was brought from before, and nobody has taken up here, does not stand still: it is past.
    """
    age = _age(now)
    query = within(select(BASIN, DOSSIERS.c.status, age, func.count()).where(*OPEN_HERE), BASIN, scope)
    rows = connection.execute(query.group_by(BASIN, DOSSIERS.c.status, age))
    return {(code, status, place): int(n) for code, status, place, n in rows}


def _age(now: datetime) -> ColumnElement[int]:
    stood = [(DOSSIERS.c.status_since > now - timedelta(days=days), place) for place, days in enumerate(AGES)]
    return case(*stood, else_=len(AGES))


def aged(
    connection: Connection, scope: Scope, now: datetime, keys: Sequence[str], start: int, at_most: int
) -> Behind:
    """Return the open requests of some ages, or of any, those that stand still the longest first.

    ``keys``: places in ``AGES``, each with a status after a dot where only that one is meant: "2.received".
    """
    query = select(DOSSIERS.c.id).where(*OPEN_HERE)
    if keys:
        wanted = (key.partition(".") for key in keys)
        query = query.where(
            or_(
                *(
                    and_(_age(now) == int(place), DOSSIERS.c.status == status if status else true())
                    for place, _, status in wanted
                )
            )
        )
    query = within(query, BASIN, scope)
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    page = query.order_by(DOSSIERS.c.status_since, DOSSIERS.c.id).offset(start).limit(at_most)
    return Behind.of_dossiers(int(total), connection.execute(page).scalars())


def silent(connection: Connection, network: Network, scope: Scope, today: date) -> dict[str, date | None]:
    """Return the active basins that received nothing lately, with the day they last did; None for never.

    Silence is heard from those who may speak: none is silent before requests have come here for as long.
    """
    found: dict[str, date | None] = {}
    first = select(func.min(DOSSIERS.c.submitted_at)).where(DOSSIERS.c.source.is_(None))
    begun = connection.execute(first).scalar()
    if begun is None or begun.date() > today - SILENCE:
        return found
    for basin in network.basins:
        if scope.holds(basin.code) and is_active(basin, today, today):
            query = select(func.max(DOSSIERS.c.submitted_at)).where(DOSSIERS.c.basin_code == basin.code)
            latest = connection.execute(query).scalar()
            if latest is None or latest.date() < today - SILENCE:
                found[basin.code] = None if latest is None else latest.date()
    return found
