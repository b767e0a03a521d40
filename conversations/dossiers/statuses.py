"""Where a dossier may stand: a row a status, from which every list of statuses is made.

Words: domain facts, section 6. What makes a dossier move is in ``conversations.dossiers.lifecycle``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from conversations.messages import N_, Message, Msgid, say
from conversations.network.basins import Delays


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


class Part(StrEnum):
    """In what capacity somebody acts on a dossier; one person may have several."""

    HOLDER = "holder"
    TEAM = "team"  # an operator of its basin
    OVERSEER = "overseer"  # the manager of its basin, a coordinator, an administrator
    APPLICANT = "applicant"
    BOT = "bot"


OPERATING = frozenset({Part.HOLDER, Part.OVERSEER})
HANDLERS = OPERATING | {Part.TEAM}
"""Who may see a dossier: those of its territory, and who answers for it."""


class Phase(Enum):
    """What a status is a part of: the lists below are made of phases."""

    QUEUED = auto()  # to be claimed
    HELD = auto()  # being prepared
    ON_AGENDA = auto()
    POSTPONED = auto()  # decided, and being prepared again
    GRANTED = auto()
    UNDER_WAY = auto()
    FINISHED = auto()
    REFUSED = auto()  # by the committee
    STOPPED = auto()  # by its operator
    PAUSED = auto()  # goes on as soon as its applicant writes
    GONE = auto()  # out of hands: nobody is written to about it


LIVE_PHASES = (
    Phase.QUEUED, Phase.HELD, Phase.ON_AGENDA, Phase.POSTPONED, Phase.GRANTED, Phase.UNDER_WAY,
)  # fmt: skip


class Turn(Enum):
    """Whose turn it is: the part of a member's list in which a dossier is."""

    TO_CLAIM = auto()
    HOLDERS = auto()
    OF_OTHERS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSpec:
    """Where a dossier may stand.

    ``shown``: what operators see. ``told``: what its applicant is told. ``turn``: None where nothing is
    to be done any more. ``delay``: of those of its basin, the working days it has to move on; None when
    nothing is due. ``next_step``: what its applicant is told comes next, and by which ``day``; None when
    nothing does. ``reopened``: what they are told when it is taken up again there, where it may be.
    """

    phase: Phase
    shown: Message
    told: Msgid
    turn: Turn | None = None
    delay: Callable[[Delays], int] | None = None
    next_step: Msgid | None = None
    reopened: Msgid | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a status whose list, or whose next step, is forgotten."""
        if (self.turn is not None) is not (self.phase in LIVE_PHASES):
            raise ValueError(f"the status {self.told!r} is live and in no list, or over and in one")
        if (self.delay is None) is not (self.next_step is None):
            raise ValueError(f"of {self.told!r}, what is due or what comes next is not said")


_TAKEN_UP = N_("🔄 {operator} takes your request up again: what was granted to you stands.")
_TO_SIGN = N_("Next step: {operator} contacts you to sign the agreement, by {day}.")

STATUSES: Mapping[Status, StatusSpec] = {
    Status.RECEIVED: StatusSpec(
        phase=Phase.QUEUED, turn=Turn.TO_CLAIM,
        shown=say("📥 To be claimed"), told=N_("Received, waiting to be taken in charge"),
        delay=lambda delays: delays.received,
        next_step=N_("Next step: {operator} takes it in charge, by {day}."),
    ),
    Status.CLAIMED: StatusSpec(
        phase=Phase.HELD, turn=Turn.HOLDERS,
        shown=say("👤 Taken in charge"), told=N_("Taken in charge"),
        delay=lambda delays: delays.claimed,
        next_step=N_("Next step: {operator} calls you or writes to you here, by {day}."),
        reopened=N_("🔄 {operator} looks at your request again."),
    ),
    Status.WAITING: StatusSpec(
        phase=Phase.HELD, turn=Turn.OF_OTHERS,
        shown=say("⏳ Waiting for the applicant"), told=N_("Waiting for your answer"),
    ),
    Status.READY: StatusSpec(
        phase=Phase.HELD, turn=Turn.HOLDERS,
        shown=say("🗂 Ready for the committee"), told=N_("Complete, ready for the committee"),
        delay=lambda delays: delays.ready,
        next_step=N_("Next step: {operator} puts it on the agenda of a committee, by {day}."),
    ),
    Status.SCHEDULED: StatusSpec(
        phase=Phase.ON_AGENDA, turn=Turn.OF_OTHERS,
        shown=say("📅 On the agenda"), told=N_("On the agenda of the committee"),
    ),
    Status.POSTPONED: StatusSpec(
        phase=Phase.POSTPONED, turn=Turn.HOLDERS,
        shown=say("↪️ Postponed"), told=N_("Postponed to a later committee"),
        delay=lambda delays: delays.postponed,
        next_step=N_("Next step: {operator} tells you what is needed, by {day}."),
    ),
    Status.GRANTED_SKILLS: StatusSpec(
        phase=Phase.GRANTED, turn=Turn.HOLDERS,
        shown=say("✅ Granted: skills"), told=N_("Granted: days of expertise"),
        delay=lambda delays: delays.granted, next_step=_TO_SIGN, reopened=_TAKEN_UP,
    ),
    Status.GRANTED_ADVANCE: StatusSpec(
        phase=Phase.GRANTED, turn=Turn.HOLDERS,
        shown=say("✅ Granted: advance"), told=N_("Granted: repayable advance"),
        delay=lambda delays: delays.granted, next_step=_TO_SIGN, reopened=_TAKEN_UP,
    ),
    Status.GRANTED_BOTH: StatusSpec(
        phase=Phase.GRANTED, turn=Turn.HOLDERS,
        shown=say("✅ Granted: skills and advance"),
        told=N_("Granted: days of expertise and repayable advance"),
        delay=lambda delays: delays.granted, next_step=_TO_SIGN, reopened=_TAKEN_UP,
    ),
    Status.CONTRACTED: StatusSpec(
        phase=Phase.UNDER_WAY, turn=Turn.OF_OTHERS,
        shown=say("✍️ Agreement signed"), told=N_("Agreement signed"),
        delay=lambda delays: delays.contracted,
        next_step=N_("Next step: the first day with your advisor, by {day}."),
        reopened=N_("🔄 {operator} takes your request up again: your agreement stands."),
    ),
    Status.RUNNING: StatusSpec(
        phase=Phase.UNDER_WAY, turn=Turn.OF_OTHERS,
        shown=say("🚀 Mission under way"), told=N_("Mission under way"),
        reopened=N_("🔄 {operator} takes your request up again: your mission goes on."),
    ),
    Status.CLOSED: StatusSpec(phase=Phase.FINISHED, shown=say("🏁 Closed"), told=N_("Finished")),
    Status.REFUSED: StatusSpec(
        phase=Phase.REFUSED, shown=say("❌ Refused by the committee"), told=N_("Not granted"),
    ),
    Status.DECLINED: StatusSpec(phase=Phase.STOPPED, shown=say("⛔ Declined"), told=N_("Not taken further")),
    Status.REDIRECTED: StatusSpec(
        phase=Phase.STOPPED, shown=say("🚪 Redirected"), told=N_("Sent on to another door"),
    ),
    Status.UNREACHABLE: StatusSpec(
        phase=Phase.PAUSED, shown=say("📵 Applicant unreachable"), told=N_("Paused: we could not reach you"),
    ),
    Status.WITHDRAWN: StatusSpec(
        phase=Phase.GONE, shown=say("🚫 Withdrawn by the applicant."), told=N_("Withdrawn at your request"),
    ),
    Status.EXPIRED: StatusSpec(
        phase=Phase.GONE,
        shown=say("🗑 Kept for as long as it may be"),
        told=N_("Closed: it was kept for as long as it may be"),
    ),
}  # fmt: skip
"""Where a dossier may stand, in the order of its life."""

if missing := set(Status) - set(STATUSES):
    raise ValueError(f"statuses without a row: {sorted(missing)}")


def standing(*phases: Phase) -> tuple[Status, ...]:
    """Return the statuses of some phases, in the order of a dossier's life."""
    return tuple(status for status, row in STATUSES.items() if row.phase in phases)


HELD = standing(Phase.HELD)
GRANTED = standing(Phase.GRANTED)
UNDER_WAY = standing(Phase.UNDER_WAY)
SUPPORTED = standing(Phase.GRANTED, Phase.UNDER_WAY, Phase.FINISHED)  # what was granted is given, or was
DECIDED = (*GRANTED, *standing(Phase.POSTPONED, Phase.REFUSED))
UNDECIDED = standing(Phase.QUEUED, Phase.HELD, Phase.POSTPONED)  # no committee has it, nor granted anything
REFUSALS = standing(Phase.REFUSED, Phase.STOPPED, Phase.PAUSED)
GONE = standing(Phase.GONE)
KEPT = tuple(status for status in Status if status is not Status.EXPIRED)
LIVE = standing(*LIVE_PHASES)
"""The statuses in which something is still to be done."""

IN_HAND = standing(*(phase for phase in LIVE_PHASES if phase is not Phase.QUEUED))
