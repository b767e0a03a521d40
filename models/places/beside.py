"""What is said after a town of another one: "Guichen, à côté de Rennes" is in Guichen."""

import re
from typing import Final

from conversations.understanding.vocabulary import vocabulary
from models.places.lexicon import ESTABLISHMENTS
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
