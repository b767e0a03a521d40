"""What is counted of dossiers: each measure is defined once, in words and as the query that counts it.

A query gives a row for each thing counted: ``dossier``, ``at`` (the moment or the day that puts it in a
period), ``basin`` (where the dossier is now, empty for the national queue), ``key`` (what it is counted
under) and ``value`` (what is added up). The monthly tallies and the lists behind a number both come from it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    String,
    Table,
    and_,
    cast,
    func,
    literal,
    select,
    union_all,
)

from conversations.dossiers.lifecycle import DECISIONS, GRANTS, STOPPING, Event
from conversations.dossiers.statuses import LIVE
from conversations.messages import say
from models.committee.tables import AgendaItem
from models.database.prepared import tables_of
from models.dossiers.tables import Dossier, DossierEvent, SkillNeed
from models.figures.elapsed import whole_days
from models.figures.measure import Measure
from models.figures.stages import REACHED, STEPS
from models.support.tables import FollowUp, Mission, MissionAdvisor, RepayableAdvance

DOSSIERS, EVENTS, NEEDS, ITEMS, MISSIONS, SHARES, ADVANCES, ANSWERS = tables_of(
    Dossier, DossierEvent, SkillNeed, AgendaItem, Mission, MissionAdvisor, RepayableAdvance, FollowUp,
)  # fmt: skip

BY_OPERATORS = tuple(event for event in STOPPING if event not in DECISIONS)
"""What stops a request without a committee; decisions are counted as they stand, not by their events."""


_BASIN = func.coalesce(DOSSIERS.c.basin_code, "").label("basin")
_RECEIVED = DOSSIERS.c.submitted_at.label("at")
_ONE: ColumnElement[int] = literal(1)
_NO_KEY: ColumnElement[str] = literal("", String())


def _counted(
    source: Any, at: ColumnElement[Any], key: ColumnElement[Any], value: ColumnElement[Any] = _ONE
) -> Select[Any]:
    return select(
        DOSSIERS.c.id.label("dossier"), at.label("at"), _BASIN, key.label("key"), value.label("value")
    ).select_from(source)


def _with(table: Table) -> Any:
    return DOSSIERS.join(table, table.c.dossier_id == DOSSIERS.c.id)


def _together(*queries: Select[Any]) -> Select[Any]:
    """Return the rows of several queries, which have none in common."""
    return select(union_all(*queries).subquery("each"))


def _first(moment: Column[Any], of: Column[Any], *events: Event) -> ColumnElement[Any]:
    """Return the first moment a column was one of the events of a dossier; null when it never was."""
    mine = moment.table.c.dossier_id == DOSSIERS.c.id
    found = select(func.min(moment)).where(mine, of.in_([event.value for event in events]))
    return found.scalar_subquery()


def _delay(moment: ColumnElement[Any]) -> Select[Any]:
    first = moment.label("first")
    reached = select(DOSSIERS.c.id, DOSSIERS.c.submitted_at, DOSSIERS.c.basin_code, first).subquery("reached")
    days = whole_days(reached.c.submitted_at, reached.c.first)
    return select(
        reached.c.id.label("dossier"),
        reached.c.submitted_at.label("at"),
        func.coalesce(reached.c.basin_code, "").label("basin"),
        cast(days, String).label("key"),
        _ONE.label("value"),
    ).where(reached.c.first.is_not(None))


def _decided(key: ColumnElement[Any], value: ColumnElement[Any] = _ONE) -> Select[Any]:
    return _counted(_with(ITEMS), ITEMS.c.decided_at, key, value)


_COMPANY = cast(func.coalesce(DOSSIERS.c.company_id, -DOSSIERS.c.id), String)
"""Who is counted once: the number of a company, else of a dossier that was cut from it."""

_IS_GRANT = ITEMS.c.outcome.in_([grant.value for grant in GRANTS])


def _of_the_team(amount: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return what the advisors of a mission add up to."""
    found = select(func.coalesce(amount, 0)).where(SHARES.c.mission_id == MISSIONS.c.id)
    return found.correlate(MISSIONS).scalar_subquery()


def _agreed(key: ColumnElement[Any], value: ColumnElement[Any]) -> Select[Any]:
    return _counted(_with(MISSIONS), MISSIONS.c.agreed_on, key, value).where(
        MISSIONS.c.agreed_on.is_not(None)
    )


_LATER = ANSWERS.alias("later")
_LATEST = (
    select(func.max(_LATER.c.months))
    .where(_LATER.c.dossier_id == DOSSIERS.c.id, _LATER.c.answered_at.is_not(None))
    .correlate(DOSSIERS)
    .scalar_subquery()
)


def _observed(value: ColumnElement[Any]) -> Select[Any]:
    source = _with(ITEMS).join(
        ANSWERS, and_(ANSWERS.c.dossier_id == DOSSIERS.c.id, ANSWERS.c.months == _LATEST)
    )
    return _counted(source, ITEMS.c.decided_at, _NO_KEY, func.coalesce(value, 0)).where(_IS_GRANT)


MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            "received",
            say("Requests received in the period, by where they stand today."),
            _counted(DOSSIERS, _RECEIVED, DOSSIERS.c.status),
            once=True,
        ),
        Measure(
            "verdict",
            say(
                "Requests received in the period, by the verdict of pre-qualification when they were sent; "
                "those brought from a spreadsheet have none."
            ),
            _counted(DOSSIERS, _RECEIVED, DOSSIERS.c.outcome).where(DOSSIERS.c.source.is_(None)),
            once=True,
        ),
        Measure(
            "stage",
            say(
                "Of the requests received in the period, how many ever reached each stage, or a later one: "
                "what was granted was ready, whoever forgot to say so."
            ),
            _counted(DOSSIERS.join(STEPS, REACHED), _RECEIVED, STEPS.c.stage),
        ),
        Measure(
            "care",
            say("Whole days from the reception of a request, in the period, to its first claim."),
            _delay(_first(EVENTS.c.at, EVENTS.c.event, Event.CLAIM)),
            once=True,
        ),
        Measure(
            "decision_delay",
            say(
                "Whole days from the reception of a request, in the period, to the first time a committee "
                "granted or refused it; a postponement is not a decision."
            ),
            _delay(_first(ITEMS.c.decided_at, ITEMS.c.outcome, *GRANTS, Event.REFUSE)),
            once=True,
        ),
        Measure(
            "need",
            say("Skills asked for by the requests received in the period; one request may ask for several."),
            _counted(_with(NEEDS), _RECEIVED, NEEDS.c.code),
        ),
        Measure(
            "origin",
            say("Requests received in the period, by the code of the link or poster they came through."),
            _counted(DOSSIERS, _RECEIVED, func.coalesce(DOSSIERS.c.origin, "")),
            once=True,
        ),
        Measure(
            "unmet",
            say("Requests received in the period from places that no open territory covers."),
            _counted(DOSSIERS, _RECEIVED, func.coalesce(DOSSIERS.c.commune, "")).where(
                DOSSIERS.c.basin_code.is_(None)
            ),
            once=True,
        ),
        Measure(
            "holder",
            say("Requests still open, by who holds them."),
            _counted(DOSSIERS, _RECEIVED, cast(DOSSIERS.c.holder_id, String)).where(
                DOSSIERS.c.holder_id.is_not(None), DOSSIERS.c.status.in_([status.value for status in LIVE])
            ),
            once=True,
        ),
        Measure(
            "reason",
            say("Requests declined, redirected, refused or postponed in the period, by the reason given."),
            _together(
                _counted(_with(EVENTS), EVENTS.c.at, EVENTS.c.event + "." + EVENTS.c.reason).where(
                    EVENTS.c.reason.is_not(None), EVENTS.c.event.in_([event.value for event in BY_OPERATORS])
                ),
                _decided(ITEMS.c.outcome + "." + ITEMS.c.reason).where(ITEMS.c.reason.is_not(None)),
            ),
        ),
        Measure(
            "decision",
            say("Presentations to a committee in the period, by what was decided."),
            _decided(ITEMS.c.outcome).where(ITEMS.c.outcome.is_not(None)),
        ),
        Measure(
            "supported",
            say(
                "Companies that a committee granted days or an advance in the period, each counted once; "
                "a company erased since still counts."
            ),
            _decided(_COMPANY).where(_IS_GRANT),
        ),
        Measure(
            "planned_created",
            say("Jobs to create that the grants of the period count on: planned, not observed."),
            _decided(_NO_KEY, func.coalesce(ITEMS.c.jobs_created, 0)).where(_IS_GRANT),
        ),
        Measure(
            "planned_kept",
            say("Jobs kept that the grants of the period count on: planned, not observed."),
            _decided(_NO_KEY, func.coalesce(ITEMS.c.jobs_kept, 0)).where(_IS_GRANT),
        ),
        Measure(
            "observed_created",
            say("Jobs created that firms granted in the period told at their latest follow-up."),
            _observed(ANSWERS.c.jobs_created),
        ),
        Measure(
            "observed_kept",
            say("Jobs kept that firms granted in the period told at their latest follow-up."),
            _observed(ANSWERS.c.jobs_kept),
        ),
        Measure(
            "followed_created",
            say("Jobs to create planned for the firms that answered a follow-up: what theirs compare with."),
            _observed(ITEMS.c.jobs_created),
        ),
        Measure(
            "followed_kept",
            say("Jobs kept planned for the firms that answered a follow-up: what theirs compare with."),
            _observed(ITEMS.c.jobs_kept),
        ),
        Measure(
            "mission",
            say("Missions whose agreement was signed in the period, by the number of their advisors."),
            _agreed(
                cast(_of_the_team(func.count()), String), _of_the_team(func.sum(SHARES.c.tenths_contracted))
            ),
            once=True,
        ),
        Measure(
            "delivered",
            say("Days delivered so far by the missions whose agreement was signed in the period."),
            _agreed(_NO_KEY, _of_the_team(func.sum(SHARES.c.tenths_delivered))),
            once=True,
        ),
        Measure(
            "advance",
            say("Repayable advances granted in the period: their amounts, in euros."),
            _counted(_with(ADVANCES), ADVANCES.c.granted_on, _COMPANY, ADVANCES.c.amount),
            once=True,
        ),
    )
}  # fmt: skip
"""Every measure, by its name; names are stored in the tallies."""
