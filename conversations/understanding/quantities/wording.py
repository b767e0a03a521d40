"""Rewrite what people type about quantities, in French or English, as a small plain notation.

In the notation words are lower-case without accents and numbers are in digits; ``K M G`` multiply, ``½``
adds a half, ``~`` means about, ``≥ ≤`` are limits, ``…`` makes a range, ``|`` separates choices, ``[day]``
is a unit and ``/month`` a frequency: "entre deux et 3 jours par mois" becomes "2 … 3 [day]/month". ``×``
makes a product, ``;`` stands for words that count nothing and may change what is counted, and a last ``⊕``
says that who speaks may be one more; ``⊂``, that a part of an amount is told.
"""

import re
import unicodedata
from re import Match

from text_to_num import alpha2digit

from conversations.understanding.quantities.rules import (
    IN_DIGITS,
    IN_WORDS,
    SPELLED_OUT,
    VAGUE,
)
from conversations.understanding.quantities.words import COUNTED, LEFT_OUT, NOT_TO_GUESS
from conversations.understanding.rewriting import Rules
from conversations.understanding.turns import turns
from conversations.understanding.words import legible, with_apostrophes

_SAID = turns("quantities")
_BEFORE, _AFTER, _DENIED, _DENIED_AFTER, _MILLION, _ENGLISH = (
    _SAID.pattern(each) for each in ("before", "after", "denied", "denied_after", "million", "english")
)
_IN_SHORT = COUNTED.pattern("in_short")  # "Ds 3 mois", "d ici l ete": the apostrophe is looked for on phones


def plain(text: str) -> str:
    """Return ``text`` in lower case, without accents, with one kind of space, apostrophe and dash.

    Nothing of a text too long to be an answer.
    """
    decomposed = unicodedata.normalize("NFD", legible(text))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    letters = re.sub("[\u200b\u2060\ufeff]", "", letters)
    letters = re.sub("[‘’´`ʼ]", "'", re.sub("[‐‑‒–—−]", "-", letters))
    words = " ".join(letters.lower().replace("œ", "oe").split())
    words = _IN_SHORT.sub(lambda said: COUNTED.table("shortened").get(said[0]) or f"{said[0][:-1]}'", words)
    return with_apostrophes(words)


def notation(text: str, *, whole: bool = False) -> str | None:
    """Return ``text`` in the notation above; None when it holds something that must not be guessed.

    ``whole``: or when words are left out of it, as those that change nothing are.
    """
    # Upper-case M is a million, lower-case m may be a metre or a month.
    words = plain(_MILLION.sub(" million ", text)).translate(_SIGNS).rstrip(" .…*_")
    if len(words) > _LONGEST_FIGURE:
        return None
    bare = _AFTER.sub("", _BEFORE.sub("", words))
    if whole and bare != words:
        return None
    words = _DENIED_AFTER.sub(LEFT_OUT, in_digits(_apply(IN_WORDS, bare)))
    words = _apply(SPELLED_OUT, _DENIED.sub("corrected ; ", words))
    if NOT_TO_GUESS.search(words):
        return None
    words = _apply(IN_DIGITS, words)
    if VAGUE.search(words) or (whole and LEFT_OUT.strip() in words):
        return None
    words = " ".join(words.replace(LEFT_OUT.strip(), " ").split())
    return f"{words.replace('⊕', '')} ⊕" if "⊕" in words else words


_SIGNS = str.maketrans("[];{}⊕§‖⊂", "(),()    ")  # those of the notation are not typed


def _apply(rules: tuple[Rules, ...], words: str) -> str:
    for each in rules:
        words = each.rewrite(words)
    return " ".join(words.split())


_LONGEST_FIGURE = 300  # characters


def in_digits(words: str) -> str:
    """Return ``words`` with the numbers spelled out put in digits, read in one language only.

    A text too long to tell a figure stays as it is.
    """
    if len(words) > _LONGEST_FIGURE:
        return words
    language = "en" if _ENGLISH.search(words) else "fr"
    digits: str = alpha2digit(words, language, 0)
    # "trois-quatre" is two numbers: the library only knows the hyphens of one ("vingt-quatre").
    return re.sub(
        r"\b([a-z]+)-([a-z]+)\b",
        lambda pair: both if re.fullmatch(r"\d+ - \d+", both := _spaced(pair, language)) else pair[0],
        digits,
    )


def _spaced(pair: Match[str], language: str) -> str:
    return " - ".join(alpha2digit(half, language, 0) for half in pair.groups())
