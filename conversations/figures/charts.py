"""A chart as data: in no language, and for no renderer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from conversations.messages import Listing, Message, say, say_n, verbatim

UNKNOWN: Final = verbatim("–")
"""Stands for a value that is not known."""


class ChartKind(StrEnum):
    """How values are drawn. Values are stored in the outbox: never renamed."""

    BARS = "bars"  # one line of text for each label, longest names allowed
    COLUMNS = "columns"  # labels follow one another in time
    LINES = "lines"  # several series over time
    TIES = "ties"  # what is linked to what, around a circle


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a chart under one name, one for each of its labels; None where nothing is known."""

    name: Message
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two labels of a chart, by their places. ``series``: the place of its series."""

    start: int
    end: int
    series: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. ``subtitle``: the period and the territory. ``unit``: what is counted, such as "requests".

    ``links``: of ties, whose labels tell what each point is, never which, and whose series have one value
    each, how many links they are.
    """

    kind: ChartKind
    title: Message
    subtitle: Message
    labels: tuple[Message, ...]
    series: tuple[Series, ...]
    unit: Message
    links: tuple[Link, ...] = ()


def described(chart: Chart, most: int | None = None) -> Message:
    """Return what a chart shows, in words: its title, its period, and the values of each label.

    ``most``: how many labels are told, None for all; those left are counted.
    """
    said = say(
        "<b>{title}</b>\n{subtitle} · {unit}\n", title=chart.title, subtitle=chart.subtitle, unit=chart.unit
    )
    if chart.kind is ChartKind.TIES:
        return _with_ties(chart, said)
    for at, label in enumerate(chart.labels[:most]):
        line = say("{label}: {value}", label=label, value=_values(chart, at))
        said = say("{before}\n{line}", before=said, line=line)
    if most is not None and (left := len(chart.labels) - most) > 0:
        rest = say_n("and {n} more", "and {n} more", left)
        said = say("{before}\n{line}", before=said, line=rest)
    return said


def sorts_of(chart: Chart) -> list[tuple[Message, int]]:
    """Return the sorts of points of a chart of ties, in their order, with how many there are."""
    sorts = [label for at, label in enumerate(chart.labels) if label not in chart.labels[:at]]
    return [(label, chart.labels.count(label)) for label in sorts]


def _with_ties(chart: Chart, said: Message) -> Message:
    """Tell how many points there are of each sort, and how many links of each series."""
    lines = sorts_of(chart)
    lines += [(series.name, series.values[0] or 0) for series in chart.series]
    for label, n in lines:
        line = say("{label}: {value}", label=label, value=verbatim(n))
        said = say("{before}\n{line}", before=said, line=line)
    return said


def shown(value: int | None) -> Message:
    """Return a value as it is told."""
    return UNKNOWN if value is None else verbatim(value)


def _values(chart: Chart, at: int) -> Message:
    """Return the values of one label, each with the name of its series when there are several."""
    if len(chart.series) == 1:
        return shown(chart.series[0].values[at])
    named = (
        say("{value} ({series})", value=shown(series.values[at]), series=series.name)
        for series in chart.series
    )
    return verbatim(Listing(tuple(named)))
