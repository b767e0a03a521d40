"""The words of a street among those of an address: where they begin, and which name it."""

from collections.abc import Sequence
from typing import Final

from models.places.lexicon import AFTER_STREET_NUMBERS, LARGE, SAINTS, STREETS, numbers, tells
from models.places.odonyms import goes_on_with_land, is_odonym, names_street

BREAK: Final = "|"
HAMLET: Final = "lieudit"


def street_start(words: Sequence[str], start: int, end: int) -> int:
    """Return where the words of a street begin in a part of an address, its end where there is none."""
    at = next((at for at in range(start, end) if words[at] in STREETS), end)
    if at == end:
        return end
    while at > start and words[at - 1] in AFTER_STREET_NUMBERS | STREETS:
        at -= 1
    if at > start and words[at - 1] in LARGE and (at - 1 == start or _ends_number(words[at - 2])):
        at -= 1  # "45 Grande Rue Moriviller"
    while at > start and _ends_number(words[at - 1]):
        at -= 1
    return at


def _ends_number(word: str) -> bool:
    return numbers(word) or word in AFTER_STREET_NUMBERS


def name_of_street(words: Sequence[str]) -> Sequence[str]:
    """Return the words that name a street: neither its number nor "rue"; of "Grande Rue", all of them."""
    at = next((at for at, word in enumerate(words) if word in STREETS), len(words))
    while at < len(words) and words[at] in STREETS:
        at += 1
    return words[at:] or [word for word in words if word in LARGE]


_NAMELESS: Final = STREETS | SAINTS | AFTER_STREET_NUMBERS


def may_be_named(words: Sequence[str]) -> bool:
    """Tell whether the words of a street hold a name, so that a town may follow."""
    return any((tells(word) and word not in _NAMELESS) or names_street(word) for word in words)


def is_well_known(words: Sequence[str]) -> bool:
    """Tell whether the words of a street are all of one that is met in many towns, and goes no further."""
    name = name_of_street(words)
    return bool(name) and is_odonym(name) and not goes_on_with_land(name)
