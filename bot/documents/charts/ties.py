"""Points around a circle, and the lines between those that are linked: who, is never told."""

from collections.abc import Sequence
from itertools import cycle
from math import cos, pi, sin
from typing import Final

from bot.documents.charts.bars import GAP, NAME_LINES, SMALL
from bot.documents.charts.marks import Stroke
from bot.documents.charts.serialize import SpokenChart
from bot.documents.charts.sheet import LEADING, Sheet

HEIGHT: Final = 1.8
"""How high the circle is, of the height of plots; it is at most twice as wide."""

EDGE: Final = 0.8  # ems around the circle
POINTS: Final = (Stroke(0, "o"), Stroke(1, "s"), Stroke(2, "^"))
"""How the sorts of points are told apart, in the order in which they come."""


LINES: Final = (Stroke(4, "o"), Stroke(3, "o", (2, 2)))
"""How series of links are told apart: the first one is whole, the next one in dashes."""


def draw_ties(sheet: Sheet, chart: SpokenChart) -> None:
    """Draw the points in an order that brings linked ones near each other, and name what each mark is."""
    sorts = list(dict.fromkeys(chart["labels"]))
    _name_sorts(sheet, chart, sorts)
    links = chart.get("links", [])
    order = _order(len(chart["labels"]), links)
    height = HEIGHT * sheet.em(sheet.surface.plot)
    edge, top = sheet.em(EDGE), sheet.y + sheet.em(GAP)
    across, down = min(sheet.room / 2, height) - edge, height / 2 - edge
    places = {}
    for nth, point in enumerate(order):
        angle = 2 * pi * nth / len(order) - pi / 2
        places[point] = (sheet.room / 2 + across * cos(angle), top + height / 2 + down * sin(angle))
    for start, end, series in links:
        sheet.link(places[start], places[end], LINES[series % len(LINES)])
    for point, label in enumerate(chart["labels"]):
        sheet.point(*places[point], POINTS[sorts.index(label) % len(POINTS)])
    sheet.y = top + height


def _order(count: int, links: Sequence[tuple[int, int, int]]) -> list[int]:
    """Return the points so that those of a group follow one another, the most linked ones of it first."""
    linked: dict[int, set[int]] = {point: set() for point in range(count)}
    for start, end, _ in links:
        linked[start].add(end)
        linked[end].add(start)
    order: list[int] = []
    for first in sorted(linked, key=lambda point: (-len(linked[point]), point)):
        waiting = [first]
        while waiting:
            point = waiting.pop(0)
            if point not in order:
                order.append(point)
                waiting += sorted(linked[point] - set(order))
    return order


def _name_sorts(sheet: Sheet, chart: SpokenChart, sorts: Sequence[str]) -> None:
    """Name the marks of points, with how many there are, then the lines."""
    sheet.y += sheet.em(GAP)
    sample, gap = sheet.em(1.6), sheet.em(GAP)
    room = sheet.room - sample - gap
    for stroke, label in zip(cycle(POINTS), sorts, strict=False):
        told = f"{label} ({chart['labels'].count(label)})"
        sheet.point(0.0, sheet.y + 0.62 * sheet.em(SMALL), stroke, by=sample / 2)
        sheet.y = sheet.lines(
            sheet.wrapped(told, SMALL, room, NAME_LINES), SMALL, by=sample + gap - sheet.left
        )
    for stroke, series in zip(cycle(LINES), chart["series"], strict=False):
        told = f"{series['name']} ({series['shown'][0]})"
        sheet.dash(sample, sheet.y + 0.5 * LEADING * sheet.em(SMALL), stroke)
        sheet.y = sheet.lines(
            sheet.wrapped(told, SMALL, room, NAME_LINES), SMALL, by=sample + gap - sheet.left
        )
