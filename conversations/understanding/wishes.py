"""What people type that answers no question: they do not know, do not follow, stop, want a person.

A whole message is such a wish or is none: "personne" means nobody, "la personne de la banque" somebody.
Where words are the answer itself, a wish is never written down as one.
"""

from enum import Enum, auto
from functools import lru_cache

from conversations.patterns import pattern
from conversations.understanding.agreement import AGREEING
from conversations.understanding.turns import turns
from conversations.understanding.words import NOT_KNOWING, PASSING, REMEMBERED, denies, fold


class Wish(Enum):
    """What is meant by a message that is no answer. ``NOTHING``: courtesy, or a wish to pass.

    ``AGREEING``: what is shown is right as it is. ``WAITING``: the answer comes at once, ``LATER``: another
    time. ``GOING_ON``: what was left is taken up. ``CORRECTING``: an answer is to be changed, not told yet.
    """

    NOT_KNOWING = auto()
    NOT_UNDERSTANDING = auto()
    NOBODY = auto()
    ERASING = auto()
    STOPPING = auto()
    A_PERSON = auto()
    FINISHED = auto()
    AGREEING = auto()
    WAITING = auto()
    LATER = auto()
    GOING_ON = auto()
    CORRECTING = auto()
    NOTHING = auto()


_SAID = turns("wishes")
_FIRST, _LAST, _SHORTENED = _SAID.pattern("first"), _SAID.pattern("last"), _SAID.pattern("shortened")
_LONGEST = 120  # characters: longer, it tells something
_TAKING_BACK, _REFUSING, _STOPPING, _GIVING_UP = (
    _SAID.pattern(each) for each in ("taking_back", "refusing", "stopping", "giving_up")
)
_GOODBYE, _ANOTHER, _MONEY, _WANTED = (
    _SAID.pattern(each) for each in ("goodbye", "another", "money", "wanted")
)
_MEANT = (
    (Wish.NOBODY, _SAID.pattern("nobody")),
    (Wish.NOT_KNOWING, _SAID.pattern("not_knowing")),
    (Wish.NOT_UNDERSTANDING, _SAID.pattern("not_understanding")),
    (Wish.STOPPING, _SAID.pattern("forgetting")),
    (Wish.ERASING, _SAID.pattern("erasing")),
    (Wish.STOPPING, _STOPPING),
    (Wish.A_PERSON, _SAID.pattern("a_person")),
    (Wish.FINISHED, _SAID.pattern("finished")),
    (Wish.AGREEING, AGREEING),
    (Wish.WAITING, _SAID.pattern("waiting")),
    (Wish.LATER, _SAID.pattern("later")),
    (Wish.GOING_ON, _SAID.pattern("going_on")),
    (Wish.CORRECTING, _SAID.pattern("correcting")),
    (Wish.NOTHING, _SAID.pattern("nothing")),
)


@lru_cache(maxsize=REMEMBERED)
def wish_of(text: str) -> Wish | None:
    """Return what a message wishes when that is all it says; None for anything else."""
    said = _SHORTENED.sub("c est", fold(text))
    if not said and "?" in text:
        return Wish.NOT_UNDERSTANDING
    if len(said) > _LONGEST:
        return None
    if said in NOT_KNOWING:
        return Wish.NOT_KNOWING
    while True:
        found = next((wish for wish, wording in _MEANT if wording.fullmatch(said)), None)
        found = Wish.NOTHING if found is None and said in PASSING else found
        shorter = _LAST.sub("", _FIRST.sub("", said, count=1), count=1)
        if found or shorter == said:
            return found
        said = shorter


def takes_back(text: str) -> bool:
    """Tell whether a text, in all it says, asks to erase or withdraw what was given."""
    if wish_of(text) is Wish.ERASING:
        return True
    said = fold(text)
    if len(said) > _LONGEST:
        return False
    said = _LAST.sub("", _FIRST.sub("", said, count=1), count=1)
    return _TAKING_BACK.fullmatch(said) is not None


def is_goodbye(text: str) -> bool:
    """Tell whether a text, in all it says, takes leave: it says nothing of when somebody is there."""
    said = fold(text)
    return len(said) <= _LONGEST and _GOODBYE.fullmatch(said) is not None


def begins_another(text: str) -> bool:
    """Tell whether a text begins by speaking of another project, or another request, than the one sent."""
    return _ANOTHER.match(fold(text)) is not None


def wants_another(text: str) -> bool:
    """Tell whether a text, in all it says, speaks of another project, or another request."""
    return _ANOTHER.fullmatch(fold(text)) is not None


def gives_up(text: str) -> bool:
    """Tell whether a text speaks of giving the project up: it is asked whether the request goes too."""
    return wish_of(text) is Wish.STOPPING or _GIVING_UP.search(fold(text)) is not None


def is_refusal(text: str) -> bool:
    """Tell whether a text, in all it says, refuses what is asked to be confirmed."""
    said = fold(text)
    return len(said) <= _LONGEST and (
        _REFUSING.fullmatch(said) is not None or _STOPPING.fullmatch(said) is not None
    )


def is_at_a_loss(text: str) -> bool:
    """Tell whether a text asks what the question under way means, or says that its writer does not know."""
    return wish_of(text) in (Wish.NOT_UNDERSTANDING, Wish.NOT_KNOWING)


_SENTENCE = pattern(r"[.!?;\n]+")


def wants_money(text: str) -> bool:
    """Tell whether a sentence of a text plainly asks for money."""
    folded = (fold(sentence) for sentence in _SENTENCE.split(text))
    return any(_MONEY.search(said) and _WANTED.search(said) and not denies(said) for said in folded)
