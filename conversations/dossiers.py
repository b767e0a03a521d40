"""The life of a dossier: one table of (event, from, to), compiled to a state machine."""

from enum import StrEnum

from transitions import Machine

from conversations.messages import N_, Msgid


class Status(StrEnum):
    """Where a dossier stands. Values are stored: never renamed."""

    RECEIVED = "received"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What may happen to a dossier."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"


LIFECYCLE = ((Event.WITHDRAW, Status.RECEIVED, Status.WITHDRAWN),)

TOLD: dict[Status, Msgid] = {
    Status.RECEIVED: N_("Received, waiting to be taken in charge"),
    Status.WITHDRAWN: N_("Withdrawn at your request"),
}
"""What the applicant is told of each status."""

MACHINE = Machine(
    model=None,
    states=[status.value for status in Status],
    initial=Status.RECEIVED.value,
    transitions=[[event.value, source.value, target.value] for event, source, target in LIFECYCLE],
    auto_transitions=False,
)
