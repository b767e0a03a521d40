"""A chart becomes an image that reads on a phone, and words for who does not see it."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.documents.charts.pictures import picture
from bot.documents.charts.serialize import caption as caption_of
from bot.i18n import speak
from conversations.figures.charts import Chart, ChartKind, described
from tests.bot.documents.charts.samples import Values, a_chart, waiting

ROOT = Path(__file__).parents[4]
WHITE, BLUE = (255, 255, 255), (0, 114, 178)
PROGRAM = "import json, sys; from bot.documents.charts.pictures import picture; "
PROGRAM += "sys.stdout.buffer.write(picture(json.load(sys.stdin)))"


def seen(chart: Chart) -> Image.Image:
    return Image.open(BytesIO(picture(waiting(chart)))).convert("RGB")


def blue(image: Image.Image) -> int:
    """Count the pixels of the first series."""
    return image.tobytes().count(bytes(BLUE))


def told(chart: Chart, language: str = "fr") -> list[str]:
    """Return the lines of the caption, without their markup."""
    return unescape(re.sub("<[^>]+>", "", caption_of(chart, language, speak))).splitlines()


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
    caption = caption_of(a_chart((1,), labels=("<b>A & B",)), "fr", speak)
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
