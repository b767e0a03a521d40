"""Values over time, above one scale: columns, or lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from math import ceil
from typing import Final

from bot.documents.charts.bars import GAP, NAME_LINES, SMALL, draw_legend, greatest
from bot.documents.charts.marks import FILLS, STROKES
from bot.documents.charts.serialize import SpokenChart
from bot.documents.charts.sheet import LEADING, Sheet
from bot.documents.charts.surfaces import Surface

LABEL_LINES: Final = 2
FILLED: Final = 0.84
"""How much of the room of a label its columns take."""

SPACE: Final = 0.12  # ems between columns
WIDEST: Final = 3.5  # ems of a column
SAMPLE: Final = 2.4  # ems of a line beside its name
SIZE: Final = SMALL


def gutter(surface: Surface, chart: SpokenChart) -> float:
    """Return the room that the scale takes, in units: none where each value is written."""
    probe = Sheet(surface, "")
    if _is_told(probe, chart):
        return 0.0
    widest = max(probe.measure(tick["shown"], SIZE) for tick in chart["ticks"])
    return surface.gutter or widest + probe.em(GAP)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where values are drawn: between two heights, the lower of zero, the upper of ``top``."""

    above: float
    below: float
    top: int
    slot: float
    """The width that each label has."""

    def x(self, at: int) -> float:
        """Return the middle of a label's room."""
        return (at + 0.5) * self.slot

    def y(self, value: int) -> float:
        """Return the height of a value."""
        return self.below - (self.below - self.above) * value / self.top


def draw_columns(sheet: Sheet, chart: SpokenChart) -> None:
    """Draw columns side by side, their values above them where there is room, else a scale."""
    draw_legend(sheet, chart)
    plot, told, count = _plot(sheet, chart), not sheet.left, len(chart["series"])
    width = min(plot.slot * FILLED / count, sheet.em(WIDEST))
    space = sheet.em(SPACE) * (count > 1)
    for nth, (fill, series) in enumerate(zip(cycle(FILLS), chart["series"], strict=False)):
        for at, (value, text) in enumerate(zip(series["values"], series["shown"], strict=True)):
            # Time runs to the right: what the first series is compared with stands before it.
            left, top = plot.x(at) + (count / 2 - nth - 1) * width, plot.y(value or 0)
            sheet.fill(left, top, max(width - space, width / 2), plot.below - top, fill)
            if told:
                above = top - sheet.em(SIZE) * LEADING
                sheet.write(text, left + (width - space) / 2, above, SIZE, bold=not nth, at="middle")
    _name_slots(sheet, chart, plot)


def draw_lines(sheet: Sheet, chart: SpokenChart) -> None:
    """Draw a line for each series; the values are beside the names, or on a line that is alone."""
    if len(chart["series"]) > 1:
        _name_lines(sheet, chart)
    plot = _plot(sheet, chart)
    for stroke, series in reversed(list(zip(cycle(STROKES), chart["series"], strict=False))):
        points = [
            None if value is None else (plot.x(at), plot.y(value))
            for at, value in enumerate(series["values"])
        ]
        sheet.stroke(points, stroke)
        for point, text in zip(points, series["shown"], strict=True):
            if point and not sheet.left:
                above = point[1] - sheet.em(0.55 + SIZE * LEADING)
                sheet.write(text, point[0], above, SIZE, bold=True, at="middle", over=True)
    _name_slots(sheet, chart, plot)


def _is_told(sheet: Sheet, chart: SpokenChart) -> bool:
    """Tell whether there is room to write each value: above its column, or on a line that is alone."""
    count = len(chart["series"])
    if chart["kind"] == "lines" and count > 1:
        return False
    share = FILLED / count if count > 1 else 1.0
    shown = (text for series in chart["series"] for text in series["shown"])
    widest = max(sheet.measure(text, SIZE, bold=True) for text in shown)
    return widest + sheet.em(SPACE) <= share * sheet.room / len(chart["labels"])


