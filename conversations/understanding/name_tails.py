"""What is told after the name of a company: where it is, how many work there, since when, what it does.

"Boulangerie Martin à Nancy, 8 salariés" names the bakery: the rest is told of it, and asked elsewhere.
"""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from conversations.patterns import pattern
from conversations.understanding.company_answers import company_wording
from conversations.understanding.name_tokens import Token
from conversations.understanding.residue import IDLE
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import fold

_LONGEST = 160  # characters: longer, it is a story
_MOST_CLAUSES = 5
_MOST_FIRMS = 5  # of one who heads several
_LONGEST_NAME = 6  # words, of which some deny
_MOST_BARE = 3  # words of a town, or of a second name
_LONGEST_INITIALS = 5  # "Durand Menuiserie Agencement (DMA)"
_END = pattern(r"\s*[,;(\n]\s*|\s+[-–—]\s+")
_CAPITAL = "[A-ZÀÂÉÈÊÎÔÛÇ]"
_STANDING = (
    r"(?:(?:(?:qui|elle|on|nous|we|it) )?(?:est|sommes|se trouve|are|is) )?"
    r"(?:(?:bas[ée]e?s?|situ[ée]e?s?|install[ée]e?s?|implant[ée]e?s?|domicili[ée]e?s?|sise?|located|based) )?"
)
_NEAR = r"pr[èe]s d[eu]|[àa] c[ôo]t[ée] d[eu]|du c[ôo]t[ée] d[eu]|pas loin d[eu]|near|in"
_SOMEWHERE = pattern(rf"{_STANDING}(?:[àaÀA]|aux?|en|dans|at|vers|{_NEAR}) ?(?:l[ae]s? |l['’])?{_CAPITAL}.*")
_IN_SMALL_LETTERS = pattern(
    rf"{_STANDING}(?:[àa]|{_NEAR}) "
    r"(?!(?:cr[ée]er|vendre|reprendre|c[ée]der|louer|domicile|mon|la)\b)[a-z]"
    r"[\w' -]*"
)
_ADDRESS = pattern(
    r"(?:\d{1,4}(?: (?:bis|ter))? )?(?:rue|avenue|av|boulevard|bd|place|route|chemin|impasse|allee|quai|zone"
    r"|za|zi|zac|street|road) .*|\d{5}(?: .*)?|\d\d|2[ab]|97\d"
)
_NUMBER = (
    r"(?:\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|une \w{3,12}aine)"
)
_STAFF = pattern(
    r"(?:(?:et|avec|with|environ|about|on est|nous sommes|we are|effectif|equipe|staff|team|de|of|a) )*"
    rf"{_NUMBER} (?:(?:de|d) )?(?:personne|salarie|employe|collaborat|ouvrier|apprenti|associe|people|staff"
    rf"|etp|pers|sal)\w{{0,4}}(?: \w+){{0,4}}|(?:on est|nous sommes|we are)(?: a)? {_NUMBER}"
)
_SINCE = pattern(
    r"(?:(?:qui )?(?:existe|est|a ete|was) )?"
    r"(?:creee?|fondee?|ouverte?|nee?|depuis|since|founded|established|opened)(?: \w+){0,3} (?:1[789]|20)\d\d"
)
_LISTED = pattern(r"(?:[,;\n]|\b(?:et|and)\b)\s*(?:(?:la|le|les|l['’]|the)\s*\b)?", re.IGNORECASE)
_SHARED = pattern(r"\b(?:et|and|associes?|fils|freres|cie|co|partners)\b|[&+]")
_TOWN = pattern(
    rf"(?P<name>.+?\w) (?:(?:[àa]|{_NEAR}) (?!(?:Porter|Manger|Coudre|Emporter|Sous|Part|Pois)\b)"
    rf"|dans (?:l[ae] |l['’])){_CAPITAL}.*|(?P<first>\w\S* \w.*?) a [a-z]{{3,20}}"
)
_SMALL_TOWN = pattern(
    r"(?P<name>\w\S* \w.*?) [àa] (?!(?:l|la|les|porter|manger|coudre|emporter|domicile|sous|part|pied|vie)\b)"
    r"[a-z][\w'-]+(?: [\w'-]+){0,2}"
)


_REMARKED = pattern(
    r"(?P<name>.+?)(?: tout court| avec (?:une?|deux) \w{1,2}| en (?:un|deux|majuscules?)(?: mots?)?"
    r"| tout attach[ée]| ?\?+)"
)


class Headed(NamedTuple):
    """The words before what is told of a company. ``sure``: nothing of what follows may be of its name."""

    name: str
    sure: bool


