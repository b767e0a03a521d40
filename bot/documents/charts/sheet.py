"""A sheet to draw on as SVG, from the top down, as high as what is drawn turns out to be."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from itertools import pairwise
from typing import Final, Literal

from bot.documents.charts.marks import HATCHES, MARKERS, Fill, Stroke
from bot.documents.charts.surfaces import Surface
from bot.documents.charts.widths import FAMILY, width

LEADING: Final = 1.25
_ASCENT: Final = 0.94  # from the top of a line to what it stands on, in ems
_NOT_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

At = Literal["start", "middle", "end"]


class Sheet:
    """A drawing being made. Abscissas are in units from ``left``, which is inside the margin.

    ``name``: unlike that of any other drawing of the page. ``y``: where what comes next begins.
    """

    def __init__(self, surface: Surface, name: str, left: float = 0.0) -> None:
        self.surface, self.left = surface, left
        self.room = surface.width - 2 * surface.margin - left
        self.y = surface.margin
        self._name = name
        self._drawn: list[str] = []
        self._hatches: dict[Fill, str] = {}

    def em(self, size: float) -> float:
        """Return a length in units."""
        return size * self.surface.em

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a text may be; ``size`` is in ems."""
        return self.em(size) * width(text, bold=bold) * self.surface.looseness

    def wrapped(self, text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
        """Break a text at its spaces into ``most`` lines at most; what does not fit gives way to "…"."""
        lines: list[str] = []
        for word in re.split("[ \n]+", text.strip(" \n")):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and (len(lines) == most or self.measure(longer, size, bold=bold) <= room):
                lines[-1] = longer
            else:
                lines.append(word)
        return [self._cut(line, size, room, bold) for line in lines]

    def write(
        self,
        text: str,
        x: float,
        top: float,
        size: float = 1.0,
        *,
        by: float = 0.0,
        at: At = "start",
        bold: bool = False,
        color: str = "",
        over: bool = False,
    ) -> None:
        """Write one line of text. ``by``: how far beside ``x``, ``at``: what of it; ``over``: on a mark."""
        palette = self.surface.palette
        self._add(
            "text",
            escape(_NOT_XML.sub("", text)),
            x=self._across(x),
            dx=by or None,
            y=top + _ASCENT * self.em(size),
            fill=color or palette.ink,
            font_size=self.em(size),
            font_weight=600 if bold else None,
            text_anchor=None if at == "start" else at,
            stroke=palette.paper if over else None,
            stroke_width=self.em(0.3) if over else None,
            paint_order="stroke" if over else None,
        )

    def lines(
        self, lines: Sequence[str], size: float, *, by: float, bold: bool = False, color: str = ""
    ) -> float:
        """Write lines from ``y`` down, that far from the left; return where they end."""
        leading = self.em(size) * LEADING
        for nth, line in enumerate(lines):
            self.write(line, 0, self.y + nth * leading, size, by=by, bold=bold, color=color)
        return self.y + len(lines) * leading

    def paragraph(
        self, text: str, size: float, most: int, *, room: float = 0, bold: bool = False, color: str = ""
    ) -> None:
        """Write a text under what is drawn, from the margin on, in ``most`` lines at most."""
        lines = self.wrapped(text, size, room or self.room + self.left, most, bold=bold)
        self.y = self.lines(lines, size, by=-self.left, bold=bold, color=color)

    def fill(
        self, x: float, top: float, across: float, height: float, fill: Fill, *, still: bool = False
    ) -> None:
        """Fill a rectangle, if it has an inside. ``still``: it stretches on no surface."""
        if across <= 0 or height <= 0:
            return
        ink = self._ink(fill.series)
        self._add(
            "rect",
            x=self._across(x, still),
            y=top,
            width=across if still else self._share(across),
            height=height,
            fill=self._hatched(fill, ink) if fill.hatch else ink,
            stroke=ink if fill.hatch else None,
            stroke_width=self.em(0.08) if fill.hatch else None,
        )

    def rule(self, xs: tuple[float, float], ys: tuple[float, float], color: str) -> None:
        """Draw a straight line."""
        self._line(xs, ys, color, self.em(0.06))

    def stroke(self, points: Sequence[tuple[float, float] | None], stroke: Stroke) -> None:
        """Draw a line through points, with a gap where one is None, and mark them."""
        ink, thick, dashes = self._pen(stroke)
        for start, end in pairwise(points):
            if start and end:
                self._line((start[0], end[0]), (start[1], end[1]), ink, thick, dashes)
        for point in points:
            if point:
                self._mark(*point, stroke)

    def link(self, start: tuple[float, float], end: tuple[float, float], stroke: Stroke) -> None:
        """Draw a line between two points, and mark none."""
        ink, thick, dashes = self._pen(stroke)
        self._line((start[0], end[0]), (start[1], end[1]), ink, thick / 2, dashes)

    def point(self, x: float, y: float, stroke: Stroke, by: float = 0.0) -> None:
        """Mark a point. ``by``: how far beside ``x``."""
        self._mark(x, y, stroke, by)

    def dash(self, length: float, y: float, stroke: Stroke) -> None:
        """Draw a piece of a line that marks no point, to be named; it stretches on no surface."""
        ink, thick, dashes = self._pen(stroke)
        self._line((0.0, length), (y, y), ink, thick / 2, dashes, still=True)

    def sample(self, left: float, right: float, y: float, stroke: Stroke) -> None:
        """Draw a piece of a line, to be named; it stretches on no surface."""
        ink, thick, dashes = self._pen(stroke)
        self._line((left, right), (y, y), ink, thick, dashes, still=True)
        self._mark(0, y, stroke, by=(left + right) / 2)

    def _mark(self, x: float, y: float, stroke: Stroke, by: float = 0.0) -> None:
        shape = _element(
            "path",
            d=MARKERS[stroke.marker],
            fill=self._ink(stroke.series),
            stroke=self.surface.palette.paper,
            stroke_width=0.2,
            transform=f"translate({by:g}) scale({self.em(0.3):g})",
        )
        self._add("svg", shape, x=self._across(x), y=y, overflow="visible")

    @contextmanager
    def within(self, group: str) -> Iterator[None]:
        """Give what is drawn while the block runs a class of its own, if it is named."""
        if group:
            self._drawn.append(f'<g class="{group}">')
        yield
        if group:
            self._drawn.append("</g>")

    def svg(self, title: str, told: str) -> str:
        """Return the drawing. ``told``: what it shows, in words."""
        surface = self.surface
        height = self.y + surface.margin
        words = [
            _element(tag, escape(_NOT_XML.sub("", text)), id=f"{self._name}-{tag}")
            for tag, text in (("title", title), ("desc", told))
        ]
        hatches = "".join(self._hatches.values())
        stretches = bool(surface.wider)
        return _element(
            "svg",
            "".join(words) + (f"<defs>{hatches}</defs>" if hatches else "") + "".join(self._drawn),
            xmlns=None if stretches else "http://www.w3.org/2000/svg",
            role="img",
            aria_labelledby=f"{self._name}-title",
            aria_describedby=f"{self._name}-desc",
            class_="drawing scaled" if self.left else "drawing",
            width="100%" if stretches else surface.width,
            height=height,
            viewBox=None if stretches else f"0 0 {surface.width:g} {height:g}",
            font_family=None if stretches else f"'{FAMILY}'",
        )

    def _across(self, x: float, still: bool = False) -> float | str:
        """Return an abscissa as SVG takes it."""
        if self.surface.wider:
            return x if still else self._share(x)
        return self.surface.margin + self.left + x

    def _share(self, length: float) -> float | str:
        return f"{100 * length / self.room:.2f}%" if self.surface.wider else length

    def _line(
        self,
        xs: tuple[float, float],
        ys: tuple[float, float],
        color: str,
        thick: float,
        dashes: str = "",
        *,
        still: bool = False,
    ) -> None:
        x1, x2 = (self._across(x, still) for x in xs)
        y1, y2 = ys
        self._add(
            "line", x1=x1, x2=x2, y1=y1, y2=y2, stroke=color, stroke_width=thick,
            stroke_dasharray=dashes or None,
        )  # fmt: skip

    def _pen(self, stroke: Stroke) -> tuple[str, float, str]:
        """Return the colour of a line, how thick it is, and its dashes."""
        thick = self.em(0.16)
        return self._ink(stroke.series), thick, " ".join(f"{thick * dash:g}" for dash in stroke.dashes)

    def _ink(self, series: int | None) -> str:
        palette = self.surface.palette
        return palette.axis if series is None else palette.series[series]

    def _hatched(self, fill: Fill, ink: str) -> str:
        """Return what paints a hatch, which is defined once."""
        name = f"{self._name}-hatch{len(self._hatches)}"
        if fill in self._hatches:
            name = f"{self._name}-hatch{list(self._hatches).index(fill)}"
        else:
            ground = _element("rect", width=1, height=1, fill=self.surface.palette.paper)
            self._hatches[fill] = _element(
                "pattern",
                ground + HATCHES[fill.hatch].format(ink=ink),
                id=name,
                width=1,
                height=1,
                patternUnits="userSpaceOnUse",
                patternTransform=f"scale({self.em(0.36):g}) rotate(45)",
            )
        return f"url(#{name})"

    def _add(self, tag: str, content: str = "", /, **attributes: float | str | None) -> None:
        self._drawn.append(_element(tag, content, **attributes))

    def _cut(self, line: str, size: float, room: float, bold: bool) -> str:
        if self.measure(line, size, bold=bold) <= room:
            return line
        kept = bisect(range(len(line)), room, key=lambda end: self.measure(f"{line[:end]}…", size, bold=bold))
        return f"{line[: max(kept - 1, 0)].rstrip()}…"


def _element(tag: str, content: str = "", /, **attributes: float | str | None) -> str:
    """Return an element; what is None is left out."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_told(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def _told(value: float | str) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"
