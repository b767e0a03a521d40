"""What the applicant is told when something happens: what it is, then what comes next and when."""

from collections.abc import Mapping
from datetime import date

from conversations.deadlines import time_zone
from conversations.dossiers import GRANTED, Event, Status
from conversations.messages import N_, Message, Msgid, say, verbatim
from conversations.network import Basin, Delays
from conversations.reasons import WORDINGS, Reason
from conversations.vigilance import moves_by
from models.committees import agenda_day
from models.dossiers import is_past
from models.tables import Dossier

HAPPENED: Mapping[Event, Msgid] = {
    Event.CLAIM: N_("👋 Good news: somebody at {operator} has taken your request in charge."),
    Event.RELEASE: N_("Your request is back in the queue of {operator}: a colleague takes over."),
    Event.RETURN: N_("Your request is back in the queue of {operator}: a colleague takes over."),
    Event.HAND_OVER: N_("Somebody else at {operator} follows your request from now on."),
    Event.TRANSFER: N_("Your request is now in the hands of {operator}."),
    Event.COMPLETE: N_("👌 Thank you: {operator} has your answer."),
    Event.LAPSE: N_("The time to answer has passed. {operator} looks at your request as it is."),
    Event.RESUME: N_("{operator} goes on with your request as it is: no need to answer any more."),
    Event.MAKE_READY: N_("✅ Your request is complete: it is ready for the committee."),
    Event.REWORK: N_("{operator} is going over your request once more."),
    Event.UNSCHEDULE: N_("Your request is no longer on the agenda of that committee."),
    Event.CONTRACT: N_("✍️ The agreement is signed: the mission can begin."),
    Event.START: N_("🚀 The mission has begun."),
    Event.CLOSE: N_("🏁 The mission is finished. Thank you for your trust!"),
    Event.LOSE_TOUCH: N_(
        "📵 {operator} could not reach you, and pauses your request. Write to me here and it starts again."
    ),
    Event.REOPEN: N_("Your request is open again at {operator}."),
    Event.WITHDRAW: N_("Your request is withdrawn. If you change your mind, /status lets you reopen it."),
}
"""What an event is, in plain words. Those that need more, such as a decision, are written where made."""

REOPENED: Mapping[Status, Msgid] = {
    Status.CLAIMED: N_("🔄 {operator} looks at your request again."),
    **dict.fromkeys(
        GRANTED, N_("🔄 {operator} takes your request up again: what was granted to you stands.")
    ),
    Status.CONTRACTED: N_("🔄 {operator} takes your request up again: your agreement stands."),
    Status.RUNNING: N_("🔄 {operator} takes your request up again: your mission goes on."),
}
"""What a reopening is, by where the work goes on."""

STOPPED: Mapping[Event, Msgid] = {
    Event.DECLINE: N_("{operator} cannot take your request further, because {reason}."),
    Event.REDIRECT: N_("{operator} sends you to another door, because {reason}."),
    Event.REFUSE: N_("The committee has not granted your request, because {reason}."),
    Event.POSTPONE: N_("The committee wants to see your request again, because {reason}."),
}


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
    operator = dossier.operator_name or ""
    if event in STOPPED and reason is not None:
        told = [Message(STOPPED[event], {"operator": operator, "reason": WORDINGS[reason].told})]
        told += doors(basin, reason)
        told.append(say("It is not a judgement of your firm. You may answer here: a person will read it."))
    elif event in HAPPENED:
        words = REOPENED.get(Status(dossier.status)) if event is Event.REOPEN else None
        told = [Message(words or HAPPENED[event], {"operator": operator})]
        if reason is not None and reason is not Reason.OTHER:
            told.append(say("Why: {reason}.", reason=WORDINGS[reason].told))
    else:
        return ()
    following = next_step(dossier, basin, today, once=once)
    return (*told, following) if following else tuple(told)


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


NEXT: Mapping[Status, Msgid] = {
    Status.RECEIVED: N_("Next step: {operator} takes it in charge, by {day}."),
    Status.CLAIMED: N_("Next step: {operator} calls you or writes to you here, by {day}."),
    Status.READY: N_("Next step: {operator} puts it on the agenda of a committee, by {day}."),
    Status.POSTPONED: N_("Next step: {operator} tells you what is needed, by {day}."),
    Status.GRANTED_SKILLS: N_("Next step: {operator} calls you to sign the agreement, by {day}."),
    Status.GRANTED_ADVANCE: N_("Next step: {operator} calls you to sign the agreement, by {day}."),
    Status.GRANTED_BOTH: N_("Next step: {operator} calls you to sign the agreement, by {day}."),
    Status.CONTRACTED: N_("Next step: the first day with your advisor, by {day}."),
}
NOT_AGREED = N_("Next step: {operator} asks you whether the committee may read it, by {day}.")


def next_step(
    dossier: Dossier, basin: Basin | None, today: date, *, once: Status | None = None
) -> Message | None:
    """Return what comes next, and by when; None when nothing does. ``once``: were it to move there today."""
    status, operator = once or Status(dossier.status), dossier.operator_name or ""
    stays = status is Status(dossier.status)
    by = due_by(dossier, basin, today) if stays else _moves_by(dossier, basin, status, today, today)
    if by is None or status not in NEXT:
        return None
    not_agreed = status is Status.READY and dossier.committee_agreed_at is None
    wording = NOT_AGREED if not_agreed else NEXT[status]
    if by >= today:
        return Message(wording, {"operator": operator, "day": by})
    later = _moves_by(dossier, basin, status, today, today)
    again = Message(wording, {"operator": operator, "day": later or today})
    return say(
        "It takes longer than announced, and {operator} has been reminded. {next}",
        operator=operator,
        next=again,
    )


def expected_by(dossier: Dossier, basin: Basin | None, today: date) -> date | None:
    """Return when a dossier moves at the latest, as told today: what is late counts from today."""
    by = due_by(dossier, basin, today)
    return (
        by if by is None or by >= today else _moves_by(dossier, basin, Status(dossier.status), today, today)
    )


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
    commune = dossier.commune
    return commune[: 3 if commune.startswith(("97", "98")) else 2] if commune else None
