"""One drawing on every surface: nothing is cut, touches another or leaves it, and marks are in proportion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.charts.drawing import drawn
from bot.documents.charts.marks import FILLS, HATCHES, MARKERS, STROKES
from bot.documents.charts.surfaces import CHAT, PAGE, PAPER, PLAIN, Surface
from bot.documents.charts.widths import width
from conversations.figures.charts import Chart, ChartKind
from tests.bot.documents.charts.samples import MONTHS, a_chart, waiting

STYLE = Path(__file__).parents[4] / "bot/dashboard/static/style.css"
SURFACES = (CHAT, PAPER, PAGE)
PADDING = 16
"""Of a chart on a page, in pixels: a scale of millions runs over it."""


def a_drawing(chart: Chart, surface: Surface, language: str = "fr") -> Element:
    return parsed(drawn(waiting(chart, language), surface, told="Ce qu’il montre"))


def parsed(svg: str) -> Element:
    """Return a drawing; in a page, where it stands among HTML, it has no namespace."""
    return fromstring(svg.replace(' xmlns="http://www.w3.org/2000/svg"', ""))


def spans(svg: Element, surface: Surface) -> Iterator[tuple[float, float]]:
    """Give where bars begin and how long they are, in units at the narrowest."""
    left = surface.gutter if "scaled" in svg.get("class", "") else 0.0
    for rect in svg.findall("rect"):
        x, across = (length(rect.get(name), surface.width - left) for name in ("x", "width"))
        yield left + x, across


def length(written: str | None, whole: float) -> float:
    """Return a length; ``whole``: what its percents are of."""
    value = float((written or "0").rstrip("%"))
    return value * whole / 100 if written and written.endswith("%") else value


@dataclass(frozen=True)
class Words:
    """A text and the rectangle it takes."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: "Words") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.5


def read(svg: Element, surface: Surface, group: str = "") -> list[Words]:
    """Return the texts that are seen where the drawing is as wide as its ``group`` says."""
    whole = surface.wider.get(group, surface.width)
    left = surface.gutter if "scaled" in svg.get("class", "") else 0.0
    room = whole - left if surface.wider else 0.0
    seen = [*svg.findall("text"), *svg.findall(f"g[@class='{group}']/text")]
    return [_box(text, room, left, surface.looseness) for text in seen if text.text]


