"""The key figures: of all that is asked about, and territory by territory."""

from collections.abc import Iterable

from bot.services.figures.indicators import BY_TERRITORY, INDICATORS, Indicator
from bot.services.figures.sections import Asked, Figure, Numbers, Row, SectionSpec, Sense
from conversations.figures.charts import Chart, ChartKind
from conversations.figures.periods import named
from conversations.messages import Message, say
from models.figures.key_figures import KeyFigures, by_basin, key_figures


def key(asked: Asked) -> Numbers:
    """Return the key figures, beside those of the same days of the year before."""
    network, today = asked.world.network, asked.world.today
    now = key_figures(asked.connection, network, asked.scope, asked.period, today)
    before = asked.before
    past = key_figures(asked.connection, network, asked.scope, before, today) if before else None
    rows = tuple(
        Row.of(
            each.label,
            Figure(each.value(now), each.opens),
            *((Figure.of_before(each.value(past), each.opens, before),) if past and before else ()),
            compared=each.compared,
        )
        for each in INDICATORS
    )
    columns = (named(asked.period), *((named(before),) if before else ()))
    return Numbers(columns, rows, _about(INDICATORS))


WITH_PAST = frozenset({"received", "companies_supported"})
"""The figures of territories that stand beside those of the year before."""


def basins(asked: Asked) -> Numbers:
    """Return the main figures of each territory, with the requests received the year before."""
    network, today = asked.world.network, asked.world.today
    found = by_basin(asked.connection, network, asked.scope, asked.period, today)
    before = asked.before
    past = by_basin(asked.connection, network, asked.scope, before, today) if before else {}
    rows = []
    for code, figures in found.items():
        cells = []
        for each in BY_TERRITORY:
            cells.append(Figure(each.value(figures), each.opens_in(code)))
            if before and each.name in WITH_PAST:
                value = each.value(past[code]) if code in past else 0
                cells.append(Figure.of_before(value, each.opens_in(code), before))
        rows.append(Row.of(asked.place(code), *cells))
    columns = []
    for each in BY_TERRITORY:
        columns.append(each.label)
        if before and each.name in WITH_PAST:
            columns.append(say("{figure}, a year before", figure=each.label))
    return Numbers(tuple(columns), tuple(rows), _about(BY_TERRITORY), _basin_chart(asked, found, past))


def _about(told: Iterable[Indicator]) -> tuple[Message, ...]:
    """Return how figures are counted."""
    return tuple(
        say("{figure}: {definition}", figure=each.label, definition=each.definition) for each in told
    )


def _basin_chart(asked: Asked, found: dict[str, KeyFigures], past: dict[str, KeyFigures]) -> Chart | None:
    most = sorted((code for code in found if found[code].received or (code in past and past[code].received)),
                  key=lambda code: (-found[code].received, code))[:15]  # fmt: skip
    series = [(named(asked.period), [found[code].received for code in most])]
    if asked.before:
        counts = [past[code].received if code in past else 0 for code in most]
        series.append((named(asked.before), counts))
    title, labels = say("Requests received by territory"), [asked.place(code) for code in most]
    return asked.chart(ChartKind.BARS, title, labels, *series)


SECTIONS = (
    SectionSpec("key", say("Key figures"), None, key, compared=True),
    SectionSpec(
        "basins",
        say("By territory"),
        say("Territories"),
        basins,
        sense=Sense.SEVERAL,
        compared=True,
        by_territory=True,
    ),
)
"""The key figures come first everywhere, and are the first page: no button leads to them as to others."""
