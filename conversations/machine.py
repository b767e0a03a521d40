"""The engine: a list of questions compiled to one state machine.

One rule: *an answer leads to the first question still pending, else to the review*. It is written as
guarded transitions in asking order, of which the machine takes the first whose guard holds; skipping,
Back, correcting, re-asking and resuming are the same table seen from other events.

The machine is shared, synchronous and knows no model: each turn fires it on a light :class:`Walk`
(the library's per-model machines cost 10 to 200 times more).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transitions import EventData, Machine, MachineError

from conversations.companies import RegisteredCompany
from conversations.drafts import REVIEW, Draft
from conversations.inputs import Input, InvalidAnswer, Kept, Outcome
from conversations.messages import Message, say
from conversations.situation import Answer, Answers, Situation, World
from conversations.steps import Section, Step


class Walk:
    """One draft in the hands of the machine, for the length of a turn."""

    def __init__(self, draft: Draft, world: World) -> None:
        self.draft = draft
        self.world = world
        self.situation = Situation(draft.answers, world)

    @property
    def state(self) -> str:
        """The question being asked, or the review."""
        return self.draft.state

    @state.setter
    def state(self, state: str) -> None:
        self.draft.state = state

    def reread(self) -> None:
        """Work the derived facts out again, after an answer changed."""
        self.situation = Situation(self.draft.answers, self.world)


@dataclass(frozen=True, slots=True)
class Reaction:
    """What an entry led to: ``answered`` is the question it settled, ``look_up`` words to search."""

    answered: Step | None = None
    note: Message | None = None
    look_up: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a question stands in its section: "Your project · 2/4"."""

    section: Section
    position: int
    total: int


