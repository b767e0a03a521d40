"""The engine: a list of questions compiled to one state machine.

One rule: *an answer leads to the first question still pending, else to the review*. Skipping, correcting,
re-asking and resuming all end in it. In the machine, each question is an event that leads to it from
any state, guarded by the question's own condition: nothing leads where it must not.

The machine is shared, synchronous and knows no model: each turn fires it on a light :class:`Walk`
(the library's per-model machines cost 10 to 200 times more).
"""

from collections.abc import Callable, Sequence

from transitions import EventData, Machine

from conversations.companies import RegisteredCompany
from conversations.engine.answer_messages import give_up, hear, reopened, said
from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.engine.forgotten_answers import forget, is_kept_aside, told_aside
from conversations.engine.implied_answers import ask_what_nothing_implies, imply
from conversations.engine.progress import Progress, Thread
from conversations.engine.reading import Reading
from conversations.engine.step import Step
from conversations.frozen import frozen
from conversations.inputs import NOT_AN_ANSWER, YES_NO, Entry, Input, InvalidAnswer, Kept, Outcome
from conversations.messages import Message, say
from conversations.situation import Answer, Answers, Situation
from conversations.understanding.wishes import Wish, wish_of
from conversations.understanding.words import GOING_BACK, PASSING, fold

__all__ = ["Progress", "Questionnaire", "Reaction", "Walk"]

_HOW_TO_STOP = say(
    "To stop here, or to delete this request: /cancel. To erase everything that is about you: /delete."
)


@frozen
class Reaction:
    """What an entry led to: ``answered`` is the question it settled, ``look_up`` words to search."""

    answered: Step | None = None
    note: Message | None = None
    look_up: str | None = None


