"""Two processes behind one address, on one PostgreSQL: killed, restarted, called in any order and twice."""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

import aiohttp
import psycopg
import pytest
from sqlalchemy import make_url
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.playground.cluster import PUBLIC, Cluster, clustered
from bot.playground.telegram.bot_api import serving as telegram_at
from bot.playground.telegram.calls import NoAnswer
from bot.playground.telegram.chats import Chat
from bot.serving import listener, serving
from tests.benchmarks.crash import what_is_stored
from tests.benchmarks.people import Crowd, FormFiller, Pace, Telegram, reference_of
from tests.programs import forked_run

pytestmark = [
    pytest.mark.parametrize("empty_database_url", ["postgresql"], indirect=True),
    pytest.mark.timeout(300),
]

SECRET = "n" * 32
PEOPLE = 10
DOUBLED_WITHIN = 0.4  # seconds
AGAIN_SECONDS = 0.1


@dataclass
class Carrier:
    """Takes updates as Telegram pushes them, and delivers each twice, late, in no order, until it is taken.

    ``answers``: what they were answered with, by their status.
    """

    balancer: str
    times: int = 2
    moments: random.Random = field(default_factory=lambda: random.Random(2017))
    answers: Counter[int] = field(default_factory=Counter)
    under_way: set[asyncio.Task[None]] = field(default_factory=set)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        update = await request.body()
        headers = {"X-Telegram-Bot-Api-Secret-Token": request.headers["X-Telegram-Bot-Api-Secret-Token"]}
        for copy in range(self.times):
            delay = self.moments.uniform(0, DOUBLED_WITHIN if copy else 0.02)
            task = asyncio.create_task(self._deliver(request.url.path, update, headers, delay))
            self.under_way.add(task)
            task.add_done_callback(self.under_way.discard)
        await Response()(scope, receive, send)

    async def _deliver(self, path: str, update: bytes, headers: dict[str, str], delay: float) -> None:
        async with aiohttp.ClientSession(headers=headers) as client:
            status = 0
            while status != 200:
                await asyncio.sleep(delay)
                async with client.post(f"{self.balancer}{path}", data=update) as answer:
                    status = answer.status
                self.answers[status] += 1
                delay = AGAIN_SECONDS


@dataclass
class House:
    """A simulated Telegram, the processes it calls, and the group that the cards reach."""

    telegram: Telegram
    group: Chat
    cluster: Cluster
    carrier: Carrier
    database_url: str

    async def starts(self) -> None:
        """Start the processes together, on nothing; then have the cards sent to the group."""
        await self.cluster.start()
        await until(lambda: self.telegram.webhook is not None, "nobody sets the webhook")
        with self.connection() as connection:
            connection.execute(
                "INSERT INTO queue (basin_code, chat_id, bound_by, bound_at, has_topics) "
                "VALUES ('', %s, 0, now(), false)",
                (self.group.id,),
            )

    def connection(self) -> psycopg.Connection[tuple[object, ...]]:
        """Open the database beside the processes."""
        url = make_url(self.database_url).set(drivername="postgresql")
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)

    def counted(self, table: str, where: str = "true") -> int:
        """Count rows."""
        with self.connection() as connection:
            row = connection.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()
        assert row is not None
        return int(str(row[0]))

    def crowd(self, again: Callable[[], bool]) -> tuple[Crowd, list[FormFiller]]:
        """Have people come, each with a form to fill in, and another while ``again`` says so."""
        crowd = Crowd(self.telegram, Pace(0.3))
        fillers = [
            FormFiller(self.telegram.person("Camille", language="fr"), crowd, number, again)
            for number in range(1, PEOPLE + 1)
        ]
        for filler in fillers:
            crowd.join(filler)
        return crowd, fillers

    async def rests(self) -> None:
        """Wait until every copy of every update was taken, and nothing waits to be sent."""
        await until(lambda: not self.carrier.under_way, "updates are not taken")
        await until(lambda: not self.counted("outgoing", "parked_at IS NULL"), "calls are not made")

    def shows_cards_in_order(self, person_id: int) -> bool:
        """Tell whether somebody's cards were sent in the order of their answers, each once at most."""
        shown = []
        for call in self.telegram.calls_to("sendMessage"):
            markup = call.parameters.get("reply_markup")
            keyboard = json.loads(markup) if isinstance(markup, str) else markup
            if call.chat_id == person_id and call.error is None and isinstance(keyboard, dict):
                for first, *_ in keyboard.get("inline_keyboard", [])[:1]:
                    _, draft, revision, _ = first["callback_data"].split(":", 3)
                    if int(draft):
                        shown.append((int(draft), int(revision)))
        return shown == sorted(shown)


