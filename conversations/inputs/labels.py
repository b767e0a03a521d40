"""What is typed instead of touching a button: its label, or a part of it that no other button has.

Case, accents, signs, ticks, articles and plurals do not count. A mere yes or no is no part of a label: it may
mean less than all of it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from conversations.patterns import pattern
from conversations.understanding.words import fold, folded_apart

LONGEST = 120  # characters: Telegram shows far fewer on a button
_BETWEEN = pattern(r"[,;:/()|·•–—…!?]|\.\.\.|\s(?:et|ou|and|or|&|\+)\s", re.IGNORECASE)
_SIGN = pattern(".\ufe0f|\u2139")  # "ℹ" is a letter to Unicode, and "1️⃣" begins with a figure
_COUNTS = pattern(r"^[-−–](?=\s?\d)|(?<=\d)\s?[%‰+]|[<>≤≥](?=\s?\d)")
"""Signs that make another figure: "-3" and "10 %" are no 3 and no 10."""
_ELISION = pattern(r"(?<=\b[cdjlmnst]) (?=[aeiouyh])")
_ARTICLES = frozenset(("le", "la", "les", "l", "un", "une", "des", "the", "a", "an"))
_YES_OR_NO = frozenset(("oui", "non", "yes", "no", "ok"))
_SHORTEST_PLURAL = 4  # letters: "bus" is no plural


def whole(text: str) -> str:
    """Return all the words of a label, or of what is typed for it."""
    return fold(_SIGN.sub(" ", text))


def compared(text: str) -> str:
    """Return words as labels are compared."""
    words = folded_apart(whole(text)).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    words = _ELISION.sub("", " ".join(words)).split()
    return " ".join(word.rstrip("sx") if len(word) > _SHORTEST_PLURAL else word for word in words)


def parts(label: str) -> tuple[str, ...]:
    """Return the parts of a compound label, as they are compared: those that hold words and no figure."""
    found = dict.fromkeys(map(compared, _BETWEEN.split(label)))
    return tuple(
        part for part in found if part and part not in _YES_OR_NO and not any(map(str.isdigit, part))
    )


def in_one(label: str) -> str:
    """Return a label without the parts of what stands after its colon: "Keep: Faïencerie · Toul"."""
    verb, colon, value = label.partition(":")
    return f"{verb}{colon} {_BETWEEN.sub(' ', value)}"


@lru_cache(maxsize=256)
def typeable(labels: tuple[str, ...]) -> dict[str, int]:
    """Return what may be typed for the buttons of a screen, compared, with the place of the button it means.

    A whole label goes before a part of another; what two buttons say means neither.
    """
    wholes = [compared(label) for label in labels]
    of_parts = Counter(part for label in labels for part in parts(label))
    said = {
        part: place
        for place, label in enumerate(labels)
        for part in parts(label)
        if of_parts[part] == 1 and part not in wholes
    }
    said.update((whole, place) for place, whole in enumerate(wholes) if whole and wholes.count(whole) == 1)
    return said


def _signs(text: str) -> set[str]:
    return set(_COUNTS.findall(text.strip()))


def named(text: str, labels: Sequence[str]) -> int | None:
    """Return the place of the label that a text says; None when it says none, or several buttons say it."""
    place = None if len(text) > LONGEST else typeable(tuple(labels)).get(compared(text))
    return place if place is None or _signs(text) <= _signs(labels[place]) else None


def pieces(text: str) -> list[str]:
    """Return what a text names one after another, such as two boxes to tick."""
    return [piece for piece in _BETWEEN.split(text) if fold(piece)] if len(text) <= LONGEST else []
