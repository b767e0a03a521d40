"""What coordinators ask from the command line: figures of a period and a territory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from bot.app import Worlds
from bot.commands.administration import no_basin
from bot.commands.opening import Unable, opened_database
from bot.i18n import speak
from bot.services.figures.registry import SECTIONS
from bot.services.figures.scope import asked_of
from bot.services.figures.sections import Asked, Section
from bot.settings import Settings
from conversations.figures.periods import read_span, year_of
from conversations.messages import Message, Value, say, verbatim
from conversations.situation import World
from conversations.understanding.named_periods import Period
from models.database.writer import Connection, Database
from models.figures.queries import Scope
from models.figures.tallies import ENOUGH, count
from models.places.search import CommuneTable


@dataclass(frozen=True, slots=True)
class Question:
    """What a command asks: a period, one basin or (None) the whole network; everything is counted."""

    database: Database
    world: World
    period: Period
    basin: str | None
    now: datetime

    def on(self, connection: Connection) -> Asked:
        """Return the question, to be answered on a connection."""
        return asked_of(connection, self.world, Scope(), self.period, self.now, self.basin)


@asynccontextmanager
async def question(settings: Settings, period: str | None, basin: str | None) -> AsyncIterator[Question]:
    """Open the database for a question; raise Unable for a period or a basin that makes no sense.

    ``period``: as people type it, None for the year under way.
    """
    now = datetime.now(UTC)
    async with opened_database(settings) as database:
        worlds = Worlds(CommuneTable(), registry=False)
        await worlds.renew(database)
        world = worlds.at(now)
        span = read_span(period, world.today) if period else year_of(world.today.year)
        if span is None:
            raise Unable(
                say(
                    "“{period}” is no period of the past. Try 2026, T3 2026, mars 2026, 2015-2017, "
                    "depuis 2015 or tout.",
                    period=period or "",
                )
            )
        if basin is not None and world.network.basin(basin) is None:
            raise Unable(no_basin(world.network, basin))
        while await database.run(lambda transaction: count(transaction.connection)) >= ENOUGH:
            pass
        yield Question(database, world, span, basin, now)


async def print_section(
    settings: Settings, name: str, period: str | None, basin: str | None, language: str, console: Console
) -> None:
    """Print a section of figures as a table, and how they are counted."""

    def text(value: Value | None) -> str:
        return "–" if value is None else speak(verbatim(value), language, markup=False)

    async with question(settings, period, basin) as asking:

        def ask(connection: Connection) -> tuple[Section, Message]:
            asked = asking.on(connection)
            return SECTIONS[name](asked), asked.where if SECTIONS[name].of_today else asked.heading

        section, heading = await asking.database.read(ask)
    title = f"{text(section.title)} · {text(heading)}"
    if not section.rows:
        console.print(f"{title}. {text(section.nothing)}", highlight=False)
        return
    table = Table("", *(text(column) for column in section.columns), title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify, column.overflow = "right", "fold"
    for row in section.rows:
        table.add_row(text(row.label), *(text(figure.value) for figure in row.figures))
    console.print(table)
