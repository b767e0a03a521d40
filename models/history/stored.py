"""The past as it is stored: read back as the rows that told it, to be compared with those told now."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from conversations.dossiers.deadlines import time_zone
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason
from models.committee.tables import AgendaItem
from models.database.prepared import tables_of
from models.dossiers.tables import Dossier, DossierEvent, SkillNeed
from models.history.rows import PastAdvance, PastDossier, PastFollowUp, PastShare, Whole
from models.history.vocabulary import DECISIONS
from models.support.tables import (
    Advisor,
    ContributorCompany,
    FollowUp,
    Mission,
    MissionAdvisor,
    RepayableAdvance,
)

DOSSIERS, EVENTS, NEEDS, ITEMS, MISSIONS, SHARES, ADVANCES, FOLLOW_UPS, ADVISORS, FIRMS = tables_of(
    Dossier, DossierEvent, SkillNeed, AgendaItem, Mission, MissionAdvisor, RepayableAdvance, FollowUp,
    Advisor, ContributorCompany,
)  # fmt: skip

_PARIS = time_zone(None)


def day_at(moment: datetime) -> date:
    """Return the day of a moment in Paris."""
    return moment.astimezone(_PARIS).date()


@dataclass(frozen=True, slots=True)
class Kept:
    """A dossier that was imported before. ``handled``: somebody has acted on it since."""

    id: int
    company_id: int | None
    whole: Whole
    handled: bool


def imported(connection: Connection) -> dict[str, Kept]:
    """Return the dossiers that were imported, by their source."""
    events, needs = _of_each(connection, EVENTS), _of_each(connection, NEEDS)
    items, advances = _of_each(connection, ITEMS), _of_each(connection, ADVANCES)
    missions, follow_ups = _shares(connection), _of_each(connection, FOLLOW_UPS)
    found = {}
    for row in connection.execute(select(DOSSIERS).where(DOSSIERS.c.source.is_not(None))):
        whole = Whole(
            _dossier(row, events[row.id], needs[row.id], items[row.id]),
            tuple(_share(row.source, share) for share in missions[row.id]),
            next((_advance(row.source, advance) for advance in advances[row.id]), None),
            tuple(_follow_up(row.source, each) for each in follow_ups[row.id] if each.answered_at),
        )
        handled = row.version > 0 or any(event.actor_id is not None for event in events[row.id])
        found[row.source] = Kept(row.id, row.company_id, whole, handled)
    return found


def live_references(connection: Connection) -> frozenset[str]:
    """Return the references of the dossiers that came through the conversation."""
    query = select(DOSSIERS.c.reference).where(DOSSIERS.c.source.is_(None))
    return frozenset(connection.execute(query).scalars())


def _of_each(connection: Connection, table: Table) -> Mapping[int, list[Row[Any]]]:
    """Return the rows of the imported dossiers, by the number of the dossier, the first added first."""
    query = (
        select(table)
        .join(DOSSIERS, DOSSIERS.c.id == table.c.dossier_id)
        .where(DOSSIERS.c.source.is_not(None))
        .order_by(table.c.id)
    )
    return _grouped((row.dossier_id, row) for row in connection.execute(query))


def _shares(connection: Connection) -> Mapping[int, list[Row[Any]]]:
    query = (
        select(MISSIONS, SHARES, ADVISORS.c.name.label("advisor"), FIRMS.c.name.label("firm"))
        .join(DOSSIERS, DOSSIERS.c.id == MISSIONS.c.dossier_id)
        .join(SHARES, SHARES.c.mission_id == MISSIONS.c.id)
        .join(ADVISORS, ADVISORS.c.id == SHARES.c.advisor_id)
        .join(FIRMS, FIRMS.c.id == ADVISORS.c.company_id)
        .where(DOSSIERS.c.source.is_not(None))
        .order_by(SHARES.c.id)
    )
    return _grouped((row.dossier_id, row) for row in connection.execute(query))


def _grouped(rows: Iterator[tuple[int, Row[Any]]]) -> Mapping[int, list[Row[Any]]]:
    groups: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for number, row in rows:
        groups[number].append(row)
    return groups


def _dossier(
    row: Row[Any], events: list[Row[Any]], needs: list[Row[Any]], items: list[Row[Any]]
) -> PastDossier:
    claim = next((event for event in events if event.event == Event.CLAIM), None)
    # A closing comes last: it is the decision where there is no other.
    decision = next((event for event in events if event.event in DECISIONS), None)
    company = row.answers["company"]
    return PastDossier(
        source=row.source,
        company=company["name"],
        received=day_at(row.submitted_at),
        basin=row.basin_code,
        siren=company.get("siren"),
        commune=row.commune,
        claimed=day_at(claim.at) if claim else None,
        decision=Event(decision.event) if decision else None,
        decided=day_at(decision.at) if decision else None,
        days=next((item.days for item in items), None),
        jobs_created=row.answers.get("jobs_created"),
        jobs_kept=row.answers.get("jobs_kept"),
        reason=Reason(decision.reason) if decision and decision.reason else None,
        skills=tuple(need.code for need in needs),
        priority=next((need.code for need in needs if need.priority), None),
        origin=row.origin,
    )


def _share(source: str, row: Row[Any]) -> PastShare:
    return PastShare(
        source=source,
        firm=row.firm,
        advisor=row.advisor,
        agreed=row.agreed_on,
        contracted=row.tenths_contracted,
        skills=tuple(row.skills),
        delivered=row.tenths_delivered,
        starts=row.starts_on,
        ends=row.ends_on,
        ended=row.ended_on,
    )


def _advance(source: str, row: Row[Any]) -> PastAdvance:
    return PastAdvance(
        source=source,
        amount=row.amount,
        granted=row.granted_on,
        paid=row.paid_on,
        instalments=row.instalments,
        first_due=row.first_due_on,
        repaid=row.repaid,
    )


def _follow_up(source: str, row: Row[Any]) -> PastFollowUp:
    return PastFollowUp(
        source=source,
        months=row.months,
        answered=day_at(row.answered_at),
        jobs_created=row.jobs_created,
        jobs_kept=row.jobs_kept,
        satisfaction=row.satisfaction,
    )
