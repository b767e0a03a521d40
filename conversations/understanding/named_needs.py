"""The needs that a text names outright: "besoin commercial 10j", "4 jours de compta et 6 de marketing".

A name is one of a field, as small firms say it, and counts where nothing after it makes it another thing:
"besoin de communication interne" names no communication.
"""

import re
from functools import cache
from itertools import chain

from conversations.understanding.vocabulary import vocabulary

NAMES_NOTHING = frozenset(("other", "business_creation"))
"""Skills whose names are too wide in a sentence: "creation" is also that of a website."""

_NOT_A_NEED = frozenset(
    ("it", "law", "web", "internet", "recherche", "research", "personnel", "ordi", "ordinateur")
)
"""Names of a field that are also words of any sentence: "we need it", "nous cherchons du personnel"."""

_NUMBER = r"(?:\d+(?: et demie?)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|two|three|four|five|ten)"
_DAYS = r"(?:j|jrs?|jours?|journees?|demi journees?|days?)"
_SUPPORT = (
    r"(?:plans?|aides?|appuis?|accompagnements?|soutiens?|conseils?|coups? de main|competences?|formations?"
    r"|experts?|specialistes?|help|support|advice|skills?|expertise)"
)
_WANTED = (
    r"(?:besoins?|needs?|needed|(?:re)?cherche|(?:re)?cherchons|demande|souhaite|souhaitons|voudrais|voudrions"
    r"|aimerais|veux|veut|voulons|faut|faudrait|want|looking for)"
)
_BETWEEN = (
    rf"(?:(?:d )?(?:une?|an?|some) (?:\w+ )?{_SUPPORT}|{_SUPPORT}|plutot|surtout|aussi|est|sont|de|d|du|des"
    r"|en|la|le|les|l|the|pour|for|sur|in|on|with|of|cote)"
)
_AFTER = (
    r"(?=$| \d| (?:et|and|ou|or|puis|then|plus|mais|but|pour|for|car|because|svp|stp|merci|please|dans|sur"
    r"|avec|with|help|support|environ|about|rapidement|surtout|uniquement|seulement|only|a|au|chez)\b)"
)


@cache
def _codes() -> dict[str, str]:
    """Return the skill that each name of a field says."""
    return {
        name: code
        for code, terms in vocabulary("skills").items()
        if code not in NAMES_NOTHING
        for name in terms.get("called", ())
        if name not in _NOT_A_NEED
    }


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds needs, with the words that announce them, and what finds the names in it."""
    names = "|".join(sorted(_codes(), key=len, reverse=True))
    name, days = rf"(?:{names})s?\b", rf"{_NUMBER} ?{_DAYS}\b"
    after_days = r"(?:de |d |en |of |for |pour |sur )?(?:la |le |l )?"
    more = (
        rf"(?: (?:et |and |ou |or |puis |plus |aussi )?(?:(?:{days}|{_NUMBER}) {after_days})?"
        rf"(?:{_BETWEEN} ){{0,3}}{name})*"
    )
    announced = rf"(?:{_WANTED} (?:{_BETWEEN} ){{0,5}}|{days} {after_days}){name}{more}{_AFTER}"
    counted = rf"{name} {days}(?! (?:de|d|par|of)\b| a (?!compter|partir))"
    return re.compile(rf"\b(?:{announced}|{counted})"), re.compile(rf"\b({names})s?\b")


def named_needs(folded: str) -> tuple[tuple[str, ...], str]:
    """Return the skills that folded words name as what is needed, in their order, and the other words."""
    needs, name = _patterns()
    found = chain.from_iterable(name.findall(each[0]) for each in needs.finditer(folded))
    return tuple(dict.fromkeys(_codes()[each] for each in found)), needs.sub(" ", folded)
