"""One request: what it needs, what was decided and granted, what came of it, and all that happened.

Neither who asks nor their own words are here: in the chat, they are for who holds the request.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from starlette.responses import Response

from bot.dashboard.request_rows import line_of
from bot.dashboard.visits import Apart, Visit
from bot.services.core.doers import doer
from bot.services.core.dossier_card import concluded
from bot.services.core.entries import days
from bot.services.figures.sections import Asked
from bot.services.figures.skills import skill_name
from conversations.dossiers.event_labels import named
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.dossiers.statuses import HANDLERS
from conversations.eligibility.verdicts import verdict_from_json
from conversations.figures.periods import year_of
from conversations.messages import Euros, Message, say
from models.committee.decisions import decisions_on
from models.dossiers.queries import company_of_dossier, dossier_named, events_of
from models.dossiers.tables import Dossier, DossierEvent
from models.support.queries import advance_of, decision_of, follow_ups_of, mission_of, needs_of, team_of
from models.support.tables import FollowUp, Mission, RepayableAdvance


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened. ``reason``: None where none was given."""

    at: datetime
    event: Message
    who: Message
    reason: Message | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a committee decided. ``days``, ``amount``: None where none were granted."""

    session: date
    outcome: Message
    days: int | None
    amount: Euros | None


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody of a contributor company gives, in days: the company, never the person."""

    company: str
    skills: tuple[Message, ...]
    contracted: Decimal
    delivered: Decimal


def timeline(visit: Visit) -> Response:
    """Show one request to who works it or answers for its territory."""
    reference = visit.request.path_params["reference"].upper()
    dossier = dossier_named(visit.session, reference)
    if dossier is None or not visit.held.parts(dossier) & HANDLERS:
        raise Apart(
            404,
            say("No request of yours has this reference"),
            say("{reference} does not exist, or is of a territory that is not yours.", reference=reference),
        )
    asked = visit.asked(year_of(visit.world.today.year))
    company = company_of_dossier(visit.session, dossier)
    verdict = verdict_from_json(dossier.verdict)
    mission, advance = mission_of(visit.session, dossier.id), advance_of(visit.session, dossier.id)
    return visit.shows(
        "timeline.html",
        line=line_of(visit, asked, dossier, company.name if company else None),
        outcome=concluded(dossier),
        findings=[finding.for_operator for finding in verdict.findings],
        needs=[skill_name(code) for code in needs_of(visit.session, dossier.id)],
        decisions=_decisions(visit, dossier.id),
        mission=mission,
        team=_team(visit, mission) if mission else (),
        advance=advance,
        amounts=_amounts(advance) if advance else None,
        planned=decision_of(visit.session, dossier.id),
        when=_when,
        follow_ups=_answered(follow_ups_of(visit.session, dossier.id)),
        history=[_happening(asked, dossier, event) for event in events_of(visit.session, dossier.id)],
        current="requests",
    )


def _decisions(visit: Visit, dossier_id: int) -> list[Decision]:
    return [
        Decision(day, named(item.outcome or ""), item.days, Euros(item.amount) if item.amount else None)
        for item, day in decisions_on(visit.session, dossier_id)
    ]


def _team(visit: Visit, mission: Mission) -> list[Given]:
    return [
        Given(
            member.company.name,
            tuple(skill_name(code) for code in member.share.skills),
            days(member.share.tenths_contracted),
            days(member.share.tenths_delivered),
        )
        for member in team_of(visit.session, mission)
    ]


def _amounts(advance: RepayableAdvance) -> dict[str, Euros]:
    return {"granted": Euros(advance.amount), "repaid": Euros(advance.repaid)}


def _answered(every: Sequence[FollowUp]) -> list[FollowUp]:
    """Return the follow-ups with figures, and the next one to come."""
    coming = [each for each in every if each.answered_at is None]
    return [*(each for each in every if each.answered_at is not None), *coming[:1]]


def _when(follow_up: FollowUp) -> Message:
    """Return when a follow-up is, and whether it was answered."""
    if follow_up.answered_at is not None:
        return say("At {n} months", n=follow_up.months)
    if follow_up.asked_at is not None:
        return say("At {n} months: asked, no answer yet", n=follow_up.months)
    return say("At {n} months: to be asked on {day}", n=follow_up.months, day=follow_up.due_on)


def _happening(asked: Asked, dossier: Dossier, event: DossierEvent) -> Happening:
    who = doer(dossier, event, asked.name_of)
    reason = WORDINGS[Reason(event.reason)].label if event.reason in set(Reason) else None
    return Happening(event.at, named(event.event), who, reason)
