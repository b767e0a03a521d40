"""One process and two on one PostgreSQL, in turn.

CPU per step: of the processes of ``alize run`` together, and of the server. Updates are pushed by webhook, to
each process in turn.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import aiohttp

from bot.playground.cluster import PUBLIC, Cluster, clustered
from bot.playground.telegram.bot_api import serving
from tests.benchmarks.installing import PostgreSQL, install
from tests.benchmarks.people import Telegram, filled
from tests.benchmarks.programs import cpu_seconds, cpu_seconds_of_tree

SECRET = "s" * 32
PEOPLE, ROUNDS = 150, 2
FINISH_SECONDS = 300.0
LAST_CARDS_SECONDS = 1.0  # until they have reached the group
REFUSED_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Step:
    """What a step costs on average, in µs of CPU, and how many were taken in a second."""

    processes: int
    bot_us: float
    server_us: float
    steps_per_second: float


@asynccontextmanager
async def pushed(telegram: Telegram, cluster: Cluster) -> AsyncIterator[None]:
    """Push updates to the processes in turn, beside one another, while the block runs."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    under_way: set[asyncio.Task[None]] = set()
    members = cycle(cluster.members)
    async with aiohttp.ClientSession(headers=headers, connector=aiohttp.TCPConnector(limit=80)) as client:

        async def post(update: object) -> None:
            status = 0
            while status != 200:  # as Telegram does
                try:
                    address = f"http://127.0.0.1:{next(members).port}/telegram"
                    async with client.post(address, json=update) as answer:
                        status = answer.status
                except aiohttp.ClientError:
                    await asyncio.sleep(REFUSED_SECONDS)

        async def push() -> None:
            while True:
                number, update = await telegram.updates.oldest()
                telegram.updates.acknowledge(number + 1)
                task = asyncio.create_task(post(update))
                under_way.add(task)
                task.add_done_callback(under_way.discard)

        pushing = asyncio.create_task(push())
        try:
            yield
        finally:
            pushing.cancel()
            with suppress(asyncio.CancelledError):
                await pushing
            await asyncio.gather(*under_way)


@asynccontextmanager
async def at_work(processes: int, telegram: Telegram, url: str, folder: Path) -> AsyncIterator[Cluster]:
    """Have so many processes take what people say, while the block runs."""
    settings = {
        "ALIZE_TELEGRAM_TOKEN": telegram.token,
        "ALIZE_DATABASE_URL": url,
        "ALIZE_WEBHOOK_URL": PUBLIC,
        "ALIZE_WEBHOOK_SECRET": SECRET,
        "ALIZE_REGISTRY_URL": "",
        "ALIZE_MESSAGES_PER_SECOND": "0",
    }
    async with serving(telegram, leads_to={PUBLIC: "http://127.0.0.1:9"}) as api:
        settings["ALIZE_TELEGRAM_API_URL"] = api
        async with clustered(processes, settings, folder) as (cluster, _):
            await cluster.start()
            while telegram.webhook is None:  # noqa: ASYNC110 - the processes set it
                await asyncio.sleep(0.05)
            async with pushed(telegram, cluster):
                yield cluster


async def measure(processes: int, server: PostgreSQL, people: int = PEOPLE) -> Step:
    """Have people fill in one form each, after one who warms the processes up."""
    telegram = Telegram()
    group = telegram.group("Comité", [telegram.person("Olive", language="fr")])
    url = server.create()
    await install(url, group.id)
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        async with at_work(processes, telegram, url, Path(folder)) as cluster:
            await filled(telegram, 1, FINISH_SECONDS)
            await asyncio.sleep(LAST_CARDS_SECONDS)
            pids = [member.pid for member in cluster.members if member.pid is not None]
            bot, base = sum(map(cpu_seconds, pids)), cpu_seconds_of_tree(server.pid)
            began = time.perf_counter()
            steps = await filled(telegram, people, FINISH_SECONDS)
            await asyncio.sleep(LAST_CARDS_SECONDS)
            seconds = time.perf_counter() - began
            bot, base = sum(map(cpu_seconds, pids)) - bot, cpu_seconds_of_tree(server.pid) - base
    return Step(processes, bot / steps * 1e6, base / steps * 1e6, steps / seconds)


async def cluster(server: PostgreSQL) -> list[Step]:
    """Measure one process and two, in alternation."""
    return [await measure(processes, server) for _ in range(ROUNDS) for processes in (1, 2)]
