"""A question of the conversation, and the section it belongs to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from conversations.inputs import Input
from conversations.inputs.joint import Cuts, Half, Joint, between, in_their_order
from conversations.messages import N_, Message, Msgid, say
from conversations.situation import Answer, Answers, Situation

LATER = N_("To be seen with the operator")
"""The answer to a question that its applicant leaves to the operator."""


class Subject(Enum):
    """A paragraph of a request, as those who handle it read it; in the order they read them."""

    COMPANY = auto()
    PROJECT = auto()
    SKILLS = auto()
    JOBS = auto()
    MONEY = auto()
    PERSON = auto()


class Seen(Enum):
    """Where those who handle a request see an answer. Of one seen by all, contacts and names are hidden."""

    BY_ALL = auto()  # on the card of the group, from the start
    ONCE_TAKEN_UP = auto()  # there too, as soon as somebody answers for the request
    WORDS_BY_HOLDER = (
        auto()
    )  # there too, its ticks alone: that there are words is said, the holder reads them
    BY_HOLDER = auto()  # behind "Contact", where each look is noted
    ELSEWHERE = auto()  # in the verdict, or in the route


@dataclass(frozen=True, slots=True)
class Section:
    """A group of questions, shown with its progress, and in the review under its title.

    ``subject``: the paragraph of the request its answers are in; None where they only lead the conversation.
    """

    name: str
    title: Msgid
    subject: Subject | None = None


def always(situation: Situation) -> bool:
    """Ask in every situation."""
    return True


def implies_nothing(answer: Answer, situation: Situation) -> Mapping[str, Answer]:
    """Leave every other question to be asked."""
    return {}


def no_pairs(situation: Situation) -> tuple[tuple[str, str], ...]:
    """Offer no two answers with one button."""
    return ()


def one_after_the_other(first: Message, other: Message) -> Message:
    """Show two answers in one line."""
    return say("{first} · {second}", first=first, second=other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Another question, ``name``, on the screen of one, as long as neither is answered: see ``Joint``.

    ``question``, ``hint``, ``again``, ``example`` and ``why``: those of both together.
    """

    name: str
    question: Msgid | Callable[[Situation], Message]
    hint: Msgid | None = None
    again: Msgid | None = None
    example: Msgid | None = None
    why: Msgid | None = None
    pairs: Callable[[Situation], tuple[tuple[str, str], ...]] = no_pairs
    shown: Callable[[Message, Message], Message] = one_after_the_other
    cuts: Cuts = between
    brings: Answer = None
    neither: Message | None = None
    likelier: Callable[[Answer, Answer, Situation], bool] = in_their_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question.

    ``name`` is the state and the answer's key: it is stored, so never renamed. ``question`` may
    depend on the situation; ``hint`` follows it, in a lighter voice. ``again``: what is asked instead where
    the question was said whole just before, and is long. ``skip`` is the
    label of the button that leaves the question unanswered, None when an answer is needed. ``later``: the
    label of an answer left to be seen with the operator, which is offered to who does not manage to answer;
    None where it cannot wait. ``case``: an example in the person's own case, said to who is not understood.
    ``told_by`` finds, in a text about something else, the words that tell the answer, and those of them to
    read; None for a question that is only answered where it is asked.
    ``spotted`` does where a text may tell everything and that finds none; the likeliest readings are offered.
    ``corrected_by`` does so once there is an answer: the words that give another; None where only its button
    does. ``called``: the folded words for the answer in "the year is wrong". ``named``: another answer is
    tapped or typed: a bare yes never takes its place.
    ``implies`` gives the answers to other questions that this one brings with it; ``proposes``, those that it
    only makes likely, offered where they are asked. ``joined``: the question asked on the same screen.
    ``on_demand``: the label of the button that offers it in the review, for a question that is asked only
    where something was said of it, or where an operator wants it.
    ``personal``: its answers tell who a person is, in what they are or in people's own words, and go with
    them when they are erased; to be said of every question whose input is free.
    ``seen``: None for what its answers are: the personal ones by the holder alone, the others by all.
    ``to_call``: who wants a call before the end is asked it first.
    ``exported``: whether exports have a column for it, by its label, or by this title; what the tables hold
    in columns of their own (the company, the town) is exported from there.
    """

    name: str
    section: Section
    question: Msgid | Callable[[Situation], Message]
    why: Msgid
    input: Input
    label: Msgid
    hint: Msgid | None = None
    again: Msgid | None = None
    example: Msgid | None = None
    skip: Msgid | None = None
    later: Msgid | None = None
    case: Msgid | None = None
    asked_if: Callable[[Situation], bool] = always
    told_by: Callable[[str], Iterable[tuple[str, str]]] | None = None
    spotted: Callable[[str, Situation], Iterable[tuple[str, str]]] | None = None
    corrected_by: Callable[[str], Iterable[tuple[str, str]]] | None = None
    called: tuple[str, ...] = ()
    named: bool = False
    implies: Callable[[Answer, Situation], Mapping[str, Answer]] = implies_nothing
    proposes: Callable[[Answer, Situation], Mapping[str, Answer]] = implies_nothing
    joined: Joined | None = None
    on_demand: Msgid | None = None
    personal: bool | None = None
    seen: Seen | None = None
    exported: Msgid | bool = False
    to_call: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for a free question that does not say whether it is personal."""
        if self.input.free and self.personal is None:
            raise ValueError(f"the question {self.name!r} takes people's own words: is it personal?")

    @property
    def seen_where(self) -> Seen:
        """Where those who handle a request see the answers."""
        if self.section.subject is None:
            return Seen.ELSEWHERE
        return self.seen or (Seen.BY_HOLDER if self.personal else Seen.BY_ALL)

    @property
    def may_tell_all(self) -> bool:
        """Whether what is typed there may tell the answers to other questions, in a few words each."""
        return self.input.begins or self.input.prose

    @property
    def is_on_card(self) -> bool:
        """Whether the card of a request has the answers, perhaps once it is taken up."""
        return self.seen_where in (Seen.BY_ALL, Seen.ONCE_TAKEN_UP, Seen.WORDS_BY_HOLDER)

    def is_pending(self, situation: Situation) -> bool:
        """Tell whether the question still has to be asked."""
        return not self.on_demand and self.name not in situation.answers and self.asked_if(situation)

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Tell whether an answer, perhaps of another release or situation, still answers the question."""
        left = answer is None and (self.skip or self.later) is not None
        return left or self.input.fits(answer, situation)

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Return an answer as it is summed up; None is a question left unanswered."""
        if answer is None and (left := self.skip or self.later):
            return Message(left)
        return self.input.show(answer, situation)

    def ask(self, situation: Situation) -> Message:
        """Return the question in this situation."""
        if callable(self.question):
            return self.question(situation)
        return Message(self.question, situation.words)


def asked_with(step: Step, other: Step) -> Step:
    """Return a question as it is asked together with the other one on its screen."""
    joined = step.joined
    assert joined is not None
    both = Joint(
        Half(step.name, step.label, step.input),
        Half(other.name, other.label, other.input),
        joined.pairs,
        joined.shown,
        joined.cuts,
        joined.brings,
        joined.neither,
        joined.likelier,
    )
    return replace(
        step,
        question=joined.question,
        hint=joined.hint,
        again=joined.again,
        example=joined.example,
        why=joined.why or step.why,
        input=both,
        joined=None,
    )


def impersonal(steps: Mapping[str, Step], answers: Answers) -> Answers:
    """Return what of the answers tells nothing of anybody: what the yearly figures count.

    Of a question that takes ticks and words, the ticks. What answers no question of ``steps``, perhaps one
    of another release, may be anything: it is left out.
    """
    return {
        name: _without_words(answer)
        for name, answer in answers.items()
        if name in steps and not steps[name].personal
    }


def _without_words(answer: Answer) -> Answer:
    if not isinstance(answer, dict):
        return answer
    return {part: value for part, value in answer.items() if part != "words"}
