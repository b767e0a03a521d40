"""What puts answers right: in the review, where it is offered, and at another question."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conversations.engine.corrections import (
    Correction,
    all_at_once,
    all_waiting,
    called_wrong,
    changed_by,
    offer,
    offered,
    said_in_review,
)
from conversations.engine.corrections_elsewhere import correction_elsewhere
from conversations.engine.draft import REVIEW, Walk
from conversations.engine.overheard import confirmable, is_to_be_asked, words_heard
from conversations.engine.path import Path
from conversations.engine.reactions import ALL_IS_ANSWERED, WAITING, Reaction
from conversations.engine.step import Step
from conversations.inputs import InvalidAnswer
from conversations.messages import say
from conversations.situation import Answer
from conversations.understanding.agreement import says_no
from conversations.understanding.company_answers import is_not_the_one
from conversations.understanding.wishes import Wish
from conversations.understanding.words import fold


class Correcting(Path):
    """The questions, and what puts their answers right."""

    def corrections(self, walk: Walk) -> list[Correction]:
        """Return the answers that what was typed in the review would put in the place of others."""
        return offered(walk, self.by_name) if self.step(walk.draft) is None else []

    def said_otherwise(self, walk: Walk, steps: Sequence[Step], texts: Iterable[str]) -> list[Correction]:
        """Return the answers that texts, one after the other, say otherwise: of each, what is said last.

        Each is read on what those before it say. A bare figure is of an answer that waits: "no, 5".
        """
        told = Walk(replace(walk.draft, answers={**walk.draft.answers}), walk.world)
        waiting: list[Correction] = []
        for text in texts:
            named = {step.name for step, _ in waiting}
            given, figures = said_in_review(told, steps, text)
            new = given or [each for each in figures if each[0].name in named]
            waiting = all_waiting(waiting, new)
            told.draft.answers |= {step.name: answer for step, answer in new}
            told.reread()
        return changed_by(walk, waiting)

    def heard(self, walk: Walk) -> list[tuple[Step, Answer]]:
        """Return what was said of the current question and of others to come, in their order.

        Empty where the current one has nothing of it, or nothing else has. In the review: the corrections
        that may be taken at once.
        """
        if self.step(walk.draft) is None:
            return [*all_at_once(walk, self.corrections(walk))]
        found = confirmable(walk, self.steps) if words_heard(walk.draft) else []
        return found if len(found) > 1 and walk.state in (step.name for step, _ in found) else []

    def confirm(self, walk: Walk) -> tuple[Step, ...]:
        """Take all that is shown of what was said as answers, and go on; return the questions answered."""
        left, answered = walk.state, []
        for step, answer in self.heard(walk):
            asked = step.asked_if(walk.situation) if left == REVIEW else is_to_be_asked(walk, step)
            if asked and step.fits(answer, walk.situation):
                self.write(walk, step, answer)
                answered.append(step)
        if answered:
            self._go_on(walk, left)
        return tuple(answered)

    def _returns_for(self, walk: Walk, text: str, *, whole: bool = True) -> bool:
        """Ask again the answered questions of which a text says other answers; ``whole``: and no more."""
        answered, before = self.answered(walk.draft.answers), self.answered_before(walk)
        corrected = correction_elsewhere(walk, self.asked(walk), answered, before, text, whole=whole)
        if isinstance(corrected, Step):
            return self.edit(walk, corrected.name)
        if corrected is None:
            return False
        walk.draft.heard |= self.overheard(walk, text) | corrected.heard
        return self.edit(walk, corrected.first)

    def _correct(self, walk: Walk, text: str, wish: Wish | None) -> Reaction:
        """Offer the answers that a text typed in the review would correct."""
        given, one = said_in_review(walk, self.steps, "" if wish else text)
        found = [*changed_by(walk, given), *one]
        if not found and self.corrections(walk):
            refused = says_no(fold(text)) or is_not_the_one(fold(text))
            walk.draft.entry = {} if refused else walk.draft.entry
            return Reaction(note=None if refused else WAITING)
        wrong = None if found or given else called_wrong(self.answered(walk.draft.answers), text)
        if found:
            offer(walk.draft, all_waiting(self.corrections(walk), found), one)
        elif not (wrong and self.edit(walk, wrong.name)):
            raise InvalidAnswer(say("It is written down like this already.") if given else ALL_IS_ANSWERED)
        return Reaction()
