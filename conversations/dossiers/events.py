"""What a row of the life of a dossier holds: for an event, and for what is only noted in its history."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import OPERATING, Part, Status
from conversations.messages import Message, Msgid

MEMBERS = frozenset({Part.HOLDER, Part.TEAM, Part.OVERSEER})


class Words(Enum):
    """Whose words are noted beside an event."""

    NONE = auto()  # none, or a code of ours: a day, the number of a colleague, the name of an answer
    SHARED = auto()  # why it was done: the history and the applicant's own copy have them
    OF_TEAM = auto()  # why it was done: the history has them, the applicant is told the reason alone
    ASIDE = auto()  # a team's for itself, on a page of their own


class News(Enum):
    """What an applicant hears of an event that is not told by a sentence of its row."""

    BY_ITS_SERVICE = auto()  # with what only its service knows: a day, an amount, a letter
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Move:
    """One way of an event. ``to``: None when the dossier stays where it stands.

    ``back``: only for a dossier that stood in ``to`` when it stopped; such ways come before the others.
    Of several ways of one event, ``after`` is told where it is to lead.
    """

    sources: tuple[Status, ...]
    to: Status | None
    by: frozenset[Part]
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSpec:
    """Something that the history holds. ``history``: what those who handle the dossier call it.

    ``reasons``: those that may be given for it, of which one must be where there are any.
    """

    history: Msgid
    words: Words = Words.NONE
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSpec(TraceSpec):
    """Something that may happen to a dossier.

    ``label``: of its button; None where no member makes it happen. ``news``: what the applicant is told
    it is, perhaps by where the dossier stands then. ``first``, ``beside``: where the dossier's page itself
    has the button, as the likeliest thing to do or beside it; elsewhere it is behind "More".
    ``stops``: its reason says why a request goes no further: it is told with other doors, and counted.
    ``stage``: what figures call having got that far, for an event that is a stage of every request.
    """

    moves: tuple[Move, ...] = ()
    label: Message | None
    news: Msgid | Callable[[Status], Msgid] | News
    first: tuple[Status, ...] = ()
    beside: tuple[Status, ...] = ()
    stops: bool = False
    stage: Message | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for an event that a member has no button for, or whose reason is not told."""
        if self.label is None and any(move.by & MEMBERS for move in self.moves):
            raise ValueError(f"the event {self.history!r} has no label for who makes it happen")
        tells_why = isinstance(self.news, str) and "{reason}" in self.news
        if self.stops is not tells_why or (self.stops and not self.reasons):
            raise ValueError(f"the event {self.history!r} stops a request without a reason, or tells one")


def move(sources: tuple[Status, ...], to: Status | None, *by: Part) -> Move:
    """Return a way; most are those of who holds a dossier, or answers for its territory."""
    return Move(sources, to, frozenset(by) or OPERATING)


def back(source: Status, statuses: tuple[Status, ...], *by: Part) -> tuple[Move, ...]:
    """Return the ways that open a dossier again where its work goes on: what was granted stands."""
    return tuple(Move((source,), to, frozenset(by), back=True) for to in statuses)
