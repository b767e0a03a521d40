"""Lay a spoken paper out as rows, then as pages. All lengths are in points."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from struct import unpack
from typing import Final

from bot.pdf.rows import ROOM, Cell, Image, Ink, Page, Row, paginated
from bot.pdf.speaking import SpokenBlock, SpokenPaper
from bot.pdf.texts import BOLD, REGULAR, Line, Piece, Typeface, plain, wrapped

WIDTH: Final = 595.28 - 2 * 60.0
"""Between the margins of an A4 sheet."""

SIZES: Final = (10.5, 10.0, 9.5, 9.0, 8.5)
"""Of the text: the usual one, then those a paper of one page may shrink to."""

TITLE_SIZE: Final = 20.0
SUBTITLE_SIZE: Final = 11.5
SMALL_SIZE: Final = 8.0

LABEL_WIDTH: Final = 0.3 * WIDTH
SIGNATURE_X: Final = 0.55 * WIDTH
INDENT: Final = 12.0
GUTTER: Final = 12.0

IMAGE_WIDTH, IMAGE_HEIGHT = 0.75 * WIDTH, 0.9 * ROOM
"""The room of an image: its words are then as large as those around it, and a heading stays with it."""

WHOLE: Final = 0.6 * ROOM
"""The height up to which a table of numbers is not parted."""

HEAD_LINES: Final = 4
FOOTER_LINES: Final = 2
PAGE_NUMBER_WIDTH: Final = 60.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Lays a paper out in a typeface. ``images``: the PNG of its charts, by the place of their block."""

    paper: SpokenPaper
    typeface: Typeface
    images: Mapping[int, bytes] = field(default_factory=dict)

    def pages(self) -> list[Page]:
        """Return the pages; one page shrinks, then has its longest texts cut, until it holds the paper."""
        pages = paginated(self._rows(SIZES[0]))
        if not self.paper["one_page"]:
            return pages
        for size in SIZES[1:]:
            if len(pages) == 1:
                return pages
            pages = paginated(self._rows(size))
        rows = self._rows(SIZES[-1])
        for limit in range(max(row.lines for row in rows) - 1, 0, -1):
            if len(pages) == 1:
                return pages
            pages = paginated(self._cut(row, limit) for row in rows)
        return pages if len(pages) == 1 else [self._ended(pages[0])]

    def footer(self) -> Row:
        """Return what is said at the bottom of each page, beside its number."""
        width = WIDTH - PAGE_NUMBER_WIDTH
        row = self._text(self.paper["footer"], SMALL_SIZE, ink=Ink.SOFT, width=width)
        return self._cut(row, FOOTER_LINES)

    def number(self, page: int, total: int) -> Row:
        """Return the number of a page, at the right of the footer."""
        line = self.typeface.set(f"{page}/{total}")
        width = self.typeface.width(line) * SMALL_SIZE
        return Row((Cell(WIDTH - width, width, (line,), Ink.SOFT),), SMALL_SIZE)

    def _rows(self, size: float) -> list[Row]:
        blocks = [
            row for at, block in enumerate(self.paper["blocks"]) for row in self._block(at, block, size)
        ]
        first = [replace(row, above=row.above + 0.5 * size) for row in blocks[:1]]
        return [*self._top(), *first, *blocks[1:]]

    def _top(self) -> Iterator[Row]:
        """Give the network, the title, the subtitle and the line under them."""
        paper = self.paper
        title = self._text(paper["title"], TITLE_SIZE, BOLD, Ink.ACCENT, above=8)
        last = self._text(paper["subtitle"], SUBTITLE_SIZE, ink=Ink.SOFT) if paper["subtitle"] else title
        author = Piece(paper["author"], BOLD)
        yield replace(
            self._row(((0.0, WIDTH, (self.typeface.shown(author),), Ink.SOFT),), 9.0), keeps_next=True
        )
        if last is not title:
            yield replace(title, keeps_next=True)
        yield replace(last, below=8, rule=Ink.ACCENT)

    def _block(self, at: int, block: SpokenBlock, size: float) -> Iterator[Row]:
        rows = block["rows"]
        match block["kind"]:
            case "heading":
                heading = self._text(rows[0][0], size + 2, BOLD, Ink.ACCENT, above=1.5 * size)
                entry = plain(self.typeface.set(rows[0][0]))
                yield replace(heading, below=0.2 * size, keeps_next=True, entry=entry)
            case "paragraph":
                yield self._text(rows[0][0], size, above=0.6 * size)
            case "facts":
                yield from self._facts(rows, size)
            case "table" if rows[0]:
                table = list(self._table(rows, size))
                yield from _kept_whole(map(_numbered, table)) if block.get("numbers") else table
            case "bullets":
                yield from (self._bullet(row[0], size) for row in rows)
            case "chart":
                yield self._chart(self.images[at], rows[0][0], size)
            case "signature":
                lines = "\n".join(row[0] for row in rows)
                width = WIDTH - SIGNATURE_X
                yield self._text(lines, size, above=5 * size, x=SIGNATURE_X, width=width)

    def _facts(self, rows: Sequence[Sequence[str]], size: float) -> Iterator[Row]:
        value_x = LABEL_WIDTH + GUTTER
        for label, value in rows:
            cells = (
                (0.0, LABEL_WIDTH, self.typeface.set(label), Ink.SOFT),
                (value_x, WIDTH - value_x, self.typeface.set(value), Ink.TEXT),
            )
            yield replace(self._row(cells, size), above=0.3 * size, below=0.35 * size, rule=Ink.HAIR)

    def _bullet(self, item: str, size: float) -> Row:
        cells = (
            (0.0, INDENT, self.typeface.set("•"), Ink.ACCENT),
            (INDENT, WIDTH - INDENT, self.typeface.set(item), Ink.TEXT),
        )
        return replace(self._row(cells, size), above=0.3 * size)

    def _chart(self, png: bytes, description: str, size: float) -> Row:
        # The first chunk of a PNG tells its width and height (www.w3.org/TR/png, 11.2.2).
        across, down = unpack(">II", png[16:24])
        width = min(IMAGE_WIDTH, IMAGE_HEIGHT * across / down)
        image = Image(png, width, width * down / across, plain(self.typeface.set(description)))
        return Row((), size, above=size, image=image)

    def _table(self, rows: Sequence[Sequence[str]], size: float) -> Iterator[Row]:
        texts = [
            [self.typeface.set(cell, REGULAR if i else BOLD) for cell in row] for i, row in enumerate(rows)
        ]
        columns = self._columns(texts, size)

        def row(cells: Sequence[Line], ink: Ink) -> Row:
            placed = zip(columns, cells, strict=False)
            return self._row([(x, width, text, ink) for (x, width), text in placed], size)

        head = self._cut(row(texts[0], Ink.ACCENT), HEAD_LINES)
        head = replace(head, above=0.8 * size, below=0.35 * size, rule=Ink.ACCENT, keeps_next=True)
        yield head
        for cells in texts[1:]:
            spaced = replace(row(cells, Ink.TEXT), above=0.3 * size, below=0.35 * size)
            yield replace(spaced, rule=Ink.HAIR, head=head)

    def _columns(self, texts: Sequence[Sequence[Line]], size: float) -> list[tuple[float, float]]:
        """Share the width: no column is wider than its text while another lacks room for its own.

        Words are not broken while there is room for the longest of each column.
        """
        count = len(texts[0])
        wished, least = [1.0] * count, [0.0] * count
        for row in texts:
            for i, text in enumerate(row[:count]):
                lines = wrapped(text, inf, self.typeface)
                wished[i] = max(wished[i], *(self.typeface.width(line) * size + 1 for line in lines))
                least[i] = max(least[i], self._longest_word(text) * size + 1)
        left = WIDTH - GUTTER * (count - 1)
        stretch = max(1.0, left / sum(wished))
        if sum(least) > left:
            least = [0.0] * count
        left -= sum(least)
        widths = [0.0] * count
        more = [wish * stretch - low for wish, low in zip(wished, least, strict=True)]
        for done, i in enumerate(sorted(range(count), key=more.__getitem__)):
            share = min(more[i], left / (count - done))
            widths[i] = least[i] + share
            left -= share
        return [(sum(widths[:i]) + GUTTER * i, width) for i, width in enumerate(widths)]

    def _longest_word(self, text: Line) -> float:
        words = (replace(piece, text=word) for piece in text for word in re.split("[ \n]", piece.text))
        return max((self.typeface.width((word,)) for word in words), default=0.0)

    def _text(
        self,
        html: str,
        size: float,
        style: str = REGULAR,
        ink: Ink = Ink.TEXT,
        *,
        above: float = 0.0,
        x: float = 0.0,
        width: float = WIDTH,
    ) -> Row:
        return replace(self._row(((x, width, self.typeface.set(html, style), ink),), size), above=above)

    def _row(self, cells: Sequence[tuple[float, float, Line, Ink]], size: float) -> Row:
        return Row(
            tuple(
                Cell(x, width, wrapped(text, width / size, self.typeface), ink)
                for x, width, text, ink in cells
            ),
            size,
        )

    def _cut(self, row: Row, limit: int) -> Row:
        """Return the row with at most ``limit`` lines; a text that loses some ends with "…"."""
        cells = [
            replace(cell, lines=(*cell.lines[: limit - 1], self._ellipsis(cell, limit, row.size)))
            if len(cell.lines) > limit
            else cell
            for cell in row.cells
        ]
        return replace(row, cells=tuple(cells))

    def _ellipsis(self, cell: Cell, limit: int, size: float) -> Line:
        line = cell.lines[limit - 1]
        while line and self.typeface.width((*line, Piece("…"))) * size > cell.width:
            shorter = line[-1].text[:-1]
            line = (*line[:-1], replace(line[-1], text=shorter)) if shorter else line[:-1]
        return (*line, Piece("…"))

    def _ended(self, page: Page) -> Page:
        """Return the page with its last row given up for "…"."""
        start, row = page[-1]
        return [*page[:-1], (start, self._text("…", row.size))]


def _numbered(row: Row) -> Row:
    """Return the row of a table with all cells but the first set to the right."""
    first, *others = row.cells
    cells = (first, *(replace(cell, to_right=True) for cell in others))
    return replace(row, cells=cells, head=_numbered(row.head) if row.head else None)


def _kept_whole(rows: Iterable[Row]) -> list[Row]:
    """Return rows that stay on one page, unless they would fill most of it."""
    kept = list(rows)
    if sum(row.above + row.height for row in kept) > WHOLE:
        return kept
    return [*(replace(row, keeps_next=True) for row in kept[:-1]), kept[-1]]
