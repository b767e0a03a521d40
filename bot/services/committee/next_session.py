"""What an applicant hears of the next committee: never of one that cannot see their request yet."""

from datetime import date, timedelta

from bot.services.core.news import department_of, expected_by
from conversations.dossiers.deadlines import add_working_days
from conversations.dossiers.escalation import AGENDA_CLOSES, TO_BE_SCHEDULED
from conversations.dossiers.statuses import UNDECIDED, Status
from conversations.eligibility.assessment import Outcome
from conversations.messages import Message, say
from conversations.network.basins import Basin
from models.committee.queries import next_day
from models.database.writer import Session
from models.dossiers.tables import Dossier

ONE_DAY = timedelta(days=1)


def may_be_seen(dossier: Dossier) -> bool:
    """Tell whether a committee may see a request that waits for one, as it stands.

    It has one, its applicant agreed, and a person has looked at what redirected it.
    """
    status = Status(dossier.status)
    looked_at = dossier.outcome != Outcome.REDIRECTED.value or status in TO_BE_SCHEDULED
    agreed = dossier.basin_code is not None and dossier.committee_agreed_at is not None
    return agreed and looked_at and status in UNDECIDED


def committee_day(
    session: Session, dossier: Dossier, basin: Basin | None, today: date, due_on: date | None = None
) -> date | None:
    """Return the day of the first committee that can see a request; None when none is fixed, or may.

    What comes first must have come by then: the next step, or the answer ``due_on`` a day, and, before the
    request is ready, the closing of the agenda.
    """
    if basin is None or not may_be_seen(dossier):
        return None
    before = max(due_on or expected_by(dossier, basin, today) or today, today)
    if Status(dossier.status) not in TO_BE_SCHEDULED:
        before = add_working_days(before, AGENDA_CLOSES, department_of(dossier))
    return next_day(session, basin, before + ONE_DAY)


def next_committee(
    session: Session, dossier: Dossier, basin: Basin | None, today: date, due_on: date | None = None
) -> tuple[Message, ...]:
    """Tell the date of the next committee, or that it is not fixed; () when none may see the request."""
    if basin is None or not may_be_seen(dossier):
        return ()
    day = committee_day(session, dossier, basin, today, due_on)
    if day is not None:
        return (say("Next approval committee: {day}.", day=day),)
    if next_day(session, basin, today) is None:
        return (say("The date of the next committee is not fixed yet. I will tell you as soon as it is."),)
    return (say("The date of the committee after that is not fixed yet."),)
