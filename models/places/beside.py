"""What is said after a town of another one: "Guichen, à côté de Rennes" is in Guichen."""

import re
from typing import Final

from conversations.network.places import LANDMARK
from conversations.understanding.vocabulary import vocabulary
from models.places.lexicon import ARTICLES, BETWEEN, ELSEWHERE, ESTABLISHMENTS, LOCATING, OF_MINE
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
    r"|(?:\| )?(?:a (?:deux|trois|quelques|cent|\d+) (?:pas|rues|metres|m)"
    r"|(?:au|en(?: plein)?) (?:coeur|bord)|(?:en )?face|derriere|devant|le long"
    r"|au (?:pied|bout|dessus)|a l (?:entree|ecart|arriere))"
    r" (?:de (?:la |l )?|du |des |d |a (?:la |l )?|au |aux |la |le |les |l )(?:[a-z]+ ?){1,5}$"
    r"|(?:\| )?entre (?:[a-z]+ ?){1,5}\bet (?:[a-z]+ ?){1,5}$"
    r"|(?:\| )?(?:sur (?:la|le|l)|en bord de|au bord de la) (?:nationale|departementale|rocade|place|zone"
    r"|route(?: \w+)?|(?:r?n|r?d) ?\d+)(?: [a-z]+){0,2}$"
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
    end = _with_where(wording, span.end)
    said = _BESIDE.match(" ".join(wording.words[end:]))
    if said is None:
        return None
    start = end + (wording.word(end) == BREAK)
    return Span(start, end + len(said[0].split()))


def _with_where(wording: Wording, end: int) -> int:
    """Return where the department or the region ends that is said right after a name, else the same place."""
    at = end
    while at != wording.area_at.start and wording.word(at) in LOCATING | ARTICLES:
        at += 1
    if at == wording.area_at.start < wording.area_at.end:
        return wording.area_at.end
    return at + 1 if any(at == place for _, place in wording.numbers) else end


def establishments() -> frozenset[str]:
    """Return what a firm may be called by what it does: "salon", "boulangerie"."""
    return ESTABLISHMENTS.union(str(vocabulary("names")["firms"]).split())
