"""Signs that look like others, and signs that are not seen: what is read is what is looked at."""

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]|(?<=\\w)\u200d(?=\\w)")
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_CIRCLED = re.compile("[①-⑨⓪⓵-⓽⓿❶-❾➀-➈➊-➒]")
# Letters of other alphabets that look like ours: the confusables of Unicode (UTS 39) among those of
# Cyrillic and Greek.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅοανιρτυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhqwABEKMHOPCTXIJSoaviptukABEZHIKMNOPTYX",
)


def as_seen(text: str) -> str:
    """Return a text without what is not seen, its accents and its digits as they are usually written."""
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).translate(_WIDE)
    return _CIRCLED.sub(lambda sign: str(unicodedata.digit(sign[0])), plain)


def in_our_letters(word: str) -> str:
    """Return a word with the letters that it seems to be written in."""
    return word.translate(_ALIKE)
