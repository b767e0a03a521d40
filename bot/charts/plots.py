"""Values over time, above one scale: columns, or lines."""

from dataclasses import dataclass
from itertools import cycle
from math import isnan, nan
from typing import Final

from bot.charts.bars import draw_legend, greatest
from bot.charts.sheet import LEADING, MARGIN, RIGHT, Sheet
from bot.charts.speaking import SpokenChart
from bot.charts.styles import AXIS, FILLS, HAIR, SOFT, STROKES

HEIGHT: Final = 640.0
SIZE: Final = 28
LABEL_LINES: Final = 2
FILLED: Final = 0.84
"""How much of the room of a label its columns take."""

GAP: Final = 14.0
SPACE: Final = 4.0
WIDEST: Final = 180.0
SAMPLE: Final = 84.0


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where values are drawn: from ``left`` on, between two heights, the lower of zero, the upper of ``top``.

    ``told``: each value is written, and there is no scale.
    """

    left: float
    above: float
    below: float
    top: int
    count: int
    told: bool

    @property
    def slot(self) -> float:
        """Return the width that each label has."""
        return (RIGHT - self.left) / self.count

    def x(self, at: int) -> float:
        """Return the middle of a label's room."""
        return self.left + (at + 0.5) * self.slot

    def y(self, value: int) -> float:
        """Return the height of a value."""
        return self.below - (self.below - self.above) * value / self.top


def draw_columns(sheet: Sheet, chart: SpokenChart) -> None:
    """Draw columns side by side, their values above them where there is room, else a scale."""
    draw_legend(sheet, chart)
    count = len(chart["series"])
    share = FILLED / count if count > 1 else 1.0
    plot = _plot(sheet, chart, told=_widest(sheet, chart) + SPACE <= share * _room(chart))
    width = min(plot.slot * FILLED / count, WIDEST)
    for nth, (fill, series) in enumerate(zip(cycle(FILLS), chart["series"], strict=False)):
        for at, (value, text) in enumerate(zip(series["values"], series["shown"], strict=True)):
            if value is None:
                continue
            # Time runs to the right: what the first series is compared with stands before it.
            left, top = plot.x(at) + (count / 2 - nth - 1) * width, plot.y(value)
            sheet.fill(left, top, width - SPACE * (count > 1), plot.below - top, fill)
            if plot.told:
                sheet.write(text, left + width / 2, top - SIZE * LEADING, SIZE, bold=not nth, at="center")
    _name_slots(sheet, chart, plot)


def draw_lines(sheet: Sheet, chart: SpokenChart) -> None:
    """Draw a line for each series; the values are beside the names, or on a line that is alone."""
    alone = len(chart["series"]) == 1
    if not alone:
        _name_lines(sheet, chart)
    sheet.y += GAP
    sheet.paragraph(chart["unit"], SIZE, 1, color=SOFT)
    plot = _plot(sheet, chart, told=alone and _widest(sheet, chart) <= _room(chart))
    xs = [plot.x(at) for at in range(plot.count)]
    for stroke, series in reversed(list(zip(cycle(STROKES), chart["series"], strict=False))):
        ys = [nan if value is None else plot.y(value) for value in series["values"]]
        sheet.stroke(xs, ys, stroke)
        for x, y, text in zip(xs, ys, series["shown"], strict=True):
            if plot.told and not isnan(y):
                sheet.write(text, x, y - 2 * SIZE, SIZE, bold=True, at="center")
    _name_slots(sheet, chart, plot)


def _widest(sheet: Sheet, chart: SpokenChart) -> float:
    """Return the width of the longest value."""
    shown = (text for series in chart["series"] for text in series["shown"])
    return max(sheet.width(text, SIZE, bold=True) for text in shown)


def _room(chart: SpokenChart) -> float:
    """Return the width that each label has on a plot without a scale."""
    return (RIGHT - MARGIN) / len(chart["labels"])


def _plot(sheet: Sheet, chart: SpokenChart, *, told: bool) -> _Plot:
    """Return where to draw values: above a base line where each is told, else across a scale."""
    above = sheet.y + (2 if told else 1) * SIZE
    sheet.y = above + HEIGHT
    ticks = chart["ticks"][:1] if told else chart["ticks"]
    scale = 0.0 if told else max(sheet.width(tick["shown"], SIZE) for tick in ticks) + GAP
    top = greatest(chart) or 1 if told else chart["ticks"][-1]["value"]
    plot = _Plot(MARGIN + scale, above, sheet.y, top, len(chart["labels"]), told)
    for tick in ticks:
        y = plot.y(tick["value"])
        sheet.rule((plot.left, RIGHT), (y, y), color=HAIR if tick["value"] else AXIS)
        if not told:
            sheet.write(tick["shown"], plot.left - GAP, y - 0.65 * SIZE, SIZE, color=SOFT, at="right")
    return plot


def _name_slots(sheet: Sheet, chart: SpokenChart, plot: _Plot) -> None:
    """Write the labels under the plot: all of them, or one out of so many that they do not touch."""

    def fits(every: int) -> bool:
        words = (word for label in chart["labels"][::every] for word in label.split(" "))
        return all(sheet.width(word, SIZE) <= every * plot.slot - GAP for word in words)

    every = next(filter(fits, range(1, plot.count)), plot.count)
    sheet.y += GAP
    bottom = sheet.y
    for at, label in list(enumerate(chart["labels"]))[::every]:
        y = sheet.y
        for line in sheet.wrapped(label, SIZE, every * plot.slot - GAP, LABEL_LINES):
            sheet.write(line, plot.x(at), y, SIZE, at="center")
            y += SIZE * LEADING
        bottom = max(bottom, y)
    sheet.y = bottom


def _name_lines(sheet: Sheet, chart: SpokenChart) -> None:
    """Name the lines, each with its last value, under the label of that value."""
    last = chart["labels"][-1]
    sheet.y += GAP
    sheet.write(last, RIGHT, sheet.y, SIZE, color=SOFT, at="right")
    sheet.y += SIZE * LEADING
    for stroke, series in zip(cycle(STROKES), chart["series"], strict=False):
        value = series["shown"][-1]
        room = RIGHT - MARGIN - SAMPLE - 2 * GAP - sheet.width(value, SIZE, bold=True)
        (name,) = sheet.wrapped(series["name"], SIZE, room, 1)
        middle = sheet.y + 0.65 * SIZE
        xs = (MARGIN, MARGIN + SAMPLE / 2, MARGIN + SAMPLE)
        sheet.stroke(xs, (middle, middle, middle), stroke, first=1, step=2)
        sheet.write(name, MARGIN + SAMPLE + GAP, sheet.y, SIZE)
        sheet.write(value, RIGHT, sheet.y, SIZE, bold=True, at="right")
        sheet.y += 1.5 * SIZE
