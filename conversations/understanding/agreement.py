"""A yes, a no, a thank-you: said once or several times, and nothing else."""

import re
from functools import lru_cache

from conversations.patterns import pattern
from conversations.understanding.residue import changes_nothing
from conversations.understanding.words import REMEMBERED, fold

YES = (
    "oui|yes|ouai[sp]?|ouaip|ui|yup|yess?|ok|okay|okk|oki|o|y|yep|yeah|sure|go|absolument|exactement|agreed|volontiers|carrement"
    "|evidemment|entendu|bien sur|bien entendu|tout a fait|(?:je suis )?d accord|ca marche|of course"
    "|certainly|definitely|pas de (?:probleme|souci)s?|aucun (?:probleme|souci)|no problem|i agree|i do"
    "|c est parti|on y va|allons y|let s go|go ahead|please do|(?:allez|vas) y|avec plaisir|je veux bien"
    "|all ?right|(?:that s )?right|(?:c|cest|c est) (?:bien )?(?:bon|ca)|cbon"
    "|(?:yes )?that ?s (?:it|fine|fine by me)|(?:it s|all|looks?) (?:fine|good|ok)"
)
_NO = (
    "non|no|nope|nah|nan|nn|n|neither|never|jamais|aucun|pas (?:du tout|encore|question)|not yet"
    "|(?:surtout|absolument|certainly) (?:pas|not)|(?:je (?:ne )?suis )?pas d accord"
    "|(?:il|elle) (?:n )?est pas d accord|(?:he|she|they) (?:does|do)(?: not|n t)|i (?:do not|don t) agree"
)
_GLADLY = (
    "merci(?: a vous| beaucoup| bcp)?|lol|thanks|thank you|svp|stp|s il vous plait|please"
    "|parfait|super|nickel|voila|alors|tres bien|en effet"
)
"""What goes with a yes or a no, and is neither."""


def in_a_row(said: str) -> re.Pattern[str]:
    """Return what finds words, once or several times, among those that go with them and nothing else."""
    return pattern(rf"(?>(?:{_GLADLY}) )*(?>(?:{said})\b)(?> (?:{said}|{_GLADLY})\b)*")


_SAYING_YES, _SAYING_NO = in_a_row(YES), in_a_row(_NO)


@lru_cache(maxsize=REMEMBERED)
def says_yes(words: str) -> bool:
    """Tell whether folded words say yes, once or several times, and nothing else: "oui oui allez y"."""
    return _SAYING_YES.fullmatch(words) is not None


@lru_cache(maxsize=REMEMBERED)
def says_no(words: str) -> bool:
    """Tell whether folded words say no, once or several times, and nothing else: "non non merci"."""
    return _SAYING_NO.fullmatch(words) is not None


_PLEASED = frozenset(
    "merci remercie super parfait nickel top genial cool bravo great perfect lovely thanks thank".split()
)


def is_pleased(text: str) -> bool:
    """Tell whether a text, in all it says, thanks or is pleased, be it by a sign alone."""
    said = fold(text)
    pleased = not _PLEASED.isdisjoint(said.split()) if said else "?" not in text and not text.isascii()
    return pleased and changes_nothing(said, _PLEASED)
