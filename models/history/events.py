"""What happened to a dossier of the past, in order: the events that live work would have left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conversations.dossiers.lifecycle import DECISIONS, Event
from conversations.dossiers.moves import LIFECYCLE
from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import Status
from models.history.rows import Whole

_LEADS_TO = {event: move.to for event, move in LIFECYCLE if move.to is not None}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event, its day, and where the dossier stood from then on."""

    event: Event
    on: date
    status: Status
    reason: Reason | None = None


def course(whole: Whole, today: date) -> list[Happened]:
    """Return what happened to a dossier, reception first."""
    return list(_course(whole, today))


def _course(whole: Whole, today: date) -> Iterator[Happened]:
    dossier = whole.dossier
    yield Happened(Event.SUBMIT, dossier.received, Status.RECEIVED)
    if dossier.claimed:
        yield _leading(Event.CLAIM, dossier.claimed)
        if dossier.decision is None:  # nobody here holds it: it is to be claimed again
            yield Happened(Event.RELEASE, dossier.claimed, Status.RECEIVED)
    if dossier.decision and dossier.decided:
        if dossier.decision in DECISIONS:
            yield _leading(Event.SCHEDULE, dossier.decided)
        yield _leading(dossier.decision, dossier.decided, dossier.reason)
    mission = whole.shares[0] if whole.shares else None
    if mission is None:
        return
    yield _leading(Event.CONTRACT, mission.agreed)
    if mission.starts and mission.starts <= today:
        yield _leading(Event.START, max(mission.starts, mission.agreed))
    if mission.ended:
        yield _leading(Event.CLOSE, mission.ended)


def _leading(event: Event, on: date, reason: Reason | None = None) -> Happened:
    return Happened(event, on, _LEADS_TO[event], reason)
