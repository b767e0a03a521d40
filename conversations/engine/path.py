"""The way through the questions: what is asked next, and what an answer does to the others.

One rule: *an answer leads to the first question still pending, else to the review*. Skipping, correcting,
re-asking and resuming all end in it. In the machine, each question is an event that leads to it from
any state, guarded by the question's own condition: nothing leads where it must not.

The machine is shared, synchronous and knows no model: each turn fires it on a light :class:`Walk`
(the library's per-model machines cost 10 to 200 times more).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from transitions import EventData, Machine

from conversations.engine.answer_messages import give_up, reopened
from conversations.engine.corrections import offer, offer_again, offered
from conversations.engine.draft import REVIEW, Draft, Walk, without_corrections
from conversations.engine.forgotten_answers import forget, is_kept_aside
from conversations.engine.implied_answers import ask_what_nothing_implies, imply
from conversations.engine.ladder import missed, start_afresh
from conversations.engine.overheard import (
    Overheard,
    as_kept,
    is_to_be_asked,
    note_message,
    noted,
    overhear,
    parts_heard,
    proposed,
    put_right,
    readings_of,
    retold,
    to_spot,
)
from conversations.engine.progress import Progress, Thread
from conversations.engine.step import Step, asked_with
from conversations.inputs import InvalidAnswer, Joint
from conversations.messages import Message
from conversations.situation import Answer, Answers
from conversations.understanding.words import excerpt


class Path:
    """Questions in asking order, compiled once."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(steps)
        self._to_call_first = tuple(sorted(self.steps, key=lambda step: not step.to_call))
        self.by_name = {step.name: step for step in self.steps}
        self._joint = {
            step.name: asked_with(step, self.by_name[step.joined.name]) for step in self.steps if step.joined
        }
        self._thread = Thread(self.steps)
        self._rank = {name: rank for rank, name in enumerate((*self.by_name, REVIEW))}
        self.machine = Machine(
            model=None, states=list(self._rank), initial=REVIEW, auto_transitions=False, send_event=True
        )
        for step in self.steps:
            self.machine.add_transition(step.name, "*", step.name, conditions=_applies(step))
        self.machine.add_transition(REVIEW, "*", REVIEW, conditions=self._is_complete)

    def _go(self, walk: Walk, target: str) -> bool:
        """Ask a question, or show the review; false when it does not apply."""
        draft, left = walk.draft, self.step(walk.draft)
        moved: bool = self.machine.events[target].trigger(walk)
        if moved:
            give_up(draft, left)
            entered = self.by_name.get(target)
            draft.entry = put_right(walk, entered) or reopened(draft, entered) or proposed(walk, entered)
            if entered is None:
                offer_again(draft, self.by_name)
            draft.typed |= dict.fromkeys(parts_heard(draft.heard.get(target)), target)
            draft.came_from = ""
            self._thread.goes_to(walk)
            start_afresh(draft)
        return moved

    def _go_on(self, walk: Walk, left: str = "") -> bool:
        """Go to the first question still pending, else to the review."""
        moved = self._go(walk, self._first_pending(walk))
        if left and self._rank[walk.state] < self._rank[left]:
            walk.draft.came_from = left  # asked out of order, because of the answer just given
        return moved

    def _first_pending(self, walk: Walk) -> str:
        order = self._to_call_first if walk.draft.calling else self.steps
        return next((step.name for step in _pending(walk, order)), REVIEW)

    def left(self, walk: Walk) -> list[Step]:
        """Return the questions that still have to be asked, in asking order."""
        return [*_pending(walk, self.steps)]

    def _is_complete(self, event: EventData) -> bool:
        return self._first_pending(_walk(event)) == REVIEW

    def step(self, draft: Draft) -> Step | None:
        """Return the question being asked; None in the review."""
        return self.by_name.get(draft.state)

    def asked(self, walk: Walk) -> Step | None:
        """Return the question as it is asked: with another on its screen, where neither has an answer yet."""
        step, joint = self.step(walk.draft), self._joint.get(walk.state)
        if step is None or step.joined is None or joint is None:
            return step
        other = self.by_name[step.joined.name]
        alone = step.name in walk.draft.answers or is_kept_aside(walk, step) or is_kept_aside(walk, other)
        parted = step.joined.brings is None and proposed(walk, other)
        return step if alone or parted or not is_to_be_asked(walk, other) else joint

    def resume(self, walk: Walk) -> None:
        """Bring a draft to a valid question: a new draft, or one stored by another release."""
        draft = walk.draft
        draft.checked = walk.world.edition
        ask_what_nothing_implies(walk, self.by_name)
        forget(walk, self.by_name)
        draft.implied = {name: source for name, source in draft.implied.items() if name in draft.answers}
        draft.typed = {message: name for message, name in draft.typed.items() if name in self.by_name}
        step = self.asked(walk)
        if step is None:
            draft.state = REVIEW
        changes = offered(walk, self.by_name) if step is None else []
        if step is None or not step.asked_if(walk.situation):
            self._go_on(walk)
            if changes and walk.state == REVIEW:
                offer(draft, changes)
        elif not self._has_sound_entry(walk, step):
            draft.entry = reopened(draft, step)
        self._thread.found_at(walk)

    def _has_sound_entry(self, walk: Walk, step: Step) -> bool:
        candidates = walk.draft.entry.get("candidates")
        return not isinstance(candidates, list) or all(
            step.input.fits(candidate, walk.situation) for candidate in candidates
        )

    def settle(self, walk: Walk, step: Step, answer: Answer, also: Answers | None = None) -> tuple[Step, ...]:
        """Write an answer down with what it implies, forget what no longer applies, and move on.

        ``also``: the answers given with it, by their names. Return the questions answered so.
        """
        self.write(walk, step, answer)
        others = self.write_beside(walk, also or {})
        brought = [self.by_name[name] for name, source in walk.draft.implied.items() if source == step.name]
        self._go_on(walk, step.name)
        return (step, *others, *brought)

    def write_beside(self, walk: Walk, also: Answers) -> tuple[Step, ...]:
        """Write down the answers given beside another; return their questions. What does not fit is asked."""
        written = []
        for name, answer in also.items():
            step = self.by_name[name]
            if step.asked_if(walk.situation) and step.fits(answer, walk.situation):
                self.write(walk, step, answer)
                written.append(step)
        return tuple(written)

    def write(self, walk: Walk, step: Step, answer: Answer) -> None:
        """Write an answer down, without leaving the current question."""
        draft = walk.draft
        changed = step.name not in draft.answers or draft.answers[step.name] != answer
        draft.answers[step.name] = answer
        if step.name == draft.state:
            draft.entry = reopened(draft, step)
        draft.implied.pop(step.name, None)
        draft.aside.pop(step.name, None)
        note_message(draft, step.name, answer)
        walk.reread()
        if changed:
            imply(walk, step, answer)
        forget(walk, self.by_name)

    def keep(self, walk: Walk) -> bool:
        """Go on with the answer already given to the current question, or kept aside."""
        step = self.step(walk.draft)
        if step is not None and is_kept_aside(walk, step):
            self.write(walk, step, walk.draft.aside[step.name])
        return walk.state in walk.draft.answers and self._go_on(walk, walk.state)

    def overheard(self, walk: Walk, text: str) -> Answers:
        """Return what a text says of questions to come, beside the answer it is, as the draft keeps it.

        It is heard on the first screen too, which tells who reads it.
        """
        step = self.asked(walk)
        if step is None:
            return {}
        joint = step.input if isinstance(step.input, Joint) and not step.input.begins else None
        here = {step.name, *((joint.other.name,) if joint else ())}
        others = (each for each in self.steps if each.name not in here | walk.draft.answers.keys())
        return as_kept(overhear(others, text, walk.situation, to_spot(walk, step)))

    def as_said(self, walk: Walk, name: str, text: str) -> Answers:
        """Return a whole text as what was said of one question; nothing where it does not read it."""
        step = self.by_name[name]
        readings = tuple(readings_of(step, text, walk.situation))
        return {name: Overheard(step, readings, excerpt(text)).kept} if readings else {}

    def note(self, walk: Walk, heard: Answers, message: str) -> None:
        """Keep what a message that is no answer says of questions to come; one on this screen is offered."""
        draft, step = walk.draft, self.asked(walk)
        draft.heard = noted(draft.heard, heard, message)
        other = step.input.other.name if step and isinstance(step.input, Joint) else ""
        if found := proposed(walk, self.by_name.get(other)).get("candidates"):
            assert isinstance(found, list)
            draft.entry = {"candidates": [{other: each} for each in found]}

    def rehear(self, walk: Walk, message: str, text: str, also: Answers) -> None:
        """Keep what an edited message says of questions without an answer, in the place of what it said.

        ``also``: what it is whole, where nothing else is heard of that question.
        """
        draft, asked = walk.draft, self.step(walk.draft)
        offered_here = draft.entry == proposed(walk, asked)
        pending = (each for each in self.steps if each.name not in draft.answers)
        heard = overhear(pending, text, walk.situation, to_spot(walk, self.asked(walk)))
        draft.heard = noted(draft.heard, {**also, **as_kept(heard)}, message)
        if offered_here:
            draft.entry = proposed(walk, asked)

    def retell(self, walk: Walk, message: str, text: str) -> tuple[Step, ...]:
        """Write what an edited message says in the place of what it told; ask again what is not plain."""
        answered = []
        for each in retold(walk, self.steps, message, text):
            step, entry = each.step, each.step.input.proposal([*each.readings], walk.situation)
            walk.draft.heard |= noted({}, {step.name: each.kept}, message)
            if entry == {"candidates": [each.readings[0]]} and step.fits(each.readings[0], walk.situation):
                self.write(walk, step, each.readings[0])
                answered.append(step)
            elif self.edit(walk, step.name):
                walk.draft.entry = entry
        self.resume(walk)
        return tuple(answered)

    def decline(self, walk: Walk) -> None:
        """Leave what is offered: the question itself is asked, or its answer kept."""
        draft = walk.draft
        draft.heard.pop(draft.state, None)
        if not self.keep(walk):
            draft.entry = {}
            start_afresh(draft)

    def missed(self, walk: Walk, invalid: InvalidAnswer) -> Message:
        """Count what was typed as no answer to the current question; return what is said of it."""
        return missed(walk, self.asked(walk), invalid)

    def edit(self, walk: Walk, name: str) -> bool:
        """Return to a question of the review; false when it does not apply."""
        left = walk.state
        moved = name in self.by_name and self._go(walk, name)
        if moved:
            walk.draft.came_from = left if left != name else ""
        return moved

    def back(self, walk: Walk) -> bool:
        """Give a correction up, or return to the question asked before this one; false at the first."""
        draft, left = walk.draft, walk.draft.came_from
        draft.heard = without_corrections(draft.heard)
        if left:
            return self._go(walk, left) if left in draft.answers else self._go_on(walk)
        return any(self._go(walk, name) for name in self.answered_before(walk)[-1:])

    def answered_before(self, walk: Walk) -> list[str]:
        """Return the questions answered by the person before the one asked, in asking order."""
        own = walk.draft.answers.keys() - walk.draft.implied.keys()
        return [name for name in self.by_name if name in own and self._rank[name] < self._rank[walk.state]]

    def progress(self, walk: Walk) -> Progress:
        """Tell how far the current question, or the review, is on the whole way."""
        return self._thread.progress(walk, self.step(walk.draft))

    def answered(self, answers: Answers) -> list[Step]:
        """Return the answered questions, in asking order."""
        return [step for step in self.steps if step.name in answers]


def _pending(walk: Walk, steps: Iterable[Step]) -> Iterator[Step]:
    """Give the questions that still have to be asked; of those answered, one that was heard again may be."""
    answers, heard = walk.draft.answers, walk.draft.heard
    left = (step for step in steps if step.name not in answers or step.name in heard)
    return (step for step in left if is_to_be_asked(walk, step))


def _walk(event: EventData) -> Walk:
    assert isinstance(event.model, Walk)
    return event.model


def _applies(step: Step) -> Callable[[EventData], bool]:
    return lambda event: step.asked_if(_walk(event).situation)
