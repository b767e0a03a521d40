"""The life of a dossier: one table of who may make it move, from where to where.

Words: domain facts, section 6. The table is compiled to a state machine whose guard is who acts; the
buttons a person sees are the events it allows them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import cast

from transitions import EventData, Machine, State

from conversations.messages import N_, Message, Msgid, say


class Status(StrEnum):
    """Where a dossier stands. Values are stored: never renamed."""

    RECEIVED = "received"
    CLAIMED = "claimed"
    WAITING = "waiting"
    READY = "ready"
    SCHEDULED = "scheduled"
    GRANTED_SKILLS = "granted_skills"
    GRANTED_ADVANCE = "granted_advance"
    GRANTED_BOTH = "granted_both"
    POSTPONED = "postponed"
    REFUSED = "refused"
    CONTRACTED = "contracted"
    RUNNING = "running"
    CLOSED = "closed"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


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


class Trace(StrEnum):
    """What is noted in a dossier's history without making it move. Values are stored: never renamed."""

    REVEAL = "reveal"
    NOTE = "note"
    MESSAGE = "message"
    CHANGE = "change"
    PROPOSE = "propose"
    ENTRUST = "entrust"
    TAKE_OVER = "take_over"
    AGREE = "agree"
    DISAGREE = "disagree"
    REMIND = "remind"
    EXPORT = "export"
    OPINION = "opinion"


class Part(StrEnum):
    """In what capacity somebody acts on a dossier; one person may have several."""

    HOLDER = "holder"
    TEAM = "team"  # an operator of its basin
    OVERSEER = "overseer"  # the manager of its basin, a coordinator, an administrator
    APPLICANT = "applicant"
    BOT = "bot"


WITH_DAYS = (Event.GRANT_SKILLS, Event.GRANT_BOTH)
WITH_ADVANCE = (Event.GRANT_ADVANCE, Event.GRANT_BOTH)
GRANTS = (Event.GRANT_SKILLS, Event.GRANT_ADVANCE, Event.GRANT_BOTH)
DECISIONS = (*GRANTS, Event.POSTPONE, Event.REFUSE)
"""What a committee decides, recorded from the agenda of its session."""

HELD = (Status.CLAIMED, Status.WAITING, Status.READY)
GRANTED = (Status.GRANTED_SKILLS, Status.GRANTED_ADVANCE, Status.GRANTED_BOTH)
DECIDED = (*GRANTED, Status.POSTPONED, Status.REFUSED)
UNDECIDED = (Status.RECEIVED, *HELD, Status.POSTPONED)  # no committee has it, nor granted anything
UNDER_WAY = (Status.CONTRACTED, Status.RUNNING)
IN_HAND = (*HELD, Status.SCHEDULED, Status.POSTPONED, *GRANTED, *UNDER_WAY)
REFUSALS = (Status.REFUSED, Status.DECLINED, Status.REDIRECTED, Status.UNREACHABLE)
LIVE = (Status.RECEIVED, *IN_HAND)
"""The statuses in which something is still to be done."""

OPERATING = frozenset({Part.HOLDER, Part.OVERSEER})


@dataclass(frozen=True, slots=True)
class Move:
    """One event of the table. ``to``: None when the dossier stays where it stands.

    ``back``: only for a dossier that stood in ``to`` when it stopped; such rows come before the others.
    Of several rows of one event, ``after`` is told where it is to lead.
    """

    event: Event
    sources: tuple[Status, ...]
    to: Status | None
    by: frozenset[Part]
    back: bool = False


def _move(event: Event, sources: tuple[Status, ...], to: Status | None, *by: Part) -> Move:
    return Move(event, sources, to, frozenset(by) or OPERATING)


def _back(source: Status, statuses: tuple[Status, ...], *by: Part) -> tuple[Move, ...]:
    """Return the rows that open a dossier again where its work goes on: what was granted stands."""
    return tuple(Move(Event.REOPEN, (source,), to, frozenset(by), back=True) for to in statuses)


