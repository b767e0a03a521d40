"""Two processes serve one person at the same moments: the conversation is one."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import pytest

from bot.telegram.updates import read
from conversations.network.basins import Network
from models.database.outbox import backlog
from tests.benchmarks.people import Crowd, FormFiller, Pace, Telegram
from tests.journeys.acting import BAKER, Act, Actor, Tap, errors, refusals, unhurried
from tests.journeys.conftest import bound_group
from tests.stage import Stage, staged

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

QUESTION = "c'est gratuit ?"


def at_once(act: Act) -> Iterator[tuple[str | Tap, str | Tap]]:
    """Give the two things done at once: a tap twice, two messages, or one and a question."""
    match act:
        case Tap():
            yield act, act
        case str():
            yield act, QUESTION
        case (str(first), str(second), *others):
            yield first, second
            yield from at_once(tuple(others))
        case (first, *others):
            yield from at_once(first)
            yield from at_once(tuple(others))


class Torn(Actor):
    """Somebody who does two things at once, each taken by another process."""

    def __init__(self, one: Stage, two: Stage) -> None:
        super().__init__(one, one.telegram.person("Camille", "Durand", language="fr"))
        self.processes = (one.assistant, two.assistant)
        self.stages = (one, two)
        for stage in self.stages:
            unhurried(stage)

    async def does_at_once(self, *acts: str | Tap) -> None:
        """Do one thing for each process, and wait for all they bring."""
        for act in acts:
            if isinstance(act, Tap):
                self.person.taps(self.button(act.key).data or "")
            else:
                self.person.types(act)
        updates = self.stage.telegram.take_updates()
        turns = [
            process.reception.receive(read(update, process.bot))
            for process, update in zip(self.processes, updates, strict=True)
        ]
        await asyncio.gather(*turns)
        await self.hears()

    async def hears(self) -> None:
        """Wait until no process has anything left to say."""
        while (await self.stage.assistant.desk.database.read(backlog)).waiting:
            for stage in self.stages:
                await stage.assistant.delivery.sweep()
                await stage.rests()

    def revisions(self) -> list[tuple[int, int]]:
        """Return the draft and the revision of every card shown, in the order Telegram was called."""
        shown = []
        for call in self.stage.telegram.calls:
            markup = call.parameters.get("reply_markup")
            keyboard = json.loads(markup) if isinstance(markup, str) else markup
            if call.chat_id == self.person.id and isinstance(keyboard, dict):
                for first, *_ in keyboard.get("inline_keyboard", [])[:1]:
                    _, draft, revision, _ = first["callback_data"].split(":", 3)
                    shown.append((int(draft), int(revision)))
        return shown


@pytest.fixture
async def torn(database_url: str, network: Network) -> AsyncIterator[Torn]:
    """Somebody new, and two processes."""
    async with (
        staged(database_url, network) as one,
        staged(database_url, network, clock=one.clock, telegram=one.telegram) as two,
    ):
        yield Torn(one, two)


@ON_POSTGRESQL
async def test_what_two_processes_are_told_at_once_makes_one_request(torn: Torn) -> None:
    group = await bound_group(torn.stage, "Comité Terres de Lorraine", "terres-de-lorraine")
    calm = Actor(torn.stage, torn.stage.telegram.person("Camille", "Durand", language="fr"))
    await calm.applies()
    with errors() as wrong:
        await torn.does_at_once("/start", "/start")
        while (state := torn.state) in BAKER:
            for acts in at_once(BAKER[state]):
                await torn.does_at_once(*acts)
        for key in ("operator", "committee", "x"):
            await torn.does_at_once(Tap(key), Tap(key))

    assert wrong == []
    assert refusals(torn.stage) == []
    [dossier] = torn.dossiers()
    assert told(dossier.answers) == told(calm.answers)
    assert torn.revisions() == sorted(torn.revisions()), "cards are shown in the order of the answers"
    assert [dossier.reference in message.text for message in group.history] == [True]


def told(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with the messages of the description in one order: two were sent at once."""
    return {**answers, "description": sorted(answers["description"].split("\n\n"))}


async def test_two_processes_never_lock_each_other(own_postgresql_url: str, network: Network) -> None:
    """Each settles what it sent to people whose next turn the other one takes."""
    telegram, moments = Telegram(), random.Random(2017)
    async with (
        staged(own_postgresql_url, network, telegram=telegram) as one,
        staged(own_postgresql_url, network, clock=one.clock, telegram=telegram) as two,
    ):
        stages = (one, two)
        for stage in stages:
            unhurried(stage)
        crowd = Crowd(telegram, Pace(0))
        for number in range(30):
            crowd.join(FormFiller(telegram.person("Camille", language="fr"), crowd, number))
        crowd.begin()
        finished = asyncio.create_task(crowd.finishes(100))
        taking: set[asyncio.Task[bool]] = set()
        while not finished.done():
            for update in telegram.take_updates():
                process = moments.choice(stages).assistant
                taking.add(process.reception.receive(read(update, process.bot)))
            await asyncio.gather(*(stage.assistant.delivery.sweep() for stage in stages))
        assert await finished
        assert all(await asyncio.gather(*taking))
        await asyncio.sleep(1.1)  # sessions tell what they count once a second, at the end of a transaction
        await asyncio.gather(*(stage.assistant.delivery.sweep() for stage in stages))
        locked = await one.assistant.desk.database.read(
            lambda connection: connection.exec_driver_sql(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
            ).scalar_one()
        )

    assert locked == 0
