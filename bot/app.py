"""The composition root: everything is put together here, for the real Telegram or for the simulated one."""

import asyncio
import ctypes
import gc
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from telegram.ext import Application
from telegram.request import BaseRequest

from bot.documents.spreadsheets.worker import made_apart
from bot.i18n import PARIS
from bot.telegram.client.bot import CallingBot
from bot.telegram.client.request import KeptRequest
from bot.telegram.delivery.effects import Registry, Settling
from bot.telegram.delivery.export_files import Exports, Made
from bot.telegram.delivery.rate_limit import Pacing
from bot.telegram.delivery.sender import Delivery
from bot.telegram.delivery.uploads import WRONG_LETTER
from bot.telegram.handlers.applicants import Applicants
from bot.telegram.handlers.commands import Commanded
from bot.telegram.handlers.errors import Failures
from bot.telegram.handlers.files import Relays
from bot.telegram.handlers.groups import Groups
from bot.telegram.patience import patiently
from bot.telegram.peers import Peers
from bot.telegram.receiver import AnyApplication, Reception
from bot.telegram.render.replies import EXPORT, LOOK_UP
from bot.telegram.scheduler import Timers
from bot.telegram.throttle import Flood
from bot.telegram.turns import Desk
from conversations.network.basins import Network
from conversations.network.routing import Atlas
from conversations.privacy.retention import Controller
from conversations.situation import World
from models.database.alone import alone
from models.database.outbox import release_all
from models.database.writer import Database, StoreUnavailable
from models.migrate import migrate
from models.network.queries import network_in_force, network_number
from models.places.search import CommuneTable

GARBAGE_THRESHOLD = 20_000  # objects between collections: the default of 700 cost a sixth of a turn
ARENA_MAX = -8  # what glibc's mallopt calls it [malloc.h]
NETWORK_SECONDS = 30.0  # how often a newly loaded network is looked for

NOBODY_TOLD = Controller()
EMPTY_NETWORK = Network(name="Alizé", coordination="la coordination nationale Alizé", basins=())


@dataclass(frozen=True, slots=True)
class Installation:
    """What one process is made with.

    ``request``: builds the way to Telegram, real or simulated. ``registry``: None when companies
    describe themselves. ``dashboard_url``: empty when there is none. ``export_made``: makes
    the file of an export. ``erasures_file``: the register of erasures, None for none.
    ``clock``: the current instant, in UTC.
    """

    token: str
    database_url: str
    api_url: str = "https://api.telegram.org"
    request: Callable[[], BaseRequest] = KeptRequest
    registry: Registry | None = None
    messages_per_second: float = 30
    controller: Controller = NOBODY_TOLD
    dashboard_url: str = ""
    export_made: Made = made_apart
    erasures_file: Path | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


class Worlds:
    """What the conversation knows: the network in force, the communes, the day in Paris."""

    def __init__(self, gazetteer: CommuneTable, *, registry: bool) -> None:
        self._gazetteer, self._registry = gazetteer, registry
        self.bot_name = self.dashboard = ""
        self._number: int | None = None
        self._network = EMPTY_NETWORK
        self._atlas = Atlas(EMPTY_NETWORK)
        self._run = token_hex(4)  # another process may be of another release

    async def renew(self, database: Database) -> None:
        """Take the network in force, if it changed."""
        number = await database.read(network_number)
        if number is not None and number != self._number:
            network = await database.read(network_in_force)
            if network is not None:
                self._number, self._network, self._atlas = number, network, Atlas(network)

    def at(self, now: datetime) -> World:
        """Return the world at an instant."""
        today = now.astimezone(PARIS).date()
        edition = f"{self._run} {self._number} {today}"
        return World(
            today,
            self._network,
            self._atlas,
            self._gazetteer,
            self._registry,
            self.bot_name,
            edition,
            self.dashboard,
        )


