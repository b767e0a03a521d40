"""What the applicant is told when something happens: what it is, then what comes next and when."""

from collections.abc import Iterable, Mapping
from datetime import date

from conversations.committee.next_meeting import Days, days_possible, next_meeting
from conversations.dossiers.deadlines import add_working_days, time_zone
from conversations.dossiers.escalation import TO_BE_SCHEDULED, moves_by
from conversations.dossiers.events import News
from conversations.dossiers.lifecycle import EVENTS, Event
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.dossiers.statuses import STATUSES, UNDECIDED, Status
from conversations.eligibility.assessment import Outcome
from conversations.messages import N_, Message, Msgid, say, verbatim
from conversations.network.basins import Basin, Delays
from models.committee.queries import agenda_day, coming_days
from models.database.writer import Session
from models.dossiers.queries import is_past
from models.dossiers.tables import Dossier, DossierEvent


def news(
    dossier: Dossier,
    basin: Basin | None,
    event: Event,
    today: date,
    reason: Reason | None = None,
    *,
    once: Status | None = None,
) -> tuple[Message, ...]:
    """Return the news of an event, with the dated next step; () for one that tells the applicant nothing.

    ``once``: where the dossier will stand, for an event still to happen.
    """
    operator, row = dossier.operator_name or "", EVENTS[event]
    wording = row.news(Status(dossier.status)) if callable(row.news) else row.news
    if isinstance(wording, News) or (row.stops and reason is None):
        return ()
    if row.stops and reason is not None:
        told = [Message(wording, {"operator": operator, "reason": WORDINGS[reason].told})]
        told += doors(basin, reason)
        told.append(say("It is not a judgement of your firm. You may answer here: a person will read it."))
    else:
        told = [Message(wording, {"operator": operator})]
        if reason is not None and reason is not Reason.OTHER:
            told.append(say("Why: {reason}.", reason=WORDINGS[reason].told))
    following = next_step(dossier, basin, today, once=once)
    return (*told, following) if following else tuple(told)


def why(event: DossierEvent, basin: Basin | None) -> list[Message]:
    """Return why a request went no further, as its applicant was told; () for an event without a reason."""
    if event.reason not in set(Reason) or not EVENTS[Event(event.event)].stops:
        return []
    reason = Reason(event.reason)
    told = [] if reason is Reason.OTHER else [say("Why: {reason}.", reason=WORDINGS[reason].told)]
    if event.note:
        told.append(say("“{words}”", words=event.note))
    return told if Event(event.event) is Event.POSTPONE else [*told, *doors(basin, reason)]


USUAL_DOOR = N_("Your CCI or CMA, or BGE, to give shape to a project")
DOORS: Mapping[Reason, Msgid] = {
    Reason.TOO_LARGE: N_("Your CCI, or Bpifrance for larger firms"),
    Reason.FINANCE: N_("An Initiative platform, Réseau Entreprendre or Bpifrance, for financing alone"),
}
"""The usual door of a reason: bodies of the glossary (domain facts, section 6)."""


def doors(basin: Basin | None, reason: Reason | None = None) -> list[Message]:
    """Name the other doors: those of the territory, then the usual one."""
    usual = Message(DOORS.get(reason, USUAL_DOOR) if reason else USUAL_DOOR)
    named = [verbatim(door) for door in (basin.redirections if basin else ())]
    return [say("🚪 {door}", door=door) for door in (*named, usual)]


NOT_AGREED = N_("Next step: {operator} asks you whether the committee may read it, by {day}.")


def next_step(
    dossier: Dossier, basin: Basin | None, today: date, *, once: Status | None = None
) -> Message | None:
    """Return what comes next, and by when; None when nothing does. ``once``: were it to move there today."""
    status, operator = once or Status(dossier.status), dossier.operator_name or ""
    stays = status is Status(dossier.status)
    by = due_by(dossier, basin, today) if stays else _moves_by(dossier, basin, status, today, today)
    wording = STATUSES[status].next_step
    if by is None or wording is None:
        return None
    if status is Status.READY and dossier.committee_agreed_at is None:
        wording = NOT_AGREED
    if by >= today:
        return Message(wording, {"operator": operator, "day": by})
    return say(
        "It takes longer than announced, and {operator} has been reminded. You hear from me again by {day} "
        "at the latest.",
        operator=operator,
        day=_told_again_by(dossier, basin, by, today),
    )


