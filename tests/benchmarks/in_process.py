"""The assistant in this process, at the simulated Telegram: what is counted, not timed, needs no other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app import Assistant, Installation, assistant, run_beside
from bot.playground.telegram.transport import SimulatedRequest
from bot.telegram.receiver import poll
from tests.benchmarks.installing import install
from tests.benchmarks.people import Telegram


@asynccontextmanager
async def answering(database_url: str, telegram: Telegram) -> AsyncIterator[Assistant]:
    """Have the assistant answer while the block runs, with a group for what is sent."""
    group = telegram.group("Comité", [telegram.person("Olive", language="fr")])
    await install(database_url, group.id)
    installation = Installation(
        token=telegram.token,
        database_url=database_url,
        request=lambda: SimulatedRequest(telegram),
        messages_per_second=0,
    )
    async with assistant(installation) as running:
        polling = asyncio.create_task(
            run_beside(poll(running.application, running.reception), running.background())
        )
        try:
            yield running
        finally:
            polling.cancel()
            await asyncio.wait([polling])
