"""What is exported, subject by subject: read in batches, whatever the number of dossiers.

A subject holds what belongs to the dossiers received in the period, in the order they were received.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Engine, FromClause, Select, and_, func, or_, select

from conversations.dossiers.lifecycle import GRANTS, Event
from conversations.privacy.name_masking import is_taken_up
from models.committee.tables import AgendaItem, CommitteeSession
from models.database.prepared import tables_of
from models.dossiers.tables import Company, Dossier, DossierEvent, SkillNeed
from models.figures.export_extents import Extent, held, told_by
from models.support.tables import (
    Advisor,
    ContributorCompany,
    FollowUp,
    Mission,
    MissionAdvisor,
    RepayableAdvance,
)

(
    DOSSIERS, COMPANIES, NEEDS, EVENTS, ITEMS, SESSIONS, MISSIONS, SHARES, ADVISORS, LENDERS, ADVANCES,
    FOLLOW_UPS,
) = tables_of(
    Dossier, Company, SkillNeed, DossierEvent, AgendaItem, CommitteeSession, Mission, MissionAdvisor,
    Advisor, ContributorCompany, RepayableAdvance, FollowUp,
)  # fmt: skip

AT_ONCE = 500  # dossiers


class Subject(StrEnum):
    """What an export tells of, one sheet each, in this order."""

    DOSSIERS = "dossiers"
    NEEDS = "needs"
    EVENTS = "events"
    DECISIONS = "decisions"
    MISSIONS = "missions"
    ADVANCES = "advances"
    FOLLOW_UPS = "follow_ups"
    CONTRIBUTORS = "contributors"
    QUESTIONS = "questions"
    EXCHANGES = "exchanges"


R = TypeVar("R")


class Batch(NamedTuple, Generic[R]):
    """Some rows, and how many dossiers they belong to."""

    dossiers: int
    rows: Sequence[R]


class Reading(NamedTuple):
    """A dossier as every subject names it. ``basin``: "" in the national queue. ``told``: with who asks."""

    id: int
    reference: str
    basin: str
    received: datetime
    told: bool


class DossierRow(NamedTuple):
    """A dossier. ``claimed`` and ``decided``: when it first was. ``answers`` are those of the intake.

    ``company``, ``siren``: None while nobody has taken the request up, unless who asks is told.
    """

    of: Reading
    commune: str | None
    status: str
    status_since: datetime
    outcome: str | None
    origin: str | None
    answers: dict[str, Any]
    shown_to_committee: bool
    is_erased: bool
    company: str | None
    siren: str | None
    holder: int | None
    needs: tuple[str, ...]
    claimed: datetime | None
    decided: datetime | None


class Belonging(NamedTuple):
    """A row of another subject: the dossier it belongs to, and its columns by name."""

    of: Reading
    row: Any


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one moment, however long it reads: the sheets of a file agree."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # SQLite does so by itself, from the first thing a transaction reads.
            connection.execution_options(isolation_level="REPEATABLE READ")
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        yield connection


def dossiers(connection: Connection, extent: Extent) -> Iterator[Batch[DossierRow]]:
    """Give the dossiers."""
    source = DOSSIERS.outerjoin(COMPANIES, COMPANIES.c.id == DOSSIERS.c.company_id)
    told = (
        DOSSIERS.c.commune, DOSSIERS.c.status, DOSSIERS.c.status_since, DOSSIERS.c.outcome,
        DOSSIERS.c.origin, DOSSIERS.c.answers, DOSSIERS.c.source,
        DOSSIERS.c.committee_agreed_at.is_not(None).label("shown"),
        and_(DOSSIERS.c.person_id.is_(None), DOSSIERS.c.source.is_(None)).label("erased"),
        COMPANIES.c.name, COMPANIES.c.siren, DOSSIERS.c.holder_id,
    )  # fmt: skip
    for batch in _batches(connection, extent, source, told):
        numbers = [row.id for row in batch]
        needs = _needs_of(connection, numbers)
        claimed = _first(connection, numbers, EVENTS.c.at, EVENTS.c.event, Event.CLAIM)
        decided = _first(connection, numbers, ITEMS.c.decided_at, ITEMS.c.outcome, *GRANTS, Event.REFUSE)
        rows = [
            DossierRow(
                _reading(row), row.commune, row.status, row.status_since,
                None if row.source else row.outcome, row.origin, row.answers,
                bool(row.shown), bool(row.erased), *_company(row), row.holder_id,
                tuple(needs[row.id]), claimed.get(row.id), decided.get(row.id),
            )
            for row in batch
        ]  # fmt: skip
        yield Batch(len(batch), rows)


def _company(row: Any) -> tuple[str | None, str | None]:
    return (row.name, row.siren) if row.told or is_taken_up(row.holder_id, row.source) else (None, None)


def needs(connection: Connection, extent: Extent) -> Iterator[Batch[Belonging]]:
    """Give the skills asked for."""
    return _belongings(connection, extent, select(NEEDS), NEEDS)


def events(connection: Connection, extent: Extent) -> Iterator[Batch[Belonging]]:
    """Give the history, without what people wrote in it."""
    told = [EVENTS.c[name] for name in ("at", "actor_id", "event", "from_status", "to_status", "reason")]
    return _belongings(connection, extent, select(EVENTS.c.id, EVENTS.c.dossier_id, *told), EVENTS)


def decisions(connection: Connection, extent: Extent) -> Iterator[Batch[Belonging]]:
    """Give what committees decided."""
    query = select(ITEMS, SESSIONS.c.day).join(SESSIONS, SESSIONS.c.id == ITEMS.c.session_id)
    return _belongings(connection, extent, query.where(ITEMS.c.outcome.is_not(None)), ITEMS)


def missions(connection: Connection, extent: Extent) -> Iterator[Batch[Belonging]]:
    """Give the missions, a row for each advisor, and one for a mission that has none yet."""
    source = (
        MISSIONS.outerjoin(SHARES, SHARES.c.mission_id == MISSIONS.c.id)
        .outerjoin(ADVISORS, ADVISORS.c.id == SHARES.c.advisor_id)
        .outerjoin(LENDERS, LENDERS.c.id == ADVISORS.c.company_id)
    )
    told = (SHARES.c.skills, SHARES.c.tenths_contracted, SHARES.c.tenths_delivered)
    query = select(MISSIONS, *told, ADVISORS.c.name.label("advisor"), LENDERS.c.name.label("lender"))
    return _belongings(connection, extent, query.select_from(source), MISSIONS)


def advances(connection: Connection, extent: Extent) -> Iterator[Batch[Belonging]]:
    """Give the repayable advances."""
    return _belongings(connection, extent, select(ADVANCES), ADVANCES)


def follow_ups(connection: Connection, extent: Extent) -> Iterator[Batch[Belonging]]:
    """Give what firms are asked after the decision, and what they told."""
    return _belongings(connection, extent, select(FOLLOW_UPS), FOLLOW_UPS)


def _belongings(
    connection: Connection, extent: Extent, query: Select[Any], table: FromClause
) -> Iterator[Batch[Belonging]]:
    """Give the rows of a table that belong to each dossier, oldest first."""
    for batch in _batches(connection, extent, DOSSIERS, ()):
        found: defaultdict[int, list[Any]] = defaultdict(list)
        of_batch = query.where(table.c.dossier_id.in_([row.id for row in batch])).order_by(table.c.id)
        for row in connection.execute(of_batch):
            found[row.dossier_id].append(row)
        rows = [Belonging(_reading(each), row) for each in batch for row in found[each.id]]
        yield Batch(len(batch), rows)


def _batches(
    connection: Connection, extent: Extent, source: FromClause, told: Sequence[ColumnElement[Any]]
) -> Iterator[Sequence[Any]]:
    """Give the dossiers of an extent, in the order they were received, after the last one each time."""
    at, number = DOSSIERS.c.submitted_at, DOSSIERS.c.id
    basin = func.coalesce(DOSSIERS.c.basin_code, "").label("basin")
    query = (
        select(number, DOSSIERS.c.reference, basin, at, told_by(extent.disclosed).label("told"), *told)
        .select_from(source)
        .where(*held(extent))
        .order_by(at, number)
        .limit(AT_ONCE)
    )
    after: tuple[ColumnElement[bool], ...] = ()
    while batch := connection.execute(query.where(*after)).all():
        yield batch
        last = batch[-1]
        after = (at >= last.submitted_at, or_(at > last.submitted_at, number > last.id))


def _reading(row: Any) -> Reading:
    return Reading(row.id, row.reference, row.basin, row.submitted_at, bool(row.told))


def _needs_of(connection: Connection, numbers: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    query = select(NEEDS.c.dossier_id, NEEDS.c.code).where(NEEDS.c.dossier_id.in_(numbers))
    for dossier_id, code in connection.execute(query.order_by(NEEDS.c.priority.desc(), NEEDS.c.id)):
        found[dossier_id].append(code)
    return found


def _first(
    connection: Connection, numbers: Sequence[int], moment: Column[Any], of: Column[Any], *kinds: Event
) -> dict[int, datetime]:
    """Return the first moment a column was one of some events, of each dossier."""
    dossier = moment.table.c.dossier_id
    query = (
        select(dossier, func.min(moment))
        .where(dossier.in_(numbers), of.in_([kind.value for kind in kinds]))
        .group_by(dossier)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
