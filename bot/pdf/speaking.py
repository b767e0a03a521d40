"""Speak a paper in a language, as JSON."""

from typing import Protocol, TypedDict

from bot.services.papers import Block, Bullets, Facts, Heading, Paper, Paragraph, Signature, Table
from conversations.messages import Message


class SpokenBlock(TypedDict):
    """A block: its kind, and its texts by rows of cells; the first row of a table is its head."""

    kind: str
    rows: list[list[str]]


class SpokenPaper(TypedDict):
    """A paper in one language. Texts are HTML with <b> and <i>; ``written_at`` is in ISO 8601.

    It waits in the outbox and may be drawn by a later release: keys and kinds are never renamed.
    """

    language: str
    title: str
    subtitle: str
    footer: str
    author: str
    written_at: str
    one_page: bool
    blocks: list[SpokenBlock]


class Speak(Protocol):
    """Says a message in a language; with ``markup``, as HTML whose values are escaped."""

    def __call__(self, message: Message, language: str, *, markup: bool) -> str: ...


def spoken(paper: Paper, language: str, speak: Speak) -> SpokenPaper:
    """Return the paper as JSON-able data, every text spoken."""

    def said(message: Message | None) -> str:
        return speak(message, language, markup=True) if message else ""

    def block(block: Block) -> SpokenBlock:
        kind, rows = _rows(block)
        return {"kind": kind, "rows": [[said(cell) for cell in row] for row in rows]}

    return {
        "language": language,
        "title": said(paper.title),
        "subtitle": said(paper.subtitle),
        "footer": said(paper.footer),
        "author": paper.author,
        "written_at": paper.written_at.isoformat(),
        "one_page": paper.one_page,
        "blocks": [block(each) for each in paper.blocks],
    }


def _rows(block: Block) -> tuple[str, list[tuple[Message, ...]]]:
    match block:
        case Heading(text):
            return "heading", [(text,)]
        case Paragraph(text):
            return "paragraph", [(text,)]
        case Facts(rows):
            return "facts", list(rows)
        case Table(head, rows):
            return "table", [head, *rows]
        case Bullets(items):
            return "bullets", [(item,) for item in items]
        case Signature(lines):
            return "signature", [(line,) for line in lines]
