"""The numbers and addresses at which somebody is reached, told in a sentence about something else."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from conversations.engine.overheard import BETWEEN
from conversations.inputs.names import BORNE
from conversations.intake.told.clauses import CLAUSES, beside, own_text
from conversations.patterns import pattern
from conversations.situation import Situation
from conversations.understanding.contacts.reading import is_after_fax, without_denied
from conversations.understanding.person_names import read_person_name
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.turns import turns
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import LONGEST_READ, fold

_WAYS = 3  # to be reached: two numbers and an address, in a signature
_SAID = turns("contacts_told")
_REACHED = _SAID.pattern("reached")
_NAMED, _SIGNING, _CARD = (_SAID.ways(each) for each in ("named", "signing", "card"))
_BARE = _SAID.ways("bare")
_ANNOUNCING = _SAID.words("announcing")
_PARTS, _REACHED_HERE = pattern(r"(?<=[,;.!?\n])"), "\0"
_OF_SOMEBODY_ELSE, _NEAR = _SAID.pattern("of_somebody_else"), 40  # characters
the_head_is_reached_at = beside(_SAID.pattern("head"))


def reached_at(text: str) -> Iterator[tuple[str, str]]:
    """Return the phone number and the address that a text gives, together."""
    own = without_denied(own_text(text))
    mine = (each for each in _REACHED.finditer(own) if _is_ones_own(own[: each.start()]))
    found = [each[0].strip(".") for each in mine]
    if 0 < len(found) <= _WAYS:
        yield BETWEEN.join(found), " ".join(found)


def _is_ones_own(before: str) -> bool:
    """Tell whether what stands before a number says neither that it is a fax nor somebody else's."""
    return not is_after_fax(before) and not _OF_SOMEBODY_ELSE.search(fold(before[-_NEAR:]))


def named(text: str) -> Iterator[tuple[str, str]]:
    """Return the name of who writes, as they say it: "je m'appelle Camille Durand", or on a card."""
    yield from _people(text, (*_NAMED, *_CARD))


def signed(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Return the name of who writes, that they say, give with their number, or sign with."""
    yield from _people(text, (*_NAMED, *_SIGNING))


def without_contacts(text: str) -> str:
    """Return a text without how who writes is called and reached, and the words that only announce it."""
    marked = _REACHED.sub(_REACHED_HERE, text.replace(_REACHED_HERE, " "))
    for name, _ in _people(text, (*_NAMED, *_CARD, *_BARE)):
        marked = marked.replace(name, _REACHED_HERE)
    said = "".join(part for part in _PARTS.split(marked) if _REACHED_HERE not in part or not _announces(part))
    if said == text and not _announces(text):
        return text
    return "" if _announces(said) else " ".join(said.replace(_REACHED_HERE, " ").split()).strip(" ,;")


def _announces(words: str) -> bool:
    return changes_nothing(fold(words.replace(_REACHED_HERE, " ")), _ANNOUNCING)


def _people(text: str, ways: Iterable[re.Pattern[str]]) -> Iterator[tuple[str, str]]:
    """Return the first of what is found that is the name of a person, and of nothing else."""
    own = own_text(text)[:LONGEST_READ]
    for found in (each for way in ways for each in islice(way.finditer(own), CLAUSES)):
        parts = found.groupdict()
        name = parts.get("name") or parts.get("small") or ""
        read = read_person_name(name)
        borne = not words_of("french_names", *BORNE).isdisjoint(fold(name).split())
        if borne and isinstance(read, Understood) and not read.rest:
            yield name, name.title() if name.islower() else name
            return