def _box(text: Element, room: float, left: float, looseness: float) -> Words:
    size, y = float(text.get("font-size", "0")), float(text.get("y", "0"))
    wide = width(text.text or "", bold=text.get("font-weight") == "600") * size * looseness
    x = length(text.get("x"), room) + float(text.get("dx", "0")) + (left if room else 0.0)
    x -= wide * {None: 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor")]
    return Words(text.text or "", x, x + wide, y - 0.72 * size, y + 0.2 * size)


@settings(max_examples=30, deadline=None)
@given(
    kind=st.sampled_from(ChartKind),
    words=st.text(max_size=80),
    values=st.lists(st.none() | st.integers(0, 10**7), min_size=1, max_size=40),
    count=st.integers(1, 6),
)
def test_whatever_is_counted_stays_within_the_drawing(
    kind: ChartKind, words: str, values: list[int | None], count: int
) -> None:
    labels = tuple(f"{words}{i}" for i in range(len(values)))
    chart = a_chart(*[tuple(values)] * count, kind=kind, labels=labels, title=words, names=(words,) * count)
    for surface in SURFACES:
        for x, across in spans(a_drawing(chart, surface), surface):
            assert -0.1 <= x <= x + across <= surface.width + 0.1


TOWNS = (
    "Communauté d’agglomération de la région de Saint-Dizier, Der et Blaise",
    "Métropole d’Aix-Marseille-Provence",
    "Saint-Étienne Loire Forez et Haute-Loire",
    "Vosges",
)
OVER_A_YEAR = tuple(f"{month} {2016 + (at > 0)}" for at, month in enumerate((MONTHS[-1], *MONTHS)))
MONTHS_IN_FULL = ("novembre 2016", "décembre 2016", *(f"{each} 2017" for each in ("janvier", "septembre")))
HARD = {
    "long names": (TOWNS, 2, 1_234),
    "thirty territories": (tuple(f"Bassin de Saint-Julien n° {i}" for i in range(30)), 2, 250),
    "a year": (MONTHS, 1, 60),
    "a year beside another": (MONTHS, 2, 1_500),
    "thirteen months": (OVER_A_YEAR, 2, 48),
    "months in full": (MONTHS_IN_FULL * 3, 1, 9),
    "forty years": (tuple(map(str, range(1987, 2027))), 6, 100),
    "one value": (("2017",), 1, 51_000_000),
    "nothing": (MONTHS, 2, 0),
    "many": (("2015", "2016", "2017"), 3, 1_234_567),
}
SERIES = (
    "2017",
    "2016",
    "Commercial et marketing international",
    "Qualité, sécurité, environnement",
    "RH",
    "Un",
)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("surface", SURFACES, ids=["chat", "paper", "page"])
@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("hard", list(HARD))
def test_no_text_touches_another_nor_leaves_the_drawing_nor_is_cut(
    hard: str, kind: ChartKind, surface: Surface, language: str
) -> None:
    labels, count, top = HARD[hard]
    values = [tuple(top * (i + 1) // (len(labels) + n) for i in range(len(labels))) for n in range(count)]
    chart = a_chart(*values, kind=kind, labels=labels, names=SERIES)
    svg = a_drawing(chart, surface, language)
    for group in surface.wider or ("",):
        seen = read(svg, surface, group)
        touching = [(one.text, other.text) for one, other in combinations(seen, 2) if one.touches(other)]
        assert touching == []
        assert not [words.text for words in seen if "…" in words.text]
        wide = surface.wider.get(group, surface.width)
        assert all(
            words.left >= (-PADDING if surface is PAGE else -0.5) and words.right <= wide + 0.5
            for words in seen
        )
        assert all(words.bottom <= float(svg.get("height", "0")) + 1 for words in seen)


def test_what_people_hear_is_in_the_drawing() -> None:
    svg = parsed(drawn(waiting(a_chart((1, 2, 3))), PAGE, name="mois", told="Vosges : 1"))
    named = {each.get("id"): each.text for each in svg if each.get("id")}
    assert svg.get("role") == "img"
    assert named[svg.get("aria-labelledby")] == "Dossiers reçus. Année 2017"
    assert named[svg.get("aria-describedby")] == "Vosges : 1"


def test_two_drawings_of_a_page_share_no_name() -> None:
    chart = waiting(a_chart((1, 2, 3), (3, 2, 1), (1, 1, 1)))
    names = [
        {each.get("id") for each in parsed(drawn(chart, PAGE, name=name)).iter() if each.get("id")}
        for name in ("un", "deux")
    ]
    assert len(names[0]) == len(names[1]) == 4 and not names[0] & names[1]


def test_only_the_page_has_colours_that_its_style_sheet_gives() -> None:
    style = STYLE.read_text()
    for kind in ChartKind:
        chart = waiting(a_chart(*[(1, 2, 3)] * 6, kind=kind))
        assert "var(" not in drawn(chart, CHAT) + drawn(chart, PAPER)
        asked = set(re.findall(r"var\((--\w+)\)", drawn(chart, PAGE)))
        assert asked and all(f"{color}:" in style for color in asked)


@pytest.mark.parametrize("surface", SURFACES, ids=["chat", "paper", "page"])
def test_marks_are_in_proportion_of_their_values(surface: Surface) -> None:
    chart = a_chart((40, 10, 0, None), labels=("A", "B", "C", "D"))
    forty, ten = (across for _, across in spans(a_drawing(chart, surface), surface))
    assert forty / ten == pytest.approx(4, rel=0.01)
    columns = a_drawing(a_chart((5, 10, 0), kind=ChartKind.COLUMNS), surface).findall("rect")
    five, ten = (float(rect.get("height", "0")) for rect in columns)
    assert ten / five == pytest.approx(2, rel=0.01)


def test_what_people_wrote_is_no_markup() -> None:
    hostile = "<script>&\"'</text>\x00"
    svg = a_drawing(a_chart((1,), labels=(hostile,), title=hostile), CHAT)
    assert not svg.findall(".//script")
    assert {words.text for words in read(svg, CHAT)} >= {"<script>&\"'</text>"}


def test_what_is_compared_with_is_told_apart_without_its_colour() -> None:
    assert len({fill.hatch for fill in FILLS}) == len(FILLS) == len(HATCHES) + 1
    assert len({stroke.marker for stroke in STROKES}) == len(STROKES) == len(MARKERS)


def luminance(color: str) -> float:
    linear = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in linear]
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(color: str) -> float:
    """Return the contrast of a colour with white (WCAG 2.2)."""
    return 1.05 / (luminance(color) + 0.05)


def test_colours_have_the_contrast_that_words_and_shapes_need() -> None:
    assert min(map(contrast, (PLAIN.ink, PLAIN.soft))) >= 4.5
    assert min(map(contrast, (PLAIN.axis, *PLAIN.series))) >= 3
