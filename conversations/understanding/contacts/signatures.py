"""Tell the signature of an e-mail, or a business card: lines of which none speaks."""

import re

from conversations.patterns import pattern
from conversations.understanding.words import fold

_PARTED = pattern(r"\n|\s[|·•]\s")
_PIECE = pattern(r"\S+")
_ADDRESS = pattern(r"@|https?://|www\.")
_FEWEST_LINES = 3
_MOTTO = pattern(
    r"(?:suivez|retrouvez|visitez|decouvrez|rejoignez|follow|visit|find)(?: |-)(?:nous|notre|us|our)\b.*"
    r"|(?:envoye de|sent from|get outlook) .*|.*\b(?:imprimer|environnement|before printing)\b.*"
)
"""A line that signatures end with, folded: it tells nothing of who signs."""
_SPEAKING = frozenset(
    "je j on nous vous tu il elle ils elles lui leur leurs eux mon ma mes notre nos votre vos son sa ses "
    "c ce cela ca est sont suis ai avons a pas plus ne n jamais sauf si i we you my our his her their is "
    "are am not ancien ancienne anciens former old avant jusqu bientot remplace remplacant absence absent "
    "joindre appeler contacter comptable comptabilite expert notaire avocat avocate maitre banque "
    "banquier conseiller conseillere accountant lawyer bank adviser advisor urgence urgences iban rib".split()
)
"""Folded words with which somebody speaks, or by which the one who signs may be another."""


def is_signature(text: str) -> bool:
    """Tell whether a text is made of lines that name somebody and how to reach them."""
    lines = [
        line
        for line in map(fold, _PARTED.split(_PIECE.sub(_unless_address, text)))
        if line and not _MOTTO.fullmatch(line)
    ]
    return len(lines) >= _FEWEST_LINES and _SPEAKING.isdisjoint(
        word for line in lines for word in _OF_NOBODY.sub(" ", line).split()
    )


def _unless_address(piece: re.Match[str]) -> str:
    return "·" if _ADDRESS.search(piece[0]) else piece[0]


_OF_NOBODY = pattern(r"\bbien a (?:vous|toi)\b|\b(?:tva|au capital de|rcs)\b|\bz ?a\b|\bvotre artisan\b")
