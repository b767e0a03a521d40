"""What typed words name of the skills wanted, and of those that are not.

A denial is only taken from words that say nothing else: "we have no salesperson" tells a lack, not a refusal.
"""

import re
from collections.abc import Iterable
from functools import cache

from conversations.frozen import frozen
from conversations.inputs import NOT_AN_ANSWER, InvalidAnswer
from conversations.intake.told.contacts import without_contacts
from conversations.patterns import pattern
from conversations.understanding.agreement import is_pleased
from conversations.understanding.named_needs import NAMES_NOTHING
from conversations.understanding.residue import changes_nothing
from conversations.understanding.skills import SKILLS
from conversations.understanding.vocabulary import Thesaurus, vocabulary, words
from conversations.understanding.wishes import wish_of
from conversations.understanding.words import denies, fold, legible

_PART = pattern(
    r"[,;:.!?\n]+|\b(?:mais|but|however)\b"
    r"|\b(?:et|and)\b(?=\s+(?:pas|non|sans|plut[oô]t|ajoute|mets|mettre|coche|enl[eè]v|retire|not|no|without"
    r"|rather|add|tick|remove)\w*)"
    r"|\b(?=plut[oô]t que\b|rather than\b|instead of\b|au lieu d)",
    re.IGNORECASE,
)
_ADDED = pattern(r"(?:(?:il )?faut )?(?:ajout\w*|coch\w+|add|tick|mets|mettez|mettre|rajout\w*) ")
_DENIED = pattern(
    r"(?:(?:non|no|surtout|en fait|finalement|plutot|je|j|i|on|nous|we|ne|n|il|faut|please|svp|veux|veut"
    r"|voulons|voudrais|souhaite|cherche|cherchons|peux tu|pouvez vous|to|vouloir) )*?"
    r"(?:(?:n )?(?:ai|avons|a) pas (?:vraiment |du tout )?besoin|pas (?:du tout |vraiment )?besoin"
    r"|pas la peine|pas interesse\w*|pas (?:le|la|les|l)|sauf|hormis|excepte|hors|except|apart from"
    r"|(?:do not|don t|dont|does not|doesn t) (?:need|want)|no need|not interested"
    r"|enlev\w*|retir\w*|supprim\w*|decoch\w*|oter|otez|remove|untick|delete|drop"
    r"|plutot que|rather than|instead of|au lieu"
    r"|(?P<bare>pas|ni|nor|sans|without|not|no)) (?!.*\b(?:assez|enough|suffisamment)\b)"
)
_WHATEVER = pattern(
    r"\b(?:(?:peu|m|qu|qu il|n) importe(?: (?:quoi|quel\w*|lequel|laquelle|lesquel\w+))?)\b"
    r"|\b(?:et )?(?:(?:pas|not) (?:le|les|the) (?:reste|autres?|rest|others?)|rien d autre|nothing else)\b"
)
"""It is no import; or what is named is all."""
_FIELD = pattern(r"\b(?:formations?|training|trained) (?:en|a la|a l|au|aux|sur|in|on) ")
"""A training in a field names the field alone."""
_LISTED = pattern(r" (?:et|and|ou|or|puis|then|plus) ")
_FIGURES = pattern(r"\d+(?:\s*(?:ou|[àa]|or|to|-)\s*\d+)?")
_REFUSED = pattern(r" (?:non|no|pas besoin|inutile)$")
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
    also = {code: of_it.get("called", ()) for code, of_it in by_skill.items() if code not in NAMES_NOTHING}
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


def _listed(part: str) -> dict[str, None]:
    """Return the skills that folded words list by their names, among others that name none."""
    found: dict[str, None] = {}
    items = _LISTED.split(part)
    for item in items if len(items) > 1 else ():
        named, rest = _found(item, "all")
        found |= named if {*rest.split()} <= _OF_SKILLS else {}
    return found


def said_of_skills(text: str) -> str:
    """Return a text without what tells how one is reached; raise InvalidAnswer where nothing else is said.

    Neither are thanks, a wish with figures in it, nor who one is: they are the operator's to read elsewhere.
    """
    said = without_contacts(text)
    thanks = is_pleased(said) or wish_of(_FIGURES.sub(" ", said)) is not None
    if thanks or changes_nothing(fold(_FIGURES.sub(" ", said)), _BETWEEN):
        raise InvalidAnswer(NOT_AN_ANSWER)
    return said


def named_skills(text: str) -> Named:
    """Return the skills that a text names."""
    wanted: dict[str, None] = {}
    denied: dict[str, None] = {}
    plain = True
    for each in _PART.split(legible(text)):
        part = _FIELD.sub(" ", _WHATEVER.sub(" ", fold(each)))
        refused, asked = _DENIED.match(part) or _REFUSED.search(part), _ADDED.match(part)
        said = part.replace(refused[0], " ", 1) if refused else part[asked.end() :] if asked else part
        bare = refused and refused.groupdict().get("bare")  # "no customers" tells a lack
        found, rest = _found(said, "called" if bare else "all")
        alone = changes_nothing(rest, _OF_SKILLS)
        plain = plain and alone
        if alone:
            (denied if refused else wanted).update(found)
        elif not denies(part) and not refused:
            wanted |= _found(part, "strong")[0] | _listed(part)
    both = wanted.keys() & denied.keys()
    return Named(tuple(c for c in wanted if c not in both), tuple(c for c in denied if c not in both), plain)


def corrects(text: str) -> bool:
    """Tell whether a text begins as what adds a skill, or takes one off."""
    folded = fold(text)
    return (_DENIED.match(folded) or _ADDED.match(folded)) is not None
