"""A stage for journeys: the real application on the simulated Telegram, driven one act at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import Assistant, Installation, assistant
from bot.documents.spreadsheets.worker import made_apart
from bot.playground.telegram.simulator import Simulator
from bot.playground.telegram.transport import SimulatedRequest
from bot.telegram.delivery.effects import Registry
from bot.telegram.delivery.export_files import Made
from bot.telegram.updates import read
from conversations.network.basins import Network
from conversations.privacy.retention import Controller
from models.network.queries import store_network

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A working day, 10:30 in Paris."""


LONGEST_PAUSE = 0.02  # seconds: a file takes some hundred times as long


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the instant."""
        return self.now

    def passes(self, delay: timedelta) -> None:
        """Let time pass."""
        self.now += delay


class Stage:
    """The assistant and its Telegram."""

    def __init__(self, running: Assistant, telegram: Simulator, clock: Clock) -> None:
        self.assistant, self.telegram, self.clock = running, telegram, clock

    async def plays(self) -> None:
        """Have the assistant take every update that waits, and deliver all it has to say."""
        while await self.answers():
            await self.rests()
        await self.rests()

    async def answers(self) -> bool:
        """Have the assistant take the updates that wait, as one batch; false when there is none."""
        received = [read(update, self.assistant.bot) for update in self.telegram.take_updates()]
        receive = self.assistant.reception.receive
        settled = await asyncio.gather(*(receive(incoming) for incoming in received))
        assert all(settled), "the database did not take an update"
        return bool(received)

    async def rests(self) -> None:
        """Wait until nothing is being done, and longer and longer for what another process does."""
        pause = 0.0
        while not self.assistant.idle:
            await self.assistant.desk.database.run(lambda transaction: None)
            await asyncio.sleep(pause)
            pause = min(pause + 0.001, LONGEST_PAUSE)

    async def ticks(self) -> None:
        """Let the periodic task run once, and what it says be delivered."""
        await self.assistant.timers.tick()
        await self.assistant.delivery.sweep()
        await self.rests()


@asynccontextmanager
async def staged(
    database_url: str,
    network: Network,
    *,
    registry: Registry | None = None,
    clock: Clock | None = None,
    telegram: Simulator | None = None,
    export_made: Made = made_apart,
    erasures_file: Path | None = None,
) -> AsyncIterator[Stage]:
    """Raise the curtain."""
    clock = clock or Clock()
    telegram = telegram or Simulator(clock)
    installation = Installation(
        token=telegram.token,
        database_url=database_url,
        request=lambda: SimulatedRequest(telegram),
        registry=registry,
        messages_per_second=0,
        controller=Controller("Réseau de démonstration"),
        export_made=export_made,
        erasures_file=erasures_file,
        clock=clock,
    )
    async with assistant(installation) as running:
        await running.desk.database.run(lambda transaction: store_network(transaction, network, clock()))
        await running.worlds.renew(running.desk.database)
        yield Stage(running, telegram, clock)