async def until(is_so: Callable[[], bool], otherwise: str, seconds: float = 60.0) -> float:
    """Wait until something is so; return how long it took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() < began + seconds, otherwise
        await asyncio.sleep(0.05)
    return time.monotonic() - began


@pytest.fixture
async def house(empty_database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    telegram = Telegram()
    group = telegram.group("Comité", [telegram.person("Olive", "Racine", language="fr")])
    with as_file(files("models.data") / "sample-network.toml") as network:
        settings = {
            "ALIZE_TELEGRAM_TOKEN": telegram.token,
            "ALIZE_DATABASE_URL": empty_database_url,
            "ALIZE_WEBHOOK_URL": PUBLIC,
            "ALIZE_WEBHOOK_SECRET": SECRET,
            "ALIZE_REGISTRY_URL": "",
            "ALIZE_MESSAGES_PER_SECOND": "0",
            "ALIZE_NETWORK_FILE": str(network),
        }
        async with clustered(2, settings, tmp_path, forked_run) as (cluster, balancer):
            carrier, listening = Carrier(balancer), listener("127.0.0.1", 0)
            public = f"http://127.0.0.1:{listening.getsockname()[1]}"
            async with (
                serving(carrier, listening),
                telegram_at(telegram, leads_to={PUBLIC: public}) as api,
            ):
                settings["ALIZE_TELEGRAM_API_URL"] = api
                yield House(telegram, group, cluster, carrier, empty_database_url)


async def finish(crowd: Crowd, house: House) -> None:
    """Wait until everybody has finished."""
    assert await crowd.finishes(120), [member.words for member in house.cluster.members]
    await house.rests()


async def test_what_is_called_twice_and_in_no_order_is_one_conversation_through_a_kill_and_a_restart(
    house: House,
) -> None:
    await house.starts()
    assert len(house.telegram.calls_to("setWebhook")) == 1
    assert (house.counted("network_load"), house.counted("process")) == (1, 2)

    going_on = True
    crowd, fillers = house.crowd(lambda: going_on)
    crowd.begin()
    one, _ = house.cluster.members
    await until(lambda: crowd.answered > 40, "nobody is answered")
    await house.cluster.kill(one)
    before = crowd.answered
    took = await until(lambda: crowd.answered > before + 40, "the other process does not go on")
    await house.cluster.start(one)
    await house.cluster.restart()  # one after the other, while people answer
    going_on = False
    await finish(crowd, house)
    print(f"40 answers in {took:.1f} s after a kill; {dict(house.carrier.answers)} answers to Telegram")

    forms = [(filler, form) for filler in fillers for form in filler.forms]
    found = what_is_stored(house.database_url)
    assert sum(found.lost(filler.person.id, form) for filler, form in forms) == 0
    assert {company: len(dossiers) for company, dossiers in found.dossiers.items()} == {
        form.company: 1 for _, form in forms
    }
    assert not any(filler.is_misled for filler in fillers)
    assert all(house.shows_cards_in_order(person) for person in crowd.people)
    references = {dossier.reference for dossiers in found.dossiers.values() for dossier in dossiers}
    assert set(filter(None, map(reference_of, house.group.history))) == references
    assert len(house.telegram.calls_to("setWebhook")) == 1, "the other one knew"
    assert all(house.cluster.balancer.passed.values()), "both processes were at work"


async def test_what_a_killed_process_was_sending_another_sends_within_seconds(house: House) -> None:
    house.carrier.times = 1
    await house.starts()
    camille = house.telegram.person("Camille", "Durand", language="fr")
    house.telegram.fail(NoAnswer(timed_out=True), "sendMessage")  # the call does not end
    camille.types("/start")
    await until(lambda: house.carrier.answers[200] > 0, "the update is not taken")
    passed = house.cluster.balancer.passed
    [sending] = [member for member in house.cluster.members if passed[member.port]]
    await house.cluster.kill(sending)
    took = await until(
        lambda: any(message.sender.is_bot for message in camille.chat.history), "nobody takes it over"
    )
    await house.rests()

    print(f"taken over in {took:.1f} s")
    assert house.counted("process", "seen_at > now() - interval '10 seconds'") == 1
