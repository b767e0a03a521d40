"""What the shipped fonts can show: PDF/UA refuses a whole paper for one character without a glyph."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from bot.documents.font_tables import character_maps, groups, segments

FONTS: Final = Path(__file__).parent / "fonts"
SIGN: Final = "\N{WHITE SQUARE}"
"""Stands for a character that no shipped font has."""

_LINE_BREAK: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_SPACES: Final = re.compile(r"[^\S\n\u00a0\u202f]+")
_JOINERS: Final = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


def shown(text: str) -> str:
    """Return a text with nothing but what the shipped fonts can show, and line breaks.

    Marks stay on a letter only where one font has them all: a glyph is drawn from one font. A character
    that no font has gives way to its plain form, else to a sign.
    """
    text = _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text))
    text = _SPACES.sub(" ", _BLANK_LINES.sub("\n\n", text))
    if ordinary().issuperset(text):
        return text
    return "".join(_shown(cluster) for cluster in _clusters(text))


def _clusters(text: str) -> Iterator[str]:
    """Give the characters, each with its marks, and those that it is joined with."""
    start = 0
    for end in range(1, len(text) + 1):
        joined = end < len(text) and (_continues(text[end]) or text[end - 1] == _JOINERS[0])
        if not joined or text[start] == "\n":
            yield text[start:end]
            start = end


def _continues(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character).startswith("M")


def _shown(cluster: str) -> str:
    if cluster == "\n" or any(characters.issuperset(cluster) for characters in coverage()):
        return cluster
    first, others = cluster[0], cluster[1:]
    return _one(first) + "".join(_one(other) for other in others if not _continues(other))


def _one(character: str) -> str:
    """Return a character that stands alone, or what stands for it."""
    if any(character in characters for characters in coverage()):
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    plain = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in plain if any(part in characters for characters in coverage()))
    return kept if kept and plain != character else SIGN


@cache
def coverage() -> tuple[frozenset[str], ...]:
    """Return the characters of each shipped font but those that only give orders (bidi, soft hyphen)."""
    return tuple(
        frozenset(character for code in _codes(path.read_bytes()) if _visible(character := chr(code)))
        for path in sorted(FONTS.glob("*-Regular.ttf"))
    )


@cache
def ordinary() -> frozenset[str]:
    """Return the characters that need no care: line breaks, and those of the text font that stand alone."""
    (text_font,) = (characters for characters in coverage() if {"a", "Ж"} <= characters)
    return frozenset({"\n", *(each for each in text_font if not _continues(each))})


def _visible(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def _codes(font: bytes) -> Iterator[int]:
    """Give the code points that a font has a glyph for."""
    maps = character_maps(font)
    if 12 in maps:
        for first, last, _ in groups(font, maps[12]):
            yield from range(first, last + 1)
    if 4 in maps:
        for first, last in segments(font, maps[4]):
            yield from range(first, min(last + 1, 0xFFFF))
