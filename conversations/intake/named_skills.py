"""The skills that words name, where skills are asked for or corrected: those wanted, and those that are not.

A denial is only taken from words that say nothing else: "we have no salesperson" tells a lack, not a refusal.
"""

import re
from collections.abc import Iterable
from functools import cache

from conversations.frozen import frozen
from conversations.inputs import synonyms
from conversations.understanding.residue import changes_nothing
from conversations.understanding.skills import OTHER, SKILLS
from conversations.understanding.vocabulary import Thesaurus, vocabulary, words
from conversations.understanding.words import denies, fold, legible

ALSO_CALLED = {
    "strategy": "strategie, strategy",
    "sales": "vente, ventes, commerce, commercial, sales",
    "hr": "rh, hr, drh, personnel, ressources humaines, human resources",
    "industrial_organisation": "production, organisation, planification, operations",
    "management_finance": "compta, comptabilite, gestion, finance, finances, tresorerie, accounting",
    "quality": "qualite, certification, quality",
    "hse": "hse, qhse, rse, securite, environnement, safety",
    "technical": "technique, technical",
    "digital": "informatique, internet, web, numerique, digital, it",
    "business_creation": "creation",
    "purchasing_logistics": "achat, achats, approvisionnement, logistique, purchasing, logistics",
    "legal": "droit, juridique, law, legal",
    "export": "export, exportation, international",
    "rd_innovation": "r d, rd, r et d, innovation, recherche, research",
    "communication_marketing": "com, pub, publicite, marketing, communication, advertising",
    OTHER: "autre, autres, other",
}
"""Folded names of a field as small firms say it, besides its label: typed alone, they tick its box."""

_TOO_WIDE = (OTHER, "business_creation")  # "creation" is also that of a website
_PART = re.compile(
    r"[,;:.!?\n]+|\b(?:mais|but|however)\b"
    r"|\b(?:et|and)\b(?=\s+(?:pas|non|sans|plut[oô]t|ajoute|mets|mettre|coche|enl[eè]v|retire|not|no|without"
    r"|rather|add|tick|remove)\w*)"
    r"|\b(?=plut[oô]t que\b|rather than\b|instead of\b|au lieu d)",
    re.IGNORECASE,
)
_ADDED = re.compile(r"(?:(?:il )?faut )?(?:ajout\w*|coch\w+|add|tick|mets|mettez|mettre|rajout\w*) ")
_DENIED = re.compile(
    r"(?:(?:non|no|surtout|en fait|finalement|plutot|je|j|i|on|nous|we|ne|n|il|faut|please|svp|veux|veut"
    r"|voulons|voudrais|souhaite|cherche|cherchons|peux tu|pouvez vous|to|vouloir) )*?"
    r"(?:(?:n )?(?:ai|avons|a) pas (?:vraiment |du tout )?besoin|pas (?:du tout |vraiment )?besoin"
    r"|pas la peine|pas interesse\w*|pas (?:le|la|les|l)|sauf|hormis|excepte|hors|except|apart from"
    r"|(?:do not|don t|dont|does not|doesn t) (?:need|want)|no need|not interested"
    r"|enlev\w*|retir\w*|supprim\w*|decoch\w*|oter|otez|remove|untick|delete|drop"
    r"|plutot que|rather than|instead of|au lieu"
    r"|(?P<bare>pas|ni|nor|sans|without|not|no)) (?!.*\b(?:assez|enough|suffisamment)\b)"
)
_REFUSED = re.compile(r" (?:non|no|pas besoin|inutile)$")
_BETWEEN = frozenset(
    "et ou and or ni nor pas non plus not no any for in to a an une un par pour avec".split()
)
_OF_SKILLS = _BETWEEN | frozenset(
    "competence competences case skill skills box besoin need needs want".split()
)


@frozen
class Named:
    """The skills that words want and those they do not. ``plain``: they say nothing else."""

    wanted: tuple[str, ...]
    denied: tuple[str, ...]
    plain: bool

    def upon(self, codes: Iterable[str]) -> list[str]:
        """Return ticks as these words leave them."""
        left = {*codes, *self.wanted}.difference(self.denied)
        return [skill.code for skill in SKILLS if skill.code in left]


@cache
def _names(strength: str) -> Thesaurus[str]:
    """Return what names one skill: the field's names ("called"), the trades' words ("strong"), or all."""
    by_skill = vocabulary("skills")
    also = {code: synonyms(called) for code, called in ALSO_CALLED.items() if code not in _TOO_WIDE}
    return Thesaurus(
        (term, skill.code)
        for skill in SKILLS
        for term in (
            *(by_skill.get(skill.code, {}).get("strong", ()) if strength != "called" else ()),
            *(also.get(skill.code, ()) if strength != "strong" else ()),
        )
        if words(term)
    )


def _found(text: str, strength: str) -> tuple[dict[str, None], str]:
    """Return the skills that folded words name, and the words that name none."""
    found: dict[str, None] = {}
    rest = text.split()
    for spotted in sorted(_names(strength).spot(words(text)), key=lambda each: each.positions):
        codes = {*spotted.meanings}
        if len(codes) == 1:
            found |= dict.fromkeys(codes)
            rest = [word for word in rest if word not in spotted.typed.split()]
    return found, " ".join(rest)


def named_skills(text: str) -> Named:
    """Return the skills that a text names."""
    wanted: dict[str, None] = {}
    denied: dict[str, None] = {}
    plain = True
    for part in map(fold, _PART.split(legible(text))):
        refused, asked = _DENIED.match(part) or _REFUSED.search(part), _ADDED.match(part)
        said = part.replace(refused[0], " ", 1) if refused else part[asked.end() :] if asked else part
        bare = refused and refused.groupdict().get("bare")  # "no customers" tells a lack
        found, rest = _found(said, "called" if bare else "all")
        alone = changes_nothing(rest, _OF_SKILLS)
        plain = plain and alone
        if alone:
            (denied if refused else wanted).update(found)
        elif not denies(part) and not refused:
            wanted |= _found(part, "strong")[0]
    both = wanted.keys() & denied.keys()
    return Named(tuple(c for c in wanted if c not in both), tuple(c for c in denied if c not in both), plain)


def corrects(text: str) -> bool:
    """Tell whether a text begins as what adds a skill, or takes one off."""
    folded = fold(text)
    return (_DENIED.match(folded) or _ADDED.match(folded)) is not None