def _told_again_by(dossier: Dossier, basin: Basin | None, by: date, today: date) -> date:
    """Return when the applicant of a dossier that should have moved by a day hears of it at the latest."""
    department, delays = department_of(dossier), basin.delays if basin else Delays()
    told = dossier.told_at.astimezone(time_zone(department)).date()
    again = add_working_days(told, delays.news, department)
    return again if by < told and again > today else add_working_days(today, delays.news, department)


def due_by(dossier: Dossier, basin: Basin | None, today: date) -> date | None:
    """Return when a dossier of a basin, None in the national queue, has to have moved; None for never.

    What was brought from before, and nobody has taken up here, is never late.
    """
    if is_past(dossier):
        return None
    since = dossier.status_since.astimezone(time_zone(department_of(dossier))).date()
    return _moves_by(dossier, basin, Status(dossier.status), since, today)


def _moves_by(dossier: Dossier, basin: Basin | None, status: Status, since: date, today: date) -> date | None:
    delays, meets = basin.delays if basin else Delays(), agenda_day(dossier, basin, today, status)
    return moves_by(status, since, delays, department_of(dossier), meets)


def department_of(dossier: Dossier) -> str | None:
    """Return the department whose working days count; None for the mainland's."""
    return department_at(dossier.commune)


def department_at(commune: str | None) -> str | None:
    """Return the department of a commune by its code; None for none."""
    return commune[: 3 if commune.startswith(("97", "98")) else 2] if commune else None


NOT_FIXED = say("The date of the next committee is not fixed yet. I will tell you as soon as it is.")


def may_be_seen(dossier: Dossier) -> bool:
    """Tell whether a committee may see a request that waits for one, as it stands.

    It has one, its applicant agreed, and a person has looked at what redirected it.
    """
    status = Status(dossier.status)
    looked_at = dossier.outcome != Outcome.REDIRECTED.value or status in TO_BE_SCHEDULED
    agreed = dossier.basin_code is not None and dossier.committee_agreed_at is not None
    return agreed and looked_at and status in UNDECIDED


def possible(dossier: Dossier, days: Iterable[date], today: date) -> Days:
    """Return the days, of those of its committee, at which a request may be seen; () for one that may not."""
    if dossier.committee_agreed_at is None or not may_be_seen(dossier):
        return ()
    department = department_of(dossier)
    agreed = dossier.committee_agreed_at.astimezone(time_zone(department)).date()
    instructed = Status(dossier.status) in TO_BE_SCHEDULED
    return days_possible(days, today, agreed, department, instructed=instructed)


def committee_days(session: Session, dossier: Dossier, basin: Basin | None, today: date) -> Days:
    """Return the day of the next committee that may see a request, then that of the one after."""
    return possible(dossier, coming_days(session, basin, today), today) if basin else ()


def days_if_sent(
    session: Session, basin: Basin | None, commune: str | None, today: date, *, instructed: bool = False
) -> Days:
    """Return the days of the committees that may see a request of a commune, were it sent there today."""
    coming = coming_days(session, basin, today) if basin else ()
    return days_possible(coming, today, today, department_at(commune), instructed=instructed)


def told_of(dossier: Dossier, days: Days) -> Message:
    """Tell the next committee of a request that one may see, or that its date is not fixed."""
    return next_meeting(days, instructed=Status(dossier.status) is Status.READY) or NOT_FIXED


def next_committee(
    session: Session, dossier: Dossier, basin: Basin | None, today: date
) -> tuple[Message, ...]:
    """Tell the date of the next committee, or that it is not fixed; () when none may see the request."""
    if basin is None or not may_be_seen(dossier):
        return ()
    coming = coming_days(session, basin, today)
    days = possible(dossier, coming, today)
    if coming and not days:
        return (say("The date of the committee after that is not fixed yet."),)
    return (told_of(dossier, days),)
