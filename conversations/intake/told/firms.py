"""The name of a firm in a message that tells everything: in quotes, after what it is, or alone.

A name has capitals there, and is no town; whoever writes without, or all in capitals, gives it after
"s'appelle".
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from conversations.intake.told.clauses import CLAUSES, SHOWN, own_text
from conversations.intake.told.contacts import signed
from conversations.situation import Situation
from conversations.understanding.turns import turns
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import excerpt, fold

_STORY = 400  # characters: a firm is named at the beginning
_SAID = turns("firms")
_WAYS = _SAID.ways("surely")
_OF_A_TRADE, _IN_BRACKETS, _ALONE, _SMALL_CALLED, _SMALL_TRADE, _TOWARDS = (
    _SAID.pattern(each)
    for each in ("of_a_trade", "in_brackets", "alone", "small_called", "small_trade", "towards")
)
_SOMEWHERE, _OF = _SAID.pattern("somewhere", re.IGNORECASE), _SAID.pattern("of", re.IGNORECASE)
_SHORTEST = 2  # letters
_SPEAKERS = frozenset(
    (
        "je j on nous i we bonjour bonsoir hello hi salut coucou bjr bsr cc dear madame monsieur mr mme m"
        " projet besoin budget avance notre mon ma my our il elle objectif telephone tel effectif contact"
        " merci the cordialement creation depuis this"
    ).split()
)


@cache
def _trades() -> frozenset[str]:
    firms = (
        "entreprise societe association asso groupe maison atelier micro brasserie creche auto ecole cabinet"
        " fonderie hotel restaurant camping garage pharmacie studio labo laboratoire ferme domaine scierie"
        " imprimerie fromagerie cartonnages transports isolation plomberie toitures terrassements editions"
        " cidrerie distillerie agence bureau centre clinique librairie epicerie usine ets etablissements cave"
        " moulin traiteur"
    )
    return words_of("companies", "trades").union(firms.split())


def firm(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Return the name of a firm by the surest of these ways that finds any."""
    own = own_text(text)[:_STORY]
    own = own.lower() if own.isupper() else own  # all capitals, or none: they tell nothing
    people = {fold(name) for _, name in signed(text, situation)}  # who writes is no firm
    towns = [(each.start, each.end) for each in situation.world.gazetteer.named_in(own)]
    for found, said in _found(own):
        start, end = found.span("name")
        if not said and any(first <= start < last for first, last in towns):
            continue
        trade = found.groupdict().get("trade") or ""
        after = (
            first
            for first, last in towns
            if start < first < end
            and (
                _SOMEWHERE.search(own[:first])
                or (trade and last >= end and not _OF.search(own[:first]))  # "chaudronnerie Bianchi Longwy"
            )
        )
        name = _bare(own[start : min(after, default=end)])
        if _is_one(name, of_a_trade=bool(trade), said=said) and " ".join(_words(name)) not in people:
            whole = f"{trade}{found['more']} {name}" if trade else name
            yield (
                excerpt(whole, SHOWN),
                whole.title() if whole.islower() else f"{whole[:1].upper()}{whole[1:]}",
            )
            return


def _bare(name: str) -> str:
    """Return a name without the words that lead on from it."""
    while (shorter := _TOWARDS.sub("", name)) != name:
        name = shorter
    return name


def _is_one(name: str, *, of_a_trade: bool, said: bool) -> bool:
    """Tell whether words may name a firm: no trade alone, no speaker. ``said``: they are told to."""
    words = _words(name)
    if not words or len(name) <= _SHORTEST or words[0] in _SPEAKERS:
        return False
    several = len([word for word in name.split() if word[:1].isupper()]) > 1
    return several or of_a_trade or (said and words[0] not in _trades())


def _words(name: str) -> list[str]:
    return [word for word in fold(name).split() if not word.isdigit()]


def _found(own: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Give what may be a name, the surest first, and whether it is said to be one."""
    for way in _WAYS:
        yield from ((found, True) for found in islice(way.finditer(own), CLAUSES))
    for found in islice(_OF_A_TRADE.finditer(own), CLAUSES):
        trade = fold(found["trade"]).split()[0]
        if trade in _trades() or trade.endswith("erie"):
            yield found, False
    yield from ((found, True) for found in islice(_SMALL_CALLED.finditer(own), CLAUSES))
    for found in islice(_SMALL_TRADE.finditer(own), CLAUSES):
        if fold(found["trade"]) in _trades() and fold(found["name"]) in words_of("french_names", "surnames"):
            yield found, False
    for way in (_IN_BRACKETS, _ALONE):
        yield from ((found, False) for found in islice(way.finditer(own), CLAUSES))
