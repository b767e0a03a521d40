"""What an entry leads to."""

from conversations.engine.step import Step
from conversations.frozen import frozen
from conversations.messages import Message


@frozen
class Reaction:
    """What an entry led to: ``answered`` are the questions it settled, ``look_up`` words to search.

    ``cut``: more was said than what is kept.
    """

    answered: tuple[Step, ...] = ()
    note: Message | None = None
    look_up: str | None = None
    cut: bool = False
