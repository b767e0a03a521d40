"""The key figures, one row each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.services.figures.sections import Closed, Opening
from conversations.messages import Euros, Message, Value, say
from models.figures.key_figures import DEFINITIONS, KeyFigures
from models.figures.measures import MEASURES


@dataclass(frozen=True, slots=True)
class Indicator:
    """A key figure: what it is called, how it is read, and what it opens. ``name`` is that of exports.

    ``compared``: its change says something; else both numbers are told, and no change.
    """

    name: str
    label: Message
    value: Callable[[KeyFigures], Value | None]
    opens: Opening | Closed = Closed.NO_REQUEST
    compared: bool = True

    def opens_in(self, basin_code: str) -> Opening | Closed:
        """Return what it opens, of one territory."""
        return replace(self.opens, basin=basin_code) if isinstance(self.opens, Opening) else self.opens


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
