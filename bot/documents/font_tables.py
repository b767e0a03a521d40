"""The tables of a font file, as bytes (OpenType 1.9: the directory of tables, "cmap" in formats 4 and 12)."""

from collections.abc import Iterator, Mapping
from struct import iter_unpack, unpack_from


def tables(font: bytes) -> Mapping[bytes, int]:
    """Return where each table begins, by its tag."""
    (count,) = unpack_from(">H", font, 4)
    return {tag: at for tag, _, at, _ in iter_unpack(">4sIII", font[12 : 12 + 16 * count])}


def character_maps(font: bytes) -> Mapping[int, int]:
    """Return where the last map from characters to glyphs of each format begins."""
    cmap = tables(font)[b"cmap"]
    (count,) = unpack_from(">H", font, cmap + 2)
    begins = [cmap + at for _, _, at in iter_unpack(">HHI", font[cmap + 4 : cmap + 4 + 8 * count])]
    return {unpack_from(">H", font, at)[0]: at for at in begins}


def groups(font: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Give the groups of a map of format 12: the first and last characters, and the glyph of the first."""
    (count,) = unpack_from(">I", font, at + 12)
    yield from iter_unpack(">III", font[at + 16 : at + 16 + 12 * count])


def segments(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Give the segments of a map of format 4: the first and last characters."""
    (twice,) = unpack_from(">H", font, at + 6)
    lasts = unpack_from(f">{twice // 2}H", font, at + 14)
    firsts = unpack_from(f">{twice // 2}H", font, at + 16 + twice)
    yield from zip(firsts, lasts, strict=True)
