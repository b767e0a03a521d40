"""Rows of the past as the columns of the tables of live work. What has no hour happened at noon."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from conversations.companies import CompanyKind
from conversations.dossiers.deadlines import noon
from conversations.inputs.identities import as_place
from conversations.network.basins import Network
from conversations.network.places import Gazetteer
from conversations.situation import Answers
from conversations.understanding.named_periods import months_later
from conversations.understanding.skills import TAXONOMY_VERSION
from models.history.events import Happened
from models.history.rows import PastDossier, PastShare, Whole

Values: TypeAlias = dict[str, Any]


def of_dossier(
    row: PastDossier, last: Happened, company_id: int, network: Network, answers: Answers
) -> Values:
    """Return what may change of a dossier. Nothing is watched: nobody is reminded of it."""
    basin = network.basin(row.basin)
    received, moment = noon(row.received), noon(last.on)
    return {
        "company_id": company_id,
        "basin_code": row.basin,
        "basin_name": basin.name if basin else None,
        "operator_name": basin.operator if basin else network.coordination,
        "commune": row.commune,
        "status": last.status.value,
        "answers": answers,
        "origin": row.origin,
        "submitted_at": received,
        "operator_agreed_at": received,
        "status_since": moment,
        "acted_at": moment,
        "told_at": moment,
    }


def answers_of(row: PastDossier, communes: Gazetteer) -> Answers:
    """Return what is known of a dossier, as the applicant would have answered it."""
    place = communes.commune(row.commune) if row.commune else None
    kind = CompanyKind.REGISTERED if row.siren else CompanyKind.NAMED
    answers: Answers = {
        "company": {"kind": kind, **({"siren": row.siren} if row.siren else {}), "name": row.company},
        "place": as_place(place) if place else None,
        "skills": {"codes": list(row.skills)} if row.skills else None,
        "priority_skill": row.priority,
        "jobs_created": row.jobs_created,
        "jobs_kept": row.jobs_kept,
    }
    return {name: answer for name, answer in answers.items() if answer is not None}


def of_event(number: int, before: Happened | None, happened: Happened) -> Values:
    """Return an event of a dossier."""
    return {
        "dossier_id": number,
        "at": noon(happened.on),
        "event": happened.event.value,
        "from_status": before.status.value if before else None,
        "to_status": happened.status.value,
        "reason": happened.reason.value if happened.reason else None,
    }


def of_needs(number: int, row: PastDossier) -> Iterator[Values]:
    """Give the skills that a dossier asked for."""
    for code in row.skills:
        first = code == row.priority
        yield {"dossier_id": number, "code": code, "taxonomy": TAXONOMY_VERSION, "priority": first}


def of_item(number: int, whole: Whole, session_id: int, position: int) -> Values:
    """Return what a committee decided of a dossier."""
    row, advance = whole.dossier, whole.advance
    assert row.decision and row.decided
    return {
        "session_id": session_id,
        "dossier_id": number,
        "position": position,
        "added_at": noon(row.decided),
        "outcome": row.decision.value,
        "decided_at": noon(row.decided),
        "days": row.days,
        "amount": advance.amount if advance else None,
        "reason": row.reason.value if row.reason else None,
        "jobs_created": row.jobs_created,
        "jobs_kept": row.jobs_kept,
    }


def of_mission(number: int, whole: Whole) -> Values:
    """Return the mission of a dossier that days were granted to; empty while nobody is told to come."""
    first = whole.shares[0] if whole.shares else None
    return {
        "dossier_id": number,
        "agreed_on": first.agreed if first else None,
        "starts_on": first.starts if first else None,
        "ends_on": first.ends if first else None,
        "ended_on": first.ended if first else None,
    }


def of_share(mission_id: int, advisor_id: int, share: PastShare) -> Values:
    """Return an advisor's share of a mission."""
    return {
        "mission_id": mission_id,
        "advisor_id": advisor_id,
        "skills": list(share.skills),
        "tenths_contracted": share.contracted,
        "tenths_delivered": share.delivered,
    }


def of_advances(number: int, whole: Whole) -> Iterator[Values]:
    """Give the advance of a dossier, where it has one."""
    if advance := whole.advance:
        yield {
            "dossier_id": number,
            "amount": advance.amount,
            "granted_on": advance.granted,
            "paid_on": advance.paid,
            "instalments": advance.instalments,
            "first_due_on": advance.first_due,
            "repaid": advance.repaid,
        }


def of_follow_ups(number: int, whole: Whole) -> Iterator[Values]:
    """Give the answers to follow-ups; each counts as asked on the day it was answered."""
    for answer in whole.follow_ups:
        assert whole.dossier.decided
        answered = noon(answer.answered)
        yield {
            "dossier_id": number,
            "months": answer.months,
            "due_on": months_later(whole.dossier.decided, answer.months),
            "asked_at": answered,
            "answered_at": answered,
            "jobs_created": answer.jobs_created,
            "jobs_kept": answer.jobs_kept,
            "satisfaction": answer.satisfaction,
        }
