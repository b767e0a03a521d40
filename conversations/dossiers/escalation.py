"""Nobody is left in silence: what is due for a dossier that does not move, to whom, and on which day.

Days are counted in working days of the dossier's department. The ladder is the holder, then the team,
then the coordination; the applicant hears of it at each of its own dates (UX practice, sections 3 and 6).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from conversations.dossiers.deadlines import add_working_days, subtract_working_days
from conversations.dossiers.lifecycle import EVENTS, Event
from conversations.dossiers.statuses import LIVE, STATUSES, Status
from conversations.network.basins import Delays

TO_BE_SCHEDULED = tuple(source for move in EVENTS[Event.SCHEDULE].moves for source in move.sources)
"""Where a dossier waits for somebody to put it on the agenda of a committee."""

AGENDA_CLOSES = 5
"""How many working days before its committee meets a dossier should be on the agenda: members read it."""


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
    delay = STATUSES[status].delay
    return delay(delays) if delay else None


def moves_by(
    status: Status, since: date, delays: Delays, department: str | None, meets: date | None = None
) -> date | None:
    """Return the day by which a dossier that stands there since a day has to move; None for never.

    ``meets``: the next day of its committee, before which it has to be on the agenda; None when no day
    is fixed. What became ready when the agenda should be closed has until the eve of the committee.
    """
    days = days_to_move(status, delays)
    if days is None:
        return None
    by = add_working_days(since, days, department)
    if meets is None or status not in TO_BE_SCHEDULED:
        return by
    closes, eve = (subtract_working_days(meets, n, department) for n in (AGENDA_CLOSES, 1))
    return min(by, closes if since < closes else max(since, eve))


def alarms(
    standing: Standing, delays: Delays, department: str | None, meets: date | None = None
) -> tuple[Alarm, ...]:
    """Return all that is due as long as nothing changes, soonest first. ``meets``: see ``moves_by``."""
    if standing.status not in LIVE:
        return ()

    def later(day: date, days: int) -> date:
        return add_working_days(day, days, department)

    news = later(standing.told, delays.news)
    promised = moves_by(standing.status, standing.since, delays, department, meets)
    if promised is not None and standing.told <= promised:
        news = min(news, later(promised, 1))
    found = [Alarm(Due.NEWS, news)]
    last = max(standing.since, standing.acted) if standing.held else standing.since
    by = moves_by(standing.status, last, delays, department, meets)
    if by is not None:
        found += [
            Alarm(Due.HOLDER, by),
            Alarm(Due.TEAM, later(by, delays.team_after)),
            Alarm(Due.COORDINATION, later(by, delays.coordination_after)),
        ]
    if standing.held and standing.status is Status.CLAIMED:
        found += [
            Alarm(Due.WARNING, later(last, delays.idle_claim - delays.warning)),
            Alarm(Due.RETURN, later(last, delays.idle_claim)),
        ]
    return tuple(sorted(found, key=lambda alarm: alarm.on))
