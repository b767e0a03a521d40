"""The styles of a text: HTML with <b> and <i> becomes pieces, each in one style."""

from dataclasses import dataclass
from html.parser import HTMLParser

REGULAR, BOLD, ITALIC = "", "B", "I"  # bold and italic: "BI"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one style."""

    text: str
    style: str = REGULAR


def pieces(html: str) -> tuple[Piece, ...]:
    """Return the pieces of an HTML text: <b> and <i> are followed, the other tags are left out."""
    parser = _Pieces()
    parser.feed(html)
    parser.close()
    return tuple(parser.pieces)


def plain(html: str) -> str:
    """Return an HTML text without its styles, on one line."""
    return " ".join("".join(piece.text for piece in pieces(html)).split())


class _Pieces(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._bold = self._italic = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._bold += tag == "b"
        self._italic += tag == "i"

    def handle_endtag(self, tag: str) -> None:
        self._bold -= tag == "b"
        self._italic -= tag == "i"

    def handle_data(self, data: str) -> None:
        self.pieces.append(Piece(data, BOLD * (self._bold > 0) + ITALIC * (self._italic > 0)))
