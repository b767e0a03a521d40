"""From where somebody looks at figures: a section, a period, a territory; as their buttons carry it."""

from dataclasses import dataclass, replace
from zlib import crc32

from bot.services.core.arguments import Argument
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.rights import EVERYWHERE
from bot.services.core.screens import Button
from bot.services.core.worklist import office
from bot.services.figures.registry import SECTIONS
from bot.services.figures.scope import asked_of, scope_of
from bot.services.figures.sections import Asked
from conversations.figures.periods import coded, decoded, year_of
from conversations.messages import Listing, Message, say
from conversations.understanding.named_periods import Period
from conversations.understanding.words import fold
from models.figures.queries import Scope
from models.figures.tallies import count

HOME = "home"
"""The first page: the key figures, and the way to every section."""

ALL, QUEUE = 0, 1  # the marks of all that may be seen, and of the national queue


@dataclass(frozen=True, slots=True)
class Look(Argument):
    """What a button of figures looks at, from one of its rows on."""

    name: str
    section: str = ""
    period: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class LookAt(Argument):
    """A row of what is looked at, by its mark; and how many of its requests are passed over."""

    name: str
    section: str = ""
    period: str = ""
    row: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Taken(Argument):
    """What leaves the chat for a period and a territory: an export, a report, the dashboard."""

    name: str
    period: str = ""
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """What is looked at. ``basin``: the one territory, "" the national queue, None for all of one's own."""

    section: str
    period: Period
    basin: str | None = None

    def to(self, section: str) -> "Viewpoint":
        """Return the same of another section."""
        return replace(self, section=section)

    def during(self, period: Period) -> "Viewpoint":
        """Return the same in another period."""
        return replace(self, period=period)

    def within(self, basin: str | None) -> "Viewpoint":
        """Return the same in another territory."""
        return replace(self, basin=basin)

    def look(self, action: str = "figures", start: int = 0) -> Look:
        """Return what a button says that does something here, from a row on."""
        return Look(action, self.section, coded(self.period), start)

    def button(self, label: Message, action: str = "figures", start: int = 0) -> Button:
        """Return a button that does something here; without an action, one that leads here."""
        return office(label, self.look(action, start), mark_of(self.basin))

    def opens(self, label: Message, action: str, row: str, start: int = 0) -> Button:
        """Return a button that opens a row of this page, by its mark."""
        opened = LookAt(action, self.section, coded(self.period), row, start)
        return office(label, opened, mark_of(self.basin))

    def asked(self, handling: Handling) -> Asked:
        """Return the question, everything being counted."""
        connection = handling.transaction.connection
        count(connection)
        scope = seen_by(handling)
        return asked_of(connection, handling.world, scope, self.period, handling.now, self.basin)


def viewpoint(handling: Handling, mark: int, look: Look | LookAt) -> Viewpoint:
    """Return from where a button looks; Refusal for the territory of others.

    A section or a period that is none is the first page, and the year under way.
    """
    section = look.section if look.section in SECTIONS else HOME
    period = decoded(look.period, handling.today) or year_of(handling.today.year)
    return Viewpoint(section, period, _marked(handling, mark))


def home(handling: Handling, mark: int = ALL, period: str = "") -> Viewpoint:
    """Return the first page, of a period and of the territory that a mark stands for."""
    return viewpoint(handling, mark, Look("figures", HOME, period))


def seen_by(handling: Handling) -> Scope:
    """Return what the person sees figures of."""
    scope = scope_of(handling.held)
    if scope is None:
        raise NotAllowed
    return scope


def territories(handling: Handling) -> tuple[str, ...]:
    """Return the basins that the person may choose among, by name; the national queue comes last."""
    scope = seen_by(handling)
    basins = sorted(handling.network.basins, key=lambda basin: fold(basin.name))
    codes = [basin.code for basin in basins if scope.holds(basin.code)]
    return (*codes, EVERYWHERE) if scope.basins is None else (*codes, *sorted(scope.basins - {*codes}))


def not_yours(handling: Handling) -> Refusal:
    """Return why figures of a territory are not shown, with those that are."""
    if seen_by(handling).basins is None:
        return Refusal(say("This territory is not in the network any more."))
    own = tuple(handling.network.place(code) for code in territories(handling))
    return Refusal(say("This territory is not yours. Yours: {territories}.", territories=Listing(own)))


def mark_of(basin_code: str | None) -> int:
    """Return what stands for a territory in a button, where its code may be too long."""
    if basin_code is None:
        return ALL
    return crc32(basin_code.encode()) if basin_code else QUEUE


def _marked(handling: Handling, mark: int) -> str | None:
    own = territories(handling)
    if mark == ALL:
        return own[0] if len(own) == 1 and own[0] else None
    for code in own:
        if mark_of(code) == mark:
            return code
    raise not_yours(handling)
