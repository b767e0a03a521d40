"""Where the marks of a chart go, as SVG takes them: lengths across in percent, heights in pixels.

Percents let a drawing fill any screen while its words keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from conversations.figures.charts import Chart, ChartKind
from conversations.messages import Message, verbatim

TOP, HEIGHT, FOOT = 22, 180, 40  # pixels: above the highest mark, of the highest mark, for the labels
TICKS = 4
SLOT_FILLED = 0.72  # of the room of a label
ROOM = {"narrow": 4, "medium": 6, "wide": 12}  # labels that can be read side by side, by the drawing's width
VALUES_SHOWN, VALUE_SHOWN = 12, 9_999  # columns, and the largest value, that fit above them


@dataclass(frozen=True, slots=True)
class Mark:
    """One value. ``x`` is its left edge for a column, its middle for a point; None where nothing is known."""

    value: int | None
    x: float
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """What stands under marks. ``widths``: those of the drawing in which there is room for it."""

    text: Message
    x: float
    widths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a line between two points that are known."""

    start: Mark
    end: Mark


@dataclass(frozen=True, slots=True)
class Trace:
    """A series as it is drawn."""

    name: Message
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across, with its value."""

    value: Message
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be drawn. ``valued``: there is room for the values above the columns."""

    chart: Chart
    traces: tuple[Trace, ...]
    labels: tuple[Label, ...] = ()
    ticks: tuple[Tick, ...] = ()
    valued: bool = False
    top: int = TOP
    height: int = HEIGHT
    foot: int = FOOT


def drawn(chart: Chart) -> Drawing:
    """Return where everything goes."""
    known = [value for series in chart.series for value in series.values if value is not None]
    highest = max([*known, 1])
    if chart.kind is ChartKind.BARS:
        bars = ((series.name, [Mark(value, 0.0, width=_share(value, highest)) for value in series.values])
                for series in chart.series)  # fmt: skip
        return Drawing(chart, tuple(Trace(name, tuple(marks)) for name, marks in bars))
    step = _step(highest)
    most = step * ceil(highest / step)
    slot = 100 / len(chart.labels)
    place = _column if chart.kind is ChartKind.COLUMNS else _point
    traces = tuple(
        _trace(series.name, [place(value, at, which, len(chart.series), slot, most)
                             for at, value in enumerate(series.values)], chart.kind)
        for which, series in enumerate(chart.series)
    )  # fmt: skip
    valued = chart.kind is ChartKind.COLUMNS and len(known) <= VALUES_SHOWN and highest <= VALUE_SHOWN
    return Drawing(chart, traces, _labels(chart.labels, slot), _ticks(step, most), valued)


def _share(value: int | None, most: int) -> float:
    return round(100 * (value or 0) / most, 2)


def _step(most: int) -> int:
    """Return a round step that makes at most ``TICKS`` lines."""
    rough = max(1.0, most / TICKS)
    power = 10 ** floor(log10(rough))
    return next(int(factor * power) for factor in (1, 2, 5, 10) if factor * power >= rough)


def _ticks(step: int, most: int) -> tuple[Tick, ...]:
    return tuple(Tick(verbatim(value), _y(value, most)) for value in range(0, most + 1, step))


def _y(value: int, most: int) -> float:
    return round(TOP + HEIGHT * (1 - value / most), 1)


def _column(value: int | None, at: int, which: int, of: int, slot: float, most: int) -> Mark:
    width = slot * SLOT_FILLED / of
    x = slot * at + slot * (1 - SLOT_FILLED) / 2 + width * which
    y = _y(value or 0, most)
    return Mark(value, round(x, 2), y, round(width, 2), round(TOP + HEIGHT - y, 1))


def _point(value: int | None, at: int, which: int, of: int, slot: float, most: int) -> Mark:
    return Mark(value, round(slot * (at + 0.5), 2), _y(value or 0, most))


def _trace(name: Message, marks: list[Mark], kind: ChartKind) -> Trace:
    if kind is not ChartKind.LINES:
        return Trace(name, tuple(marks))
    known = [mark for mark in marks if mark.value is not None]
    pieces = tuple(Line(*pair) for pair in pairwise(known))
    return Trace(name, tuple(known), pieces)


def _labels(labels: Sequence[Message], slot: float) -> tuple[Label, ...]:
    every = {width: ceil(len(labels) / most) for width, most in ROOM.items()}
    return tuple(
        Label(text, round(slot * (at + 0.5), 2), tuple(width for width in ROOM if at % every[width] == 0))
        for at, text in enumerate(labels)
    )