class Questionnaire:
    """Questions in asking order, compiled once."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(steps)
        self.by_name = {step.name: step for step in self.steps}
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
            draft.entry = reopened(draft, self.by_name.get(target))
            draft.came_from = ""
            self._thread.goes_to(walk)
        return moved

    def _go_on(self, walk: Walk, left: str = "") -> bool:
        """Go to the first question still pending, else to the review."""
        moved = self._go(walk, self._first_pending(walk.situation))
        if left and self._rank[walk.state] < self._rank[left]:
            walk.draft.came_from = left  # asked out of order, because of the answer just given
        return moved

    def _first_pending(self, situation: Situation) -> str:
        return next((step.name for step in self.steps if step.is_pending(situation)), REVIEW)

    def _is_complete(self, event: EventData) -> bool:
        return self._first_pending(_walk(event).situation) == REVIEW

    def step(self, draft: Draft) -> Step | None:
        """Return the question being asked; None in the review."""
        return self.by_name.get(draft.state)

    def resume(self, walk: Walk) -> None:
        """Bring a draft to a valid question: a new draft, or one stored by another release."""
        draft = walk.draft
        draft.checked = walk.world.edition
        ask_what_nothing_implies(walk, self.by_name)
        forget(walk, self.by_name)
        draft.implied = {name: source for name, source in draft.implied.items() if name in draft.answers}
        draft.typed = {message: name for message, name in draft.typed.items() if name in self.by_name}
        step = self.step(draft)
        if step is None:
            draft.state = REVIEW
        if step is None or not step.asked_if(walk.situation):
            self._go_on(walk)
        elif not self._has_sound_entry(walk, step):
            draft.entry = {}
        self._thread.found_at(walk)

    def _has_sound_entry(self, walk: Walk, step: Step) -> bool:
        candidates = walk.draft.entry.get("candidates")
        return not isinstance(candidates, list) or all(
            step.input.fits(candidate, walk.situation) for candidate in candidates
        )

    def read(self, walk: Walk, text: str, message: str = "", reading: Reading | None = None) -> Reaction:
        """Take typed words: an answer or, when it is all they say, a wish to go back, to pass, to take back.

        ``message``: the number of the message that holds them, to be amended later. ``reading``: if known.
        """
        step, words, wish = self.step(walk.draft), fold(text), wish_of(text)
        if words in GOING_BACK and not self.back(walk):
            raise InvalidAnswer(say("This is the first question."))
        if words in GOING_BACK:
            return Reaction()
        if step and step.skip and (words in PASSING or wish is Wish.NOT_KNOWING):
            return self.skip(walk)
        if step and wish is Wish.NOT_KNOWING and _offers(step, {}, walk, "unknown"):
            return self.tap(walk, "unknown")
        confirms = words in YES_NO[0].wordings and "candidates" in walk.draft.entry
        if step and step.input.keeps_words and wish and not confirms:
            return self._grant(walk, step, wish)
        try:
            return self._take(
                walk, lambda asked, *known: reading.taken() if reading else asked.read(text, *known), message
            )
        except InvalidAnswer:
            if wish in (Wish.STOPPING, Wish.ERASING):
                raise InvalidAnswer(_HOW_TO_STOP) from None
            raise

    def _grant(self, walk: Walk, step: Step, wish: Wish) -> Reaction:
        """Do what a message wishes that is no answer, where its words would be kept as one."""
        if wish is Wish.STOPPING:
            raise InvalidAnswer(_HOW_TO_STOP)
        if wish is Wish.NOBODY and step.skip:
            return self.skip(walk)
        if wish is Wish.FINISHED and _offers(step, walk.draft.entry, walk, "done"):
            return self.tap(walk, "done")
        return self._take(walk, lambda question, *known: question.wished(wish, *known))

    def amend(self, walk: Walk, message: str, text: str, key: str | None = None) -> Reaction:
        """Take an edited message: it corrects the answer, or the part of the answer, that it gave.

        ``key``: the option of that question that it names.
        """
        draft = walk.draft
        step = self.by_name.get(draft.typed.get(message, ""))
        if step is None:
            return self.read(walk, text, message)
        here = step.name == draft.state
        if step.input.keeps_words and wish_of(text):
            raise InvalidAnswer(NOT_AN_ANSWER)
        part = said(draft, step).index(message)
        entry = draft.entry if here else step.input.reopen(draft.answers.get(step.name))
        if key is None:
            outcome = step.input.amend(part, text, entry, walk.situation)
        else:
            outcome = step.input.tap(key, {}, walk.situation)
        if isinstance(outcome, Kept) and not here and _offers(step, outcome.entry, walk, "done"):
            outcome = step.input.tap("done", outcome.entry, walk.situation)
        if isinstance(outcome, Kept):
            if not here:
                self.edit(walk, step.name)
            return self._note(walk, outcome)
        if here:
            return self._settled(walk, step, outcome.answer)
        aside = {*draft.aside}
        self.write(walk, step, outcome.answer)
        self.resume(walk)
        return Reaction(step, told_aside(draft, aside, self.by_name))

    def tap(self, walk: Walk, key: str, message: str = "") -> Reaction:
        """Take a tapped option as the answer to the current question. ``message``: the one that names it."""
        step = self.step(walk.draft)
        amended = "" if step and step.input.keeps_words else message  # it is no part of the words kept
        return self._take(walk, lambda question, *known: question.tap(key, *known), amended)

    def read_contact(self, walk: Walk, phone: str) -> Reaction:
        """Take a shared contact."""
        return self._take(walk, lambda question, *known: question.read_contact(phone, *known))

    def read_location(self, walk: Walk, latitude: float, longitude: float) -> Reaction:
        """Take a shared location, in degrees."""
        return self._take(walk, lambda question, *known: question.read_location(latitude, longitude, *known))

    def found(self, walk: Walk, companies: Sequence[RegisteredCompany] | None) -> Reaction:
        """Take what the company registry found; None when it did not answer."""
        return self._take(walk, lambda question, *known: question.found(companies, *known))

    def _take(
        self, walk: Walk, understand: Callable[[Input, Entry, Situation], Outcome], message: str = ""
    ) -> Reaction:
        step = self.step(walk.draft)
        if step is None:
            raise InvalidAnswer(say("Everything is answered. Use the buttons to change an answer or send."))
        outcome = understand(step.input, walk.draft.entry, walk.situation)
        hear(walk.draft, step, outcome, message)
        if isinstance(outcome, Kept):
            return self._note(walk, outcome)
        return self._settled(walk, step, outcome.answer)

    def _settled(self, walk: Walk, step: Step, answer: Answer) -> Reaction:
        aside = {*walk.draft.aside}
        self.settle(walk, step, answer)
        return Reaction(step, told_aside(walk.draft, aside, self.by_name))

    def _note(self, walk: Walk, kept: Kept) -> Reaction:
        walk.draft.entry = kept.entry
        return Reaction(note=kept.note, look_up=kept.look_up)

    def settle(self, walk: Walk, step: Step, answer: Answer) -> None:
        """Write an answer down with what it implies, forget what no longer applies, and move on."""
        self.write(walk, step, answer)
        self._go_on(walk, step.name)

    def write(self, walk: Walk, step: Step, answer: Answer) -> None:
        """Write an answer down, without leaving the current question."""
        draft = walk.draft
        changed = step.name not in draft.answers or draft.answers[step.name] != answer
        draft.answers[step.name] = answer
        if step.name == draft.state:
            draft.entry = reopened(draft, step)
        draft.implied.pop(step.name, None)
        draft.aside.pop(step.name, None)
        walk.reread()
        if changed:
            imply(walk, step, answer)
        forget(walk, self.by_name)

    def skip(self, walk: Walk) -> Reaction:
        """Leave the current question unanswered, where it allows that."""
        step = self.step(walk.draft)
        if step is None or step.skip is None:
            raise InvalidAnswer(say("This button is out of date. Here is the current question."))
        return self._settled(walk, step, None)

    def keep(self, walk: Walk) -> bool:
        """Go on with the answer already given to the current question, or kept aside."""
        step = self.step(walk.draft)
        if step is not None and is_kept_aside(walk, step):
            self.write(walk, step, walk.draft.aside[step.name])
        return walk.state in walk.draft.answers and self._go_on(walk, walk.state)

    def edit(self, walk: Walk, name: str) -> bool:
        """Return to a question of the review; false when it does not apply."""
        left = walk.state
        if name not in self.by_name or not self._go(walk, name):
            return False
        walk.draft.came_from = left if left != name else ""
        return True

    def back(self, walk: Walk) -> bool:
        """Give a correction up, or return to the question asked before this one; false at the first."""
        draft, left = walk.draft, walk.draft.came_from
        if left:
            return self._go(walk, left) if left in draft.answers else self._go_on(walk)
        asked = [name for name in self.by_name if name in draft.answers and name not in draft.implied]
        before = [name for name in asked if self._rank[name] < self._rank[draft.state]]
        return bool(before) and self._go(walk, before[-1])

    def progress(self, walk: Walk) -> Progress:
        """Tell how far the current question, or the review, is on the whole way."""
        return self._thread.progress(walk, self.step(walk.draft))

    def answered(self, answers: Answers) -> list[Step]:
        """Return the answered questions, in asking order."""
        return [step for step in self.steps if step.name in answers]


def _walk(event: EventData) -> Walk:
    assert isinstance(event.model, Walk)
    return event.model


def _applies(step: Step) -> Callable[[EventData], bool]:
    return lambda event: step.asked_if(_walk(event).situation)


def _offers(step: Step, entry: Entry, walk: Walk, key: str) -> bool:
    return any(option.key == key for option in step.input.options(entry, walk.situation))
