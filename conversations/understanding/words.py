"""Reading and comparing words as people type them."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from conversations.patterns import pattern
from conversations.understanding.turns import turns

REMEMBERED = 64  # texts: one is looked at in several places of its turn, and before it
LONGEST_READ = 1_500  # characters: a long description, or a signature with all its lines
LONGEST_SPELLED_OUT = 2 * LONGEST_READ  # once accents stand apart: one sign may hold eighteen letters
_SHORTEST_MENDED, _LONG = 5, 12  # letters: of a short word, another letter makes another word

GOING_BACK = frozenset(
    ("retour", "precedent", "en arriere", "revenir", "back", "go back", "previous", "question precedente")
)
PASSING = frozenset(("passer", "je passe", "passe", "skip", "pass", "suivant", "next", "question suivante"))
NOT_KNOWING = frozenset(
    ("je ne sais pas", "je sais pas", "je n en sais rien", "j en sais rien", "ne sais pas", "sais pas",
     "je ne sais pas encore", "je sais pas encore", "pas encore defini", "a definir", "aucune idee",
     "je n ai aucune idee", "jsp", "nsp", "i do not know", "i don t know", "i dont know", "don t know",
     "dont know", "i do not know yet", "i don t know yet", "no idea", "not sure", "i am not sure",
     "i m not sure", "idk", "je ne sais pas trop", "je sais pas trop", "je ne sais plus", "a voir",
     "a preciser", "on verra", "ca depend", "cela depend", "tout depend", "a discuter", "it depends",
     "we will see", "difficile a dire", "hard to say", "i have no idea",
     "to be defined", "tbd")
)  # fmt: skip
"""What people type, folded, in the place of a button."""

THANKING = frozenset(
    ("merci", "merci beaucoup", "un grand merci", "merci bien", "merci a vous", "ok merci", "d accord merci",
     "super merci", "parfait merci", "merci bonne journee", "thanks", "thank you", "thanks a lot",
     "thank you very much", "many thanks", "ok thanks", "great thanks")
)  # fmt: skip
"""What people say, folded, that asks for nothing."""

GREETING = frozenset(
    ("bonjour", "bonsoir", "salut", "coucou", "bjr", "bsr", "slt", "hello", "hi", "hey", "bonjour a tous",
     "bonjour a toutes et a tous", "bonjour alize", "bonne journee", "good morning", "good evening",
     "good afternoon", "allo")
)  # fmt: skip
"""How people say good day, folded."""

_NOT = pattern(r"n t\b|\bcan t\b")  # "don't", no "carte T"
_DENYING = frozenset(
    ("pas", "ne", "n", "ni", "non", "sans", "sauf", "hors", "hormis", "excepte", "jamais", "aucun", "aucune",
     "not", "no", "nor", "cannot", "never", "none", "neither", "without", "except", "but")
)  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def legible(text: str) -> str:
    """Return what parsers read of a text: its blanks squeezed, none of one too long to be an answer.

    Every parser begins here, so that no message costs more than a long answer does. A text that is too
    long is not cut: half-read words would say what nobody said. What is kept or passed on is the text
    itself, never this.
    """
    squeezed = "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    if len(squeezed) > LONGEST_READ:
        return ""
    if squeezed.isascii() or len(unicodedata.normalize("NFKD", squeezed)) <= LONGEST_SPELLED_OUT:
        return squeezed
    return ""


LONGEST_PART = 30  # characters of a word that is left out rather than cut


def excerpt(text: str, most: int = 80) -> str:
    """Return a text as it is shown again to who typed it: cut with "…" past so many characters, at a word."""
    if len(text) <= most:
        return text
    whole, space, part = text[:most].rpartition(" ")
    kept = whole if space and len(part) <= LONGEST_PART else text[: most - 1]
    return f"{kept.rstrip(' ,;:')}…"


def fold(text: str) -> str:
    """Return the words in lower case, without accents or punctuation, one space between them.

    Nothing of a text too long to be an answer.
    """
    if text.isascii() and text.isalnum() and len(text) <= LONGEST_READ:
        return text.lower()  # a plain word, as most are: ten times as fast
    return _folded(text)


@lru_cache(maxsize=REMEMBERED)
def _folded(text: str) -> str:
    read = unaccented(legible(text).replace("œ", "oe").replace("Œ", "oe"))
    return " ".join(re.findall(r"\w+", read.lower()))


_ELIDED = turns("elisions").pattern("elided")


def with_apostrophes(words: str) -> str:
    """Return words, in small letters without accents, with the apostrophes that they lack: "dici 3 mois"."""
    return _ELIDED.sub(r"\g<0>'", words)


def folded_apart(text: str) -> str:
    """Return the folded words of a text, those apart that an apostrophe would part: "mieux sorganiser"."""
    return fold(with_apostrophes(fold(text)))


_MAYBE_MARK = pattern(r"[^\x00-\x7f]")
_SAID = pattern(r"\w+|(?<!\.)\.(?!\.)|[!?;,:\n]")


def sentences(text: str) -> str:
    """Return all the words of a text, however long, as ``fold`` does, with a dot where a part of it ends."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))  # one sign makes four at most
    read = _without_marks(decomposed)
    return " ".join(said if said[0].isalnum() or said[0] == "_" else "." for said in _SAID.findall(read))


def unaccented(text: str) -> str:
    """Return a text without the accents of its letters."""
    if text.isascii():
        return text
    return _without_marks(unicodedata.normalize("NFKD", text))


def _without_marks(decomposed: str) -> str:
    """Return a text without the marks that stand apart from their letters; few of its signs are any."""
    return _MAYBE_MARK.sub(lambda sign: "" if unicodedata.combining(sign[0]) else sign[0], decomposed)


def denies(typed: str) -> bool:
    """Tell whether folded words deny or except something: they may mean the opposite of what they name."""
    said = typed.split()
    return not _DENYING.isdisjoint(said) or ("t" in said and _NOT.search(typed) is not None)


def is_slip(typed: str, expected: str) -> bool:
    """Tell whether folded words are the expected ones with one slip of the finger, or two in a long one."""
    shorter = min(len(typed), len(expected))
    if shorter < _SHORTEST_MENDED or re.search(r"\d", typed + expected):  # another digit is another figure
        return False
    slips = 1 if shorter < _LONG else 2
    return OSA.distance(typed, expected, score_cutoff=slips) <= slips


def units(text: str) -> int:
    """Return how long a text is to Telegram: in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)
