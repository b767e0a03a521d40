"""Bars under their labels or beside them, and the legend of what is filled."""

from itertools import cycle
from typing import Final

from bot.documents.charts.marks import FILLS
from bot.documents.charts.serialize import SpokenChart
from bot.documents.charts.sheet import LEADING, Sheet

SMALL: Final = 0.84
"""How large legends, scales and what is compared with are written, in ems."""

THICK, THIN = 1.1, 0.8
"""How high the bars of the first series are, and those it is compared with."""

GAP: Final = 0.4
NAME_LINES: Final = 3


def draw_bars(sheet: Sheet, chart: SpokenChart) -> None:
    """Draw one bar for each value, with its label, and its value at its end."""
    draw_legend(sheet, chart)
    names, gap = sheet.surface.names * sheet.room, sheet.em(GAP)
    shown = [text for series in chart["series"] for text in series["shown"]]
    start = names + gap if names else 0.0
    room = sheet.room - start - gap - max((sheet.measure(text, 1, bold=True) for text in shown), default=0)
    scale = room / (greatest(chart) or 1)
    for at, label in enumerate(chart["labels"]):
        sheet.y += sheet.em(0.7)
        top = sheet.y
        sheet.paragraph(label, 1, NAME_LINES, room=names or sheet.room)
        named = sheet.y
        sheet.y = top if names else named + sheet.em(0.15)
        _draw_values(sheet, chart, at, start, scale)
        sheet.y = max(sheet.y, named)


def _draw_values(sheet: Sheet, chart: SpokenChart, at: int, start: float, scale: float) -> None:
    """Draw the bars of a label, against the line they start from."""
    top = sheet.y
    for nth, (fill, series) in enumerate(zip(cycle(FILLS), chart["series"], strict=False)):
        height, size = (sheet.em(THIN), SMALL) if nth else (sheet.em(THICK), 1.0)
        length = scale * (series["values"][at] or 0)
        sheet.fill(start, sheet.y, length, height, fill)
        level = sheet.y + (height - sheet.em(size) * LEADING) / 2
        color = sheet.surface.palette.soft if nth else ""
        sheet.write(
            series["shown"][at], start + length, level, size, by=sheet.em(GAP), bold=not nth, color=color
        )
        sheet.y += height + sheet.em(0.12)
    sheet.rule((start, start), (top - sheet.em(0.12), sheet.y), sheet.surface.palette.axis)


def greatest(chart: SpokenChart) -> int:
    """Return the greatest value, zero when none is known."""
    return max((value or 0 for series in chart["series"] for value in series["values"]), default=0)


def draw_legend(sheet: Sheet, chart: SpokenChart) -> None:
    """Name the series when there are several."""
    if len(chart["series"]) > 1:
        sheet.y += sheet.em(GAP)
        before, whole = sheet.em(1.1 + GAP), sheet.room + sheet.left
        x, below = 0.0, sheet.y
        for fill, series in zip(cycle(FILLS), chart["series"], strict=False):
            lines = sheet.wrapped(series["name"], SMALL, whole - before, NAME_LINES)
            width = before + max(sheet.measure(line, SMALL) for line in lines)
            if x and x + width > whole:
                x, sheet.y = 0.0, below
            sheet.fill(
                x - sheet.left, sheet.y + sheet.em(0.12), sheet.em(1.1), sheet.em(SMALL), fill, still=True
            )
            below = max(below, sheet.lines(lines, SMALL, by=x + before - sheet.left))
            x += width + sheet.em(1)
        sheet.y = below
