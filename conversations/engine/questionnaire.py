"""The engine: what is typed, tapped and shared is taken as an answer, or leads somewhere else."""

from collections.abc import Sequence
from contextlib import suppress

from conversations.companies import RegisteredCompany
from conversations.engine.answer_messages import hear, said
from conversations.engine.correcting import Correcting
from conversations.engine.corrections import chosen_of, may_put_right, offer, put_off, wants_all
from conversations.engine.draft import Walk
from conversations.engine.forgotten_answers import told_aside
from conversations.engine.implied_answers import keep_shared
from conversations.engine.ladder import (
    HELPED,
    LEFT,
    Helped,
    agrees,
    asks_to_go_on,
    declines,
    explained,
    instead_of,
    leaves,
    may_be_left,
    offers,
    start_afresh,
    stops_here,
)
from conversations.engine.overheard import is_to_be_asked, noted, proposed, read_beside
from conversations.engine.progress import Progress
from conversations.engine.reactions import (
    ALL_IS_ANSWERED,
    STOPPED,
    TO_BE_NAMED,
    Reaction,
    Understanding,
)
from conversations.engine.reading import Reading
from conversations.engine.step import Step
from conversations.inputs import (
    CANDIDATE,
    NOT_AN_ANSWER,
    InvalidAnswer,
    Joint,
    Kept,
    Outcome,
    Settled,
    only_candidate,
)
from conversations.messages import say
from conversations.situation import Answers
from conversations.understanding.agreement import begins_with_yes
from conversations.understanding.wishes import Wish, wish_of
from conversations.understanding.words import GOING_BACK, PASSING, fold

__all__ = ["Progress", "Questionnaire", "Reaction", "Walk"]


