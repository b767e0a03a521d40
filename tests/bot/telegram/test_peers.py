"""Several processes on one PostgreSQL database share what Telegram allows, and speak of the webhook once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.playground.telegram.calls import server_error
from bot.playground.telegram.simulator import Simulator
from bot.playground.telegram.transport import SimulatedRequest
from bot.telegram.client.bot import CallingBot
from bot.telegram.peers import Peers
from models.database.writer import Database
from tests.models.database.opening import opened
from tests.stage import Clock

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

ADDRESS, SECRET = "https://alize.example/telegram", "s" * 20
UPDATES = ["message"]


class Process:
    """A process as others know it."""

    def __init__(self, database: Database, telegram: Simulator) -> None:
        self.database = database
        self.counts = [1]
        self.peers = Peers(database, self.counts.append)
        self.bot = CallingBot(
            telegram.token,
            request=SimulatedRequest(telegram),
            get_updates_request=SimulatedRequest(telegram),
        )

    async def tells_webhook(self, address: str = ADDRESS, secret: str = SECRET) -> None:
        """Have Telegram call this address."""
        await self.peers.tell_webhook(self.bot, address, secret, UPDATES)

    async def counts_others(self) -> int:
        """Return how many processes it shares with, itself included."""
        await self.peers.tell()
        return self.counts[-1]


class House:
    """Processes that come and go."""

    def __init__(self, url: str, telegram: Simulator, stack: AsyncExitStack) -> None:
        self.url, self.telegram, self.stack = url, telegram, stack

    async def opens(self) -> Process:
        """Open a database, as a process that is not at work yet."""
        process = Process(await self.stack.enter_async_context(opened(self.url)), self.telegram)
        await self.stack.enter_async_context(process.bot)
        return process

    async def starts(self) -> Process:
        """Start a process, which ends with the test."""
        process = await self.opens()
        await self.stack.enter_async_context(process.peers.joined())
        return process


@pytest.fixture
async def house(database_url: str, telegram: Simulator) -> AsyncIterator[House]:
    async with AsyncExitStack() as stack:
        yield House(database_url, telegram, stack)


async def test_a_process_knows_of_those_that_come_and_go(house: House) -> None:
    first, second = await house.starts(), await house.opens()
    async with second.peers.joined():
        assert second.counts[-1] == 2, "it keeps to its part from its start"
        assert await first.counts_others() == 2

    assert await first.counts_others() == 1


async def test_a_process_that_died_is_soon_no_longer_counted(house: House) -> None:
    first, _ = await house.starts(), await house.starts()
    assert await first.counts_others() == 2
    async with opened(house.url) as database:  # the time it takes, passed at once
        await database.run(
            lambda transaction: transaction.connection.exec_driver_sql(
                "UPDATE process SET seen_at = seen_at - interval '11 seconds'"
            )
        )

    assert await first.counts_others() == 1


async def test_a_process_that_was_away_for_days_is_counted_again(house: House) -> None:
    first = await house.starts()
    async with opened(house.url) as database:  # its machine slept, or was cut off
        await database.run(
            lambda transaction: transaction.connection.exec_driver_sql(
                "UPDATE process SET seen_at = seen_at - interval '2 days'"
            )
        )
    second = await house.starts()
    assert await second.counts_others() == 1, "it is forgotten"

    assert await first.counts_others() == 2
    assert await second.counts_others() == 2


async def test_processes_that_start_together_speak_of_the_webhook_once(house: House) -> None:
    started = [await house.starts() for _ in range(3)]
    await asyncio.gather(*(process.tells_webhook() for process in started))

    assert len(house.telegram.calls_to("setWebhook")) == 1
    assert house.telegram.webhook is not None
    assert house.telegram.webhook.url == ADDRESS


async def test_a_rolling_restart_says_nothing_new_of_the_webhook(house: House) -> None:
    first, second = await house.starts(), await house.opens()
    async with second.peers.joined():
        await first.tells_webhook()
        await second.tells_webhook()
    async with second.peers.joined():
        await second.tells_webhook()

    assert len(house.telegram.calls_to("setWebhook")) == 1


async def test_another_secret_is_told(house: House, clock: Clock) -> None:
    first, second = await house.starts(), await house.starts()
    await first.tells_webhook()
    clock.passes(timedelta(seconds=2))  # Telegram is not told twice in a second
    await second.tells_webhook(secret="t" * 20)

    assert len(house.telegram.calls_to("setWebhook")) == 2


async def test_a_webhook_that_another_program_took_away_is_told_again(house: House) -> None:
    first, second = await house.starts(), await house.starts()
    await first.tells_webhook()
    await first.bot.delete_webhook()
    await second.tells_webhook()

    assert house.telegram.webhook is not None


async def test_a_process_that_ends_before_it_told_leaves_it_to_the_next(house: House) -> None:
    first, second = await house.starts(), await house.starts()
    house.telegram.fail(server_error(), "setWebhook")
    ending = asyncio.create_task(first.tells_webhook())
    while not house.telegram.calls_to("setWebhook"):  # noqa: ASYNC110 - it waits before it tries again
        await asyncio.sleep(0.01)
    ending.cancel()
    await asyncio.gather(ending, return_exceptions=True)
    await asyncio.wait_for(second.tells_webhook(), 20)

    assert house.telegram.webhook is not None