class Questionnaire:
    """Questions in asking order, compiled once."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(steps)
        self.by_name = {step.name: step for step in self.steps}
        self.machine = Machine(
            model=None,
            states=[*self.by_name, REVIEW],
            initial=REVIEW,
            auto_transitions=False,
            send_event=True,
        )
        for step in self.steps:
            self._connect("answer", "*", step.name, _guard(step.is_pending))
            self._connect("edit", "*", step.name, _wanted(step))
        self._connect("answer", "*", REVIEW)
        behind: list[Step] = []
        for name in (*self.by_name, REVIEW):
            for earlier in reversed(behind):
                self._connect("back", name, earlier.name, _was_asked(earlier))
            if name != REVIEW:
                behind.append(self.by_name[name])

    def _connect(
        self, event: str, source: str, target: str, guard: Callable[[EventData], bool] | None = None
    ) -> None:
        self.machine.add_transition(event, source, target, conditions=guard)

    def _fire(self, event: str, walk: Walk, **details: str) -> bool:
        try:
            fired: bool = self.machine.events[event].trigger(walk, **details)
        except MachineError:
            return False
        if fired:
            walk.draft.entry = {}
        return fired

    def step(self, draft: Draft) -> Step | None:
        """Return the question being asked; None in the review."""
        return self.by_name.get(draft.state)

    def resume(self, walk: Walk) -> None:
        """Bring a draft to a valid question: a new draft, or one stored by another release."""
        known = {name: answer for name, answer in walk.draft.answers.items() if name in self.by_name}
        if known != walk.draft.answers:
            walk.draft.answers = known
            walk.reread()
        step = self.step(walk.draft)
        pending = any(other.is_pending(walk.situation) for other in self.steps)
        if step is None and (pending or walk.state != REVIEW):
            walk.state = REVIEW
            self._fire("answer", walk)
        elif step is not None and not step.asked_if(walk.situation):
            self._fire("answer", walk)

    def read(self, walk: Walk, text: str) -> Reaction:
        """Take typed words as the answer to the current question."""
        return self._take(walk, lambda question, draft: question.read(text, draft.entry, walk.situation))

    def tap(self, walk: Walk, key: str) -> Reaction:
        """Take a tapped option as the answer to the current question."""
        return self._take(walk, lambda question, draft: question.tap(key, draft.entry, walk.situation))

    def read_contact(self, walk: Walk, phone: str) -> Reaction:
        """Take a shared contact."""
        return self._take(
            walk, lambda question, draft: question.read_contact(phone, draft.entry, walk.situation)
        )

    def read_location(self, walk: Walk, latitude: float, longitude: float) -> Reaction:
        """Take a shared location."""
        return self._take(
            walk,
            lambda question, draft: question.read_location(
                latitude, longitude, draft.entry, walk.situation
            ),
        )

    def found(self, walk: Walk, companies: Sequence[RegisteredCompany] | None) -> Reaction:
        """Take what the company registry found; None when it did not answer."""
        return self._take(
            walk, lambda question, draft: question.found(companies, draft.entry, walk.situation)
        )

    def _take(self, walk: Walk, understand: Callable[[Input, Draft], Outcome]) -> Reaction:
        step = self.step(walk.draft)
        if step is None:
            raise InvalidAnswer(say("Everything is answered. Use the buttons to change an answer or send."))
        outcome = understand(step.input, walk.draft)
        if isinstance(outcome, Kept):
            walk.draft.entry = outcome.entry
            return Reaction(note=outcome.note, look_up=outcome.look_up)
        self.settle(walk, step, outcome.answer)
        return Reaction(answered=step)

    def settle(self, walk: Walk, step: Step, answer: Answer) -> None:
        """Write an answer down with what it implies, forget what no longer applies, and move on."""
        self.write(walk, step, answer)
        self._fire("answer", walk)

    def write(self, walk: Walk, step: Step, answer: Answer) -> None:
        """Write an answer down, without leaving the current question unless it no longer applies."""
        draft = walk.draft
        changed = draft.answers.get(step.name) != answer
        draft.answers[step.name] = answer
        draft.implied.pop(step.name, None)
        walk.reread()
        if changed:
            self._imply(walk, step, answer)
        self._forget_unasked(walk)

    def _imply(self, walk: Walk, step: Step, answer: Answer) -> None:
        draft = walk.draft
        for name in [name for name, source in draft.implied.items() if source == step.name]:
            del draft.implied[name]
            draft.answers.pop(name, None)
        for name, implied in step.implies(answer, walk.situation).items():
            draft.answers[name] = implied
            draft.implied[name] = step.name
        walk.reread()

    def _forget_unasked(self, walk: Walk) -> None:
        """Drop answers whose question no longer applies; one may bring down another."""
        draft = walk.draft
        while unasked := [
            name
            for name in draft.answers
            if name not in self.by_name or not self.by_name[name].asked_if(walk.situation)
        ]:
            for name in unasked:
                del draft.answers[name]
                draft.implied.pop(name, None)
            draft.typed = {message: name for message, name in draft.typed.items() if name not in unasked}
            walk.reread()

    def skip(self, walk: Walk) -> Reaction:
        """Leave the current question unanswered, where it allows that."""
        step = self.step(walk.draft)
        if step is None or step.skip is None:
            raise InvalidAnswer(say("This button is out of date. Here is the current question."))
        self.settle(walk, step, None)
        return Reaction(answered=step)

    def keep(self, walk: Walk) -> bool:
        """Go on with the answer already given to the current question."""
        return walk.state in walk.draft.answers and self._fire("answer", walk)

    def back(self, walk: Walk) -> bool:
        """Return to the question asked before this one; false at the first."""
        return self._fire("back", walk)

    def edit(self, walk: Walk, name: str) -> bool:
        """Return to a question of the review; false when it does not apply."""
        return self._fire("edit", walk, wanted=name)

    def progress(self, walk: Walk) -> Progress | None:
        """Tell where the current question stands in its section; None in the review."""
        current = self.step(walk.draft)
        if current is None:
            return None
        asked = [step for step in self.section(walk, current.section) if step.name not in walk.draft.implied]
        if current not in asked:
            asked.append(current)
        return Progress(current.section, asked.index(current) + 1, len(asked))

    def section(self, walk: Walk, section: Section) -> list[Step]:
        """Return the questions of a section that apply, asked or to be asked."""
        return [
            step
            for step in self.steps
            if step.section is section
            and step.asked_if(walk.situation)
            and (not step.on_demand or step.name in walk.draft.answers)
        ]

    def answered(self, answers: Answers) -> list[Step]:
        """Return the answered questions, in asking order."""
        return [step for step in self.steps if step.name in answers]


def _walk(event: EventData) -> Walk:
    assert isinstance(event.model, Walk)
    return event.model


def _guard(holds: Callable[[Situation], bool]) -> Callable[[EventData], bool]:
    return lambda event: holds(_walk(event).situation)


def _wanted(step: Step) -> Callable[[EventData], bool]:
    return lambda event: event.kwargs["wanted"] == step.name and step.asked_if(_walk(event).situation)


def _was_asked(step: Step) -> Callable[[EventData], bool]:
    def holds(event: EventData) -> bool:
        draft = _walk(event).draft
        return step.name in draft.answers and step.name not in draft.implied

    return holds