def _plot(sheet: Sheet, chart: SpokenChart) -> _Plot:
    """Return where to draw values: above a base line where each is told, else across a scale."""
    told, palette = not sheet.left, sheet.surface.palette
    above = sheet.y + sheet.em(SIZE) * (2.4 if told else 1.2)
    highest = greatest(chart)
    sheet.y = above + (sheet.em(sheet.surface.plot) if highest or not told else 0)
    top = highest or 1 if told else chart["ticks"][-1]["value"]
    plot = _Plot(above, sheet.y, top, sheet.room / len(chart["labels"]))
    for tick in chart["ticks"][: 1 if told else None]:
        y = plot.y(tick["value"])
        sheet.rule((0, sheet.room), (y, y), palette.hair if tick["value"] else palette.axis)
        if not told:
            level = y - 0.62 * sheet.em(SIZE)
            sheet.write(tick["shown"], 0, level, SIZE, by=-sheet.em(GAP), color=palette.soft, at="end")
    return plot


def _name_slots(sheet: Sheet, chart: SpokenChart, plot: _Plot) -> None:
    """Write the labels under the plot, as many as do not touch at each width of the surface."""
    sheet.y += sheet.em(0.35)
    top = bottom = sheet.y
    for group, width in (sheet.surface.wider or {"": sheet.surface.width}).items():
        slot = plot.slot * (sheet.room + width - sheet.surface.width) / sheet.room
        with sheet.within(group):
            for at, lines in _labels(sheet, chart["labels"], slot).items():
                for nth, line in enumerate(lines):
                    y = top + nth * sheet.em(SIZE) * LEADING
                    sheet.write(line, plot.x(at), y, SIZE, at="middle", color=sheet.surface.palette.soft)
                    bottom = max(bottom, y + sheet.em(SIZE) * LEADING)
    sheet.y = bottom


def _labels(sheet: Sheet, labels: Sequence[str], slot: float) -> dict[int, list[str]]:
    """Return the labels that can be written whole, by their place: one out of so many that none touch.

    None goes further out than the drawing. Where none can be whole, the one in the middle is cut.
    """
    words = (sheet.measure(word, SIZE) for label in labels for word in label.split())
    least = ceil((max(words, default=0) + sheet.em(GAP)) / slot)
    for every in range(max(least, 1), len(labels) + 1):
        room = every * slot - sheet.em(GAP)
        lines = [sheet.wrapped(label, SIZE, room, LABEL_LINES) for label in labels]
        fits = [
            " ".join(lines[at]) == " ".join(label.split())
            and max(sheet.measure(line, SIZE) for line in lines[at]) / 2
            <= min((at + 0.5) * slot + sheet.left, (len(labels) - at - 0.5) * slot)
            for at, label in enumerate(labels)
        ]
        for first in range(every):
            if all(fits[first::every]):
                return {at: lines[at] for at in range(first, len(labels), every)}
    middle = (len(labels) - 1) // 2
    return {middle: sheet.wrapped(labels[middle], SIZE, (2 * middle + 1) * slot, LABEL_LINES)}


def _name_lines(sheet: Sheet, chart: SpokenChart) -> None:
    """Name the lines, each with its last value, under the label of that value."""
    sheet.y += sheet.em(GAP)
    soft, gap, sample = sheet.surface.palette.soft, sheet.em(GAP), sheet.em(SAMPLE)
    sheet.write(chart["labels"][-1], sheet.room, sheet.y, SIZE, color=soft, at="end")
    sheet.y += sheet.em(SIZE) * LEADING
    for stroke, series in zip(cycle(STROKES), chart["series"], strict=False):
        value = series["shown"][-1]
        room = sheet.room + sheet.left - sample - 2 * gap - sheet.measure(value, SIZE, bold=True)
        lines = sheet.wrapped(series["name"], SIZE, room, NAME_LINES)
        sheet.sample(-sheet.left, sample - sheet.left, sheet.y + 0.62 * sheet.em(SIZE), stroke)
        sheet.write(value, sheet.room, sheet.y, SIZE, bold=True, at="end")
        sheet.y = sheet.lines(lines, SIZE, by=sample + gap - sheet.left) + sheet.em(0.12)
