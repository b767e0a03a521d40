"""A spoken paper becomes a PDF: its texts as data for the template of its kind."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from bot.documents.charts.drawing import drawn
from bot.documents.charts.surfaces import PAPER
from bot.documents.glyphs import shown
from bot.documents.markup import pieces, plain
from bot.documents.spoken import BlockKind, SpokenBlock, SpokenPaper
from bot.documents.typesetting import TemplateError, own_pdf, pdf
from bot.services.core.papers import Template

log = logging.getLogger(__name__)

Run = tuple[str, str]
"""Words and their style."""

LONGEST: Final = {"title": 300, "footer": 260, "running": 80, "head": 160, "one_page": 7_000}
"""The characters of a title, a foot, a running head, the head of a column, a text on a single page."""


def render(paper: SpokenPaper) -> bytes:
    """Return the PDF of a paper, on A4 sheets; the same paper gives the same bytes."""
    return printed(paper)[0]


def printed(paper: SpokenPaper) -> tuple[bytes, TemplateError | None]:
    """Return the PDF of a paper, and what is wrong with the template of its own that was not used."""
    template = Template(paper.get("template") or ("brief" if paper.get("one_page") else "report"))
    longest = LONGEST["one_page"] if template is Template.BRIEF else None
    # PDF/UA wants a title: one that shows.
    name = next(text for text in (plain(paper["title"]), paper["author"], "Alizé") if shown(text).strip())
    content = {
        "language": paper["language"],
        "name": name,
        "running": "".join(words for words, _ in _cut(iter([(name, "")]), LONGEST["running"])),
        "author": paper["author"],
        "title": _runs(paper["title"], LONGEST["title"]),
        "subtitle": _runs(paper["subtitle"], LONGEST["title"]),
        "footer": _runs(paper["footer"], LONGEST["footer"]),
        "blocks": [_block(block, longest) for block in paper["blocks"]],
    }
    written_at = datetime.fromisoformat(paper["written_at"])
    wrong = None
    if own := paper.get("own"):
        try:
            return own_pdf(own["source"], content, written_at), None
        except TemplateError as failure:
            log.error("The letter of %s is not as its own template: %s", own["basin"], failure)
            wrong = failure
    return pdf(template, content, written_at), wrong


def _block(block: SpokenBlock, longest: int | None) -> Mapping[str, Any]:
    rows = block["rows"]
    if block["kind"] == BlockKind.CHART:
        drawing = drawn(block["chart"], PAPER)
        return {"kind": "chart", "rows": [], "words": plain(rows[0][0]), "drawing": drawing}
    in_head = LONGEST["head"] if block["kind"] == BlockKind.TABLE else longest
    texts = [[_runs(cell, longest if at else in_head) for cell in row] for at, row in enumerate(rows)]
    return {"kind": block["kind"], "rows": texts, "numbers": block.get("numbers", False)}


def _runs(html: str, longest: int | None) -> Sequence[Run]:
    """Return the runs of a text, cut with "…" where it is longer than that."""
    return tuple(_cut(((piece.text, piece.style) for piece in pieces(html)), longest))


def _cut(runs: Iterator[Run], longest: int | None) -> Iterator[Run]:
    left = longest
    for words, style in runs:
        if left is not None and len(words) > left:
            yield words[: left - 1].rstrip() + "…", style
            return
        if left is not None:
            left -= len(words)
        yield words, style
