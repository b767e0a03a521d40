"""Results: the key figures, basin by basin, planned and observed, and the teams of missions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.services.figures.sections import Asked, Figure, Opening, Row, Section, place_name
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.figures.periods import named
from conversations.messages import Euros, Message, Value, say, verbatim
from models.figures.key_figures import DEFINITIONS, KeyFigures, by_basin, key_figures
from models.figures.measures import MEASURES
from models.figures.topics import several_trend

TREND_YEARS = 5


@dataclass(frozen=True, slots=True)
class Indicator:
    """A key figure: what it is called, how it is read, and what it opens. ``name`` is that of exports.

    ``compared``: its change says something; else both numbers are told, and no change.
    """

    name: str
    label: Message
    value: Callable[[KeyFigures], Value | None]
    opens: Opening | None = None
    compared: bool = True


def days(tenths: int) -> Decimal:
    """Return days from tenths of a day, without a useless decimal."""
    return Decimal(tenths) / 10 if tenths % 10 else Decimal(tenths // 10)


def _euros(amount: int | None) -> Euros | None:
    return None if amount is None else Euros(amount)


INDICATORS: tuple[Indicator, ...] = (
    Indicator("representatives", say("Company representatives mobilised"), lambda f: f.representatives),
    Indicator("contributor_companies", say("Contributor companies"), lambda f: f.contributor_companies),
    Indicator("basins_active", say("Territories active"), lambda f: f.basins_active),
    Indicator("basins_announced", say("Territories announced"), lambda f: f.basins_announced),
    Indicator("basins_created", say("Territories created"), lambda f: f.basins_created),
    Indicator("received", say("Requests received"), lambda f: f.received, Opening("received")),
    Indicator("presented", say("Presented to a committee"), lambda f: f.presented, Opening("decision")),
    Indicator(
        "companies_supported",
        say("Companies supported"),
        lambda f: f.companies_supported,
        Opening("supported"),
    ),
    Indicator(
        "days_contracted",
        say("Days of expertise contracted"),
        lambda f: days(f.tenths_contracted),
        Opening("mission"),
    ),
    Indicator(
        "days_delivered",
        say("Days of expertise delivered"),
        lambda f: days(f.tenths_delivered),
        Opening("mission"),
    ),
    Indicator(
        "jobs_created_planned",
        say("Jobs to create (planned)"),
        lambda f: f.jobs_created_planned,
        Opening("planned_created"),
    ),
    Indicator(
        "jobs_kept_planned",
        say("Jobs kept (planned)"),
        lambda f: f.jobs_kept_planned,
        Opening("planned_kept"),
    ),
    Indicator(
        "jobs_created_observed",
        say("Jobs created (observed)"),
        lambda f: f.jobs_created_observed if f.followed else None,
        Opening("observed_created"),
        compared=False,  # of other numbers of answers: firms are asked months later
    ),
    Indicator(
        "jobs_kept_observed",
        say("Jobs kept (observed)"),
        lambda f: f.jobs_kept_observed if f.followed else None,
        Opening("observed_kept"),
        compared=False,
    ),
    Indicator(
        "advance_companies",
        say("Companies with an advance"),
        lambda f: f.advance_companies,
        Opening("advance"),
    ),
    Indicator(
        "advance_total", say("Advances, in total"), lambda f: Euros(f.advance_total), Opening("advance")
    ),
    Indicator("advance_mean", say("Average advance"), lambda f: _euros(f.advance_mean), Opening("advance")),
    Indicator(
        "missions_several",
        say("Missions with several advisors"),
        lambda f: f.missions_several,
        Opening("mission", tuple(str(size) for size in range(2, 41))),
    ),
)
"""The key figures, in the order of the network's yearly page."""

COUNTED_BY = {
    "companies_supported": "supported",
    "days_contracted": "mission",
    "days_delivered": "delivered",
    "jobs_created_planned": "planned_created",
    "jobs_kept_planned": "planned_kept",
    "jobs_created_observed": "observed_created",
    "jobs_kept_observed": "observed_kept",
    "advance_total": "advance",
}
"""The measures whose definition is that of a key figure of another name."""


def how_counted(indicator: Indicator) -> Message:
    """Return how a key figure is counted."""
    written = DEFINITIONS.get(indicator.name)
    measure = MEASURES[COUNTED_BY.get(indicator.name, indicator.name)] if written is None else None
    return written or (measure.definition if measure else indicator.label)


def key(asked: Asked) -> Section:
    """Return the key figures, beside those of the same days of the year before."""
    network, today = asked.world.network, asked.world.today
    now = key_figures(asked.connection, network, asked.scope, asked.period, today)
    before = asked.before
    past = key_figures(asked.connection, network, asked.scope, before, today) if before else None
    rows = tuple(
        Row(
            each.label,
            (
                Figure(each.value(now), each.opens),
                *((Figure(each.value(past)),) if past else ()),
            ),
            each.compared,
        )
        for each in INDICATORS
    )
    columns = (named(asked.period), *((named(before),) if before else ()))
    about = tuple(
        say("{figure}: {definition}", figure=each.label, definition=how_counted(each)) for each in INDICATORS
    )
    return Section("key", say("Key figures"), columns, rows, about)


