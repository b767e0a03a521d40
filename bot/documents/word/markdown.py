"""A spoken paper as Markdown: what its charts show is told in words."""

import re
from collections.abc import Iterator, Sequence

from bot.documents.markup import Piece, pieces
from bot.documents.spoken import BlockKind, SpokenBlock, SpokenPaper

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def markdown(paper: SpokenPaper) -> str:
    """Return the paper as text; tables as GitHub reads them."""
    parts = [f"# {_said(paper['title'])}"]
    if paper["subtitle"]:
        parts.append(f"*{_said(paper['subtitle'])}*")
    parts.append(_escaped(paper["author"]))
    parts += ["\n".join(_block(block)) for block in paper["blocks"]]
    if paper["footer"]:
        parts += ["---", _said(paper["footer"])]
    return "\n\n".join(parts) + "\n"


def _block(block: SpokenBlock) -> Iterator[str]:
    rows = block["rows"]
    match block["kind"]:
        case BlockKind.HEADING:
            yield f"## {_said(rows[0][0])}"
        case BlockKind.FACTS:
            yield from (f"- **{_said(label)}** – {_said(value)}" for label, value in rows)
        case BlockKind.TABLE:
            yield _row(rows[0])
            yield "|" + "|".join([" --- ", *(" ---: " for _ in rows[0][1:])]) + "|"
            yield from (_row(row) for row in rows[1:])
        case BlockKind.BULLETS:
            yield from (f"- {_said(row[0])}" for row in rows)
        case BlockKind.CHART:
            title, *lines = (line for line in rows[0][0].split("\n") if line)
            yield f"{_said(title)}  "
            yield from (f"{_said(line)}  " for line in lines[:1])
            yield ""
            yield from (f"- {_said(line)}" for line in lines[1:])
        case _:
            yield "  \n".join(_said(row[0]) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_said(cell) for cell in cells) + " |"


def _said(html: str) -> str:
    """Return a text on one line, its styles as Markdown."""
    return "".join(_styled(piece) for piece in pieces(html)).replace("\n", " ")


def _styled(piece: Piece) -> str:
    text = _escaped(piece.text)
    stars = "*" * (2 * ("B" in piece.style) + ("I" in piece.style))
    return f"{stars}{text}{stars}" if text.strip() else text


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
