"""How wide texts are, by the metrics of the shipped font (OpenType 1.9: cmap, head, hhea, hmtx)."""

from collections.abc import Iterator
from functools import cache
from struct import iter_unpack, unpack_from
from typing import Final

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
    (count,) = unpack_from(">H", font, 4)
    tables = {tag: at for tag, _, at, _ in iter_unpack(">4sIII", font[12 : 12 + 16 * count])}
    (units,) = unpack_from(">H", font, tables[b"head"] + 18)
    (measured,) = unpack_from(">H", font, tables[b"hhea"] + 34)
    metrics = font[tables[b"hmtx"] : tables[b"hmtx"] + 4 * measured]
    advances = [advance / units for advance, _ in iter_unpack(">HH", metrics)]
    # The glyphs after the last one that is measured are as wide.
    return {chr(code): advances[min(glyph, measured - 1)] for code, glyph in _glyphs(font, tables[b"cmap"])}


def _glyphs(font: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Give the code points of a font and their glyphs (the subtable of format 12)."""
    (count,) = unpack_from(">H", font, cmap + 2)
    tables = (cmap + at for _, _, at in iter_unpack(">HHI", font[cmap + 4 : cmap + 4 + 8 * count]))
    table = next(each for each in tables if unpack_from(">H", font, each) == (12,))
    (groups,) = unpack_from(">I", font, table + 12)
    for first, last, glyph in iter_unpack(">III", font[table + 16 : table + 16 + 12 * groups]):
        yield from ((code, glyph + code - first) for code in range(first, last + 1))
