"""A yes, a no, a thank-you: said once or several times, and nothing else."""

from functools import lru_cache

from conversations.patterns import pattern
from conversations.understanding.residue import changes_nothing
from conversations.understanding.turns import turns
from conversations.understanding.words import GREETING, REMEMBERED, denies, fold

_SAID = turns("agreement")
_SAYING_YES, _SAYING_NO, _SAYING_DONE, _YES_FIRST, AGREEING = (
    _SAID.pattern(each) for each in ("saying_yes", "saying_no", "saying_done", "yes_first", "agreeing")
)


@lru_cache(maxsize=REMEMBERED)
def says_yes(words: str) -> bool:
    """Tell whether folded words say yes, once or several times, and nothing else: "oui oui allez y"."""
    return _SAYING_YES.fullmatch(words) is not None


@lru_cache(maxsize=REMEMBERED)
def says_no(words: str) -> bool:
    """Tell whether folded words say no, once or several times, and nothing else: "non non merci"."""
    return _SAYING_NO.fullmatch(words) is not None


def begins_with_yes(words: str) -> bool:
    """Tell whether folded words say yes, then something else: "oui elle est d'accord"."""
    return _YES_FIRST.match(words) is not None and not (says_yes(words) or denies(words))


def says_done(words: str) -> bool:
    """Tell whether folded words find what is shown right, or done, and say nothing else: "c'est bon"."""
    return _SAYING_DONE.fullmatch(words) is not None


_PLEASED, _PLEASED_TOO = _SAID.words("pleased"), _SAID.words("pleased_too")
_DRAWN_OUT = pattern(r"(\w)\1{2,}")


def is_pleased(text: str) -> bool:
    """Tell whether a text, in all it says, thanks or is pleased, be it by a sign alone."""
    said = fold(text)
    if not said:  # signs alone; what is too long to be folded has letters
        return "?" not in text and not text.isascii() and not any(map(str.isalnum, text))
    said = _DRAWN_OUT.sub(r"\1", said)  # "merciiii"
    return not _PLEASED.isdisjoint(said.split()) and changes_nothing(said, _PLEASED | _PLEASED_TOO)


def is_courtesy(text: str) -> bool:
    """Tell whether a text greets, thanks, says yes or says no, and nothing else."""
    said = fold(text)
    return said in GREETING or is_pleased(text) or says_yes(said) or says_no(said)
