"""Speak a chart in a language, as JSON."""

from collections.abc import Sequence
from typing import Final, NotRequired, Protocol, TypedDict

from conversations.figures.charts import Chart, described, shown
from conversations.messages import Message
from conversations.understanding.words import units

CAPTION_LIMIT: Final = 1024
"""The longest caption Telegram takes, in UTF-16 code units once its markup is read."""

TICKS: Final = 5


class SpokenSeries(TypedDict):
    """The values of a series, and how each is written."""

    name: str
    values: list[int | None]
    shown: list[str]


class SpokenTick(TypedDict):
    """A value that the scale of a chart shows."""

    value: int
    shown: str


class SpokenChart(TypedDict):
    """A chart in one language. Texts are plain; the last tick is the top of the scale.

    It waits in the outbox and may be drawn by a later release: keys and kinds are never renamed.
    """

    kind: str
    title: str
    subtitle: str
    unit: str
    labels: list[str]
    series: list[SpokenSeries]
    ticks: list[SpokenTick]
    links: NotRequired[list[tuple[int, int, int]]]


class Speak(Protocol):
    """Says a message in a language; with ``markup``, as HTML whose values are escaped."""

    def __call__(self, message: Message, language: str, *, markup: bool) -> str: ...


def spoken(chart: Chart, language: str, speak: Speak) -> SpokenChart:
    """Return the chart as JSON-able data, every text spoken."""

    def said(message: Message) -> str:
        return speak(message, language, markup=False)

    known = [value for series in chart.series for value in series.values if value is not None]
    found: SpokenChart = {
        "kind": chart.kind.value,
        "title": said(chart.title),
        "subtitle": said(chart.subtitle),
        "unit": said(chart.unit),
        "labels": [said(label) for label in chart.labels],
        "series": [
            {
                "name": said(series.name),
                "values": list(series.values),
                "shown": [said(shown(value)) for value in series.values],
            }
            for series in chart.series
        ],
        "ticks": [{"value": tick, "shown": said(shown(tick))} for tick in _ticks(known)],
    }
    if chart.links:
        found["links"] = [(link.start, link.end, link.series) for link in chart.links]
    return found


def caption(chart: Chart, language: str, speak: Speak) -> str:
    """Return what the chart shows as HTML, with as many of its labels as Telegram takes under an image."""
    most = len(chart.labels)
    while most and units(speak(described(chart, most), language, markup=False)) > CAPTION_LIMIT:
        most -= 1
    return speak(described(chart, most), language, markup=True)


def _ticks(values: Sequence[int]) -> range:
    """Return round values from zero to the greatest one or just above."""
    top = max(values, default=0) or 1
    step, factors = 1, (2, 5, 10)
    while step * TICKS < top:
        power = 10 ** (len(str(step)) - 1)
        step = next(power * factor for factor in factors if power * factor > step)
    return range(0, -(-top // step) * step + 1, step)
