"""What an entry leads to."""

from collections.abc import Callable

from conversations.engine.step import Step
from conversations.frozen import frozen
from conversations.inputs import Entry, Input, Outcome
from conversations.messages import Message
from conversations.situation import Situation

Understanding = Callable[[Input, Entry, Situation], Outcome]
"""Reads an entry at a question."""


@frozen
class Reaction:
    """What an entry led to: ``answered`` are the questions it settled, ``look_up`` words to search.

    ``cut``: more was said than what is kept.
    """

    answered: tuple[Step, ...] = ()
    note: Message | None = None
    look_up: str | None = None
    cut: bool = False