LIFECYCLE = (
    _move(Event.CLAIM, (Status.RECEIVED,), Status.CLAIMED, Part.TEAM, Part.OVERSEER),
    _move(Event.RELEASE, HELD, Status.RECEIVED),
    _move(Event.RETURN, HELD, Status.RECEIVED, Part.BOT),
    # The bot gives on what a basin that stops leaves.
    _move(Event.HAND_OVER, IN_HAND, None, *OPERATING, Part.BOT),
    _move(Event.TRANSFER, UNDECIDED, Status.RECEIVED, *OPERATING, Part.BOT),
    _move(Event.ASK, (Status.CLAIMED, Status.READY, Status.POSTPONED), Status.WAITING),
    _move(Event.COMPLETE, (Status.WAITING,), Status.CLAIMED, Part.APPLICANT),
    _move(Event.LAPSE, (Status.WAITING,), Status.CLAIMED, Part.BOT),
    _move(Event.RESUME, (Status.WAITING,), Status.CLAIMED),
    _move(Event.MAKE_READY, (Status.CLAIMED, Status.WAITING, Status.POSTPONED), Status.READY),
    _move(Event.REWORK, (Status.READY, Status.POSTPONED), Status.CLAIMED),
    _move(Event.SCHEDULE, (Status.READY, Status.POSTPONED), Status.SCHEDULED),
    # A cancelled session takes all its dossiers off, whoever holds them.
    _move(Event.UNSCHEDULE, (Status.SCHEDULED,), Status.READY, *OPERATING, Part.BOT),
    _move(Event.GRANT_SKILLS, (Status.SCHEDULED,), Status.GRANTED_SKILLS),
    _move(Event.GRANT_ADVANCE, (Status.SCHEDULED,), Status.GRANTED_ADVANCE),
    _move(Event.GRANT_BOTH, (Status.SCHEDULED,), Status.GRANTED_BOTH),
    _move(Event.POSTPONE, (Status.SCHEDULED,), Status.POSTPONED),
    _move(Event.REFUSE, (Status.SCHEDULED,), Status.REFUSED),
    _move(Event.CONTRACT, GRANTED, Status.CONTRACTED),
    _move(Event.START, (Status.CONTRACTED,), Status.RUNNING),
    _move(Event.CLOSE, UNDER_WAY, Status.CLOSED),
    _move(Event.DECLINE, (*HELD, Status.POSTPONED), Status.DECLINED),
    _move(Event.LOSE_TOUCH, (*HELD, Status.SCHEDULED, Status.POSTPONED, *GRANTED), Status.UNREACHABLE),
    _move(Event.REDIRECT, (*HELD, Status.POSTPONED), Status.REDIRECTED),
    _move(Event.WITHDRAW, LIVE, Status.WITHDRAWN, Part.APPLICANT),
    *_back(Status.CLOSED, UNDER_WAY, Part.TEAM, *OPERATING),
    *_back(Status.UNREACHABLE, GRANTED, Part.TEAM, *OPERATING, Part.APPLICANT),
    *_back(Status.WITHDRAWN, (*GRANTED, *UNDER_WAY), Part.APPLICANT),
    _move(Event.REOPEN, REFUSALS, Status.CLAIMED, Part.TEAM, *OPERATING),
    _move(Event.REOPEN, (Status.WITHDRAWN,), Status.RECEIVED, Part.APPLICANT),
    _move(Event.REOPEN, (Status.UNREACHABLE,), Status.CLAIMED, Part.APPLICANT),
    # A decision recorded by mistake; once the agreement is signed, only what comes with it is put right.
    *(_move(Event.RECTIFY, DECIDED, to) for to in DECIDED),
    _move(Event.RECTIFY, (*UNDER_WAY, Status.CLOSED), None),
    _move(
        Event.EXPIRE,
        tuple(status for status in Status if status is not Status.EXPIRED),
        Status.EXPIRED,
        Part.BOT,
    ),
)
"""Who may make a dossier move, from where to where; most rows are its holder's or an overseer's."""

