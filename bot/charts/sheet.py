"""A sheet to draw on, in pixels from its top left corner, as high as what is drawn turns out to be."""

from bisect import bisect
from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import Final, Literal

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

from bot.charts.styles import HAIR, TEXT, Fill, Stroke
from bot.fonts import source_sans, writable

WIDTH: Final = 1080
MARGIN: Final = 48
RIGHT: Final = WIDTH - MARGIN
LEADING: Final = 1.25
_DPI: Final = 72  # a point is a pixel
_STYLES: Final = {False: "Regular", True: "Semibold"}
_ASCENT: Final = 0.98  # from the top of a line to what it stands on, in ems


class Sheet:
    """An image being drawn, whose texts were cleaned. ``y``: where what comes next begins."""

    def __init__(self, opened: ExitStack) -> None:
        self.y = float(MARGIN)
        self._figure = Figure(dpi=_DPI, facecolor="white")
        self._texts = TextToPath()
        self._down = Affine2D()  # known once the height is
        paths = {bold: str(opened.enter_context(source_sans(style))) for bold, style in _STYLES.items()}
        self._faces = {bold: FontProperties(fname=path) for bold, path in paths.items()}
        self._characters = {chr(code) for code in get_font(paths[False]).get_charmap()}

    def clean(self, text: str) -> str:
        """Return a text on one line, with nothing that the font lacks."""
        return " ".join(
            word for word in writable(text, self._characters).replace("\n", " ").split(" ") if word
        )

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a text is."""
        face = self._face(size, bold)
        width, _, _ = self._texts.get_text_width_height_descent(text, face, ismath=False)
        return width

    def wrapped(self, text: str, size: float, width: float, most: int, *, bold: bool = False) -> list[str]:
        """Break a text at its spaces into ``most`` lines at most; what does not fit gives way to "…"."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and (len(lines) == most or self.width(longer, size, bold=bold) <= width):
                lines[-1] = longer
            else:
                lines.append(word)
        return [self._cut(line, size, width, bold) for line in lines]

    def write(
        self,
        text: str,
        x: float,
        top: float,
        size: float,
        *,
        bold: bool = False,
        color: str = TEXT,
        at: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write one line of text. ``at``: what ``x`` is of it."""
        artist = Text(
            x,
            top + _ASCENT * size,
            text,
            color=color,
            fontproperties=self._face(size, bold),
            horizontalalignment=at,
            verticalalignment="baseline",
            parse_math=False,
            path_effects=[withStroke(linewidth=6, foreground="white")],  # over a line
            transform=self._down,
            zorder=2,
        )
        self._figure.add_artist(artist)

    def paragraph(self, text: str, size: float, most: int, *, bold: bool = False, color: str = TEXT) -> None:
        """Write a text under what is drawn, in ``most`` lines at most."""
        for line in self.wrapped(text, size, RIGHT - MARGIN, most, bold=bold):
            self.write(line, MARGIN, self.y, size, bold=bold, color=color)
            self.y += size * LEADING

    def fill(self, x: float, top: float, width: float, height: float, fill: Fill) -> None:
        """Fill a rectangle, if it has an inside."""
        if not (width and height):
            return
        # The border is drawn inside, so that a hatched bar is no longer than a solid one.
        inset = fill.border / 2
        artist = Rectangle(
            (x + inset, top + inset),
            max(width - fill.border, 0),
            max(height - fill.border, 0),
            facecolor=fill.color,
            edgecolor=fill.ink,
            hatch=fill.hatch or None,
            linewidth=fill.border,
            transform=self._down,
        )
        artist.set_hatch_linewidth(fill.border)
        self._figure.add_artist(artist)

    def rule(self, xs: tuple[float, float], ys: tuple[float, float], *, color: str = HAIR) -> None:
        """Draw a straight line."""
        self._figure.add_artist(Line2D(xs, ys, color=color, linewidth=2, transform=self._down, zorder=0))

    def stroke(
        self, xs: Sequence[float], ys: Sequence[float], stroke: Stroke, *, first: int = 0, step: int = 1
    ) -> None:
        """Draw a line through points, with a gap where one is NaN; mark the ``first`` and each ``step``."""
        artist = Line2D(
            xs,
            ys,
            color=stroke.color,
            linestyle=stroke.dashes,
            linewidth=5,
            marker=stroke.marker,
            markersize=20,
            markeredgecolor="white",
            markeredgewidth=2,
            markevery=(first, step),
            transform=self._down,
        )
        self._figure.add_artist(artist)

    def png(self) -> bytes:
        """Return the image."""
        height = round(self.y) + MARGIN
        self._figure.set_size_inches(WIDTH / _DPI, height / _DPI)
        self._down.scale(1, -1).translate(0, height)
        image = BytesIO()
        self._figure.savefig(image, format="png", metadata={"Software": None})
        return image.getvalue()

    def _face(self, size: float, bold: bool) -> FontProperties:
        face = self._faces[bold].copy()
        face.set_size(size)
        return face

    def _cut(self, line: str, size: float, width: float, bold: bool) -> str:
        if self.width(line, size, bold=bold) <= width:
            return line
        kept = bisect(range(len(line)), width, key=lambda end: self.width(f"{line[:end]}…", size, bold=bold))
        return f"{line[: max(kept - 1, 0)].rstrip()}…"
