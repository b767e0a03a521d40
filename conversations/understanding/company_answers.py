"""What is said of the company that is shown, or in the place of any: yes, no, "ok", a language to speak."""

import re
from functools import cache

from conversations.understanding.residue import IDLE, changes_nothing
from conversations.understanding.turns import turns
from conversations.understanding.vocabulary import vocabulary, words_of
from conversations.understanding.words import fold, is_slip

_INITIALS = 2  # letters: "rh" is in many words
NO = frozenset(("non", "no", "nope", "nan", "nah", "nn"))


@cache
def company_wording(name: str) -> re.Pattern[str]:
    """Return what finds the wordings of a list about firms, as whole words."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(vocabulary('companies')[name])})(?!\S)")


def is_the_one(words: str) -> bool:
    """Tell whether folded words say yes of the one company shown: "oui c'est elle"."""
    return _is_all(
        company_wording("it_is"),
        re.sub(r"^(?:(?:oui|yes|ok|ouais|si|voila|yup|yep|yeah|bah|ben) )+(?!$)", "", words),
    )


def is_not_the_one(words: str) -> bool:
    """Tell whether folded words say no of the companies shown: "non, ce n'est pas elle"."""
    return words in NO or _is_all(
        company_wording("it_is_not"), re.sub(rf"^(?:(?:{'|'.join(NO)}) )+", "", words)
    )


def _is_all(wording: re.Pattern[str], words: str) -> bool:
    found = wording.search(words)
    return found is not None and changes_nothing(words[: found.start()] + words[found.end() :])


def is_no_name(words: str, doubted: str) -> bool:
    """Tell whether folded words correct or insult: "Non Stop Sushi" is a name. ``doubted``: one read."""
    return (
        doubted.split()[:1] in ([no] for no in NO) or company_wording("no_name").fullmatch(words) is not None
    )


def shares_a_word(sought: str, found: str) -> bool:
    """Tell whether a firm found has something of the name sought, or does not show its own."""
    common = words_of("companies", "small", "forms")
    named = fold(found).split()
    said = [word for word in fold(sought).split() if word not in common]
    return (
        not named
        or any(word in "".join(named) if len(word) > _INITIALS else word in named for word in said)
        or any(is_slip(word, other) for word in said for other in named)
    )


def is_language(words: str) -> bool:
    """Tell whether folded words name a language to speak."""
    return company_wording("languages").fullmatch(words) is not None


def is_its_name(words: str) -> bool:
    """Tell whether folded words beside a number may but name its company: no "mon client", no sentence."""
    said = words.split()
    doubted = words_of("companies", "speaking", "counted", "others", "former", "small") - _IN_NAMES
    return 0 < len(said) <= _LONGEST_NAME and not any(
        word in doubted or word in _ANOTHERS or (word in IDLE and word not in _IN_NAMES) for word in said
    )


_LONGEST_NAME = 6  # words
_ANOTHERS = frozenset(
    "banque concurrent concurrente employeur filiale fournisseur franchiseur groupe holding maison mere tel "
    "telephone portable fax mail email courriel peut etre".split()
)
"""Of a number that is another's, or of another kind: "siren de la holding"."""
_IN_NAMES = frozenset("la le les l du de d des au aux a et siren siret rcs chez".split())


_CORRECTIONS = turns("name_corrections")
_CORRECTING = _CORRECTIONS.pattern("correcting", re.IGNORECASE)
_MARKED = _CORRECTIONS.pattern("marked", re.IGNORECASE)


def after_correction(text: str) -> str:
    """Return what follows the words that correct another name; nothing where there are none."""
    found = _CORRECTING.match(text)
    return text[found.end() :] if found and _MARKED.match(text) else ""
