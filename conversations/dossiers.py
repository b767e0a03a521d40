"""The life of a dossier: one table of (event, from, to), compiled to a state machine."""

from enum import StrEnum

from transitions import Machine

from conversations.messages import N_, Msgid


class Status(StrEnum):
    """Where a dossier stands. Values are stored: never renamed."""

    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Event(StrEnum):
    """What may happen to a dossier."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


LIFECYCLE = (
    (Event.WITHDRAW, Status.RECEIVED, Status.WITHDRAWN),
    (Event.EXPIRE, Status.RECEIVED, Status.EXPIRED),
)

TOLD: dict[Status, Msgid] = {
    Status.RECEIVED: N_("Received, waiting to be taken in charge"),
    Status.WITHDRAWN: N_("Withdrawn at your request"),
    Status.EXPIRED: N_("Closed: it was kept for as long as it may be"),
}
"""What the applicant is told of each status."""

MACHINE = Machine(
    model=None,
    states=[status.value for status in Status],
    initial=Status.RECEIVED.value,
    transitions=[[event.value, source.value, target.value] for event, source, target in LIFECYCLE],
    auto_transitions=False,
)
