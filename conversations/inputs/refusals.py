"""Words that say that none of what is listed or offered is so, whatever it is."""

from conversations.patterns import pattern
from conversations.understanding.agreement import says_no

_NO = r"(?:non|no|nan|moi|nous|mais)"
_NONE = pattern(
    rf"0|ras|(?:{_NO} )*(?:"
    r"(?:rien|aucune?|none|nothing|neither)"
    r"(?: (?:de|d|des|of) (?:tout )?(?:ca|cela|(?:celles?|ceux) (?:ci|la)|elles|eux|deux|ces (?:deux )?\w+"
    r"|them|these|those|that|the two))?"
    r"(?: pour (?:moi|nous)| for us)?(?: ne (?:me|nous|la) concerne| applies| concerns us)?"
    r"|rien (?:du tout|a (?:signaler|declarer)|de (?:special|particulier))|ni l ?une? ni l ?autre"
    r"|(?:(?:je ne suis|je suis|nous ne sommes|on n est|on est) )?(?:pas|non) concernee?s?"
    r"|(?:we are |i am )?not (?:concerned|applicable)"
    r"|(?:ca|cela|elles?) (?:ne )?(?:me|nous) concerne(?:nt)? pas)(?: (?:merci|thanks))?"
)
_WELL = pattern(
    rf"(?:{_NO} )*(?:(?:aucune?|pas de) (?:difficultes?|soucis?|problemes?)|(?:ca|tout) va(?: bien)?"
    r"|(?:it s )?all (?:good|fine)|no problems?|everything is fine|we are fine)(?: (?:merci|thanks))?"
)


def says_none(words: str) -> bool:
    """Tell whether folded words say that none of them is so: "rien de tout ça"."""
    return says_no(words) or _NONE.fullmatch(words) is not None


def all_is_well(words: str) -> bool:
    """Tell whether folded words say that there is no trouble: "tout va bien", which is no refusal."""
    return _WELL.fullmatch(words) is not None
