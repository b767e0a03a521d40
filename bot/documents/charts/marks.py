"""How the series of a chart are told apart: in colour, for those who see few of them, and in grey."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Fill:
    """The inside of a bar. ``series``: the place of its colour, None for that of axes; ``hatch``: on it."""

    series: int | None
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line and the mark on each of its points. ``dashes``: in widths of the line."""

    series: int
    marker: str
    dashes: tuple[float, ...] = ()


FILLS: Final = (Fill(0), Fill(None, "/"), Fill(1, "."), Fill(2, "x"))
"""The first series is what the chart is about, the next ones are what it is compared with."""

STROKES: Final = (
    Stroke(0, "o"),
    Stroke(1, "s", (4, 1)),
    Stroke(2, "^"),
    Stroke(3, "D", (1, 1)),
    Stroke(4, "v", (6, 1, 1, 1)),
    Stroke(5, "h", (2, 1)),
    Stroke(0, "X", (1, 2)),
    Stroke(1, "p"),
)

MARKERS: Final = {
    "o": "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
    "s": "M-.9-.9H.9V.9H-.9z",
    "^": "M0-1.1 1.1.9H-1.1z",
    "D": "M0-1.25 1.25 0 0 1.25-1.25 0z",
    "v": "M0 1.1 1.1-.9H-1.1z",
    "h": "M0-1.15 1-.575V.575L0 1.15-1 .575V-.575z",
    "X": "M-1.1-.6-.6-1.1 0-.5.6-1.1 1.1-.6.5 0 1.1.6.6 1.1 0 .5-.6 1.1-1.1.6-.5 0z",
    "p": "M0-1.15 1.09-.36.68.93H-.68L-1.09-.36z",
}
"""Shapes about 2 across, around their middle."""

HATCHES: Final = {
    "/": '<path d="M.5 0V1" stroke="{ink}" stroke-width=".3"/>',
    ".": '<circle cx=".5" cy=".5" r=".22" fill="{ink}"/>',
    "x": '<path d="M.5 0V1M0 .5H1" stroke="{ink}" stroke-width=".22"/>',
}
"""What is repeated over a bar, in a square of 1 that is turned by 45 degrees."""
