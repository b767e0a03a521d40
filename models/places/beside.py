"""What is said after a town of another one: "Guichen, à côté de Rennes" is in Guichen."""

import re
from typing import Final

from conversations.network.places import LANDMARK
from conversations.understanding.vocabulary import vocabulary
from models.places.lexicon import BETWEEN, ELSEWHERE, ESTABLISHMENTS, OF_MINE
from models.places.spans import Span
from models.places.streets import BREAK
from models.places.wording import Wording

_BESIDE: Final = re.compile(
    r"(?:\| )?(?:(?:(?:tout |juste )?(?:pres|proche|a proximite|a cote"
    r"|(?:au |a l |tout )?(?:nord|sud|est|ouest)|non loin|pas loin)|(?:en |dans la )?banlieue"
    r"|a \d+ (?:kms?|kilometres|min|minutes|mn)"
    r"|(?:dans (?:l |le |la ))?(?:agglo|agglomeration|metropole|canton|pays|bassin|communaute de communes))"
    r" (?:de |du |d )|(?:near|close to|next to|not far from|\d+ (?:km|miles|minutes) from) )"
    r"(?:[a-z]+ ?){1,5}$"
)


_QUARTER: Final = r"(?:nord|sud|est|ouest|north|south|east|west)(?: ?(?:est|ouest|east|west))?"
_APPOSED: Final = re.compile(
    r"\| (?:the|where|known|famous|la|le|l|une?|connue?s?|celebres?|reputee?|capitale|chef lieu|prefecture"
    r"|sous prefecture) [a-z ]+$"
    rf"|(?:\| )?(?:(?:dans|in) (?:the|le|l) {_QUARTER}(?: (?:of|de la))?|{_QUARTER} (?:of|de la))$"
)
"""Of France, whose name is set apart: "Toul, north-east of France"."""
_NOT_APPOSED: Final = LANDMARK | ELSEWHERE | OF_MINE | (BETWEEN - {"et", "and"})


def apposition(wording: Wording, span: Span) -> Span | None:
    """Return the words right after a name that tell what it is, to the end: "Grasse, capitale du parfum"."""
    said = _APPOSED.match(" ".join(wording.words[span.end :]))
    if said is None or not _NOT_APPOSED.isdisjoint(said[0].split()):
        return None
    return Span(span.end, len(wording.words))


def clause_beside(wording: Wording, span: Span) -> Span | None:
    """Return the words right after a name that tell near what it is, to the end; None where none do."""
    said = _BESIDE.match(" ".join(wording.words[span.end :]))
    if said is None:
        return None
    start = span.end + (wording.word(span.end) == BREAK)
    return Span(start, span.end + len(said[0].split()))


def establishments() -> frozenset[str]:
    """Return what a firm may be called by what it does: "salon", "boulangerie"."""
    return ESTABLISHMENTS.union(str(vocabulary("names")["firms"]).split())
