"""A house with one door: updates come in, turns are taken, nothing is delivered."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from telegram.ext import Application, TypeHandler

from bot.playground.telegram.simulator import Simulator
from bot.playground.telegram.transport import SimulatedRequest
from bot.services.core.screens import Reply, words
from bot.telegram.client.bot import CallingBot
from bot.telegram.handlers.errors import Failures
from bot.telegram.receiver import Reception
from bot.telegram.throttle import Flood
from bot.telegram.turns import Desk
from bot.telegram.updates import Incoming, Tapped, Typed, read
from conversations.messages import verbatim
from conversations.network.routing import Atlas
from conversations.privacy.retention import Controller
from conversations.situation import World
from models.database.writer import Call, Database, Transaction
from models.places.search import CommuneTable
from tests.builders import a_network
from tests.models.database.opening import opened
from tests.stage import Clock


class House:
    """``taken``: the texts whose turns were committed, in order. ``bug``: the text that meets a bug."""

    def __init__(self, telegram: Simulator, database: Database, clock: Clock) -> None:
        network = a_network()
        world = World(clock().date(), network, Atlas(network), CommuneTable(), False)
        bot = CallingBot(
            telegram.token,
            request=SimulatedRequest(telegram),
            get_updates_request=SimulatedRequest(telegram),
        )
        self.telegram, self.database, self.bot = telegram, database, bot
        self.desk = Desk(bot, database, clock, lambda now: world, controller=Controller("Essai"))
        self.application = Application.builder().bot(bot).updater(None).build()
        for kind in (Typed, Tapped):
            self.application.add_handler(TypeHandler(kind, self._answer))
        Failures(self.desk).register(self.application)
        self.reception = Reception(self.application, self.desk, Flood(lambda: clock().timestamp()))
        self.taken: list[str] = []
        self.said: list[Call] = []
        self.bug = ""
        self.before: Callable[[str], Any] | None = None
        database.on_commit = self.said.extend

    async def _answer(self, incoming: Typed | Tapped, context: object) -> None:
        text = incoming.text if isinstance(incoming, Typed) else incoming.data
        if self.before is not None:
            await self.before(text)

        def work(transaction: Transaction, world: World, now: datetime) -> Reply:
            if text == self.bug:
                raise KeyError("bug")
            return Reply("fr", screens=(words(verbatim(text)),), leaves_tapped=True)

        await self.desk.take(incoming.turn, work)
        self.taken.append(text)

    def updates(self) -> list[Incoming]:
        """Take the updates that wait."""
        return [read(raw, self.bot) for raw in self.telegram.take_updates()]

    def texts(self) -> list[str]:
        """Return what is to be said, in order."""
        return [call.payload["text"] for call in self.said]

    def fails(self) -> Callable[[], None]:
        """Have no commit succeed until the returned function is called."""

        def refuse(connection: object) -> None:
            raise OperationalError("COMMIT", None, Exception("disk I/O error"))

        event.listen(self.database.engine, "commit", refuse)
        return lambda: event.remove(self.database.engine, "commit", refuse)


@asynccontextmanager
async def a_house(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[House]:
    """Open a house."""
    async with opened(database_url) as database:
        house = House(telegram, database, clock)
        async with house.application:
            yield house
