"""A section of figures, as data: what the chat, the dashboard, the exports and the reports all show.

Every surface draws the same sections, so that the same question has the same answer everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from conversations.figures.charts import Chart
from conversations.figures.periods import named, year_before
from conversations.messages import Message, Value, say, say_n
from conversations.situation import World
from conversations.understanding.named_periods import Period
from models.database.writer import Connection
from models.figures.queries import Scope

NOTHING = say("Nothing in this period.")
PERCENT_FROM = 20  # a change is told in percent of this many or more: of less it only seems large
TODAYS = frozenset({"workload", "ageing", "silent"})
"""The sections that tell of today, whatever the period."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is behind a number: the dossiers of a measure, of some keys, in a basin or in the whole scope."""

    measure: str
    keys: tuple[str, ...] = ()
    basin: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it opens; None where it is not known. Days are decimal, money is ``Euros``."""

    value: Value | None
    opens: Opening | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of figures, under the columns of its section. ``compared``: their change says something."""

    label: Message
    figures: tuple[Figure, ...]
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """One subject. ``columns``: what the figures of a row are. ``about``: how they are counted.

    ``nothing``: what to say where there is no row.
    """

    name: str
    title: Message
    columns: tuple[Message, ...]
    rows: tuple[Row, ...]
    about: tuple[Message, ...]
    chart: Chart | None = None
    nothing: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: whose figures, of when. ``name_of``: what colleagues call a member of the network.

    ``chosen``: the one basin the scope was narrowed to, None for all that may be seen. ``waiting``: the
    requests that are still to be counted, here or elsewhere.
    """

    connection: Connection
    world: World
    scope: Scope
    period: Period
    now: datetime
    name_of: Callable[[int], Message]
    chosen: str | None = None
    waiting: int = 0

    @property
    def before(self) -> Period | None:
        """The same days of the year before."""
        return year_before(self.period, self.world.today)

    @property
    def where(self) -> Message:
        """Return the territory asked about."""
        return place_name(self.world, self.chosen) if self.chosen is not None else self._everywhere

    @property
    def _everywhere(self) -> Message:
        return say("the whole network") if self.scope.basins is None else say("your territories")

    @property
    def heading(self) -> Message:
        """Return the period and the territory."""
        return say("{period} · {territory}", period=named(self.period), territory=self.where)

    @property
    def today(self) -> Message:
        """Return the territory of figures that are today's."""
        return say("today · {territory}", territory=self.where)

    @property
    def unfinished(self) -> Message | None:
        """Return that figures are not whole yet; None once all is counted."""
        return (
            say_n(
                "⏳ {n} request is still being counted: these figures are not whole yet.",
                "⏳ {n} requests are still being counted: these figures are not whole yet.",
                self.waiting,
            )
            if self.waiting
            else None
        )

    def of(self, basin_code: str) -> "Asked":
        """Return the same question about one basin."""
        return replace(self, scope=Scope(frozenset({basin_code})), chosen=basin_code)


def place_name(world: World, basin_code: str) -> Message:
    """Return what a basin is called; one that left the network by its code."""
    if not basin_code:
        return say("National queue")
    basin = world.network.basin(basin_code)
    return say("{name}", name=basin.name if basin else basin_code)
