"""Tell whether a description asks for money: where no advance is known, its author is told so at once."""

import re

from conversations.understanding.words import denies, fold

_SENTENCE = re.compile(r"[.!?;\n]+")
_MONEY = re.compile(
    r"\b(?:argent|avance|pret(?! a\b)|emprunt\w*|financements?|tresorerie|money|loan|funding|cash)\b"
)
_WANTED = re.compile(
    r"\b(?:besoin|cherch\w+|voudr\w+|veux|voulons|souhait\w+|aimer\w+|demand\w+|obtenir|trouver|faut|faudrait"
    r"|juste|uniquement|seulement|need|want|would like|looking|get|only)\b"
)


def wants_money(text: str) -> bool:
    """Tell whether a sentence of a text plainly asks for money."""
    folded = (fold(sentence) for sentence in _SENTENCE.split(text))
    return any(_MONEY.search(said) and _WANTED.search(said) and not denies(said) for said in folded)
