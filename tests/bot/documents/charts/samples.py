"""Charts to be drawn, as they come back from the outbox."""

import json

from bot.documents.charts.serialize import SpokenChart, spoken
from bot.i18n import speak
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.messages import verbatim

MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")

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


def waiting(chart: Chart, language: str = "fr") -> SpokenChart:
    """Return the chart as it comes back from the outbox."""
    read: SpokenChart = json.loads(json.dumps(spoken(chart, language, speak)))
    return read
