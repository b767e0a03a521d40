"""What a typed text says at the question being asked, understood before the turn that takes it.

To read a misspelt town, or a page of prose, takes milliseconds; turns wait for one another, readings do not.
"""

from dataclasses import dataclass, field

from conversations.engine.draft import Walk
from conversations.engine.overheard import read_beside
from conversations.inputs import Input, InvalidAnswer, Outcome
from conversations.situation import Answers


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the pending question reads it. ``outcome``: an InvalidAnswer where it does not.

    ``heard``: what it says of questions to come.

    It holds for the draft it was read for, as long as nothing has changed there: ``draft_id`` and
    ``revision``, and ``edition`` of the world.
    """

    draft_id: int
    revision: int
    edition: str
    text: str
    outcome: Outcome | InvalidAnswer
    heard: Answers = field(default_factory=dict)

    @classmethod
    def of(
        cls, walk: Walk, question: Input, text: str, draft_id: int, revision: int, heard: Answers
    ) -> "Reading":
        """Read a text at the question that a draft is at. ``heard``: what it says of others."""
        outcome: Outcome | InvalidAnswer
        try:
            outcome = read_beside(question, text, heard, walk.draft.entry, walk.situation)
        except InvalidAnswer as invalid:
            outcome = invalid
        return cls(draft_id, revision, walk.world.edition, text, outcome, heard)

    def taken(self) -> Outcome:
        """Return what was understood; raise InvalidAnswer where nothing was."""
        if isinstance(self.outcome, InvalidAnswer):
            raise InvalidAnswer(self.outcome.message)
        return self.outcome
