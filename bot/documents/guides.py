"""The guides of ``bot/guides``, one Markdown file each: as a PDF to print, and as a page of the dashboard.

They are written in a part of Markdown: headings, paragraphs, lists, steps, tables, quotes, code, pictures.
Run as a program, it prints the PDF of the guide that the standard input names: pictures stay in memory.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.documents.typesetting import pdf

WRITTEN_IN: Final = "fr"
_BOT: Final = Path(__file__).parents[1]
GUIDES: Final = _BOT / "guides"
WRITTEN_AT: Final = datetime(2026, 11, 1, tzinfo=UTC)
"""A moment for all: the same guide gives the same bytes."""

Block: TypeAlias = Mapping[str, Any]
"""A block: its ``kind``, and what it is made of by that kind: see ``templates/guide.typ``."""

_STYLES: Final = {"strong": "B", "em": "I", "code_inline": "C"}


def source(name: str) -> str:
    """Return a guide as it is written."""
    return (GUIDES / WRITTEN_IN / f"{name}.md").read_text("utf-8")


def tree(name: str) -> SyntaxTreeNode:
    """Return a guide as it is read."""
    return SyntaxTreeNode(_markdown().parse(source(name)))


def guide_pdf(guide: str) -> bytes:
    """Return a guide on A4 sheets, tagged; the same guide gives the same bytes."""
    title, *blocks = (_block(node) for node in tree(guide).children)
    name = "".join(words for words, _ in title["runs"])
    around = {"language": WRITTEN_IN, "name": name, "running": name, "author": "Alizé", "footer": []}
    return pdf("guide", {**around, "blocks": blocks}, WRITTEN_AT, root=_BOT)


def guide_html(guide: str) -> str:
    """Return a guide as HTML, without its title. Its links hold where it has the address of its file."""
    reader = _markdown()
    title = 3  # tokens: it opens, its words, it closes
    return str(reader.renderer.render(reader.parse(source(guide))[title:], reader.options, {}))


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _block(node: SyntaxTreeNode) -> Block:
    """Return a block as the template takes it; raise ValueError for one that guides are not written in."""
    match node.type:
        case "heading":
            return {"kind": "heading", "level": int(node.tag[1]), "runs": list(_runs(node))}
        case "paragraph" if pictures := _pictures(node):
            return {"kind": "pictures", "files": pictures}
        case "paragraph":
            return {"kind": "paragraph", "runs": list(_runs(node))}
        case "bullet_list" | "ordered_list":
            items = [[_block(child) for child in item.children] for item in node.children]
            return {"kind": "bullets" if node.type == "bullet_list" else "steps", "items": items}
        case "blockquote":
            return {"kind": "note", "blocks": [_block(child) for child in node.children]}
        case "fence":
            return {"kind": "code", "words": node.content.rstrip()}
        case "table":
            return {
                "kind": "table",
                "rows": [[list(_runs(cell)) for cell in row.children] for row in _rows(node)],
            }
    raise ValueError(f"no guide has {node.type!r} (line {(node.map or (0, 0))[0] + 1})")


def _rows(table: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for part in table.children:
        yield from part.children


def _pictures(paragraph: SyntaxTreeNode) -> list[tuple[str, str]]:
    """Return the pictures of a paragraph that holds nothing else, each with what it shows, in words."""
    inside = [node for node in paragraph.children[0].children if node.type not in ("softbreak", "text")]
    if not inside or any(node.type != "image" for node in inside):
        return []
    return [(Path(str(node.attrs["src"])).name, node.content) for node in inside]


def _runs(node: SyntaxTreeNode, style: str = "") -> Iterator[tuple[str, str]]:
    """Give the runs of a text, each with its styles: bold, italic, code. No shipped font has "⋯"."""
    for child in node.children:
        match child.type:
            case "text" | "code_inline":
                yield child.content.replace("⋯", "…"), style + _STYLES.get(child.type, "")
            case "softbreak" | "hardbreak":
                yield " " if child.type == "softbreak" else "\n", style
            case "inline" | "strong" | "em" | "link":
                yield from _runs(child, style + _STYLES.get(child.type, ""))
            case other:
                raise ValueError(f"no text of a guide has {other!r}")


if __name__ == "__main__":
    sys.stdout.buffer.write(guide_pdf(json.load(sys.stdin)))
