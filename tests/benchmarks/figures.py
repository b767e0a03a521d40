"""How long coordinators wait for their figures, with a million dossiers and ten million events."""

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from sqlalchemy import Connection, func, select

from bot.services.figures.drilldown import behind
from bot.services.figures.openings import Opening
from bot.services.figures.registry import SECTIONS
from bot.services.figures.scope import asked_of
from bot.services.figures.sections import Asked
from conversations.figures.periods import everything, year_of
from conversations.network.routing import Atlas
from conversations.situation import World
from conversations.understanding.named_periods import Period
from models.database.engines import open_engine
from models.figures.queries import Scope
from models.places.search import CommuneTable
from models.schema import METADATA
from tests.benchmarks.history import wide_network
from tests.benchmarks.pages import TIMES, pages
from tests.benchmarks.programs import ROOT

DOSSIERS = 1_000_000
COUNTED = ("dossier", "dossier_event", "tally")


@dataclass(frozen=True, slots=True)
class Answer:
    """How long a question takes, in ms: the median over some times, of a year and of ten where asked."""

    name: str
    year_ms: float
    decade_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one database. ``rows``: of the tables. ``slowest``: the slowest of the answers."""

    kind: str
    rows: dict[str, int]
    filling_seconds: float
    counting_seconds: float
    answers: tuple[Answer, ...]

    @property
    def slowest(self) -> Answer:
        """The question that takes longest of a year."""
        return max(self.answers, key=lambda answer: answer.year_ms)


async def filled(database_url: str, dossiers: int) -> tuple[float, float]:
    """Fill and count in a process of its own, so that databases are made side by side; return the seconds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.history", database_url, str(dossiers),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    printed, _ = await process.communicate()
    filling, counting = printed.decode().split()
    return float(filling), float(counting)


async def answers(kind: str, database_url: str, filling: float, counting: float) -> Figures:
    """Ask every question of a database that is filled and counted, then open every page."""
    found = [Answer(name, ms) for name, ms in (await pages(database_url)).items()]
    engine, network, now = open_engine(database_url), wide_network(), datetime.now(UTC)
    world = World(now.date(), network, Atlas(network), CommuneTable())
    with engine.connect() as connection:
        rows = tables(connection)

        def of(period: Period) -> Asked:
            return asked_of(connection, world, Scope(), period, now)

        year, decade = of(year_of(now.year - 1)), of(everything(now.date()))
        found += [
            Answer(f"section: {name}", _ms(lambda: build(year)), _ms(lambda: build(decade)))  # noqa: B023 (called at once)
            for name, build in SECTIONS.items()
        ]
        found.append(Answer("list behind a number", _ms(lambda: _open(year)), _ms(lambda: _open(decade))))
    engine.dispose()
    return Figures(kind, rows, filling, counting, tuple(found))


def _open(asked: Asked) -> None:
    section = SECTIONS["key"](asked)
    openings = (row.figures[0].opens for row in section.rows)
    opening = next(each for each in openings if isinstance(each, Opening))
    assert opening is not None and behind(asked, opening).dossiers


def _ms(question: Callable[[], object]) -> float:
    question()
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        question()
        seconds.append(time.perf_counter() - began)
    return median(seconds) * 1000


def tables(connection: Connection) -> dict[str, int]:
    """Return how many rows the tables that figures come from have."""
    return {
        name: int(connection.execute(select(func.count()).select_from(METADATA.tables[name])).scalar_one())
        for name in COUNTED
    }
