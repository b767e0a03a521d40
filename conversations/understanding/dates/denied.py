"""Leave out the day that is denied beside the one meant: "pas tout de suite, en mars", "mars, pas mai"."""

from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES, WEEKDAY_NAMES

_NOT_NOW = pattern(
    r"^(?:(?:on|nous|je|ce|c'est|it's) )?(?:pas|not) (?:pour )?(?:tout de suite|maintenant"
    r"|(?:dans l')?immediat\w*"
    r"|(?:right )?now|right away|yet|cette annee|this year)[ ,;:.!-]+(?:(?:mais|plutot|but|rather"
    r"|donc) )*(?=\S)"
)
_A_NAME = (
    rf"(?:{MONTH_NAMES}|{WEEKDAY_NAMES}|\d\d?|20\d\d|printemps|ete|automne|hiver|summer|spring|autumn|winter)"
)
_AT = r"(?:(?:en|le|au|a|a l'|l'|in|on|the) ?)?"
_NOT_THEN = pattern(
    rf"(?<=[a-z\d]),? \(?(?:et |mais |and |but )?(?:pas|et non|not) {_AT}{_A_NAME}(?: {_A_NAME})?\)?$"
)


def without_denied(words: str) -> str:
    """Return the words of a day without those of when it is not: "pas tout de suite, en mars"."""
    if "pas" not in words and "no" not in words:
        return words
    return _NOT_THEN.sub("", _NOT_NOW.sub("", words))
