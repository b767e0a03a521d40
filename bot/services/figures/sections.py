"""A section of figures, as data: what the chat, the dashboard and ``alize stats`` all show.

Every surface draws the same sections, so that the same question has the same answer everywhere.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from bot.services.figures.openings import Closed, Opening
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.figures.periods import named, year_before
from conversations.messages import Message, Value, say, say_n
from conversations.situation import World
from conversations.understanding.named_periods import Period
from models.database.writer import Connection
from models.figures.queries import Scope

NOTHING = say("Nothing in this period.")
PERCENT_FROM = 20  # a change is told in percent of this many or more: of less it only seems large


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it opens; None where it is not known. Days are decimal, money is ``Euros``.

    ``past``: it is of the year before, beside the number of the period asked about.
    """

    value: Value | None
    opens: Opening | Closed
    past: bool = False

    @classmethod
    def of_before(cls, value: Value | None, opens: Opening | Closed, period: Period) -> "Figure":
        """Return a number of the year before, which opens on the rows of then."""
        return cls(value, replace(opens, period=period) if isinstance(opens, Opening) else opens, past=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of figures, under the columns of its section. ``compared``: their change says something."""

    label: Message
    figures: tuple[Figure, ...]
    compared: bool = True

    @classmethod
    def of(cls, label: Message, *figures: Figure, compared: bool = True) -> "Row":
        """Return the line of some figures."""
        return cls(label, figures, compared)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a section counts. ``columns``: what the figures of a row are. ``about``: how they are counted.

    ``nothing``: what to say where there is no row. ``undrawn``: why there is no chart, where one is expected.
    """

    columns: tuple[Message, ...]
    rows: tuple[Row, ...]
    about: tuple[Message, ...]
    chart: Chart | None = None
    nothing: Message = NOTHING
    undrawn: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Numbers):
    """One subject, counted."""

    spec: "SectionSpec"

    @property
    def name(self) -> str:
        """What buttons, addresses and options call it."""
        return self.spec.name

    @property
    def title(self) -> Message:
        """What it is called."""
        return self.spec.title


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
        if self.chosen is not None:
            return self.place(self.chosen)
        return say("the whole network") if self.scope.basins is None else say("your territories")

    def place(self, basin_code: str) -> Message:
        """Return what a territory is called."""
        return self.world.network.place(basin_code)

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

    def chart(
        self,
        kind: ChartKind,
        title: Message,
        labels: Sequence[Message],
        *series: tuple[Message, Iterable[int | None]],
        subtitle: Message | None = None,
        unit: Message | None = None,
    ) -> Chart | None:
        """Return a chart, of requests unless ``unit`` says what; None where all values are 0.

        ``series``: the name and the values of each.
        """
        drawn = tuple(Series(name, tuple(values)) for name, values in series)
        if not any(value for each in drawn for value in each.values):
            return None
        return Chart(kind, title, subtitle or self.heading, tuple(labels), drawn, unit or say("requests"))

    def of(self, basin_code: str) -> "Asked":
        """Return the same question about one basin."""
        return replace(self, scope=Scope(frozenset({basin_code})), chosen=basin_code)


class Sense(Enum):
    """For whom a section makes sense: of what they see, or of what they ask."""

    ALWAYS = auto()
    SEVERAL = auto()  # territories at once
    QUEUE = auto()  # the places without a territory
    NETWORK = auto()  # the whole of it


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section: all that is said of it, and what counts it.

    ``name``: in buttons, addresses and options, never renamed. ``label``: on its button, short, for a phone;
    None for what is no section beside others. ``of_today``: it tells of today, whatever the period.
    ``compared``: its second column is the year before, where there is one. ``by_territory``: its rows are
    territories. ``at_once``: rows on a phone, None for as many as others have.
    """

    name: str
    title: Message
    label: Message | None
    count: Callable[[Asked], Numbers]
    sense: Sense = Sense.ALWAYS
    of_today: bool = False
    compared: bool = False
    by_territory: bool = False
    at_once: int | None = None

    def __call__(self, asked: Asked) -> Section:
        """Count it."""
        found = self.count(asked)
        return Section(
            found.columns, found.rows, found.about, found.chart, found.nothing, found.undrawn, spec=self
        )

    def is_withheld(self, scope: Scope) -> bool:
        """Tell whether it is not for who sees a scope."""
        match self.sense:
            case Sense.NETWORK:
                return scope.basins is not None
            case Sense.QUEUE:
                return not scope.holds("")
            case _:
                return False

    def is_offered(self, scope: Scope) -> bool:
        """Tell whether it makes sense, and is one section among others."""
        one = scope.basins is not None and len(scope.basins) == 1
        return self.label is not None and not (
            self.is_withheld(scope) or (one and self.sense is Sense.SEVERAL)
        )
