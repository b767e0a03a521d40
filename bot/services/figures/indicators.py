"""The figures of the network, one row each: the chat, the dashboard, reports and exports tell the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.services.core.entries import days
from bot.services.figures.openings import Of, Opening
from conversations.messages import Euros, Message, Value, say
from models.figures.behind_network import OfNetwork
from models.figures.key_figures import KeyFigures
from models.figures.measures import MEASURES


class Unit(StrEnum):
    """What a figure is in, as exports call it. Days are kept in tenths."""

    COUNT = "count"
    DAYS = "days"
    EUROS = "euros"


SEVERAL = tuple(str(size) for size in range(2, 41))
"""The keys of missions with several advisors: how many they are."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that reports tell. ``name``: in exports, never renamed. ``number``: None for not known.

    ``over``: it adds up amounts of the dossiers that this other figure counts; None for one that counts.
    ``hidden_with``: the figures that it would give back, or nearly: it is left out with any of them.
    """

    name: str
    number: Callable[[KeyFigures], int | None]
    unit: Unit = Unit.COUNT
    over: str | None = None
    hidden_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Told):
    """A key figure: what it is called, and what it opens.

    ``counted``: how, or the measure that says so.
    ``compared``: its change says something; else both numbers are told, and no change. ``by_territory``:
    it is told of each; ``short``: as the head of a column in reports. ``of_territories``: it counts them,
    which is no secret, and says nothing of one.
    """

    label: Message
    counted: Message | str
    opens: Opening
    compared: bool = True
    by_territory: bool = False
    short: Message | None = None
    of_territories: bool = False

    @property
    def definition(self) -> Message:
        """How it is counted."""
        return MEASURES[self.counted].definition if isinstance(self.counted, str) else self.counted

    def value(self, figures: KeyFigures) -> Value | None:
        """Return it in its unit, as it is shown."""
        number = self.number(figures)
        if number is None or self.unit is Unit.COUNT:
            return number
        return days(number) if self.unit is Unit.DAYS else Euros(number)

    def opens_in(self, basin_code: str) -> Opening:
        """Return what it opens, of one territory."""
        return replace(self.opens, basin=basin_code)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "representatives", lambda f: f.representatives, label=say("Company representatives mobilised"),
        opens=Opening(OfNetwork.REPRESENTATIVES),
        counted=say(
            "People who represent a contributor company on at least one day of the period, each counted once "
            "even in several territories, where the territory's convention was in force."
        ),
    ),
    Indicator(
        "contributor_companies", lambda f: f.contributor_companies, label=say("Contributor companies"),
        opens=Opening(OfNetwork.CONTRIBUTORS),
        counted=say(
            "Companies that may lend their people, on at least one day of the period, whether or not they "
            "did; one in several territories is counted once, by its SIREN, else by its name."
        ),
    ),
    Indicator(
        "basins_active", lambda f: f.basins_active, label=say("Territories active"), of_territories=True,
        opens=Opening(OfNetwork.ACTIVE),
        counted=say("Territories whose convention was in force on the last day of the period."),
    ),
    Indicator(
        "basins_announced", lambda f: f.basins_announced, label=say("Territories announced"),
        of_territories=True, opens=Opening(OfNetwork.ANNOUNCED),
        counted=say("Territories announced by the last day of the period whose convention had not begun."),
    ),
    Indicator(
        "basins_created", lambda f: f.basins_created, label=say("Territories created"), of_territories=True,
        opens=Opening(OfNetwork.CREATED),
        counted=say("Territories whose convention began in the period."),
    ),
    Indicator(
        "received", lambda f: f.received, label=say("Requests received"), counted="received",
        opens=Opening("received"), by_territory=True, short=say("Requests"),
    ),
    Indicator(
        "presented", lambda f: f.presented, label=say("Presented to a committee"), opens=Opening("decision"),
        counted=say(
            "Presentations to a committee that ended in a decision in the period; one seen twice counts "
            "twice."
        ),
    ),
    Indicator(
        "companies_supported", lambda f: f.companies_supported, label=say("Companies supported"),
        counted="supported", opens=Opening("supported", of=Of.FIRMS), by_territory=True,
        short=say("Companies"),
    ),
    Indicator(
        "days_contracted", lambda f: f.tenths_contracted, Unit.DAYS, over="missions",
        label=say("Days of expertise contracted"),
        counted=say(
            "Days contracted with the advisors of the missions whose agreement was signed in the period."
        ),
        opens=Opening("mission", of=Of.DAYS), by_territory=True, short=say("Days contracted"),
    ),
    Indicator(
        "days_delivered", lambda f: f.tenths_delivered, Unit.DAYS, over="missions",
        hidden_with=("days_contracted",), label=say("Days of expertise delivered"), counted="delivered",
        opens=Opening("delivered", of=Of.DAYS),
    ),
    Indicator(
        "jobs_created_planned", lambda f: f.jobs_created_planned, over="grants", counted="planned_created",
        label=say("Jobs to create (planned)"), opens=Opening("planned_created", of=Of.JOBS),
        by_territory=True, short=say("Jobs to create"),
    ),
    Indicator(
        "jobs_kept_planned", lambda f: f.jobs_kept_planned, over="grants", counted="planned_kept",
        label=say("Jobs kept (planned)"), opens=Opening("planned_kept", of=Of.JOBS), by_territory=True,
        short=say("Jobs to keep"),
    ),
    # Observed ones compare with other numbers of answers: firms are asked months later.
    Indicator(
        "jobs_created_observed", lambda f: f.jobs_created_observed if f.followed else None, over="followed",
        label=say("Jobs created (observed)"), counted="observed_created",
        opens=Opening("observed_created", of=Of.JOBS),
        compared=False,
    ),
    Indicator(
        "jobs_kept_observed", lambda f: f.jobs_kept_observed if f.followed else None, over="followed",
        label=say("Jobs kept (observed)"), counted="observed_kept",
        opens=Opening("observed_kept", of=Of.JOBS),
        compared=False,
    ),
    Indicator(
        "advance_companies", lambda f: f.advance_companies, label=say("Companies with an advance"),
        counted=say("Companies that were granted a repayable advance in the period, each counted once."),
        opens=Opening("advance", of=Of.FIRMS), by_territory=True, short=say("Advances"),
    ),
    Indicator(
        "advance_total", lambda f: f.advance_total, Unit.EUROS, over="advances", counted="advance",
        label=say("Advances, in total"), opens=Opening("advance", of=Of.EUROS), by_territory=True,
    ),
    Indicator(
        "advance_mean", lambda f: f.advance_mean, Unit.EUROS, over="advances",
        hidden_with=("advance_total", "advance_companies", "advances"), label=say("Average advance"),
        counted=say("The total of the advances granted in the period, divided by their number."),
        opens=Opening("advance", of=Of.MEAN),
    ),
    Indicator(
        "missions_several", lambda f: f.missions_several, label=say("Missions with several advisors"),
        counted=say("Missions signed in the period that have two advisors or more."),
        opens=Opening("mission", SEVERAL),
    ),
)  # fmt: skip
"""The key figures, in the order of the network's yearly page."""

BESIDES = (
    Told("grants", lambda f: f.grants, hidden_with=("companies_supported",)),
    Told("followed", lambda f: f.followed),
    Told("jobs_created_followed", lambda f: f.jobs_created_followed, over="followed"),
    Told("jobs_kept_followed", lambda f: f.jobs_kept_followed, over="followed"),
    Told("advances", lambda f: f.advances, hidden_with=("advance_companies",)),
    Told("missions", lambda f: f.missions),
)
"""The figures that the text of reports tells besides the key ones."""

FIGURES: Mapping[str, Told] = {each.name: each for each in (*INDICATORS, *BESIDES)}
BY_TERRITORY = tuple(each for each in INDICATORS if each.by_territory)
