"""The advance, the budget and the aid received, told in a sentence about something else."""

from collections.abc import Iterator

from conversations.intake.told.clauses import PAST, SHOWN, beside, in_order
from conversations.patterns import pattern
from conversations.understanding.words import fold

_AMOUNT = r"(?:\d|mille|million|euro|k)"
NO_ADVANCE = pattern(
    r"(?:(?:non|no|nope|nan|merci|thanks|thank you|euh|bah|ben|finalement|en fait|plutot|sorry"
    r"|actually|oh|well"
    r"|on est bon|c est bon|ca va|we are fine|we re fine|i m fine) )*"
    r"(?:(?:(?:je|j|nous|on) )?(?:(?P<denied>ne|n) )?(?:(?:en|y) )?"
    r"(?:veux|voulons|veut|souhaite|souhaitons|demande|demandons|prends|prendrai|cherche)"
    r" (?:pas|aucune?|(?(denied)plus|pas))"
    r"(?: (?:d |de |l |une |cette )?(?:avance|argent|pret|emprunt))?"
    r"|(?:(?:je|j|nous|on) )?(?:(?:ne|n) )?(?:en )?(?:(?:ai|avons|a) )?(?:pas|aucun) besoin"
    r"(?: (?:d |de |d une |de l )?(?:avance|argent|pret|emprunt|financement))?"
    r"|(?:pas|sans|aucune?) (?:d |de |une |l )?(?:avance|pret|emprunt)"
    r"|(?:(?:ca|cela) )?(?:(?:ne|n) )?(?:m |nous )?interesse pas|pas interessee?s?"
    r"|(?:(?:i|we) )?(?:do not|don t|dont) (?:want|need)(?: (?:any|an|the|a))?(?: (?:advance|money"
    r"|loan|it|one))?"
    r"|no (?:advance|loan)(?: (?:needed|required|necessary))?|no money (?:needed|required|necessary)"
    r"|(?:no need|not needed|not necessary|not interested)(?: (?:for|of|in)(?: (?:any|an|the|a))?"
    r" (?:advance|money|loan))?)"
    r"(?: (?:non|merci|thanks|thank you|svp|please|du tout|at all|finalement|en fait"
    r"|pour (?:l instant|le moment)"
    r"|for now|actually|after all))*"
)
"""Folded words that want no advance; "no money" by itself may say that there is none left."""

_advance = beside(
    in_order(r"\b(?:avance|pret|emprunt\w*|loan|advance)\b", _AMOUNT)
    + "|"
    + in_order(_AMOUNT, r"\b(?:avance|pret|loan|advance)\b"),
    unless=rf"{PAST}|\b(?:banque|bancaire|rembours\w+|bank|pret (?:a|d honneur))\b",
)


def advance(text: str) -> Iterator[tuple[str, str]]:
    """Give the amount that is wanted, or the words that want none when they are all that is said."""
    if refuses_advance(text):
        yield text, text
    else:
        yield from _advance(text)


def refuses_advance(text: str) -> bool:
    """Tell whether a text says that no advance is wanted, by its name, and nothing else."""
    folded = fold(text) if len(text) <= SHOWN and "?" not in text else ""
    named = not {"avance", "advance", "loan"}.isdisjoint(folded.split())
    return named and NO_ADVANCE.fullmatch(folded) is not None


budget = beside(
    in_order(r"\b(?:budget|invest\w+|enveloppe|cout\w*|projet de|cost\w*)\b", _AMOUNT)
    + "|"
    + in_order(_AMOUNT, r"\b(?:budget|d invest\w+|investment)\b"),
    unless=rf"{PAST}|\bpar (?:mois|an)\b|\ba (?:month|year)\b",
)
aid_received = beside(
    in_order(r"\b(?:aides?|subventions?|grants?|subsid\w+)\b", _AMOUNT)
    + "|"
    + in_order(_AMOUNT, r"\b(?:d aides?|de subventions?|grants?)\b"),
    unless=r"\b(?:besoin|demand\w+|cherch\w+|voudr\w+|souhait\w+|need|want|ask\w*)\b",
)
