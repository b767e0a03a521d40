"""Speak a paper in a language, as JSON."""

from enum import StrEnum
from typing import Final, NotRequired, TypedDict

from bot.documents.charts import serialize as charts
from bot.documents.charts.serialize import Speak, SpokenChart
from bot.services.core.papers import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Poster,
    Signature,
    Table,
)
from conversations.figures.charts import Chart, described
from conversations.messages import Message, say

LONG: Final = 120
"""The rows that a paper may have for a bot to set it itself: typst keeps 0.15 MB for each."""


class BlockKind(StrEnum):
    """What a block of a paper is. Values wait in the outbox: never renamed."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FACTS = "facts"
    BULLETS = "bullets"
    TABLE = "table"
    SIGNATURE = "signature"
    CHART = "chart"


class SpokenBlock(TypedDict):
    """A block: its kind, and its texts by rows of cells; the first row of a table is its head.

    ``kind``: a ``BlockKind``. ``chart``: what is drawn, the text being what it shows. ``numbers``:
    whether all columns of a table but the first hold numbers.
    """

    kind: str
    rows: list[list[str]]
    chart: NotRequired[SpokenChart]
    numbers: NotRequired[bool]


class OwnTemplate(TypedDict):
    """The template of a basin: its source."""

    basin: str
    source: str


class SpokenPoster(TypedDict):
    """A poster in one language: plain texts. It waits in the outbox: keys are never renamed."""

    language: str
    title: str
    sentence: str
    invitation: str
    note: str
    link: str
    address: str
    seen: str
    mark: str
    author: str
    written_at: str


class SpokenPaper(TypedDict):
    """A paper in one language. Texts are HTML with <b> and <i>; ``written_at`` is in ISO 8601.

    ``template``: those of former releases have none, and ``one_page`` for a brief.

    It waits in the outbox and may be drawn by a later release: keys and kinds are never renamed.
    """

    language: str
    title: str
    subtitle: str
    footer: str
    author: str
    written_at: str
    template: NotRequired[str]
    own: NotRequired[OwnTemplate]
    one_page: NotRequired[bool]
    blocks: list[SpokenBlock]


def spoken(paper: Paper, language: str, speak: Speak) -> SpokenPaper:
    """Return the paper as JSON-able data, every text spoken."""

    def said(message: Message | None) -> str:
        return speak(message, language, markup=True) if message else ""

    def block(block: Block) -> SpokenBlock:
        kind, rows = _rows(block)
        spoken: SpokenBlock = {"kind": kind, "rows": [[said(cell) for cell in row] for row in rows]}
        if isinstance(block, Chart):
            spoken["chart"] = charts.spoken(block, language, speak)
        if isinstance(block, Table) and block.numbers:
            spoken["numbers"] = True
        return spoken

    told: SpokenPaper = {
        "language": language,
        "title": said(paper.title),
        "subtitle": said(paper.subtitle),
        "footer": said(paper.footer),
        "author": paper.author,
        "written_at": paper.written_at.isoformat(),
        "template": paper.template.value,
        "blocks": [block(each) for each in paper.blocks],
    }
    if paper.own is not None:
        told["own"] = {"basin": paper.own.code, "source": paper.own.letter or ""}
    return told


def is_heavy(paper: SpokenPaper) -> bool:
    """Tell whether what sets the paper would keep much memory: charts, long tables, many blocks."""
    blocks = paper["blocks"]
    return sum(len(block["rows"]) for block in blocks) > LONG or any(
        block["kind"] == BlockKind.CHART for block in blocks
    )


def without_charts(paper: SpokenPaper) -> SpokenPaper:
    """Return the paper with what its charts show in words alone."""
    blocks: list[SpokenBlock] = [
        {"kind": BlockKind.PARAGRAPH, "rows": block["rows"]} if block["kind"] == BlockKind.CHART else block
        for block in paper["blocks"]
    ]
    return {**paper, "blocks": blocks}


def _rows(block: Block) -> tuple[BlockKind, list[tuple[Message, ...]]]:
    match block:
        case Heading(text):
            return BlockKind.HEADING, [(text,)]
        case Paragraph(text):
            return BlockKind.PARAGRAPH, [(text,)]
        case Facts(rows):
            return BlockKind.FACTS, list(rows)
        case Table(head, rows, _):
            return BlockKind.TABLE, [head, *rows]
        case Bullets(items):
            return BlockKind.BULLETS, [(item,) for item in items]
        case Signature(lines):
            return BlockKind.SIGNATURE, [(line,) for line in lines]
        case Chart():
            return BlockKind.CHART, [(described(block),)]


def spoken_poster(poster: Poster, language: str, speak: Speak) -> SpokenPoster:
    """Return a poster in a language."""

    def said(message: Message) -> str:
        return speak(message, language, markup=False)

    return {
        "language": language,
        "title": said(poster.title),
        "sentence": said(poster.sentence),
        "invitation": said(poster.invitation),
        "note": said(poster.note),
        "link": poster.link,
        "address": poster.address,
        "seen": said(say("A code to scan, which opens {link}", link=poster.link)),
        "mark": said(poster.mark),
        "author": poster.author,
        "written_at": poster.written_at.isoformat(),
    }
