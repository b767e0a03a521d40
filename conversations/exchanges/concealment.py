"""What would tell who wrote a question or an offer: found by code, and left out before anybody reads it.

Who writes sees what is left out, and why, before it goes. It is generous: a word too many that is left out
is typed again in other words; a name that was read cannot be taken back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from conversations.exchanges.look_alikes import as_seen, folded
from conversations.exchanges.own_names import of_firm, of_person, of_place, of_town, spans
from conversations.exchanges.people_named import people_in
from conversations.exchanges.points_on_map import POINTS
from conversations.exchanges.villages_named import villages_in
from conversations.exchanges.ways_to_reach import (
    ACCOUNTS,
    ADDRESSES,
    CONTACTS,
    HANDLES,
    LINKS,
    NUMBERS,
    TITLED,
    without_firms,
    without_signature,
)
from conversations.messages import Message, say
from conversations.patterns import pattern
from conversations.privacy.name_masking import HIDDEN
from conversations.understanding.words import fold


class Telling(StrEnum):
    """What tells who wrote, in the order in which it is said."""

    CONTACT = "contact"
    LINK = "link"
    ACCOUNT = "account"
    NUMBER = "number"
    ADDRESS = "address"
    PERSON = "person"
    FIRM = "firm"
    PLACE = "place"


NAMED: dict[Telling, Message] = {
    Telling.CONTACT: say("a phone number or an e-mail address"),
    Telling.LINK: say("the address of a website"),
    Telling.ACCOUNT: say("an account on a network"),
    Telling.NUMBER: say("a company number"),
    Telling.ADDRESS: say("a street address"),
    Telling.PERSON: say("somebody's name"),
    Telling.FIRM: say("the name of a firm"),
    Telling.PLACE: say("a place that tells where you are"),
}


@dataclass(frozen=True, slots=True)
class Own:
    """What is known of who writes: how their firm is called, who they are, the town they are in.

    ``villages``: the names of those around, folded.
    """

    firms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    villages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Concealed:
    """A text as others read it, with what was left out of it.

    ``doubtful``: the words left out for no other reason than that they look like somebody's name.
    """

    text: str
    found: tuple[Telling, ...] = ()
    doubtful: tuple[str, ...] = ()


_IN_A_ROW = pattern(rf"{HIDDEN}(?: {HIDDEN})+")
_LETTER = pattern(r"[^\W_]")


@lru_cache(maxsize=32)  # a text is looked at when it is typed, shown and sent
def conceal(text: str, own: Own, spared: tuple[str, ...] = ()) -> Concealed:
    """Return a text with ••• in place of what tells who wrote it.

    ``spared``: words that look like somebody's name, and are said to be nobody's.
    """
    text = as_seen(text)
    found: set[Telling] = set()

    def hide(kind: Telling, change: Callable[[str], str]) -> None:
        nonlocal text
        changed = change(text)
        if changed.count(HIDDEN) > text.count(HIDDEN) or (changed != text and HIDDEN in changed):
            found.add(kind)
        text = changed

    for kind, ways in (
        (Telling.ACCOUNT, HANDLES),
        (Telling.CONTACT, CONTACTS),
        (Telling.LINK, LINKS),
        (Telling.ACCOUNT, ACCOUNTS),
        (Telling.NUMBER, NUMBERS),
        (Telling.ADDRESS, ADDRESSES),
        (Telling.PLACE, POINTS),
    ):
        for way in ways:
            hide(kind, way)
    known_places = _of_own(text, own)
    found.update(kind for kind, places in known_places.items() if places)
    text = _covered(text, sorted({place for places in known_places.values() for place in places}))
    hide(Telling.FIRM, without_firms)
    for way in (*TITLED, without_signature):
        hide(Telling.PERSON, way)
    known = frozenset(map(folded, spared))
    doubtful = tuple(text[start:end] for start, end in people_in(text, known))
    hide(Telling.PERSON, lambda said: _covered(said, people_in(said, known)))
    return Concealed(
        _IN_A_ROW.sub(HIDDEN, text),
        tuple(kind for kind in Telling if kind in found),
        tuple(dict.fromkeys(each for each in doubtful if each.isalpha())),
    )


def may_name(text: str) -> tuple[str, ...]:
    """Return what may be somebody's name in a text that was concealed: its author says that it is not."""
    return tuple(dict.fromkeys(text[start:end] for start, end in people_in(text)))


def _of_own(text: str, own: Own) -> dict[Telling, Sequence[tuple[int, int]]]:
    """Return where a text says what is known of who writes."""
    towns = [place for place in own.places if len(fold(place).split()) == 1]
    return {
        Telling.FIRM: spans(text, own.firms, of_firm),
        Telling.PERSON: spans(text, own.people, of_person),
        Telling.PLACE: (
            *spans(text, own.places, of_place),
            *spans(text, towns, of_town, disguised=False),
            *villages_in(text, own.villages),
        ),
    }


def _covered(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with ••• in place of spans; one for those with only blanks or signs between them."""
    pieces: list[str] = []
    until = 0
    for start, end in spans:
        between = text[until:start]
        if not pieces or _LETTER.search(between) or "\n" in between:
            pieces += [between, HIDDEN]
        until = max(until, end)
    return "".join(pieces) + text[until:]
