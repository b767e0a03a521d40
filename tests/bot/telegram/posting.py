"""A process that only delivers: a real database and the simulated Telegram, one post at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.metrics import Metrics
from bot.playground.telegram.chats import Chat
from bot.playground.telegram.simulator import Simulator
from bot.playground.telegram.transport import SimulatedRequest
from bot.telegram.client.bot import CallingBot
from bot.telegram.delivery.rate_limit import Pacing
from bot.telegram.delivery.sender import Delivery
from bot.telegram.render.replies import LOOK_UP
from models.database.outbox import Backlog, backlog, drop_chat
from models.database.writer import Call, Database, Transaction
from tests.models.database.opening import opened
from tests.stage import Clock


async def until(fact: Callable[[], bool]) -> None:
    """Wait until something is true."""
    while not fact():  # noqa: ASYNC110 - what is waited for has no event
        await asyncio.sleep(0.002)


def received(chat: Chat) -> list[str]:
    """Return what the bot wrote in a chat."""
    return [message.text for message in chat.history if message.sender.is_bot]


class Slow(SimulatedRequest):
    """A way to Telegram whose answers may be held back. ``asked``: the calls that wait for one."""

    __slots__ = ("answers", "asked")

    def __init__(self, telegram: Simulator) -> None:
        super().__init__(telegram)
        self.answers, self.asked = asyncio.Event(), 0
        self.answers.set()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Have the simulator answer once answers come."""
        self.asked += not self.answers.is_set()
        await self.answers.wait()
        return await super().do_request(*args, **kwargs)


class Post:
    """One process. ``numbers``: what delivered messages were noted to; ``lost``: chats given up."""

    def __init__(
        self, telegram: Simulator, database: Database, clock: Clock, pacing: Pacing, request: SimulatedRequest
    ) -> None:
        self.telegram, self.database, self.clock = telegram, database, clock
        self.numbers: dict[str, int] = {}
        self.lost: list[int] = []
        self.searches: list[Call] = []
        self.search: Callable[[Call], Awaitable[None]] = self._search
        self.note: Callable[[str, int], None] = self.numbers.__setitem__
        self.bot = CallingBot(telegram.token, request=request)
        self.delivery = Delivery(
            self.bot,
            database,
            pacing,
            clock,
            errands={LOOK_UP: self._look_up},
            written=self._written,
            lost=self._lose,
            metrics=Metrics(),
        )
        database.on_commit = self.delivery.accept

    async def writes(self, *texts: str, chat: int, settles: str | None = None) -> None:
        """Commit messages; their delivery begins."""

        def work(transaction: Transaction) -> None:
            for text in texts:
                payload = {"chat_id": chat, "text": text}
                transaction.post(chat, "sendMessage", payload, now=self.clock(), settles=settles)

        await self.database.run(work)

    async def calls(
        self, method: str, payload: dict[str, Any], *, chat: int, settles: str | None = None
    ) -> None:
        """Commit any call."""
        await self.database.run(
            lambda transaction: transaction.post(chat, method, payload, now=self.clock(), settles=settles)
        )

    def looks_up_until_told(self) -> tuple[asyncio.Event, asyncio.Event]:
        """Have what is looked up last; return what tells that it began, and what ends it."""
        begun, end = asyncio.Event(), asyncio.Event()

        async def search(call: Call) -> None:
            begun.set()
            await end.wait()

        self.search = search
        return begun, end

    async def rests(self) -> None:
        """Wait until nothing is being done."""
        await until(lambda: self.delivery.idle)

    async def sweeps(self) -> None:
        """Look for what is due, and deliver it."""
        await self.delivery.sweep()
        await self.rests()

    async def backlog(self) -> Backlog:
        """Count what is in the outbox."""
        return await self.database.read(backlog)

    def _written(self, transaction: Transaction, made: Sequence[tuple[Call, int]]) -> None:
        for call, number in made:
            assert call.settles is not None
            self.note(call.settles, number)

    def _lose(self, transaction: Transaction, call: Call) -> None:
        drop_chat(transaction, call.chat_id)
        self.lost.append(call.chat_id)

    async def _look_up(self, call: Call) -> None:
        await self.search(call)

    async def _search(self, call: Call) -> None:
        self.searches.append(call)


@asynccontextmanager
async def post_office(
    database_url: str,
    telegram: Simulator,
    clock: Clock,
    *,
    per_second: float = 0,
    lease_seconds: float = 20.0,
    request: SimulatedRequest | None = None,
) -> AsyncIterator[Post]:
    """Run a process that delivers, without its periodic sweep."""
    async with opened(database_url, lease_seconds=lease_seconds) as database:
        pacing = Pacing(per_second, lambda: clock().timestamp())
        post = Post(telegram, database, clock, pacing, request or SimulatedRequest(telegram))
        async with post.bot:
            yield post
            await post.delivery.stop()