def headed(text: str) -> Headed | None:
    """Return what stands before all that is told of a company; None where nothing is told after it."""
    ends = [*_END.finditer(text)] if len(text) <= _LONGEST else []
    if not 0 < len(ends) <= _MOST_CLAUSES:
        return None
    nexts = [*(end.start() for end in ends[1:]), len(text)]
    told = [text[end.end() : after].strip(" .)!") for end, after in zip(ends, nexts, strict=True)]
    plainly = [_is_told(clause, small=text.islower()) for clause in told]
    said = [sure or _may_be_told(clause) for clause, sure in zip(told, plainly, strict=True)]
    if not said[-1]:
        return None
    first = len(said) - next((at for at, each in enumerate(reversed(said)) if not each), len(said))
    return Headed(text[: ends[first].start()], all(plainly[first:]))


def before_town(name: str) -> str | None:
    """Return a name without the town, or the remark, that follows it and may be of it; None without one."""
    if len(name) > _LONGEST:
        return None
    found = _REMARKED.fullmatch(name) or (_SMALL_TOWN if name.islower() else _TOWN).fullmatch(name)
    return (found["name"] or found.groupdict().get("first")) if found else None


def _is_told(clause: str, *, small: bool) -> bool:
    folded = fold(clause)
    somewhere = _SOMEWHERE.fullmatch(clause) or (small and _IN_SMALL_LETTERS.fullmatch(clause))
    return bool(somewhere or any(each.fullmatch(folded) for each in (_ADDRESS, _STAFF, _SINCE)))


def _may_be_told(clause: str) -> bool:
    """Tell whether a clause is a town by its name alone, or a trade; not whether it is of the name."""
    words = clause.split()
    if not words or _SHARED.search(fold(clause)) or fold(clause) in words_of("companies", "forms"):
        return False
    initials = clause.isupper() and len(clause) <= _LONGEST_INITIALS
    return clause[0].islower() or (len(words) <= _MOST_BARE and clause[0].isupper() and not initials)


FRANCHISED = pattern(r"\b(?:franchis\w+|licence de marque|sous l enseigne)\b")
"""Beside a mark that is not the firm's own name."""
_FORMS = frozenset("sarl sas sasu eurl sci snc scop scic selarl gaec earl".split())


def is_vague(tokens: Sequence[Token]) -> bool:
    """Tell whether "une petite boîte" is said, rather than "Un Jour Ailleurs"."""
    common = words_of("companies", "nobody", "general", "trades")
    indefinite = words_of("companies", "indefinite")
    return tokens[0].folded in indefinite and any(token.folded in common for token in tokens[1:3])


def denies_nothing(tokens: Sequence[Token], said: Set[str]) -> bool:
    """Tell whether the words that deny are of a name: "Micro-crèche Les Petits Pas", "Rien que du bois"."""
    words = " ".join(token.folded for token in tokens)
    first = tokens[0].folded in words_of("companies", "trades")
    return (
        1 < len(tokens) <= _LONGEST_NAME
        and set() < said <= words_of("companies", "denying") | {"que"}
        and (first or company_wording("denying_nothing").search(words) is not None)
    )


def is_told_of_another(tokens: Sequence[Token]) -> bool:
    """Tell whether words relate a firm to another one, or say who somebody is: "Mme Perrin, gérante"."""
    first, *others = (token.folded for token in tokens)
    small = {token.folded for token in tokens[1:] if not token.capital}
    begins = first in words_of("companies", "others", "doubted_first") or (
        first == "futur" and not tokens[0].capital
    )
    forms = sum(token.folded in _FORMS for token in tokens)
    return bool(others) and (begins or forms > 1 or not small.isdisjoint(words_of("companies", "doubted")))


def firms_listed(text: str) -> tuple[str, ...]:
    """Return the firms of a text that tells several, each by its trade, and what may be the name of one.

    "Garage Roux et Plomberie Martin" tells two, or is one.
    """
    _, colon, listed = text.rpartition(":")
    named = [part.strip(" .") for part in _LISTED.split(f", {listed}")[1:]]
    if not 1 < len(named) <= _MOST_FIRMS or not all(map(_tells_trade_and_name, named)):
        return ()
    return (*named, *(() if colon else (text,)))


def _tells_trade_and_name(words: str) -> bool:
    trade, *others = fold(words).split() or [""]
    common = words_of("companies", "small", "nobody", "others", "forms", "general", "trades") | IDLE
    told = trade in words_of("companies", "trades", "forms") or trade.endswith("erie")
    return told and not common.issuperset(others)
