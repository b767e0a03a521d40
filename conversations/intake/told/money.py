"""The advance, the budget and the aid received, told in a sentence about something else."""

import re
from collections.abc import Iterator
from itertools import islice

from conversations.intake.told.clauses import (
    CLAUSES,
    PAST,
    SHOWN,
    Telling,
    beside,
    clauses,
    first_told,
    in_order,
    own_text,
)
from conversations.patterns import pattern
from conversations.situation import Situation
from conversations.understanding.replacements import SECOND_THOUGHT
from conversations.understanding.words import LONGEST_READ, denies, excerpt, fold

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

_UNIT = (
    r"\s?(?:(?:k|m)\s?€|k(?:eur|euros?)?|(?:mille|thousand|millions?)(?:\s?(?:€|euros?))?|€|euros?|eur"
    r"|balles)"
    r"(?!\w)"
)
_FIGURE = r"(?<![\d.,])(?:\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d+)(?:,\d{1,2})?"
_IN_WORDS = (
    r"(?:dix|quinze|vingt|trente|quarante|cinquante|soixante|cent|ten|fifteen|twenty|thirty|forty|fifty)[ -]"
    r"(?:mille|thousand)(?:\s?(?:€|euros?))?(?!\w)"
)
_SUM = rf"(?:€\s?{_FIGURE}(?:,\d{{3}})?k?(?!\w)|{_FIGURE}(?:{_UNIT}|(?!\w)(?!\s?%))|{_IN_WORDS})"
_INSTEAD = rf"(?:[\s,;.…(]+{SECOND_THOUGHT}{{1,4}}{_SUM})?"
_BANK = r"banque|bancaire|rembours(?!able)|bank(?!ruptcy)|d['’ ]honneur"
_ADVANCE = r"(?:avances?|pr[êe]ts?|emprunt\w*|loans?|advances?|upfront)"
_BUDGET = (
    r"(?:budgets?|invest\w*|enveloppes?|co[ûu]t(?:s|e|er|era|ent)?|costs?|costing"
    r"|projets? de|plan de financement)"
)
_GIVERS = (
    r"(?:ademe|adie|caf|bpi(?:france)?|leader|feder|france relance|la r[ée]gion|la ville|la mairie"
    r"|la m[ée]tropole"
    r"|le d[ée]partement|l['’][ée]tat|the city|the region|the council)"
)
_AID = rf"(?:aides?|subv\w*|grants?|subsid\w+|{_GIVERS})"
_HAS_GIVEN = (
    rf"(?:aides?|subv\w*|grants?|subsid\w+|{_GIVERS}(?=[^,.;\n]{{0,15}}(?:vers|donn|accord|octroy|attribu"
    r"|mis\b|gave|gives"
    r"|paid|grant)))"
)
"""Who gives, before the sum: "la ville" alone is where somebody works."""
_OF_IT = r"(?:(?:de|d['’]|of|from|par|en|comme|for|in|an?|the|our|notre|mon|une?|du|des)\s?)"
_COUNTED = r"jours?|journ|days?|mois|ans\b|emplois?|postes?|pers|salari|heures?"
_PER = r"\s?(?:par|/|a|per)\s?(?:mois|an|month|year)"


def _sums(named: str, *others: str, unless: str = _BANK, before: str = "") -> Telling:
    """Return what finds the sum that stands the nearest to a name, and to none of the others.

    ``before``: the name as it stands before a sum, if it is not the same.
    """
    other = "|".join((*others, r"\d"))
    near = pattern(
        rf"\b{before or named}\b(?:(?!{other})[^;.!?\n]){{0,40}}?(?P<after>{_SUM}{_INSTEAD})(?!{_PER}"
        rf"|\s?(?:{_COUNTED}))"
        rf"|(?P<value>{_SUM}{_INSTEAD})(?!{_PER})\s{_OF_IT}{{0,3}}{named}\b",
        re.IGNORECASE,
    )
    other_money = pattern(unless, re.IGNORECASE)

    def told(text: str) -> Iterator[tuple[str, str]]:
        own = own_text(text)[:LONGEST_READ]
        for found in islice(near.finditer(own), CLAUSES):
            around = own[max(0, found.start() - 30) : found.end() + 25]
            if not (denies(fold(found[0])) or other_money.search(around)):
                yield excerpt(found[0], SHOWN), (found["after"] or found["value"]).strip()

    return told


