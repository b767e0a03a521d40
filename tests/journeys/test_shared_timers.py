"""Time is shared by the processes of a database: each reminder is told once, whoever looks first."""

import asyncio
from collections import Counter
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
STEP, STEPS = timedelta(hours=6), 36


async def told(url: str, network: Network, *, together: bool) -> Counter[tuple[int, str]]:
    """Let nine days pass over drafts and requests that nobody touches; return what was said meanwhile.

    ``together``: two processes look at what is due at the same moments; else one of them does.
    """
    async with (
        staged(url, network) as one,
        staged(url, network, clock=one.clock, telegram=one.telegram) as two,
    ):
        await bound_group(one, "Comité Terres de Lorraine", BASIN)
        for name, role in (("Sacha", Role.OPERATOR), ("Nour", Role.MANAGER)):
            await enrolled(one, name, role, BASIN)
        await enrolled(one, "Claude", Role.COORDINATOR)
        for number in range(6):
            actor = Actor(one, one.telegram.person(f"Camille {number}", "Durand", language="fr"))
            await (actor.applies() if number < 3 else begins(actor))
        before = len(one.telegram.calls)
        ticking = (one, two) if together else (one,)
        for _ in range(STEPS):
            one.clock.passes(STEP)
            await asyncio.gather(*(stage.assistant.timers.tick() for stage in ticking))
            await emptied(one, two)
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
        alone = await told(database_url, network, together=False)
        both = await told(empty_database_url, network, together=True)

    assert wrong == []
    assert sum(alone.values()) > 12, "there is enough to be told"
    assert both == alone