class Questionnaire(Correcting):
    """The questions, and what is entered there."""

    def read(self, walk: Walk, text: str, message: str = "", reading: Reading | None = None) -> Reaction:
        """Take typed words: an answer or, when it is all they say, a wish to go back, to pass, to take back.

        ``message``: the number of the message that holds them, to be amended later. ``reading``: if known.
        """
        step, words, wish = self.asked(walk), fold(text), wish_of(text)
        if stops_here(walk, step, words):
            return Reaction(note=STOPPED)
        if words in GOING_BACK:
            return self._go_back(walk)
        passes = words in PASSING or wish is Wish.NOT_KNOWING
        leaving = step and (passes or leaves(walk, step, words))
        if step and leaving and (step.skip or may_be_left(walk.draft, step)):
            return self.skip(walk)
        if step and wish is Wish.NOT_UNDERSTANDING:
            raise Helped(explained(step, walk.situation), HELPED)
        if step and wish is Wish.NOT_KNOWING and offers(step, {}, walk, "unknown"):
            return self.tap(walk, "unknown")
        if (judged := self._judged(walk, text, wish, message)) is not None:
            return judged
        heard = walk.draft.heard
        try:
            if step is None:
                return self._correct(walk, text, wish)
            if step.input.keeps_words and wish:
                return self._grant(walk, step, wish)
            said = reading.heard if reading else self.overheard(walk, text)
            walk.draft.heard = noted(heard, said, message)
            reaction = self._take(
                walk,
                lambda asked, *known: (
                    self._both(walk, step, text)
                    or (reading.taken() if reading else read_beside(asked, text, said, *known))
                ),
                message,
            )
        except InvalidAnswer as invalid:
            if step and not wish and not step.input.prose and self._returns_for(walk, text, whole=False):
                return Reaction()
            walk.draft.heard = heard
            raise instead_of(invalid, step, wish, walk.situation, passes=passes) from None
        if passes and step is not None and walk.state == step.name:
            walk.draft.missed = LEFT
        return reaction

    def _go_back(self, walk: Walk) -> Reaction:
        """Leave the correction that waits in the review, else return to the question before."""
        if self.corrections(walk):
            walk.draft.entry = {}
        elif not self.back(walk):
            raise InvalidAnswer(say("This is the first question."))
        return Reaction()

    def _judged(self, walk: Walk, text: str, wish: Wish | None, message: str) -> Reaction | None:
        """Take a yes to what is offered, a no to what was said elsewhere, what puts another answer right."""
        step, draft, words = self.step(walk.draft), walk.draft, fold(text)
        if wants_all(words) and not step and self.heard(walk):
            return Reaction(self.confirm(walk))
        if agrees(draft, words, wish):
            return self._confirm(walk, message)
        if step and declines(walk, step, words):
            self.decline(walk)
            return Reaction()
        perhaps = step and not wish and may_put_right(text, keeps_words=step.input.keeps_words)
        yes = step and asks_to_go_on(walk, step) and begins_with_yes(words)  # "ok, prenez Toul" is none
        return Reaction() if (perhaps or yes) and self._returns_for(walk, text, whole=not yes) else None

    def _confirm(self, walk: Walk, message: str) -> Reaction:
        """Take what waits, but in the place of an answer that a bare yes never changes."""
        step = self.step(walk.draft)
        together = () if step else self.heard(walk)
        if not together and only_candidate(walk.draft.entry) is None:
            return Reaction(note=say("Which one do you mean?"))
        changed = [step] if step else [each for each, _ in self.corrections(walk)]
        if any(each.named and each.name in walk.draft.answers for each in changed):
            return Reaction(note=TO_BE_NAMED)
        return Reaction(self.confirm(walk)) if together else self.tap(walk, f"{CANDIDATE}0", message)

    def _grant(self, walk: Walk, step: Step, wish: Wish) -> Reaction:
        """Do what a message wishes that is no answer, where its words would be kept as one."""
        if wish is Wish.NOBODY and step.skip:
            return self.skip(walk)
        if wish in (Wish.FINISHED, Wish.AGREEING) and offers(step, walk.draft.entry, walk, "done"):
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
        outcome: Outcome
        if key is None and (both := self._both(walk, step, text)) is not None:
            outcome = both
        elif key is None:
            outcome = step.input.amend(part, text, entry, walk.situation)
        else:
            outcome = step.input.tap(key, {}, walk.situation)
        if isinstance(outcome, Kept) and not here and offers(step, outcome.entry, walk, "done"):
            outcome = step.input.tap("done", outcome.entry, walk.situation)
        if isinstance(outcome, Kept):
            if not here:
                self.edit(walk, step.name)
            return self._note(walk, outcome)
        if here:
            return self._settled(walk, step, outcome)
        aside = {*draft.aside}
        self.write(walk, step, outcome.answer)
        others = self.write_beside(walk, outcome.also)
        if walk.state in outcome.also:
            self._go_on(walk)
        self.resume(walk)
        return Reaction((step, *others), told_aside(draft, aside, self.by_name))

    def tap(self, walk: Walk, key: str, message: str = "") -> Reaction:
        """Take a tapped option as the answer to the current question. ``message``: the one that names it."""
        step = self.asked(walk)
        if step is None and (chosen := chosen_of(walk, self.corrections(walk), key)):
            reaction = self._settled(walk, chosen.step, Settled(chosen.answer))
            (offer if self.step(walk.draft) is None else put_off)(walk.draft, chosen.others)
            return reaction
        amended = "" if step and step.input.keeps_words else message  # it is no part of the words kept
        return self._take(walk, lambda question, *known: question.tap(key, *known), amended)

    def share(self, walk: Walk, name: str, understand: Understanding) -> Reaction | None:
        """Take what a phone shares; None when it is kept for its own question, which is not the one asked.

        ``name``: that question, which offers it where it is asked.
        """
        try:
            return self._take(walk, understand)
        except InvalidAnswer:
            step, asked = self.by_name[name], self.asked(walk)
            if asked is None or asked.name == name or name in walk.draft.answers:
                raise
            keep_shared(walk.draft, step, understand(step.input, {}, walk.situation))
            return None

    def found(self, walk: Walk, companies: Sequence[RegisteredCompany] | None) -> Reaction:
        """Take what the company registry found; None when it did not answer."""
        return self._take(walk, lambda question, *known: question.found(companies, *known))

    def _take(self, walk: Walk, understand: Understanding, message: str = "") -> Reaction:
        step = self.asked(walk)
        if step is None:
            raise InvalidAnswer(ALL_IS_ANSWERED)
        outcome = understand(step.input, walk.draft.entry, walk.situation)
        if isinstance(outcome, Kept) and outcome.also:
            return self._beside(walk, outcome.also, message)
        hear(walk.draft, step, outcome, message)
        if isinstance(outcome, Kept):
            return self._note(walk, outcome)
        return self._settled(walk, step, outcome)

    def _settled(self, walk: Walk, step: Step, settled: Settled) -> Reaction:
        aside = {*walk.draft.aside}
        answered = self.settle(walk, self.by_name[step.name], settled.answer, settled.also)
        return Reaction(answered, told_aside(walk.draft, aside, self.by_name))

    def _beside(self, walk: Walk, also: Answers, message: str) -> Reaction:
        """Take the answers to other questions alone; the one that was asked is asked again, without them."""
        draft, aside = walk.draft, {*walk.draft.aside}
        for name, answer in also.items():
            hear(draft, self.by_name[name], Settled(answer), message)
        answered = self.write_beside(walk, also)
        draft.entry = proposed(walk, self.step(draft))
        start_afresh(draft)
        return Reaction(answered, told_aside(draft, aside, self.by_name))

    def _both(self, walk: Walk, step: Step, text: str) -> Settled | None:
        """Return both answers that a text says, where a screen asked both before; None for one alone."""
        joint = self._joint.get(step.name)
        if joint is None or step.joined is None:
            return None
        other = self.by_name[step.joined.name]
        if other.name not in (walk.state, *walk.draft.answers) and not is_to_be_asked(walk, other):
            return None
        with suppress(InvalidAnswer):
            outcome = joint.input.read(text, {}, walk.situation)
            return outcome if isinstance(outcome, Settled) and outcome.also else None
        return None

    def _note(self, walk: Walk, kept: Kept) -> Reaction:
        draft, note = walk.draft, kept.note
        if note is not None and kept.entry == draft.entry and not kept.cut:
            note = self.missed(walk, InvalidAnswer(note))  # nothing more is understood than before
        elif note is not None:
            draft.missed, draft.said = 0, note.msgid
        draft.entry = kept.entry
        return Reaction(note=note, look_up=kept.look_up, cut=kept.cut)

    def skip(self, walk: Walk, *, both: bool = True) -> Reaction:
        """Leave the current question unanswered, where it may be; ``both``: the other on its screen too."""
        step = self.asked(walk)
        if step is None or not (step.skip or may_be_left(walk.draft, step)):
            raise InvalidAnswer(say("This button is out of date. Here is the current question."))
        other = self.by_name[step.input.other.name] if both and isinstance(step.input, Joint) else None
        also: Answers = {other.name: None} if other and step.skip and other.skip == step.skip else {}
        return self._settled(walk, step, Settled(None, also))