_STOP = pattern(r"[,;.!?\n(+]")
_FOR = pattern(r"[,;.!?\n(+]|\b(?:pour|for)\b")  # "20 000 € d'avance pour une cabine à 65 000 €"
_NEAR = 30  # characters in which a sum is said to be of something else
_GROUPED = r"(?<![\d.,])\d{2,3}[ .\u00a0\u202f]000(?![\d.,])"
_PRICE = pattern(
    rf"(?:€\s?\d{{1,3}}(?:,\d{{3}})+|€\s?\d+k?\b|{_FIGURE}(?:{_UNIT}|(?<=\d\d\d)e\b)|{_IN_WORDS}"
    rf"|{_GROUPED})(?!{_PER})",
    re.IGNORECASE,
)
_OTHER_MONEY = pattern(
    rf"{_ADVANCE}|{_AID}|{_BANK}|\b(?:ca|chiffre|turnover|revenue|sales|ventes?|lev[ée]e?s?|apport"
    r"|de c[ôo]t[ée]"
    r"|loyer|dettes?|doi[st]|salaires?|tr[ée]so\w*|gagn\w*|perd\w*|factur\w*|rapport\w*|vaut|capital"
    r"|got|raised|received|j['’ ]ai eu|re[çc]u\w*|touch[ée]\w*|obtenu\w*|vers[ée]\w*|kg|par pi[èe]ce)\b",
    re.IGNORECASE,
)


def price(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Give the only sum of a text that is not said to be of something else: what the project costs."""
    own = own_text(text)[:LONGEST_READ]
    found = []
    for each in islice(_PRICE.finditer(own), CLAUSES):
        before = _FOR.split(own[max(0, each.start() - _NEAR) : each.start()])[-1]
        after = _STOP.split(own[each.end() : each.end() + _NEAR], maxsplit=1)[0]
        if not _OTHER_MONEY.search(f"{before} {after}"):
            found.append(each)
    if len(found) == 1:
        said = found[0][0].strip()
        yield excerpt(said, SHOWN), said


_advance = beside(
    in_order(r"\b(?:avance|pret|emprunt\w*|loan|advance)\b", _AMOUNT)
    + "|"
    + in_order(_AMOUNT, r"\b(?:avance|pret|loan|advance)\b"),
    unless=rf"{PAST}|\b(?:banque|bancaire|rembours(?!able)\w+|bank|pret (?:a|d honneur))\b",
)


_wanted = first_told(_sums(_ADVANCE, _BUDGET, _AID), _advance)
_UNWANTED = pattern(
    r"\b(?:pas|sans|aucune?|no)(?: (?:besoin|need))? (?:d |de |d une |of |for |an )?d?(?:avance|advance|loan"
    r"|pret)\b"
    r"|\bpas (?:d )?argent demande\b|\b(?:pas|aucun|no) (?:besoin|need) (?:d |of |for )?(?:argent|money)\b"
    r"|\bavance (?:non|aucune|0|zero)\b"
)


def advance(text: str) -> Iterator[tuple[str, str]]:
    """Give the amount that is wanted, or the words that want none."""
    if refuses_advance(text):
        yield text, text
    elif unwanted := next((each for each in clauses(text) if _UNWANTED.search(each[1])), None):
        yield excerpt(unwanted[0], SHOWN), "0"
    else:
        yield from _wanted(text)


def refuses_advance(text: str) -> bool:
    """Tell whether a text says that no advance is wanted, by its name, and nothing else."""
    folded = fold(text) if len(text) <= SHOWN and "?" not in text else ""
    named = not {"avance", "advance", "loan"}.isdisjoint(folded.split())
    return named and NO_ADVANCE.fullmatch(folded) is not None


_budget = beside(
    in_order(r"\b(?:budget|invest\w+|enveloppe|cout\w*|projet de|cost\w*)\b", _AMOUNT)
    + "|"
    + in_order(_AMOUNT, r"\b(?:budget|d invest\w+|investment)\b"),
    unless=rf"{PAST}|\bpar (?:mois|an)\b|\ba (?:month|year)\b",
)
_aid_received = beside(
    in_order(r"\b(?:aides?|subventions?|grants?|subsid\w+)\b", _AMOUNT)
    + "|"
    + in_order(_AMOUNT, r"\b(?:d aides?|de subventions?|grants?)\b"),
    unless=r"\b(?:besoin|demand\w+|cherch\w+|voudr\w+|souhait\w+|need|want|ask\w*)\b",
)
budget = first_told(_sums(_BUDGET, _ADVANCE, _AID), _budget)
aid_received = first_told(
    _sums(
        _AID,
        _ADVANCE,
        _BUDGET,
        before=_HAS_GIVEN,
        unless=rf"{_BANK}|\b(?:demand|besoin|cherch|voudr|souhait|need|want|ask)",
    ),
    _aid_received,
)