class Assistant:
    """The running assistant."""

    def __init__(
        self,
        application: AnyApplication,
        bot: CallingBot,
        desk: Desk,
        worlds: Worlds,
        delivery: Delivery,
        timers: Timers,
        peers: Peers,
    ) -> None:
        self.application, self.bot, self.desk, self.delivery = application, bot, desk, delivery
        self.worlds, self.timers, self.peers = worlds, timers, peers
        self.reception = Reception(application, desk, Flood(time.monotonic))

    @property
    def idle(self) -> bool:
        """Whether nothing is being done: no turn, no delivery."""
        return self.reception.idle and self.delivery.idle and self.desk.idle

    async def look_for_network(self) -> None:
        """Take newly loaded networks, for ever."""
        while True:
            await asyncio.sleep(NETWORK_SECONDS)
            with suppress(StoreUnavailable):  # the network stays as it is
                await self.worlds.renew(self.desk.database)

    def background(self) -> tuple[Callable[[], Coroutine[Any, Any, None]], ...]:
        """Return what runs beside the reception of updates."""
        return (self.delivery.run, self.timers.run, self.look_for_network, self.peers.run)


@asynccontextmanager
async def assistant(installation: Installation) -> AsyncIterator[Assistant]:
    """Put the assistant together; it receives nothing until asked to. Closes what it opened."""
    _allocate_in_one_place()
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # PTB warns at each 429 unless told which unit we want
    async with AsyncExitStack() as stack:
        stack.enter_context(alone(installation.database_url))
        database = Database(installation.database_url)
        await asyncio.to_thread(migrate, database.engine)
        await database.start()
        stack.push_async_callback(database.stop)
        bot = CallingBot(
            installation.token,
            base_url=f"{installation.api_url}/bot",
            base_file_url=f"{installation.api_url}/file/bot",
            request=installation.request(),
            get_updates_request=installation.request(),
        )
        application: AnyApplication = Application.builder().bot(bot).updater(None).build()
        worlds = Worlds(CommuneTable(), registry=installation.registry is not None)
        worlds.dashboard = installation.dashboard_url
        await worlds.renew(database)
        desk = Desk(bot, database, installation.clock, worlds.at, controller=installation.controller)
        settling = Settling(desk, installation.registry)
        pacing = Pacing(installation.messages_per_second, time.monotonic)
        delivery = Delivery(
            bot,
            database,
            pacing,
            installation.clock,
            errands={
                LOOK_UP: settling.look_up,
                EXPORT: Exports(desk, made=installation.export_made).make,
                WRONG_LETTER: settling.wrong_letter,
            },
            written=settling.written,
            lost=settling.lost,
            metrics=desk.metrics,
        )
        database.on_commit, database.on_error = delivery.accept, desk.metrics.database_errors.inc
        if database.engine.dialect.name == "sqlite":
            await database.run(release_all)  # alone: what is held was held before a crash
        for handlers in (Commanded(desk), Groups(desk), Relays(desk), Applicants(desk), Failures(desk)):
            handlers.register(application)
        stack.push_async_callback(bot.shutdown)
        await patiently("the start", application.initialize)
        worlds.bot_name = bot.username
        stack.push_async_callback(application.shutdown)
        peers = Peers(database, pacing.share)
        await stack.enter_async_context(peers.joined())
        timers = Timers(desk, installation.erasures_file)
        running = Assistant(application, bot, desk, worlds, delivery, timers, peers)
        stack.push_async_callback(delivery.stop)
        yield running


def _allocate_in_one_place() -> None:
    """Have all threads share glibc's memory: they take turns in the interpreter, and each kept some free."""
    with suppress(AttributeError, OSError):  # another C library manages without
        ctypes.CDLL(None).mallopt(ARENA_MAX, 1)


async def run_beside(
    work: Awaitable[None], others: tuple[Callable[[], Coroutine[Any, Any, None]], ...]
) -> None:
    """Run something with its background tasks; the first error of any ends all."""
    with _rarely_collected():
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(other()) for other in others]
            try:
                await work
            finally:
                for task in tasks:
                    task.cancel()


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Have what was put together stay, so that collections need not look at it again, and have them rarer."""
    before = gc.get_threshold()
    gc.freeze()
    gc.enable()
    gc.set_threshold(GARBAGE_THRESHOLD, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
