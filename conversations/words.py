"""Comparing words as people type them."""

import re
import unicodedata

from rapidfuzz import fuzz


def fold(text: str) -> str:
    """Return the words in lower case, without accents or punctuation, one space between them."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", bare.lower()))


def resembles(typed: str, expected: str) -> bool:
    """Tell whether folded words are the expected ones, whole or with a slip of the finger."""
    if typed == expected or f" {expected} " in f" {typed} ":
        return True
    return len(expected) > 4 and fuzz.ratio(typed, expected) >= 84  # one slip in six letters
