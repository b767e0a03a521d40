"""Nobody is left in silence: what is due for a dossier that does not move, to whom, and on which day.

Days are counted in working days of the dossier's department. The ladder is the holder, then the team,
then the coordination; the applicant hears of it at each of its own dates (UX practice, sections 3 and 6).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from conversations.deadlines import add_working_days
from conversations.dossiers import GRANTED, LIVE, Status
from conversations.network import Delays


class Due(StrEnum):
    """What is due. Values are stored: never renamed."""

    HOLDER = "holder"  # who has it is reminded; the team, when nobody has
    TEAM = "team"
    COORDINATION = "coordination"
    WARNING = "warning"  # a claim with no action will go back to the queue
    RETURN = "return"
    NEWS = "news"  # the applicant hears where things stand


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something due on a day."""

    due: Due
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How a dossier stands, in local days: there ``since``, ``acted`` on last, applicant ``told`` last."""

    status: Status
    held: bool
    since: date
    acted: date
    told: date


def days_to_move(status: Status, delays: Delays) -> int | None:
    """Return in how many working days a dossier that stands there has to move; None when nothing is due."""
    if status in GRANTED:
        return delays.granted
    return {
        Status.RECEIVED: delays.received,
        Status.CLAIMED: delays.claimed,
        Status.READY: delays.ready,
        Status.POSTPONED: delays.postponed,
        Status.CONTRACTED: delays.contracted,
    }.get(status)


def alarms(standing: Standing, delays: Delays, department: str | None) -> tuple[Alarm, ...]:
    """Return all that is due as long as nothing changes, soonest first."""
    if standing.status not in LIVE:
        return ()

    def later(day: date, days: int) -> date:
        return add_working_days(day, days, department)

    found = [Alarm(Due.NEWS, later(standing.told, delays.news))]
    days = days_to_move(standing.status, delays)
    if days is not None:
        last = max(standing.since, standing.acted) if standing.held else standing.since
        found += [
            Alarm(Due.HOLDER, later(last, days)),
            Alarm(Due.TEAM, later(last, days + delays.team_after)),
            Alarm(Due.COORDINATION, later(last, days + delays.coordination_after)),
        ]
    if standing.held and standing.status is Status.CLAIMED:
        last = max(standing.since, standing.acted)
        found += [
            Alarm(Due.WARNING, later(last, delays.idle_claim - delays.warning)),
            Alarm(Due.RETURN, later(last, delays.idle_claim)),
        ]
    return tuple(sorted(found, key=lambda alarm: alarm.on))
