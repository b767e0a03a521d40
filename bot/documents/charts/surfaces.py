"""Where charts are seen: their colours, and the room they have there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as SVG takes them. ``paper``: what is drawn upon; ``series``: one colour after the other."""

    ink: str
    soft: str
    hair: str
    axis: str
    paper: str
    series: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surface:
    """What a drawing is made for. Lengths are in units of the surface, or where said in ems of its text.

    ``title``: how large a title is, in ems; 0 where it stands outside, with what is counted. ``plot``: how
    high columns and lines may be, in ems. ``names``: the share of the width where the names of bars stand
    beside them; 0: above them. ``looseness``: how much wider texts may be than in the shipped font.
    ``gutter``: the room of a scale, where it is always the same. ``wider``: where the drawing stretches,
    the least widths from which its classes may show more labels; lengths across are then in percent, and
    ``width`` is the narrowest.
    """

    palette: Palette
    width: float
    em: float
    plot: float
    title: float = 0.0
    margin: float = 0.0
    names: float = 0.0
    looseness: float = 1.0
    gutter: float = 0.0
    wider: Mapping[str, float] = field(default_factory=dict)


# Okabe and Ito's colours (jfly.uni-koeln.de/color), some darker: each has a contrast of 3 with white.
PLAIN: Final = Palette(
    ink="#212121",
    soft="#595959",
    hair="#d9d9d9",
    axis="#767676",
    paper="#ffffff",
    series=("#0072b2", "#d55e00", "#008a64", "#b5508e", "#212121", "#a97800"),
)

STYLED: Final = Palette(
    ink="var(--ink)",
    soft="var(--soft)",
    hair="var(--line)",
    axis="var(--strong)",
    paper="var(--panel)",
    series=tuple(f"var(--s{place})" for place in range(len(PLAIN.series))),
)
"""The colours of the dashboard's style sheet, which has others in the dark."""

CHAT: Final = Surface(PLAIN, width=540, em=18, plot=17, title=1.35, margin=24)
"""A phone: 1080 pixels across, at two for a unit."""

PAPER: Final = Surface(PLAIN, width=475, em=9.5, plot=9, title=1.15, margin=1, names=0.34)
"""An A4 sheet, between its margins, in points."""

WORD: Final = replace(PAPER, width=2 * PAPER.width, em=2 * PAPER.em, margin=2 * PAPER.margin)
"""The same, with twice as many pixels."""

PAGE: Final = Surface(
    STYLED,
    width=260,
    em=14,
    plot=13,
    looseness=1.12,
    gutter=52,
    wider={"narrow": 260, "medium": 430, "wide": 760},
)
"""The dashboard, from a phone up, in pixels; classes as in its style sheet."""
