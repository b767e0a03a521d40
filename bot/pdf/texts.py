"""Texts as they are set: what the font can show, in styles, broken into lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from bot.fonts import writable

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "", "B", "I", "BI"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one style."""

    text: str
    style: str = REGULAR


Line: TypeAlias = tuple[Piece, ...]

_Character: TypeAlias = tuple[str, str]
"""A character and its style."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """The characters of each style and their widths, in ems."""

    widths: Mapping[str, Mapping[str, float]]

    def width(self, line: Sequence[Piece]) -> float:
        """Return the width of a line, in ems."""
        return sum(self.widths[piece.style][character] for piece in line for character in piece.text)

    def set(self, html: str, style: str = REGULAR) -> Line:
        """Return the pieces of an HTML text, with nothing that the typeface lacks."""
        return tuple(self.shown(piece) for piece in pieces(html, style))

    def shown(self, piece: Piece) -> Piece:
        """Return a piece of plain text with nothing that the typeface lacks."""
        shown = writable(piece.text, self.widths[piece.style.replace(ITALIC, "")])
        # The italics have no Greek nor Cyrillic.
        whole = self.widths.get(piece.style, {}).keys() >= set(shown) - {"\n"}
        return Piece(shown, piece.style if whole else piece.style.replace(ITALIC, ""))


def pieces(html: str, style: str = REGULAR) -> Line:
    """Return the pieces of an HTML text."""
    parser = _Pieces(bold="B" in style)
    parser.feed(html)
    parser.close()
    return tuple(parser.pieces)


class _Pieces(HTMLParser):
    """Reads HTML into pieces: <b> and <i> are followed, the other tags are left out."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._bold, self._italic = int(bold), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._bold += tag == "b"
        self._italic += tag == "i"

    def handle_endtag(self, tag: str) -> None:
        self._bold -= tag == "b"
        self._italic -= tag == "i"

    def handle_data(self, data: str) -> None:
        self.pieces.append(Piece(data, BOLD * (self._bold > 0) + ITALIC * (self._italic > 0)))


def plain(text: Line) -> str:
    """Return a text without its styles, on one line."""
    return " ".join("".join(piece.text for piece in text).split())


def wrapped(text: Line, width: float, typeface: Typeface) -> tuple[Line, ...]:
    """Break a text into lines of at most ``width`` ems, at spaces and after hyphens.

    No-break spaces do not break; a word longer than a line does, anywhere. There is one line at least.
    """
    characters = _spaced_once(text)
    lines: list[Line] = []
    start = 0
    while start < len(characters):
        end = _line_end(characters, start, width, typeface)
        lines.append(_line(characters[start:end]))
        start = end + (end < len(characters) and characters[end][0] in " \n")
    return tuple(lines) or ((),)


def _spaced_once(text: Line) -> list[_Character]:
    """Return the characters with one space between words, and none around line breaks."""
    characters: list[_Character] = []
    for piece in text:
        for character in piece.text:
            after = characters[-1][0] if characters else "\n"
            if character == " " and after in " \n":
                continue
            if character == "\n" and after == " ":
                characters.pop()
            characters.append((character, piece.style))
    while characters and characters[-1][0] in " \n":
        characters.pop()
    return characters


def _line_end(characters: Sequence[_Character], start: int, width: float, typeface: Typeface) -> int:
    """Return where the line that begins at ``start`` ends: before a space, a line break or a character."""
    used, breakable = 0.0, start
    for end in range(start, len(characters)):
        character, style = characters[end]
        if character == "\n":
            return end
        if character == " ":
            breakable = end
        used += typeface.widths[style][character]
        if used > width and character != " ":
            return breakable if breakable > start else max(end, start + 1)
        if character == "-" and end > start and characters[end - 1][0].isalpha():
            breakable = end + 1
    return len(characters)


def _line(characters: Sequence[_Character]) -> Line:
    pieces = [
        Piece("".join(character for character, _ in group), style)
        for style, group in groupby(characters, key=itemgetter(1))
    ]
    return tuple(pieces)
