"""What who works here types of their work: what is to be done, what is late, the request they look for."""

import re

from conversations.understanding.turns import turns
from conversations.understanding.words import fold

LONGEST = 80  # characters: what is longer tells a story
_SAID = turns("desk")
_WORK, _LATE = _SAID.pattern("work"), _SAID.pattern("late")
_CLAIMING, _ASKING_WHO = _SAID.pattern("claiming"), _SAID.pattern("asking_who_has_it")
_LEAVING = _SAID.pattern("leaving")
_BEFORE, _AFTER = _SAID.pattern("before_what_is_sought"), _SAID.pattern("after_what_is_sought")


def asks_what_is_late(text: str) -> bool:
    """Tell whether a text, in all it says, asks what should have moved on by now."""
    return len(text) <= LONGEST and _LATE.fullmatch(fold(text)) is not None


def asks_for_work(text: str) -> bool:
    """Tell whether a text, in all it says, asks what is to be done, or late, or how much of it there is."""
    return len(text) <= LONGEST and (_WORK.fullmatch(fold(text)) is not None or asks_what_is_late(text))


def takes_in_charge(text: str) -> bool:
    """Tell whether an answer to the card of a request, in all it says, takes it in charge."""
    return len(text) <= LONGEST and _CLAIMING.fullmatch(fold(text)) is not None


def asks_who_has_it(text: str) -> bool:
    """Tell whether an answer to the card of a request, in all it says, asks who has it."""
    return len(text) <= LONGEST and _ASKING_WHO.fullmatch(fold(text)) is not None


def leaves(text: str) -> bool:
    """Tell whether a text, in all it says, leaves what its writer is asked to type."""
    return len(text) <= LONGEST and _LEAVING.fullmatch(fold(text)) is not None


def sought(text: str) -> str:
    """Return what a text looks for, as it is typed: "Weber" of "où en est le dossier Weber ?".

    The text itself where it says nothing else.
    """
    if len(text) > LONGEST:
        return text
    said = fold(text)
    before = _BEFORE.match(said)
    name = said[before.end() :] if before else said
    ends = next((each for each in _AFTER.finditer(name) if each.end() == len(name)), None)
    name = (name[: ends.start()] if ends else name).strip()
    return _as_typed(name, text) if name and name != said else text


def _as_typed(name: str, text: str) -> str:
    """Return some folded words of a text as they are typed there; folded where they are not found."""
    words = list(re.finditer(r"\w+", text))
    size = len(name.split())
    parts = (text[words[at].start() : words[at + size - 1].end()] for at in range(len(words) - size + 1))
    return next((part for part in parts if fold(part) == name), name)
