"""How wide texts are, by the metrics of the shipped font (OpenType 1.9: head, hhea, hmtx)."""

from functools import cache
from struct import iter_unpack, unpack_from
from typing import Final

from bot.documents.font_tables import character_maps, groups, tables
from bot.documents.glyphs import FONTS

FAMILY: Final = "Source Sans 3"
_STYLES: Final = {False: "Regular", True: "SemiBold"}
_WIDEST: Final = 1.25
"""Ems of a character that another font shows: those of an emoji, the widest."""


def width(text: str, *, bold: bool = False) -> float:
    """Return how wide a text is, in ems."""
    known = _advances(bold)
    return sum(known.get(character, _WIDEST) for character in text)


@cache
def _advances(bold: bool) -> dict[str, float]:
    """Return the width of each character of a style, in ems."""
    font = (FONTS / f"{FAMILY.replace(' ', '')}-{_STYLES[bold]}.ttf").read_bytes()
    at = tables(font)
    (units,) = unpack_from(">H", font, at[b"head"] + 18)
    (measured,) = unpack_from(">H", font, at[b"hhea"] + 34)
    metrics = font[at[b"hmtx"] : at[b"hmtx"] + 4 * measured]
    advances = [advance / units for advance, _ in iter_unpack(">HH", metrics)]
    # The glyphs after the last one that is measured are as wide.
    return {
        chr(code): advances[min(glyph + code - first, measured - 1)]
        for first, last, glyph in groups(font, character_maps(font)[12])
        for code in range(first, last + 1)
    }
