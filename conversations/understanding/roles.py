"""Who somebody is in a company, from the words in which they say it.

The words are in ``vocabulary/roles.toml``. "He is the boss" is said by nobody's boss: a role is settled only
where nothing else is said, and everything else is asked.
"""

import re
from functools import cache

from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.vocabulary import (
    Spellings,
    Thesaurus,
    as_typed,
    exact_texts,
    slip_of,
    spellings,
    vocabulary,
    words,
)
from conversations.understanding.words import denies, fold

ROLES = ("delegate", "head", "adviser")

_OWN = "compte|propre|boite|entreprise|societe|affaire|exploitation|ferme|own|company|business"
_INCLUSIVE = re.compile(r"\((?:e|ne|trice|euse)\)|[·•](?:es?|ne|trice|euse)\b")  # dirigeant·e, gérant(e)
_OF_ANOTHER = re.compile(
    rf"\b(?:c est (?:mon|ma|le|la|notre|un|une)|(?:mon|ma|mes|notre|nos|my) (?!{_OWN})"
    r"|(?:il|elle|he|she)|his|her|qui|who|dont|ancien(?:ne)?|ex|former|pas encore|bientot|plus"
    r"|du (?:ce|cse|comite|syndicat)|de la (?:cci|cma))\b"
)
"""What tells of somebody else, or of another time: whose role is named is asked."""
_OF_ONESELF = ("c est moi", "je suis", "moi", "i am", "i m")
"""How people begin who tell of themselves."""


@cache
def _lexicon() -> Thesaurus[str]:
    listed = vocabulary("roles")
    terms = [(term, role) for role, names in listed["settled"].items() for term in names]
    return Thesaurus(
        (*terms, *((term, roles) for roles, names in listed["either"].items() for term in names))
    )


@cache
def _spelt() -> Spellings:
    return Spellings(spellings("roles", "settled", "either"))


@cache
def _hints() -> dict[str, str]:
    """Return the roles, in their order, that a stem hints at."""
    listed = vocabulary("roles")["hints"]
    return {word.stem: roles for roles, text in listed.items() for word in words(text)}


@cache
def own_words() -> frozenset[str]:
    """Return the folded words that are said of any company."""
    return frozenset(fold(vocabulary("roles")["own"]["words"]).split())


def read_role(text: str) -> Understood[str]:
    """Return the roles that a text may name, likeliest first; all of them where it is not plain."""
    folded = fold(_INCLUSIVE.sub("", text))
    if folded in exact_texts("roles"):
        return Understood((exact_texts("roles")[folded],))
    meant = slip_of(folded, _spelt()) or folded
    said = words(meant)
    spotted = _lexicon().spot(said)
    found = dict.fromkeys(role for each in spotted for roles in each.meanings for role in roles.split())
    used = {at for each in spotted for at in as_typed(said, each)}
    left = (fold(word.typed) for at, word in enumerate(said) if at not in used)
    rest = " ".join(word for word in left if not changes_nothing(word, own_words()))
    rest = rest if meant == folded else folded
    hinted = [roles for word in said if (roles := _hints().get(word.stem))]
    denied = denies(folded)
    another = _OF_ANOTHER.search(folded) and not folded.startswith(_OF_ONESELF)
    if not (found or hinted):
        return Understood(())
    if found and not (rest or denied or another):
        return Understood(tuple(found))
    doubted = denied or another
    order = [*([] if doubted else found), *(role for roles in hinted for role in roles.split())]
    order = [role for role in order if not (denied and role in found)]
    every = dict.fromkeys((*order, *(role for role in ROLES if role not in found), *found))
    return Understood(tuple(every), rest or folded)
