"""Who somebody is in a company, from the words in which they say it.

The words are in ``vocabulary/roles.toml``. "He is the boss" is said by nobody's boss: a role is settled only
where nothing else is said, or where the grammar tells who speaks; everything else is asked.
"""

import re
from functools import cache

from conversations.patterns import pattern
from conversations.understanding.activities.lexicon import hints
from conversations.understanding.activities.reading import read_activity
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.roles.asides import (
    in_plain_words,
    wears_all_hats,
    without_client,
    without_head,
)
from conversations.understanding.roles.clause import own_words
from conversations.understanding.roles.names import without_names
from conversations.understanding.roles.rewording import denied, told_whose, without_who_sent, worded_plainly
from conversations.understanding.roles.speaker import ROLES, told_role
from conversations.understanding.roles.terms import names_somebody
from conversations.understanding.roles.wordings import (
    is_doubtful,
    role_by_wording,
    tells_of_others,
    tells_who_heads,
)
from conversations.understanding.turns import turns
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

_EMPLOYED = ("delegate",)
_OUTSIDER = ("adviser",)
_ASKED = ("delegate", "adviser", "head")
_OF_A_TRADE = ("head", "delegate", "adviser")  # "boulangère": whose bakery it is is asked

_SAID = turns("role_reading")
_STAFF, _UNPAID = _SAID.pattern("staff", re.IGNORECASE), _SAID.pattern("unpaid", re.IGNORECASE)
_OF_ANOTHER, _OF_A_HEAD, _OUTSIDE, _OF_ONESELF = (
    _SAID.pattern(each) for each in ("of_another", "of_a_head", "outside", "of_oneself")
)
_INCLUSIVE = pattern(r"\((?:e|ne|trice|euse)\)|[·•](?:es?|ne|trice|euse)\b")  # dirigeant·e, gérant(e)
_ACCOUNTANT = pattern(r"^(?:(?:je suis|le|la|un|une) )*comptable$")
"""Who is a firm's own, or of a cabinet."""


@cache
def _lexicon() -> Thesaurus[str]:
    listed = vocabulary("roles")
    terms = [(term, role) for role, names in listed["settled"].items() for term in names]
    terms += [(term, roles) for roles, names in listed["either"].items() for term in names]
    return Thesaurus(terms, known=frozenset(hints()))


@cache
def _spelt() -> Spellings:
    return Spellings(spellings("roles", "settled", "either"))


@cache
def _hints() -> dict[str, str]:
    """Return the roles, in their order, that a stem hints at."""
    listed = vocabulary("roles")["hints"]
    return {word.stem: roles for roles, text in listed.items() for word in words(text)}


LONGEST = 600  # characters


def read_role(text: str) -> Understood[str]:
    """Return the roles that a text may name, likeliest first; all of them where it is not plain."""
    if len(text) > LONGEST:
        return Understood(_ASKED)  # who writes a story is looked for in turns of its own (told.writers)
    plain = in_plain_words(worded_plainly(_INCLUSIVE.sub("", text)))
    if wears_all_hats(plain):
        return Understood(("head",))
    told = _told(plain)
    if len(told.readings) > 1 and (beside_others := _beside(plain)):
        return beside_others
    beside = without_who_sent(plain)
    if beside is not None:
        return _sent(told, _told(beside), fold(beside))
    if told.readings == _EMPLOYED and _OUTSIDE.search(fold(plain)):
        return Understood(_ASKED)
    theirs = told_whose(plain)
    if theirs and told.readings == _OUTSIDER:  # "je suis consultante dans la boîte de mon mari"
        return Understood(_ASKED)
    if len(told.readings) == 1:
        return told
    if said := denied(plain):
        role = _told(said[1]).readings
        return (
            Understood(role) if len(role) == 1 and {*role}.isdisjoint(_told(said[0]).readings[:1]) else told
        )
    return Understood(_EMPLOYED) if theirs and _told(theirs).readings == _EMPLOYED else told


def _sent(told: Understood[str], beside: Understood[str], folded: str) -> Understood[str]:
    """Return the role of whom the head sent, by what else is said, ``folded``: no head is sent by one."""
    if _is_no_head(beside, folded):
        return beside
    return told if len(told.readings) > 1 or told.readings == _EMPLOYED else Understood(_ASKED)


def _beside(plain: str) -> Understood[str] | None:
    """Return what somebody is who says beside it what the head knows, or whom they help as an adviser."""
    if (known := without_head(plain)) and _is_no_head(role := read_role(known), fold(known)):
        return role
    helped = without_client(plain)
    return role if helped and (role := read_role(helped)).readings == _OUTSIDER else None


def _is_no_head(said: Understood[str], folded: str) -> bool:
    """Tell whether words say that somebody works in the firm, or advises it; an accountant may do either."""
    plainly = len(said.readings) == 1 and "head" not in said.readings
    return plainly and not (_ACCOUNTANT.search(folded) and said.readings != _EMPLOYED)


def _told(plain: str) -> Understood[str]:
    """Return the roles that a text may name in the words that the grammar reads."""
    folded = fold(plain)
    if folded in exact_texts("roles"):
        return Understood((exact_texts("roles")[folded],))
    plain = without_names(_UNPAID.sub(" ", _STAFF.sub(" ", plain)))
    folded = fold(plain)
    found, rest = _found(folded)
    denying = denies(folded)
    of_oneself = _OF_ONESELF.match(folded) is not None
    another = (
        (_OF_ANOTHER.search(folded) and not of_oneself) or _OF_A_HEAD.search(folded) or is_doubtful(folded)
    )
    plainly = not (rest or denying or another) and role_by_wording(folded, job=False) in (None, *found)
    if len(found) == 1 and plainly:
        return Understood(found)
    others = tells_who_heads(folded) or (tells_of_others(folded) and not of_oneself)
    role = None if others else told_role(plain)
    if role:
        return Understood((role,))
    if found and plainly:
        return Understood(found)
    if rest and (meant := slip_of(folded, _spelt())):
        found, rest = _found(meant)[0], folded
    hinted = [role for word in words(folded) for role in _hints().get(word.stem, "").split()]
    if not (found or hinted):
        trade = read_activity(plain)
        return Understood(_OF_A_TRADE, folded) if trade.readings and not trade.rest else Understood(())
    doubted = denying or another
    order = [*([] if doubted else found), *hinted]
    order = [role for role in order if not (denying and role in found)]
    every = dict.fromkeys((*order, *(role for role in ROLES if role not in found), *found))
    return Understood(tuple(every), rest or folded)


def _found(folded: str) -> tuple[tuple[str, ...], str]:
    """Return the roles that folded words name, and those words that neither name one nor are said of any."""
    said = words(folded)
    spotted = [each for each in _lexicon().spot(said) if names_somebody(said, each)]
    found = dict.fromkeys(role for each in spotted for roles in each.meanings for role in roles.split())
    used = {at for each in spotted for at in as_typed(said, each)}
    left = (fold(word.typed) for at, word in enumerate(said) if at not in used)
    return tuple(found), " ".join(word for word in left if not changes_nothing(word, own_words()))
