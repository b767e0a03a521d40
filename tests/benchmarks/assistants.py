"""The assistant as it is killed: one process that asks for updates, or several that are called."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Protocol

from bot.playground.cluster import Cluster, NotStarted
from bot.playground.telegram.bot_api import serving
from tests.benchmarks.cluster import at_work
from tests.benchmarks.people import Telegram
from tests.benchmarks.programs import Died, Program, start

BOT = "tests.benchmarks.bot_process"
START_SECONDS = 60.0


class Watched(Protocol):
    """What works while people answer."""

    @property
    def words(self) -> str:
        """The last it wrote."""

    def check(self) -> None:
        """Raise Died if it has ended by itself."""


class Mortal(Watched, Protocol):
    """What is killed and begins again."""

    async def dies(self, after_seconds: float, *, at_start: bool) -> None:
        """Have a process killed, so long after it began to work, or to start; and begin another."""


@dataclass(slots=True)
class One:
    """One process, which asks for updates."""

    telegram: Telegram
    arguments: tuple[str, ...]
    log: Path
    program: Program

    @property
    def words(self) -> str:
        """The last it wrote."""
        return self.program.words

    def check(self) -> None:
        """Raise Died if it has ended by itself."""
        self.program.check()

    async def dies(self, after_seconds: float, *, at_start: bool) -> None:
        """Kill it and start it again."""
        if not at_start:
            await polling(self.telegram, self.program)
        await asyncio.sleep(after_seconds)
        self.check()
        await self.program.kill()
        self.telegram.polled.clear()
        self.program = await start(BOT, self.arguments, self.log)


class Several:
    """Several processes, which are called; each dies in its turn."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster, self._mortal = cluster, cycle(cluster.members)

    @property
    def words(self) -> str:
        """The last they wrote."""
        return "\n".join(member.words for member in self._cluster.members)

    def check(self) -> None:
        """Raise Died if one has ended by itself."""
        if not all(member.is_at_work for member in self._cluster.members):
            raise Died(self.words)

    async def dies(self, after_seconds: float, *, at_start: bool) -> None:
        """Kill the next one and start it again; or, stopped before, kill it as it starts."""
        member = next(self._mortal)
        if at_start:
            await self._cluster.stop(member)
            starting = asyncio.create_task(self._cluster.start(member))
            await asyncio.sleep(after_seconds)
            await self._cluster.kill(member)
            with suppress(NotStarted):
                await starting
        else:
            await asyncio.sleep(after_seconds)
            self.check()
            await self._cluster.kill(member)
        await self._cluster.start(member)


@asynccontextmanager
async def one_at_work(telegram: Telegram, database_url: str, folder: Path) -> AsyncIterator[One]:
    """Have one process take what people say, while the block lasts."""
    async with serving(telegram) as address:
        arguments, log = (address, telegram.token, database_url), folder / "bot.log"
        one = One(telegram, arguments, log, await start(BOT, arguments, log))
        try:
            await polling(telegram, one.program)
            yield one
        finally:
            await one.program.stop()


@asynccontextmanager
async def several_at_work(
    processes: int, telegram: Telegram, database_url: str, folder: Path
) -> AsyncIterator[Several]:
    """Have so many processes take what people say, while the block lasts."""
    async with at_work(processes, telegram, database_url, folder) as cluster:
        yield Several(cluster)


async def polling(telegram: Telegram, program: Program) -> None:
    """Wait until a bot asks for updates; raise Died if it ends instead."""
    asked = asyncio.create_task(telegram.polled.wait())
    ended = asyncio.create_task(program.process.wait())
    done, waiting = await asyncio.wait(
        {asked, ended}, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    for task in waiting:
        task.cancel()
    if asked not in done:
        program.check()
        raise TimeoutError(f"the bot does not ask for updates after {START_SECONDS} s")
