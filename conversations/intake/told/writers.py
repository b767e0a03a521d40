"""Who writes a message that tells everything: whoever runs the firm, works there, or advises it.

What they say of it is among a dozen other facts: the turn that tells it is found, and shown to be confirmed.
"""

from collections.abc import Iterator

from conversations.intake.told.clauses import LONGEST, SHOWN, all_clauses
from conversations.situation import Situation
from conversations.understanding.turns import turns
from conversations.understanding.words import denies, excerpt, fold

_SAID = turns("writers")
_ADVISING, _SENDING, _HEADING = (_SAID.ways(each) for each in ("adviser", "delegate", "head"))
_ANSWERS = (("salarié mandaté", _SENDING), ("gérant", _HEADING))
"""In this order: "mon patron m'a demandé" is said by who says "nous tenons un garage" too."""


def adviser(text: str) -> Iterator[tuple[str, str]]:
    """Return what somebody says who advises a firm: "comptable, j'écris pour mon client"."""
    if found := _ADVISING.search(fold(text[:LONGEST])):
        yield excerpt(found[0], SHOWN), "expert-comptable"


def role(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Return what somebody says they are, among all else: "gérante de la boulangerie Mirabelle"."""
    said = all_clauses(text)
    for word, ways in _ANSWERS:
        for clause, folded in said:
            if ways.search(folded) and not denies(folded):
                yield excerpt(clause, SHOWN), word
                return
