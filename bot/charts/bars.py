"""Bars under their labels, and the legend of what is filled."""

from itertools import cycle
from typing import Final

from bot.charts.sheet import LEADING, MARGIN, RIGHT, Sheet
from bot.charts.speaking import SpokenChart
from bot.charts.styles import AXIS, FILLS, SOFT, TEXT

LABEL_SIZE: Final = 36
VALUE_SIZE: Final = 36
SMALL_SIZE: Final = 30
THICK, THIN = 42.0, 32.0
"""How high the bars of the first series are, and those it is compared with."""

SWATCH: Final = 36.0
GAP: Final = 14.0


def draw_bars(sheet: Sheet, chart: SpokenChart) -> None:
    """Draw one bar for each value, its label above it and its value at its end."""
    draw_legend(sheet, chart)
    shown = [text for series in chart["series"] for text in series["shown"]]
    room = RIGHT - MARGIN - GAP - max((sheet.width(text, VALUE_SIZE, bold=True) for text in shown), default=0)
    scale = room / (greatest(chart) or 1)
    for at, label in enumerate(chart["labels"]):
        sheet.y += GAP
        sheet.paragraph(label, LABEL_SIZE, 1)
        sheet.y += 4
        top = sheet.y
        for nth, (fill, series) in enumerate(zip(cycle(FILLS), chart["series"], strict=False)):
            height, size, color = (THIN, SMALL_SIZE, SOFT) if nth else (THICK, VALUE_SIZE, TEXT)
            length = scale * (series["values"][at] or 0)
            sheet.fill(MARGIN, sheet.y, length, height, fill)
            level = sheet.y + (height - size * LEADING) / 2
            sheet.write(series["shown"][at], MARGIN + length + GAP, level, size, bold=not nth, color=color)
            sheet.y += height + 4
        sheet.rule((MARGIN, MARGIN), (top - 3, sheet.y - 1), color=AXIS)


def greatest(chart: SpokenChart) -> int:
    """Return the greatest value, zero when none is known."""
    return max((value or 0 for series in chart["series"] for value in series["values"]), default=0)


def draw_legend(sheet: Sheet, chart: SpokenChart) -> None:
    """Name what is counted, and the series when there are several."""
    if len(chart["series"]) > 1:
        sheet.y += GAP
        x = float(MARGIN)
        for fill, series in zip(cycle(FILLS), chart["series"], strict=False):
            (name,) = sheet.wrapped(series["name"], SMALL_SIZE, RIGHT - MARGIN - SWATCH - GAP, 1)
            width = SWATCH + GAP + sheet.width(name, SMALL_SIZE)
            if x > MARGIN and x + width > RIGHT:
                x = MARGIN
                sheet.y += SMALL_SIZE * 1.5
            sheet.fill(x, sheet.y + 4, SWATCH, SMALL_SIZE, fill)
            sheet.write(name, x + SWATCH + GAP, sheet.y, SMALL_SIZE)
            x += width + 3 * GAP
        sheet.y += SMALL_SIZE * 1.5
    sheet.y += GAP
    sheet.paragraph(chart["unit"], SMALL_SIZE, 1, color=SOFT)
