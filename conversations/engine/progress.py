"""How far a conversation is: a thread of steps that only goes forward."""

from collections.abc import Sequence

from conversations.engine.draft import REVIEW, Walk
from conversations.engine.step import Section, Step
from conversations.frozen import frozen


@frozen
class Progress:
    """Where a question stands on the whole way: "Step 3 of 8 · Your project".

    ``number``: None beside the way, for an answer given again or one that a later answer requires.
    ``section``: None for the review, which is the last step.
    """

    section: Section | None
    number: int | None
    total: int


class Thread:
    """The steps of the way: the sections whose answers are in the request, in order, then the review.

    Their number depends on nobody's answers: a section that does not apply is stepped over.
    """

    def __init__(self, steps: Sequence[Step]) -> None:
        ahead = dict.fromkeys(step.section for step in steps if step.section.subject)
        self._numbers = {section: number for number, section in enumerate(ahead, 1)}
        self._of = {step.name: self._numbers.get(step.section, 0) for step in steps}
        self._early = {step.name for step in steps if step.to_call}
        self.total = self._of[REVIEW] = len(ahead) + 1

    def goes_to(self, walk: Walk) -> None:
        """Note the furthest step that a conversation has come to; what a call takes is asked out of order."""
        if walk.draft.calling and walk.state in self._early:
            return
        walk.draft.reached = max(walk.draft.reached, self._of[walk.state])

    def found_at(self, walk: Walk) -> None:
        """Note it of a draft that says nothing of it, or less: another release stored it."""
        draft = walk.draft
        told = (*draft.answers.keys() - draft.implied.keys() - self._early, draft.state, draft.came_from)
        draft.reached = max(draft.reached, *(self._of.get(name, 0) for name in told))

    def progress(self, walk: Walk, step: Step | None) -> Progress:
        """Tell where a question, or the review, stands; a form about a sent request has no steps."""
        number = self._of[step.name if step else REVIEW]
        on_the_way = 0 < number >= walk.draft.reached and walk.draft.completes is None
        return Progress(step.section if step else None, number if on_the_way else None, self.total)
