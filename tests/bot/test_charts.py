"""A chart is one drawing on every surface: a picture on a phone, and words for who does not see it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.documents.charts import serialize as charts
from bot.documents.charts.drawing import drawn
from bot.documents.charts.marks import FILLS, HATCHES, MARKERS, STROKES
from bot.documents.charts.pictures import picture
from bot.documents.charts.surfaces import CHAT, PAGE, PAPER, PLAIN, Surface
from bot.documents.charts.widths import width
from bot.i18n import speak
from conversations.figures.charts import Chart, ChartKind, Series, described
from conversations.messages import verbatim

ROOT = Path(__file__).parents[2]
WHITE, BLUE = (255, 255, 255), (0, 114, 178)
SURFACES = (CHAT, PAPER, PAGE)
PADDING = 16
"""Of a chart on a page, in pixels: a scale of millions runs over it."""

MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
PROGRAM = "import json, sys; from bot.documents.charts.pictures import picture; "
PROGRAM += "sys.stdout.buffer.write(picture(json.load(sys.stdin)))"

Values = tuple[int | None, ...]


def a_chart(
    *values: Values,
    kind: ChartKind = ChartKind.BARS,
    labels: tuple[str, ...] = ("Vosges", "Meuse", "Dunkerque"),
    title: str = "Dossiers reçus",
    names: tuple[str, ...] = ("2017", "2016", "2015"),
) -> Chart:
    return Chart(
        kind,
        verbatim(title),
        verbatim("Année 2017"),
        tuple(map(verbatim, labels)),
        tuple(Series(verbatim(name), each) for name, each in zip(names, values, strict=False)),
        verbatim("dossiers"),
    )


def waiting(chart: Chart, language: str = "fr") -> charts.SpokenChart:
    """Return the chart as it comes back from the outbox."""
    spoken: charts.SpokenChart = json.loads(json.dumps(charts.spoken(chart, language, speak)))
    return spoken


def seen(chart: Chart) -> Image.Image:
    return Image.open(BytesIO(picture(waiting(chart)))).convert("RGB")


def blue(image: Image.Image) -> int:
    """Count the pixels of the first series."""
    return image.tobytes().count(bytes(BLUE))


def told(chart: Chart, language: str = "fr") -> list[str]:
    """Return the lines of the caption, without their markup."""
    return unescape(re.sub("<[^>]+>", "", charts.caption(chart, language, speak))).splitlines()


def luminance(color: str) -> float:
    linear = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in linear]
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(color: str) -> float:
    """Return the contrast of a colour with white (WCAG 2.2)."""
    return 1.05 / (luminance(color) + 0.05)


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize(
    "values",
    [((12, 0, 7),), ((12, 0, 7), (10, 3, None)), ((0, 0, 0),), ((None, None, None),), ((1, 2, 3),) * 3],
    ids=str,
)
def test_every_chart_is_as_wide_as_a_phone_and_fits_telegrams_limits(
    kind: ChartKind, values: tuple[Values, ...]
) -> None:
    image = seen(a_chart(*values, kind=kind))
    assert image.width == 1080
    assert sum(image.size) < 10_000 and max(image.size) <= 20 * min(image.size)


@pytest.mark.parametrize("kind", ChartKind)
def test_one_value_alone_is_drawn(kind: ChartKind) -> None:
    assert blue(seen(a_chart((12,), kind=kind, labels=("Vosges",)))) > 200


def test_bars_are_as_long_as_their_values() -> None:
    half, whole = (blue(seen(a_chart((10, value), labels=("A", "B")))) for value in (5, 10))
    assert half / whole == pytest.approx(3 / 4, abs=0.01)


@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.COLUMNS])
def test_zero_and_what_is_not_known_fill_nothing(kind: ChartKind) -> None:
    assert blue(seen(a_chart((0, None, 0), kind=kind))) == 0


def test_a_line_has_a_gap_where_nothing_is_known() -> None:
    labels = ("1", "2", "3", "4")
    whole = blue(seen(a_chart((5, 5, 5, 5), kind=ChartKind.LINES, labels=labels)))
    broken = blue(seen(a_chart((5, None, 5, 5), kind=ChartKind.LINES, labels=labels)))
    assert broken < 0.6 * whole


def test_what_is_compared_with_is_told_apart_without_its_colour() -> None:
    assert len({fill.hatch for fill in FILLS}) == len(FILLS) == len(HATCHES) + 1
    assert len({stroke.marker for stroke in STROKES}) == len(STROKES) == len(MARKERS)


def test_colours_have_the_contrast_that_words_and_shapes_need() -> None:
    assert min(map(contrast, (PLAIN.ink, PLAIN.soft))) >= 4.5
    assert min(map(contrast, (PLAIN.axis, *PLAIN.series))) >= 3


@pytest.mark.parametrize("kind", ChartKind)
def test_nothing_touches_the_edges_however_long_names_are(kind: ChartKind) -> None:
    long = "Communauté d’agglomération de la région de Saint-Dizier, Der et Blaise " * 3
    word = "w" * 200
    chart = a_chart(
        (1_234_567_890, 7, 0),
        (3, 1_234_567_890, 1),
        kind=kind,
        labels=(long, word, "Meuse"),
        title=long * 3,
        names=(long, word),
    )
    image = seen(chart)
    margins = [(0, 0, 30, image.height), (image.width - 30, 0, image.width, image.height)]
    margins += [(0, 0, image.width, 30), (0, image.height - 30, image.width, image.height)]
    for margin in margins:
        assert image.crop(margin).getcolors() == [((margin[2] - margin[0]) * (margin[3] - margin[1]), WHITE)]


def test_numbers_and_scales_are_written_as_the_language_does() -> None:
    chart = a_chart((1_200, 5, 0), kind=ChartKind.LINES)
    french, english = waiting(chart, "fr"), waiting(chart, "en")
    assert french["series"][0]["shown"] == ["1\N{NARROW NO-BREAK SPACE}200", "5", "0"]
    assert english["series"][0]["shown"][0] == "1,200"
    assert [tick["shown"] for tick in english["ticks"]] == ["0", "500", "1,000", "1,500"]


@pytest.mark.parametrize("top", [0, 1, 2, 5, 6, 9, 10, 11, 26, 99, 101, 1_234, 999_999, 51_000_000])
def test_a_scale_is_of_few_round_values_from_zero_to_the_top(top: int) -> None:
    ticks = [tick["value"] for tick in waiting(a_chart((top, 0, 0)))["ticks"]]
    step = ticks[1]
    assert ticks == list(range(0, ticks[-1] + 1, step))
    assert len(ticks) <= 6 and ticks[-2] < max(top, 1) <= ticks[-1]
    assert str(step).rstrip("0") in ("1", "2", "5")


def test_what_the_font_lacks_and_what_looks_like_a_formula_are_no_obstacle() -> None:
    labels = ("🚀 Vosges", "de 5 $ à 6 $ _{x}", "שלום <b> & \\alpha")
    assert blue(seen(a_chart((1, 2, 3), labels=labels, title="\n$$ 🚀 \x00")))
    assert picture(waiting(a_chart((1,), labels=("\x00Vosges\x07",)))) == picture(
        waiting(a_chart((1,), labels=("Vosges",)))
    )


def test_the_same_chart_gives_the_same_bytes_in_any_process() -> None:
    spoken = json.dumps(waiting(a_chart((12, 0, 7), (10, 3, None))))
    elsewhere = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=spoken.encode(),
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert elsewhere.stdout == picture(json.loads(spoken))


def test_nothing_is_written_in_the_home(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG", "MPL"))}
    subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(waiting(a_chart((1, 2, 3)))).encode(),
        cwd=ROOT,
        env={**environment, "HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert list(tmp_path.iterdir()) == []


def test_the_bot_does_not_load_what_draws() -> None:
    program = "import sys, bot.app; print({'typst', 'PIL'} & set(sys.modules))"
    asked = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert asked.stdout == "set()\n"


def test_a_caption_tells_every_value() -> None:
    assert told(a_chart((1_200, 0, None))) == [
        "Dossiers reçus",
        "Année 2017 · dossiers",
        "",
        "Vosges\N{NO-BREAK SPACE}: 1\N{NARROW NO-BREAK SPACE}200",
        "Meuse\N{NO-BREAK SPACE}: 0",
        "Dunkerque\N{NO-BREAK SPACE}: –",
    ]


def test_with_several_series_a_caption_names_the_series_of_each_value() -> None:
    assert told(a_chart((12, 0, None), (10, 3, 1)), "en")[3:] == [
        "Vosges: 12 (2017) and 10 (2016)",
        "Meuse: 0 (2017) and 3 (2016)",
        "Dunkerque: – (2017) and 1 (2016)",
    ]


def test_a_caption_too_long_for_telegram_says_how_many_labels_it_leaves_out() -> None:
    labels = tuple(f"Plateforme territoriale 🚀 & n° {i}" for i in range(60))
    lines = told(a_chart(tuple(range(60)), labels=labels), "en")
    shown = len(lines) - 4
    assert 20 < shown < 60
    assert lines[-1] == f"and {60 - shown} more"
    assert 1024 - 80 < len("\n".join(lines).encode("utf-16-le")) // 2 <= 1024


def test_names_are_escaped_in_a_caption() -> None:
    caption = charts.caption(a_chart((1,), labels=("<b>A & B",)), "fr", speak)
    assert "&lt;b&gt;A &amp; B" in caption


def test_every_label_is_described_unless_a_number_is_given() -> None:
    chart = a_chart((1, 2, 3))
    assert described(chart) == described(chart, 3)
    assert "Meuse" not in speak(described(chart, 1), "fr", markup=False)


@settings(max_examples=30, deadline=None)
@given(
    kind=st.sampled_from(ChartKind),
    words=st.text(max_size=80),
    values=st.lists(st.none() | st.integers(0, 10**7), min_size=1, max_size=40),
    count=st.integers(1, 6),
)
def test_whatever_is_counted_is_drawn(
    kind: ChartKind, words: str, values: list[int | None], count: int
) -> None:
    labels = tuple(f"{words}{i}" for i in range(len(values)))
    chart = a_chart(*[tuple(values)] * count, kind=kind, labels=labels, title=words, names=(words,) * count)
    assert picture(waiting(chart)).startswith(b"\x89PNG")
    for surface in SURFACES:
        for x, across in spans(a_drawing(chart, surface), surface):
            assert -0.1 <= x <= x + across <= surface.width + 0.1


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
    style = (ROOT / "bot/dashboard/static/style.css").read_text()
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
