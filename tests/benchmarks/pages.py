"""What coordinators open: /chiffres in the chat and each page of the dashboard, over a full database."""

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

import aiohttp

from bot.app import Worlds
from bot.dashboard.app import Dashboard
from bot.dashboard.visits import COOKIE
from bot.services.core.actions import Asked
from bot.services.core.rights import Role
from bot.services.core.visitors import Visitor
from bot.services.figures.registry import SECTIONS
from bot.services.registry import ACTIONS
from bot.serving import listener, serving
from models.database.writer import Database, Transaction
from models.intake.queries import add_person
from models.network.queries import store_network
from models.places.search import CommuneTable
from models.team.tables import Membership
from models.team.web_keys import open_session
from tests.benchmarks.history import wide_network

COORDINATOR = 101
TIMES = 7


async def pages(database_url: str) -> dict[str, float]:
    """Return the median ms of each page, of the year before this one."""
    database = Database(database_url)
    await database.start()
    try:
        now = datetime.now(UTC)
        await database.run(lambda transaction: _install(transaction, now))
        worlds = Worlds(CommuneTable(), registry=False)
        await worlds.renew(database)
        found = {"/chiffres in the chat": await _ms(lambda: _chat(database, worlds, now))}
        async with _visited(database, worlds, now) as get:
            for name, path in _paths(now.date()):
                found[name] = await _ms(lambda: get(path))  # noqa: B023 (awaited at once)
        return found
    finally:
        await database.stop()


def _install(transaction: Transaction, now: datetime) -> None:
    store_network(transaction, wide_network(), now)
    add_person(transaction, COORDINATOR, "fr", now)
    with transaction.session() as session:
        session.add(
            Membership(person_id=COORDINATOR, role=Role.COORDINATOR, basin_code=None, since=now.date())
        )


async def _chat(database: Database, worlds: Worlds, now: datetime) -> None:
    asked = Asked("figures", str(now.year - 1), 0, 0, COORDINATOR, None)

    def work(transaction: Transaction) -> None:
        reply = ACTIONS.act_at_office(transaction, worlds.at(now), Visitor(COORDINATOR, "fr"), asked, now)
        assert reply.page is not None

    await database.run(work)


def _paths(today: date) -> Iterator[tuple[str, str]]:
    period = f"period={today.year - 1}0101-{today.year - 1}1231"
    yield "overview", f"/?{period}"
    yield "territories", f"/basins?{period}"
    yield "a territory", f"/basins/b07?{period}"
    for name in SECTIONS:
        yield f"figures: {name}", f"/figures/{name}?{period}"
    yield "requests", "/requests"
    yield "requests, searched", "/requests?text=atelier"
    yield "a request", "/requests/AZ-20-500000"


@asynccontextmanager
async def _visited(database: Database, worlds: Worlds, now: datetime) -> Any:
    listening = listener("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    dashboard = Dashboard(database, lambda: now, worlds.at, address)
    key = await database.run(lambda transaction: open_session(transaction, COORDINATOR, now))
    async with serving(dashboard.app, listening), aiohttp.ClientSession(cookies={COOKIE: key}) as client:

        async def get(path: str) -> None:
            async with client.get(address + path) as answer:
                await answer.read()
                assert answer.status == 200, (path, answer.status)

        yield get


async def _ms(question: Callable[[], Awaitable[None]]) -> float:
    await question()
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        await question()
        seconds.append(time.perf_counter() - began)
    return median(seconds) * 1000
