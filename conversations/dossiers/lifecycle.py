"""The life of a dossier: a row an event, with who may make it happen, from where to where, and what is said.

Words: domain facts, section 6.
"""

from collections.abc import Mapping
from enum import StrEnum

from conversations.dossiers.events import EventSpec, News, Words, back, move
from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import (
    DECIDED,
    GRANTED,
    HELD,
    IN_HAND,
    KEPT,
    LIVE,
    OPERATING,
    REFUSALS,
    STATUSES,
    UNDECIDED,
    UNDER_WAY,
    Part,
    Status,
)
from conversations.messages import N_, Msgid, say


class Event(StrEnum):
    """What may happen to a dossier. Values are stored: never renamed."""

    SUBMIT = "submit"
    CLAIM = "claim"
    RELEASE = "release"
    RETURN = "return"
    HAND_OVER = "hand_over"
    TRANSFER = "transfer"
    ASK = "ask"
    COMPLETE = "complete"
    LAPSE = "lapse"
    RESUME = "resume"
    MAKE_READY = "make_ready"
    REWORK = "rework"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    GRANT_SKILLS = "grant_skills"
    GRANT_ADVANCE = "grant_advance"
    GRANT_BOTH = "grant_both"
    POSTPONE = "postpone"
    REFUSE = "refuse"
    CONTRACT = "contract"
    START = "start"
    CLOSE = "close"
    DECLINE = "decline"
    LOSE_TOUCH = "lose_touch"
    REDIRECT = "redirect"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    RECTIFY = "rectify"
    EXPIRE = "expire"


WITH_DAYS = (Event.GRANT_SKILLS, Event.GRANT_BOTH)
WITH_ADVANCE = (Event.GRANT_ADVANCE, Event.GRANT_BOTH)
GRANTS = (Event.GRANT_SKILLS, Event.GRANT_ADVANCE, Event.GRANT_BOTH)
DECISIONS = (*GRANTS, Event.POSTPONE, Event.REFUSE)
"""What a committee decides, recorded from the agenda of its session."""


def _reopened(status: Status) -> Msgid:
    return STATUSES[status].reopened or N_("Your request is open again at {operator}.")


_TO_QUEUE = N_("Your request is back in the queue of {operator}: a colleague takes over.")

