"""The words of a text with where they stand in it: in which clause, and whether they tell where."""

import re

from conversations.frozen import frozen
from conversations.patterns import pattern
from conversations.understanding.vocabulary import Word, words

_BREAK = pattern(r"([,;:/+&()|.\n]|\s[-–—]\s|\b(?:et|ou|puis|mais|and|or|then|but)\b)", re.IGNORECASE)
"""What stands between two things that are said one beside the other."""
_GOES_ON = pattern(r"^\s*d(?:e\s|['’])", re.IGNORECASE)
"""How a piece begins that goes on with what is said before: "fabrication de tables et de chaises"."""
_ASIDE = pattern(r"\b(?:sur|pr[eè]s|depuis|since|near)\b", re.IGNORECASE)
"""What begins to tell where, or since when, something is done."""
_MORE = pattern(
    r"^\s*(?:(?:on|je|nous) )?(?:fai(?:s|t|sons) )?(?:surtout|principalement|essentiellement|notamment"
    r"|majoritairement|en particulier|mainly|mostly|especially)\b",
    re.IGNORECASE,
)
"""What begins to tell more of what is said before: "taxi, surtout des malades"."""
_MADE = pattern(r"^\s*(?:on|je|nous) (?:y )?fai(?:s|t|sons) (?!aussi|également|même|parfois)", re.IGNORECASE)
"""What begins to tell what is made: "chaudronnerie, on fait des cuves"."""
_SAYS = pattern(r"^\s*(?:je|j|on|nous|aussi|également|i|we|also)\b", re.IGNORECASE)
_AND = pattern(r"et|ou|and|or", re.IGNORECASE)
_SERVED = pattern(r"\b(?:pour|for)\b", re.IGNORECASE)
"""What begins to tell for whom something is done: "hôtel pour chiens"."""
_PLACE = pattern(r"\b(?:[àa]|aux?|en|dans|in|at)\s+(?:l[ae]s?\s+|l['’])?([A-ZÀ-Ý][\w'’-]*)")
"""A name after "in" or "at": "à Bar-le-Duc"."""


@frozen
class Placed:
    """A word that carries meaning, and its clause, from 0. ``aside``: it tells where something is done.

    ``named``: it is one of several in the name of a place, "Bar-le-Duc": it means nothing by itself.
    ``served``: it tells for whom. ``more``: it tells more of what is said before; ``made``: what is made.
    ``joined``: its clause goes on with things after "et": "fabrication de pompes et compresseurs".
    """

    word: Word
    clause: int
    aside: bool = False
    named: bool = False
    served: bool = False
    more: bool = False
    made: bool = False
    joined: bool = False


def clauses(text: str) -> list[str]:
    """Return what is said one beside the other in a text."""
    return _BREAK.split(text)[::2]


def placed(text: str) -> tuple[Placed, ...]:
    """Return the words of a text that carry meaning, in order, with where they stand."""
    said: list[Placed] = []
    clause, more, made = -1, False, False
    pieces = _BREAK.split(text)
    for sign, piece in zip(("", *pieces[1::2]), pieces[::2], strict=True):
        if clause < 0 or not _GOES_ON.match(piece):
            clause += 1
        goes_on = _AND.fullmatch(sign) is not None and _SAYS.match(piece) is None
        more = clause > 0 and (_MORE.match(piece) is not None or (more and goes_on))
        made = clause > 0 and (_MADE.match(piece) is not None or (made and goes_on))
        where = _ASIDE.search(piece)
        told, aside = (piece[: where.start()], piece[where.end() :]) if where else (piece, "")
        single, several = _places(told)
        whom = _SERVED.search(told)
        before = len(words(told[: whom.start()])) if whom else len(told)
        for at, word in enumerate(words(told)):
            named = word.typed in several
            said.append(
                Placed(word, clause, named or word.typed in single, named, at >= before, more, made, goes_on)
            )
        said += (Placed(word, clause, aside=True) for word in words(aside))
    return tuple(said)


def _places(told: str) -> tuple[list[str], list[str]]:
    """Return the words that are the name of a place, and those of which such a name has several."""
    single: list[str] = []
    several: list[str] = []
    for name in () if told.isupper() else _PLACE.findall(told):
        parts = re.split(r"\W", name)
        (several if len(parts) > 1 else single).extend(parts)
    return single, several
