"""The events of dossiers compiled to a state machine, whose guard is who acts.

The buttons a person sees are the events it allows them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import Enum
from typing import cast

from transitions import EventData, Machine, State

from conversations.dossiers.events import Move
from conversations.dossiers.lifecycle import EVENTS, Event
from conversations.dossiers.statuses import Part, Status

LIFECYCLE = tuple((event, move) for event, row in EVENTS.items() for move in row.moves)
"""What makes a dossier move, from where to where."""


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
    for event, move in LIFECYCLE:
        sources: list[str | Enum | State] = [source.value for source in move.sources]
        target = move.to.value if move.to else "="
        machine.add_transition(event.value, sources, target, conditions=_guard(move))
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
    found = (event for event, move in LIFECYCLE if status in move.sources and move.by & frozenset(parts))
    return tuple(dict.fromkeys(found))
