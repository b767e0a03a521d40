"""Rows of text, and the pages they fill. All lengths are in points."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, TypeAlias

from bot.pdf.texts import Line

ROOM: Final = 841.89 - 56.0 - 76.0
"""The height for text on an A4 sheet, from the top margin to the footer."""

LEADING: Final = 1.35
STUB: Final = 2
"""The fewest lines of a row left on either side of a page break."""

LEAST_SCALE: Final = 0.7
"""How far an image shrinks rather than leave the end of a page empty: its words stay legible."""


class Ink(Enum):
    """Colours that keep their contrast when printed in grey."""

    TEXT = (33, 33, 33)
    ACCENT = (28, 74, 118)
    SOFT = (92, 92, 92)
    HAIR = (208, 208, 208)


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines one under the other. ``x``: from the left margin. ``to_right``: set against the right side."""

    x: float
    width: float
    lines: tuple[Line, ...]
    ink: Ink = Ink.TEXT
    to_right: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG. ``alternative``: what it shows, in words."""

    png: bytes
    width: float
    height: float
    alternative: str

    def shrunk(self, height: float) -> "Image":
        """Return it as high as that, if it may be so small."""
        scale = height / self.height
        if scale < LEAST_SCALE:
            return self
        return replace(self, width=self.width * scale, height=height)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, or an image.

    ``above``: room left over it, but at the top of a page. ``below``: room left under it. ``rule``: the
    colour of a line under it. ``keeps_next``: never the last of its page. ``entry``: what the outline
    calls it. ``head``: the row repeated on each page this one runs to.
    """

    cells: tuple[Cell, ...]
    size: float
    above: float = 0.0
    below: float = 0.0
    rule: Ink | None = None
    keeps_next: bool = False
    entry: str = ""
    head: "Row | None" = None
    image: Image | None = None

    @property
    def lines(self) -> int:
        return max((len(cell.lines) for cell in self.cells), default=0)

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def height(self) -> float:
        return (self.image.height if self.image else self.lines * self.leading) + self.below

    @property
    def least(self) -> float:
        """The height of what must stay together: the whole row, or the first lines of a long one."""
        return STUB * self.leading if self.lines > 2 * STUB + 1 else self.height

    def part(self, start: int, end: int | None = None) -> "Row":
        """Return some of its lines as a row of their own; the rule goes under the last ones."""
        cells = tuple(replace(cell, lines=cell.lines[start:end]) for cell in self.cells)
        rule = self.rule if end is None else None
        return replace(self, cells=cells, rule=rule, entry="" if start else self.entry)


Page: TypeAlias = list[tuple[float, Row]]
"""Rows, and how far under the top margin each one begins."""


def paginated(rows: Iterable[Row]) -> list[Page]:
    """Spread rows over pages: short ones stay whole, long ones run on, a heading stays with its text."""
    pages: list[Page] = [[]]
    end = 0.0
    left = deque(rows)
    while left:
        row = left.popleft()
        if pages[-1] and row.image and row.image.height > (room := ROOM - end - row.above - row.below):
            row = replace(row, image=row.image.shrunk(room))
        if pages[-1] and end + row.above + _least(row, left) > ROOM:
            pages.append([(0.0, row.head)] if row.head else [])
            end = row.head.height if row.head else 0.0
        start = end + row.above if end else 0.0
        fitting = int((ROOM - start - row.below) // row.leading)
        if row.lines > fitting:
            fitting = max(1, min(fitting, row.lines - STUB))
            left.appendleft(row.part(fitting))
            row = row.part(0, fitting)
        pages[-1].append((start, row))
        end = start + row.height
    return pages


def _least(row: Row, following: Iterable[Row]) -> float:
    """Return the height of what must stay on one page from ``row`` on."""
    height = 0.0
    for after in following:
        if not row.keeps_next:
            break
        height += row.height + after.above
        row = after
    return height + row.least
