"""How the series of a chart look: apart in colour, for those who see few of them, and in grey."""

from dataclasses import dataclass
from typing import Final, Literal

TEXT: Final = "#212121"
SOFT: Final = "#595959"
HAIR: Final = "#d9d9d9"
AXIS: Final = "#767676"


@dataclass(frozen=True, slots=True)
class Fill:
    """The inside of a bar. ``ink``: of its ``hatch`` and of its ``border``."""

    color: str
    ink: str
    hatch: str = ""
    border: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line and the mark on each of its points."""

    color: str
    marker: str
    dashes: tuple[float, tuple[int, ...]] | Literal["-"] = "-"


# Okabe and Ito's colours (jfly.uni-koeln.de/color), some darker: each has a contrast of 3 with white.
BLUE: Final = "#0072b2"
VERMILION: Final = "#d55e00"
GREEN: Final = "#008a64"
PURPLE: Final = "#b5508e"
BLACK: Final = "#212121"
OCHRE: Final = "#a97800"

FILLS: Final = (
    Fill(BLUE, BLUE),
    Fill("white", AXIS, "/", 3.0),
    Fill("white", VERMILION, ".", 3.0),
    Fill("white", GREEN, "x", 3.0),
)
"""The first series is what the chart is about, the next ones are what it is compared with."""

STROKES: Final = (
    Stroke(BLUE, "o"),
    Stroke(VERMILION, "s", (0, (4, 1))),
    Stroke(GREEN, "^"),
    Stroke(PURPLE, "D", (0, (1, 1))),
    Stroke(BLACK, "v", (0, (6, 1, 1, 1))),
    Stroke(OCHRE, "h", (0, (2, 1))),
    Stroke(BLUE, "X", (0, (1, 2))),
    Stroke(VERMILION, "p"),
)