EVENTS: Mapping[Event, EventSpec] = {
    Event.SUBMIT: EventSpec(label=None, history=N_("sent"), news=News.BY_ITS_SERVICE),
    Event.CLAIM: EventSpec(
        moves=(move((Status.RECEIVED,), Status.CLAIMED, Part.TEAM, Part.OVERSEER),),
        label=say("🙋 I take it"), first=(Status.RECEIVED,), stage=say("Taken in charge"),
        history=N_("claimed"),
        news=N_("👋 Good news: somebody at {operator} has taken your request in charge."),
    ),
    Event.RELEASE: EventSpec(
        moves=(move(HELD, Status.RECEIVED),),
        label=say("↩️ Back to the queue"), history=N_("back to the queue"), news=_TO_QUEUE,
    ),
    Event.RETURN: EventSpec(
        moves=(move(HELD, Status.RECEIVED, Part.BOT),),
        label=None, history=N_("back to the queue, untouched for too long"), news=_TO_QUEUE,
    ),
    # the bot gives on what a basin that stops leaves
    Event.HAND_OVER: EventSpec(
        moves=(move(IN_HAND, None, *OPERATING, Part.BOT),),
        label=say("🤝 Hand over"), history=N_("handed over"),
        news=N_("Somebody else at {operator} follows your request from now on."),
    ),
    Event.TRANSFER: EventSpec(
        moves=(move(UNDECIDED, Status.RECEIVED, *OPERATING, Part.BOT),),
        label=say("🗺 Other territory"), history=N_("moved to another territory"), words=Words.OF_TEAM,
        news=N_("Your request is now in the hands of {operator}."),
        reasons=(Reason.OUT_OF_TERRITORY, Reason.PROJECT_ELSEWHERE, Reason.NO_SKILL_HERE, Reason.OTHER),
    ),
    Event.ASK: EventSpec(
        moves=(move((Status.CLAIMED, Status.READY, Status.POSTPONED), Status.WAITING),),
        label=say("❓ Ask the applicant"), beside=(Status.CLAIMED, Status.READY, Status.POSTPONED),
        history=N_("asked the applicant"), news=News.BY_ITS_SERVICE,
    ),
    Event.COMPLETE: EventSpec(
        moves=(move((Status.WAITING,), Status.CLAIMED, Part.APPLICANT),),
        label=None, history=N_("answered"), news=N_("👌 Thank you: {operator} has your answer."),
    ),
    Event.LAPSE: EventSpec(
        moves=(move((Status.WAITING,), Status.CLAIMED, Part.BOT),),
        label=None, history=N_("the time to answer has passed"),
        news=N_("The time to answer has passed. {operator} looks at your request as it is."),
    ),
    Event.RESUME: EventSpec(
        moves=(move((Status.WAITING,), Status.CLAIMED),),
        label=say("▶️ Go on without waiting"), first=(Status.WAITING,),
        history=N_("went on without waiting"),
        news=N_("{operator} goes on with your request as it is: no need to answer any more."),
    ),
    Event.MAKE_READY: EventSpec(
        moves=(move((Status.CLAIMED, Status.WAITING, Status.POSTPONED), Status.READY),),
        label=say("✅ Ready for the committee"), first=(Status.CLAIMED,),
        stage=say("Ready for the committee"),
        history=N_("ready for the committee"),
        news=N_("✅ Your request is complete: it is ready for the committee."),
    ),
    Event.REWORK: EventSpec(
        moves=(move((Status.READY, Status.POSTPONED), Status.CLAIMED),),
        label=say("🔧 Work on it again"), history=N_("work again"),
        news=N_("{operator} is going over your request once more."),
    ),
    Event.SCHEDULE: EventSpec(
        moves=(move((Status.READY, Status.POSTPONED), Status.SCHEDULED),),
        label=say("📅 Put on an agenda"), first=(Status.READY, Status.POSTPONED), stage=say("On an agenda"),
        history=N_("put on an agenda"), news=News.BY_ITS_SERVICE,
    ),
    # a cancelled session takes all its dossiers off, whoever holds them
    Event.UNSCHEDULE: EventSpec(
        moves=(move((Status.SCHEDULED,), Status.READY, *OPERATING, Part.BOT),),
        label=say("📅 Take off the agenda"), history=N_("taken off the agenda"),
        news=N_("Your request is no longer on the agenda of that committee."),
    ),
    Event.GRANT_SKILLS: EventSpec(
        moves=(move((Status.SCHEDULED,), Status.GRANTED_SKILLS),),
        label=say("✅ Skills granted"), stage=say("Granted"),
        history=N_("skills granted"), news=News.BY_ITS_SERVICE,
    ),
    Event.GRANT_ADVANCE: EventSpec(
        moves=(move((Status.SCHEDULED,), Status.GRANTED_ADVANCE),),
        label=say("✅ Advance granted"), stage=say("Granted"),
        history=N_("advance granted"), news=News.BY_ITS_SERVICE,
    ),
    Event.GRANT_BOTH: EventSpec(
        moves=(move((Status.SCHEDULED,), Status.GRANTED_BOTH),),
        label=say("✅ Skills and advance"), stage=say("Granted"),
        history=N_("skills and advance granted"), news=News.BY_ITS_SERVICE,
    ),
    Event.POSTPONE: EventSpec(
        moves=(move((Status.SCHEDULED,), Status.POSTPONED),),
        label=say("↪️ Postponed"), history=N_("postponed"), words=Words.SHARED, stops=True,
        news=N_("The committee wants to see your request again, because {reason}."),
        reasons=(Reason.INCOMPLETE, Reason.FINANCE, Reason.NOT_MATURE, Reason.OTHER),
    ),
    Event.REFUSE: EventSpec(
        moves=(move((Status.SCHEDULED,), Status.REFUSED),),
        label=say("❌ Refused"), history=N_("refused"), words=Words.SHARED, stops=True,
        news=N_("The committee has not granted your request, because {reason}."),
        reasons=(
            Reason.NO_PROJECT, Reason.NO_SKILL_HERE, Reason.JOBS, Reason.FINANCE, Reason.NOT_MATURE,
            Reason.OTHER,
        ),
    ),
    Event.CONTRACT: EventSpec(
        moves=(move(GRANTED, Status.CONTRACTED),),
        label=say("✍️ Agreement signed"), first=GRANTED, stage=say("Agreement signed"),
        history=N_("agreement signed"), news=N_("✍️ The agreement is signed: the mission can begin."),
    ),
    Event.START: EventSpec(
        moves=(move((Status.CONTRACTED,), Status.RUNNING),),
        label=say("🚀 The mission begins"), first=(Status.CONTRACTED,),
        history=N_("mission begun"), news=N_("🚀 The mission has begun."),
    ),
    Event.CLOSE: EventSpec(
        moves=(move(UNDER_WAY, Status.CLOSED),),
        label=say("🏁 Close"), first=(Status.RUNNING,), stage=say("Finished"),
        history=N_("closed"), words=Words.OF_TEAM,
        news=N_("🏁 The mission is finished. Thank you for your trust!"),
    ),
    Event.DECLINE: EventSpec(
        moves=(move((*HELD, Status.POSTPONED), Status.DECLINED),),
        label=say("⛔ Decline"), history=N_("declined"), words=Words.SHARED, stops=True,
        news=N_("{operator} cannot take your request further, because {reason}."),
        reasons=(
            Reason.NO_PROJECT, Reason.TOO_LARGE, Reason.NO_SKILL_HERE, Reason.JOBS, Reason.NOT_MATURE,
            Reason.INCOMPLETE, Reason.DUPLICATE, Reason.NO_LONGER_WANTED, Reason.OTHER,
        ),
    ),
    Event.LOSE_TOUCH: EventSpec(
        moves=(move((*HELD, Status.SCHEDULED, Status.POSTPONED, *GRANTED), Status.UNREACHABLE),),
        label=say("📵 Unreachable"), history=N_("unreachable"),
        news=N_(
            "📵 {operator} could not reach you, and pauses your request. "
            "Write to me here and it starts again."
        ),
    ),
    Event.REDIRECT: EventSpec(
        moves=(move((*HELD, Status.POSTPONED), Status.REDIRECTED),),
        label=say("🚪 Redirect"), history=N_("redirected"), words=Words.SHARED, stops=True,
        news=N_("{operator} sends you to another door, because {reason}."),
        reasons=(
            Reason.OUT_OF_TERRITORY, Reason.TOO_LARGE, Reason.NO_SKILL_HERE, Reason.OTHER_SCHEME,
            Reason.OTHER,
        ),
    ),
    Event.WITHDRAW: EventSpec(
        moves=(move(LIVE, Status.WITHDRAWN, Part.APPLICANT),),
        label=None, history=N_("withdrawn"),
        news=N_("Your request is withdrawn. If you change your mind, /status lets you reopen it."),
    ),
    Event.REOPEN: EventSpec(
        moves=(
            *back(Status.CLOSED, UNDER_WAY, Part.TEAM, *OPERATING),
            *back(Status.UNREACHABLE, GRANTED, Part.TEAM, *OPERATING, Part.APPLICANT),
            *back(Status.WITHDRAWN, (*GRANTED, *UNDER_WAY), Part.APPLICANT),
            move(REFUSALS, Status.CLAIMED, Part.TEAM, *OPERATING),
            move((Status.WITHDRAWN,), Status.RECEIVED, Part.APPLICANT),
            move((Status.UNREACHABLE,), Status.CLAIMED, Part.APPLICANT),
        ),
        label=say("🔄 Reopen"), first=(*REFUSALS, Status.CLOSED),
        history=N_("reopened"), words=Words.OF_TEAM, news=_reopened,
        reasons=(Reason.MORE_TO_DO, Reason.BY_MISTAKE, Reason.NEW_FACTS, Reason.ASKED_AGAIN, Reason.OTHER),
    ),
    # recorded by mistake; once the agreement is signed, only what comes with it is put right
    Event.RECTIFY: EventSpec(
        moves=(*(move(DECIDED, to) for to in DECIDED), move((*UNDER_WAY, Status.CLOSED), None)),
        label=say("✏️ Put the decision right"), history=N_("decision put right"), words=Words.SHARED,
        news=News.BY_ITS_SERVICE,
    ),
    Event.EXPIRE: EventSpec(
        moves=(move(KEPT, Status.EXPIRED, Part.BOT),),
        label=None, history=N_("kept for as long as it may be"), news=News.NONE,
    ),
}  # fmt: skip
"""What may happen, in the order of the buttons behind "More"."""

STOPPING = tuple(event for event, row in EVENTS.items() if row.stops)
"""The events whose reasons say why a request goes no further: those that figures count."""

WHY_STOPPED = tuple(reason for reason in Reason if any(reason in EVENTS[event].reasons for event in STOPPING))
"""The reasons of those events: the ones that a list of past requests may tell."""