TOLD: dict[Status, Msgid] = {
    Status.RECEIVED: N_("Received, waiting to be taken in charge"),
    Status.CLAIMED: N_("Taken in charge"),
    Status.WAITING: N_("Waiting for your answer"),
    Status.READY: N_("Complete, ready for the committee"),
    Status.SCHEDULED: N_("On the agenda of the committee"),
    Status.GRANTED_SKILLS: N_("Granted: days of expertise"),
    Status.GRANTED_ADVANCE: N_("Granted: repayable advance"),
    Status.GRANTED_BOTH: N_("Granted: days of expertise and repayable advance"),
    Status.POSTPONED: N_("Postponed to a later committee"),
    Status.REFUSED: N_("Not granted"),
    Status.CONTRACTED: N_("Agreement signed"),
    Status.RUNNING: N_("Mission under way"),
    Status.CLOSED: N_("Finished"),
    Status.DECLINED: N_("Not taken further"),
    Status.UNREACHABLE: N_("Paused: we could not reach you"),
    Status.REDIRECTED: N_("Sent on to another door"),
    Status.WITHDRAWN: N_("Withdrawn at your request"),
    Status.EXPIRED: N_("Closed: it was kept for as long as it may be"),
}
"""What the applicant is told of each status."""

SHOWN: dict[Status, Message] = {
    Status.RECEIVED: say("📥 To be claimed"),
    Status.CLAIMED: say("👤 Taken in charge"),
    Status.WAITING: say("⏳ Waiting for the applicant"),
    Status.READY: say("🗂 Ready for the committee"),
    Status.SCHEDULED: say("📅 On the agenda"),
    Status.GRANTED_SKILLS: say("✅ Granted: skills"),
    Status.GRANTED_ADVANCE: say("✅ Granted: advance"),
    Status.GRANTED_BOTH: say("✅ Granted: skills and advance"),
    Status.POSTPONED: say("↪️ Postponed"),
    Status.REFUSED: say("❌ Refused by the committee"),
    Status.CONTRACTED: say("✍️ Agreement signed"),
    Status.RUNNING: say("🚀 Mission under way"),
    Status.CLOSED: say("🏁 Closed"),
    Status.DECLINED: say("⛔ Declined"),
    Status.UNREACHABLE: say("📵 Applicant unreachable"),
    Status.REDIRECTED: say("🚪 Redirected"),
    Status.WITHDRAWN: say("🚫 Withdrawn by the applicant."),
    Status.EXPIRED: say("🗑 Kept for as long as it may be"),
}
"""What operators see of each status."""


@dataclass(slots=True)
class Course:
    """What the machine moves: a dossier's status, and in what parts somebody acts on it.

    ``stood``: where it stood before it stopped, None for one that did not. ``to``: where it is to go,
    None for the first row that leads anywhere.
    """

    state: str
    parts: frozenset[Part] = field(default_factory=frozenset)
    stood: Status | None = None
    to: Status | None = None


def _guard(move: Move) -> Callable[[EventData], bool]:
    """Return the guard of a row: somebody acts in one of its parts, and it leads where it should."""

    def may(event: EventData) -> bool:
        course: Course = cast(Course, event.model)
        leads = course.to in (None, move.to or Status(course.state))
        return bool(move.by & course.parts) and leads and (not move.back or course.stood is move.to)

    return may


def _compile() -> Machine:
    machine = Machine(
        model=None,
        states=[status.value for status in Status],
        initial=Status.RECEIVED.value,
        auto_transitions=False,
        send_event=True,
        ignore_invalid_triggers=True,
    )
    for move in LIFECYCLE:
        sources: list[str | Enum | State] = [source.value for source in move.sources]
        target = move.to.value if move.to else "="
        machine.add_transition(move.event.value, sources, target, conditions=_guard(move))
    return machine


MACHINE = _compile()


def after(
    event: Event,
    status: Status,
    parts: Collection[Part],
    stood: Status | None = None,
    to: Status | None = None,
) -> Status | None:
    """Return where an event leads; None when it may not happen there, not by them, or not lead ``to``.

    ``stood``: where a dossier that stopped stood before.
    """
    course = Course(status.value, frozenset(parts), stood, to)
    moved: bool = MACHINE.events[event.value].trigger(course)
    return Status(course.state) if moved else None


def allowed(status: Status, parts: Collection[Part]) -> tuple[Event, ...]:
    """Return what somebody may make happen, in the order of the table."""
    found = (move.event for move in LIFECYCLE if status in move.sources and move.by & frozenset(parts))
    return tuple(dict.fromkeys(found))