SHOWN_BY_BASIN = (
    "received", "companies_supported", "days_contracted", "jobs_created_planned", "jobs_kept_planned",
    "advance_companies", "advance_total",
)  # fmt: skip


def basins(asked: Asked) -> Section:
    """Return the main figures of each territory, with the requests received the year before."""
    network, today = asked.world.network, asked.world.today
    found = by_basin(asked.connection, network, asked.scope, asked.period, today)
    before = asked.before
    past = by_basin(asked.connection, network, asked.scope, before, today) if before else {}
    shown = [each for each in INDICATORS if each.name in SHOWN_BY_BASIN]
    rows = []
    for code, figures in found.items():
        cells = []
        for each in shown:
            opens = Opening(each.opens.measure, each.opens.keys, code) if each.opens else None
            cells.append(Figure(each.value(figures), opens))
            if before and each.name in ("received", "companies_supported"):
                cells.append(Figure(each.value(past[code]) if code in past else 0))
        rows.append(Row(place_name(asked.world, code), tuple(cells)))
    columns = []
    for each in shown:
        columns.append(each.label)
        if before and each.name in ("received", "companies_supported"):
            columns.append(say("{figure}, a year before", figure=each.label))
    about = tuple(say("{figure}: {definition}", figure=each.label, definition=how_counted(each))
                  for each in shown)  # fmt: skip
    return Section(
        "basins", say("By territory"), tuple(columns), tuple(rows), about, _basin_chart(asked, found, past)
    )


def _basin_chart(asked: Asked, found: dict[str, KeyFigures], past: dict[str, KeyFigures]) -> Chart | None:
    most = sorted((code for code in found if found[code].received or (code in past and past[code].received)),
                  key=lambda code: (-found[code].received, code))[:15]  # fmt: skip
    if not most:
        return None
    series = [Series(named(asked.period), tuple(found[code].received for code in most))]
    if asked.before:
        counts = tuple(past[code].received if code in past else 0 for code in most)
        series.append(Series(named(asked.before), counts))
    return Chart(
        ChartKind.BARS,
        say("Requests received by territory"),
        asked.heading,
        tuple(place_name(asked.world, code) for code in most),
        tuple(series),
        say("requests"),
    )


def planned_and_observed(asked: Asked) -> Section:
    """Return jobs planned and observed apart, for the firms that answered a follow-up and for all."""
    figures = key_figures(asked.connection, asked.world.network, asked.scope, asked.period, asked.world.today)
    rows = tuple(
        Row(
            label,
            (
                Figure(planned, Opening(f"planned_{kind}")),
                Figure(compared if figures.followed else None, Opening(f"followed_{kind}")),
                Figure(observed if figures.followed else None, Opening(f"observed_{kind}")),
                Figure(percent(observed, compared) if compared else None),
            ),
        )
        for kind, label, planned, compared, observed in (
            ("created", say("Jobs to create"), figures.jobs_created_planned, figures.jobs_created_followed,
             figures.jobs_created_observed),
            ("kept", say("Jobs kept"), figures.jobs_kept_planned, figures.jobs_kept_followed,
             figures.jobs_kept_observed),
        )
    )  # fmt: skip
    columns = (
        say("Planned, all grants"),
        say("Planned, firms that answered"),
        say("Observed, firms that answered"),
        say("Realised"),
    )
    about = tuple(
        MEASURES[name].definition
        for name in (
            "planned_created", "planned_kept", "observed_created", "observed_kept", "followed_created",
        )
    )  # fmt: skip
    return Section("results", say("Jobs, planned and observed"), columns, rows, about)


def year_shown(year: int, today: date) -> Message:
    """Return what a year is called; one that is not over says so."""
    return verbatim(str(year)) if date(year, 12, 31) < today else say("{year}, so far", year=str(year))


def percent(part: int, whole: int) -> Message:
    """Return a share in percent."""
    return say("{n} %", n=round(100 * part / whole) if whole else 0)


def teams(asked: Asked) -> Section:
    """Return, year by year, the missions and those with several complementary advisors."""
    last = min(asked.period.end, asked.world.today).year
    found = several_trend(asked.connection, asked.scope, last, TREND_YEARS)
    rows = tuple(
        Row(
            year_shown(year, asked.world.today),
            (Figure(counts.n), Figure(counts.total), Figure(percent(counts.total, counts.n))),
        )
        for year, counts in found.items()
    )
    columns = (say("Missions"), say("With several advisors"), say("Share"))
    about = (DEFINITIONS["missions_several"],)
    return Section("teams", say("Missions with several advisors"), columns, rows, about)
