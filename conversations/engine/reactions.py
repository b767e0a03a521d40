"""What an entry leads to."""

from collections.abc import Callable

from conversations.engine.step import Step
from conversations.frozen import frozen
from conversations.inputs import Entry, Input, Outcome
from conversations.messages import N_, Message, say
from conversations.situation import Situation

Understanding = Callable[[Input, Entry, Situation], Outcome]
"""Reads an entry at a question."""

ALL_IS_ANSWERED = say(
    "Everything is answered. To change an answer, touch ✏️ or tell me which, such as “12 employees”."
)
TO_BE_NAMED = say("Yes alone does not change it: touch the right answer, or type it.")
NO_HURRY = say("Take your time: nothing is lost, and nothing is sent meanwhile.")
RESTING = N_("No hurry: everything is kept for {n} days. /start brings you back here.")
LISTENED = N_(
    "Shall somebody call you? There is no hurry: your request waits for you, and the question comes back "
    "when you like."
)
RESUMED = N_("You have a request under way. Everything you answered is kept.")
"""What was said last of a request that is not shown: a yes then answers no question of it."""
STOPPED = say(
    "All right, we stop here: everything is kept, and nothing is sent. /start brings you back here."
)
WAITING = say("A correction waits: touch it, or leave it. Then say this again.")


@frozen
class Reaction:
    """What an entry led to: ``answered`` are the questions it settled, ``look_up`` words to search.

    ``cut``: more was said than what is kept.
    """

    answered: tuple[Step, ...] = ()
    note: Message | None = None
    look_up: str | None = None
    cut: bool = False
