"""Names that a register keeps in capitals, as people write them: "BOULANGERIE DES TILLEULS SARL"."""

import re

from conversations.patterns import pattern

_FORMS = frozenset(
    "SARL SAS SASU EURL SA SCI SNC SCOP SCIC SELARL SELAS SELURL EARL GAEC GIE GIP EI EIRL SEM CUMA".split()
)
_SMALL = frozenset(
    "a au aux d de des du en et l la le les of on par pour sans sous sur the and chez avec s".split()
)
_WORDS = pattern(r"[^\W_]+")
_NO_VOWEL = pattern(r"[^AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ]{2,}")
_ABBREVIATED = pattern(r"[AEIOUY][^AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ]{2}")  # "EDF", "IBM"
_WORDS_SO_SHORT = frozenset("ART ARC EST ANS ETS OLD ANT".split())
_SHORTEST = 6  # letters of a name: a shorter one may be initials


def as_written(name: str) -> str:
    """Return a name in capitals with small letters, but for legal forms and initials; any other as it is."""
    return in_small_letters(name) if name.isupper() and len(name) >= _SHORTEST else name


def in_small_letters(words: str) -> str:
    """Return words that are in capitals, such as a town, with small letters."""
    return _WORDS.sub(_word, words)


def _word(found: re.Match[str]) -> str:
    word = found[0]
    initials = _NO_VOWEL.fullmatch(word) or (_ABBREVIATED.fullmatch(word) and word not in _WORDS_SO_SHORT)
    if word in _FORMS or initials or any(map(str.isdigit, word)):
        return word
    if word.lower() in _SMALL and found.start() > 0:
        return word.lower()
    return word.capitalize()
