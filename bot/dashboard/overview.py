"""The first page: key figures, the main charts, the way to everything; and the same for one territory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from starlette.responses import RedirectResponse, Response

from bot.dashboard.figures import Links
from bot.dashboard.filters import Choice, choice_of, in_address, picker_of, settled
from bot.dashboard.visits import Visit
from bot.services.figures.registry import SECTIONS
from bot.services.figures.sections import Asked, Row, Section
from conversations.figures.charts import Chart
from conversations.figures.periods import coded, named, year_of
from conversations.messages import Message, say
from conversations.network.basins import Basin, BasinStatus
from models.committee.queries import next_day
from models.figures import topics

CHARTS = ("months", "basins", "funnel", "needs", "ageing", "exchange_ties")
CHARTS_OF_ONE = ("months", "funnel", "needs", "verdicts", "exchange_ties")

STATUSES = {
    BasinStatus.ANNOUNCED: say("Announced"),
    BasinStatus.ACTIVE: say("Active"),
    BasinStatus.PAUSED: say("Paused"),
    BasinStatus.CLOSED: say("Closed"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A key figure. ``before``: that of a year before with where it leads, empty when nothing compares."""

    row: Row
    leads: str
    before: tuple[tuple[object, str], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart with the section it comes from."""

    name: str
    chart: Chart


def overview(visit: Visit) -> Response:
    """Show everything that may be seen; one territory has its own page."""
    choice = choice_of(visit)
    if choice.basin is not None:
        kept = {"period": coded(choice.period)} | ({"when": choice.misread} if choice.misread else {})
        return RedirectResponse(visit.to("basin", kept, code=in_address(choice.basin)), 303)
    if elsewhere := settled(visit, choice):
        return elsewhere
    asked = visit.asked(choice.period)
    return _figures(visit, "overview.html", choice, asked, CHARTS, current="overview")


def basin(visit: Visit) -> Response:
    """Show one territory."""
    choice = choice_of(visit, visit.request.path_params["code"])
    assert choice.basin is not None
    if elsewhere := settled(visit, choice):
        return elsewhere
    asked, world = visit.asked(choice.period, choice.basin), visit.world
    known = world.network.basin(choice.basin)
    return _figures(
        visit,
        "basin.html",
        choice,
        asked,
        CHARTS_OF_ONE,
        current="territories",
        basin=known,
        name=asked.place(choice.basin),
        status=STATUSES[known.status] if known else None,
        next_session=next_day(visit.session, known, world.today) if known else None,
        quiet=_quiet(asked),
        ageing=SECTIONS["ageing"](asked),
        ages=Links(visit, choice, "ageing"),
    )


def _quiet(asked: Asked) -> Message | None:
    """Return that a territory received nothing lately; None for one that did, or that is not open."""
    found = topics.silent(asked.connection, asked.world.network, asked.scope, asked.world.today)
    last = found.get(asked.chosen or "", asked.now)
    if last is None:
        return say("This territory has received no request yet.")
    return None if last is asked.now else say("This territory has received no request since {day}.", day=last)


def _figures(
    visit: Visit, template: str, choice: Choice, asked: Asked, charts: Sequence[str], **shown: object
) -> Response:
    links = Links(visit, choice, "key")
    key = SECTIONS["key"](asked)
    return visit.shows(
        template,
        choice=choice,
        picker=picker_of(visit, choice),
        asked=asked,
        key=key,
        cards=tuple(_card(key, row, links) for row in key.rows),
        before=named(asked.before) if asked.before else None,
        panels=tuple(_panels(asked, charts)),
        links=links,
        **shown,
    )


def _card(key: Section, row: Row, links: Links) -> Card:
    now, *past = row.figures
    before = tuple((each.value, links.number(each.opens, each.value)) for each in past)
    return Card(row, links.number(now.opens, now.value), before)


def _panels(asked: Asked, names: Sequence[str]) -> list[Panel]:
    charts = ((name, SECTIONS[name](asked).chart) for name in names)
    return [Panel(name, chart) for name, chart in charts if chart is not None]


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory in a list. ``next_session``: None when none is fixed."""

    basin: Basin
    status: Message
    next_session: date | None


def basins(visit: Visit) -> Response:
    """List the territories that may be seen."""
    today = visit.world.today
    listed = [
        Territory(known, STATUSES[known.status], next_day(visit.session, known, today))
        for known in visit.world.network.basins
        if visit.scope.holds(known.code)
    ]
    choice = Choice(year_of(today.year))
    return visit.shows(
        "basins.html", listed=listed, choice=choice, queue=visit.scope.holds(""), current="territories"
    )
