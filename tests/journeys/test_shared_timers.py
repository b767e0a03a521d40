"""Time is shared by the processes of a database: each reminder is told once, whoever looks first."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.services.core.rights import Role
from conversations.network.basins import Network
from models.database.outbox import backlog
from tests.journeys.acting import Actor, errors
from tests.journeys.conftest import bound_group
from tests.journeys.offices import enrolled
from tests.journeys.test_nudges import begins
from tests.stage import Stage, staged

BASIN = "terres-de-lorraine"
STEPS = (timedelta(hours=6),) * 36


async def told(
    url: str, network: Network, *, together: bool = False, steps: Sequence[timedelta] = STEPS
) -> Counter[tuple[int, str]]:
    """Let nine days pass over drafts and requests that nobody touches; return what was said meanwhile.

    ``steps``: how far the clock goes from one look at what is due to the next.
    ``together``: two processes look at what is due at the same moments; else there is one.
    """
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(staged(url, network))
        stages = [one]
        if together:
            another = staged(url, network, clock=one.clock, telegram=one.telegram)
            stages.append(await stack.enter_async_context(another))
        await bound_group(one, "Comité Terres de Lorraine", BASIN)
        for name, role in (("Sacha", Role.OPERATOR), ("Nour", Role.MANAGER)):
            await enrolled(one, name, role, BASIN)
        await enrolled(one, "Claude", Role.COORDINATOR)
        for number in range(6):
            actor = Actor(one, one.telegram.person(f"Camille {number}", "Durand", language="fr"))
            if number < 3:
                await begins(actor)
            else:
                await actor.applies()
                await actor.sends()
        before = len(one.telegram.calls)
        for step in steps:
            one.clock.passes(step)
            await asyncio.gather(*(stage.assistant.timers.tick() for stage in stages))
            await emptied(*stages)
        return Counter(
            (call.chat_id or 0, str(call.parameters.get("text")))
            for call in one.telegram.calls[before:]
            if call.method == "sendMessage"
        )


async def emptied(*stages: Stage) -> None:
    """Wait until the processes have nothing left to say."""
    while (await stages[0].assistant.desk.database.read(backlog)).waiting:
        for stage in stages:
            await stage.assistant.delivery.sweep()
            await stage.rests()


@pytest.mark.timeout(180)
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("empty_database_url", ["postgresql"], indirect=True)
async def test_two_processes_say_what_one_would_and_nothing_twice(
    database_url: str, empty_database_url: str, network: Network
) -> None:
    with errors() as wrong:
        alone = await told(database_url, network)
        both = await told(empty_database_url, network, together=True)

    assert wrong == []
    assert sum(alone.values()) > 12, "there is enough to be told"
    assert both == alone
