"""Place names as people write them: folding of spelling, and the forms under which they are indexed."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from conversations.patterns import pattern
from conversations.understanding.words import legible

_ABBREVIATIONS: Final = {
    "gd": "grand",
    "gde": "grande",
    "mt": "mont",
    "nd": "notre dame",
    "pce": "provence",
    "ss": "sous",
    "st": "saint",
    "ste": "sainte",
    "stes": "saintes",
    "sts": "saints",
}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})

LINKS: Final = frozenset("a au aux d de des du en et l la le les lez s sous sur".split())
"""Words written or left out at will inside a name: "Chalon s/ Saône", "Hay-les-Roses"."""


def fold(text: str) -> str:
    """Return the text in bare lower-case ASCII words, abbreviations written out.

    >>> fold("St-Maur-des-Fossés")
    'saint maur des fosses'
    """
    decomposed = unicodedata.normalize("NFKD", legible(text).casefold().translate(_LIGATURES))
    # Combining accents vanish; any other sign separates two words.
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(_ABBREVIATIONS.get(word, word) for word in re.findall("[a-z0-9]+", plain))


@lru_cache(maxsize=4096)  # a search asks for those of the same few words many times
def key(folded: str) -> str:
    """Return a folded name without its linking words, as names are indexed; unchanged if it is only those.

    >>> key("hay les roses")
    'hay roses'
    """
    return " ".join(word for word in folded.split() if word not in LINKS) or folded


def run_together(folded: str) -> str:
    """Return a folded name without spaces, to compare names whatever was typed between their words."""
    return folded.replace(" ", "")


# Letters that are written in several ways and said in one, in this order.
_SOUNDS: Final = tuple(
    (pattern(written), said)
    for written, said in (
        (r"ph", "f"),
        (r"(?<![cs])h|(?<=s)h", ""),
        (r"y", "i"),
        (r"qu|q|ck|c(?![eih])", "k"),
        (r"c(?=[ei])|z", "s"),
        (r"eau|au", "o"),
        (r"ai|ei", "e"),
        (r"em(?=[bp])|en(?=[^aeiouns]|$)|am(?=[bp])", "an"),
        (r"([a-z])\1", r"\1"),
        (r"(?<=[a-z]{2})(?:es?|l?[dtp]s?|[sx])$", ""),
    )
)


def sound(folded: str) -> str:
    """Return roughly how a name is said, the same for "saint thibault" and "saint thibaut"."""
    return "".join(map(_said, key(folded).split()))


def _said(word: str) -> str:
    for written, said in _SOUNDS:
        word = written.sub(said, word)
    return word
