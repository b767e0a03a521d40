"""An unfinished conversation, as it is stored and as it is during a turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from conversations.inputs import Entry
from conversations.situation import Answer, Answers, Situation, World

REVIEW = "review"
"""The state in which every question is answered and nothing is sent yet."""


@dataclass(slots=True)
class Draft:
    """Where a conversation stands.

    ``state``: the question being asked, or ``REVIEW``. ``entry``: what was entered at this question
    and is not an answer yet. ``implied``: which question brought an answer that was not asked for.
    ``typed``: the message (by its number in the chat) that gave each typed answer, so that editing the
    message corrects the answer. ``aside``: answers that no longer apply, should they again.
    ``told``: the findings already told to the person.
    ``agreements``: what the person agreed to, in the review. ``sharing``: the phone's keyboard offers to
    share a contact or a location. ``came_from``: the question or the review that Back returns to out of
    order, from a correction or from a question that a later answer brought; empty to follow the order.
    ``completes``: the number of the dossier whose answers are given again, None for a new request.
    ``wanted``: the questions on demand that somebody asks all the same.
    ``unasked``: the person corrects them of their own accord.
    ``heard``: what was said elsewhere of questions to come, offered where they are asked.
    ``files``: what was sent with the request, files and words too long, until it leaves.
    ``reached``: the furthest step of the way that was shown. ``welcomed``: the language in which the
    welcome was said whole.
    ``checked``: the edition of the world in which it was found, or left, at a valid question.
    ``missed``: how many times in a row what was typed did not answer the question; ``said``: the sentence
    that was said of it last. ``asked``: a question that only a person can answer, until it is kept for one.
    ``told_in``: the message (by its number in the chat) that told each answer that was confirmed.
    ``unsaid``: the questions that were answered and not repeated yet, while the registry was searched.
    ``calling``: a call is asked for before the end: what it takes is asked first.
    """

    state: str = ""
    answers: Answers = field(default_factory=dict)
    entry: Entry = field(default_factory=dict)
    implied: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    aside: Answers = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    sharing: bool = False
    came_from: str = ""
    completes: int | None = None
    wanted: list[str] = field(default_factory=list)
    unasked: bool = False
    files: list[Answer] = field(default_factory=list)
    heard: Answers = field(default_factory=dict)
    reached: int = 0
    welcomed: str = ""
    checked: str = ""
    missed: int = 0
    said: str = ""
    asked: str = ""
    told_in: dict[str, str] = field(default_factory=dict)
    unsaid: list[str] = field(default_factory=list)
    calling: bool = False

    @classmethod
    def restored(cls, state: str, content: Mapping[str, object]) -> "Draft":
        """Read a draft stored by any release: parts that are unknown or of another shape are left out."""
        draft = cls(state)
        for name, stored in content.items():
            if name in _KINDS and isinstance(stored, _KINDS[name]):
                setattr(draft, name, stored)
        return draft

    @property
    def content(self) -> dict[str, object]:
        """What is stored of it beside its state: the parts that hold something."""
        return {name: held for name in _KINDS if (held := getattr(self, name))}


_EMPTY = Draft()
_KINDS = {
    part.name: int if getattr(_EMPTY, part.name) is None else type(getattr(_EMPTY, part.name))
    for part in fields(Draft)
    if part.name != "state"
}
"""What each part of a draft is, when it is stored."""


_AGAIN = "again"
"""In what is kept of words that were heard: they were said of a question that had an answer."""


def to_put_right(heard: Answers) -> Answers:
    """Return what was heard of answered questions as it is kept until each is asked again."""
    return {name: {**kept, _AGAIN: True} for name, kept in heard.items() if isinstance(kept, dict)}


def is_put_right(kept: Answer) -> bool:
    """Tell whether what was said of a question waits to take the place of its answer."""
    return isinstance(kept, dict) and _AGAIN in kept


def without_corrections(heard: Answers) -> Answers:
    """Return what was heard of questions that have no answer yet."""
    return {name: kept for name, kept in heard.items() if not is_put_right(kept)}


class Walk:
    """One draft in the hands of the machine, for the length of a turn."""

    def __init__(self, draft: Draft, world: World) -> None:
        self.draft = draft
        self.world = world
        self.situation = Situation(draft.answers, world)

    @property
    def is_checked(self) -> bool:
        """Whether the draft comes from this edition of the world, where nothing leaves it unsound."""
        return self.draft.checked == self.world.edition != ""

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
