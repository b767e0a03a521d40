"""Signs that look like others, and signs that are not seen: what is read is what is looked at."""

import unicodedata
from functools import lru_cache

from conversations.patterns import pattern
from conversations.understanding.words import unaccented

_UNSEEN = pattern("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]|(?<=\\w)\u200d(?=\\w)")
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_CIRCLED = pattern("[①-⑨⓪⓵-⓽⓿❶-❾➀-➈➊-➒]")
# Letters of other alphabets that look like ours: the confusables of Unicode (UTS 39) among those of
# Cyrillic and Greek, and small capitals.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅοανιρτυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "aeopcyxijsdhqwABEKMHOPCTXIJSoaviptukABEZHIKMNOPTYXabcdeghijklmnoprstuvwyz",
)
# Figures and signs that stand for letters, "d4ur4nd"; a one may be an I or an L, so that both are one letter.
_FIGURES = str.maketrans("0123456789$€!|l", "oizeasgtbgseiii")
_LONGEST = 80  # letters of a word, or of a hashtag, in which a name is looked for


def as_seen(text: str) -> str:
    """Return a text without what is not seen, its accents and its digits as they are usually written."""
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).translate(_WIDE)
    return _CIRCLED.sub(lambda sign: str(unicodedata.digit(sign[0])), plain)


@lru_cache(maxsize=4_096)
def folded(word: str) -> str:
    """Return a word as it is compared, as far as a name goes: one character may stand for eighteen."""
    ours = word[:_LONGEST].translate(_ALIKE).replace("œ", "oe").replace("Œ", "oe")
    return unaccented(ours).lower()[:_LONGEST]


def in_letters(folded_word: str) -> str:
    """Return a folded word with letters for its figures, L and I as one."""
    return folded_word.translate(_FIGURES)
