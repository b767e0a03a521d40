"""How people begin who answer nothing yet: they are in trouble, want money, have no firm, ask for somebody.

Each is heard and answered before the question is asked again; nothing is settled by it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from conversations.intake.difficulties import tells_trouble
from conversations.intake.faq_moments import Asking, answer_about, in_difficulty
from conversations.messages import Message, say
from conversations.understanding.creations import is_creating
from conversations.understanding.turns import turns
from conversations.understanding.wishes import wants_money
from conversations.understanding.words import LONGEST_READ, REMEMBERED, denies, fold, sentences

_SAID = turns("beginnings")
_DESPAIR, _TROUBLE, _REFUSED, _FOR_SOMEBODY, _GRAVE, _COMPLAINT, _LENDING, _SEEKING_WORK = (
    _SAID.whole(each)
    for each in (
        *("despair", "trouble", "refused", "for_somebody", "grave", "complaint"),
        *("lending", "seeking_work"),
    )
)


class Beginning(StrEnum):
    """What is told first."""

    TROUBLE = "trouble"
    MONEY = "money"
    CREATION = "creation"
    FOR_SOMEBODY = "for_somebody"
    LENDING = "lending"
    SEEKING_WORK = "seeking_work"


@dataclass(frozen=True, slots=True)
class FirstWords:
    """One way to begin. ``told``: whether a text, as it is and folded, does; ``answer``: what is said."""

    beginning: Beginning
    told: Callable[[str, str], bool]
    answer: Callable[[Asking], Message]


def _for_somebody(asking: Asking) -> Message:
    return say(
        "You may prepare it for somebody else, with their agreement: they are called, and meet the "
        "committee. If you help within the firm, you work there; otherwise you advise it."
    )


def _lending(asking: Asking) -> Message:
    return say(
        "Thank you! To lend your specialists, or to sit on a committee, there is nothing to fill in here: "
        "the operator of Alizé in your territory welcomes you, and opens your access. If you know a small "
        "firm with a project, show it this chat."
    )


def _seeking_work(asking: Asking) -> Message:
    return say(
        "I prepare the requests of firms, and have no job to offer: France Travail receives you (39 49, "
        "francetravail.fr). Good luck! I keep nothing of this."
    )


FIRST_WORDS = (
    FirstWords(
        Beginning.TROUBLE,
        lambda text, folded: tells_trouble(text) or _TROUBLE.search(folded) is not None,
        lambda asking: say("💙 {told}", told=in_difficulty(asking)),
    ),
    FirstWords(
        Beginning.CREATION,
        lambda text, folded: is_creating(folded),
        lambda asking: answer_about("creation", asking),
    ),
    FirstWords(
        Beginning.FOR_SOMEBODY,
        lambda text, folded: _FOR_SOMEBODY.search(folded) is not None and not denies(folded),
        _for_somebody,
    ),
    FirstWords(
        Beginning.SEEKING_WORK, lambda text, folded: _SEEKING_WORK.search(folded) is not None, _seeking_work
    ),
    FirstWords(Beginning.LENDING, lambda text, folded: _LENDING.search(folded) is not None, _lending),
    FirstWords(
        Beginning.MONEY,
        lambda text, folded: wants_money(text) or _REFUSED.search(folded) is not None,
        lambda asking: answer_about("amount", asking),
    ),
)
"""The ways to begin, the gravest first."""


def first_words(text: str) -> FirstWords | None:
    """Return how a text begins that answers nothing; None for any other, and for a question."""
    folded = fold(text) if len(text) <= LONGEST_READ and "?" not in text else ""
    return next((each for each in FIRST_WORDS if folded and each.told(text, folded)), None)


@lru_cache(maxsize=REMEMBERED)
def in_despair(text: str) -> Message | None:
    """Return who listens at once to somebody at the end of their strength; None for any other words.

    Sources: 3114.fr, the national line, free of charge, day and night, from overseas too; apesa-france.com.
    """
    if not _DESPAIR.search(sentences(text)):
        return None
    return say(
        "💙 You need not bear this alone. In France the 3114 answers day and night, free of charge and in "
        "confidence; APESA (apesa-france.com) listens to people who run a firm. Your request can wait."
    )


def is_grave(text: str) -> bool:
    """Tell whether a text tells of an illness, an accident or a death."""
    return len(text) <= LONGEST_READ and _GRAVE.search(fold(text)) is not None


def complains(text: str) -> bool:
    """Tell whether a text complains of what is done, or not done, here."""
    return len(text) <= LONGEST_READ and _COMPLAINT.search(fold(text)) is not None
