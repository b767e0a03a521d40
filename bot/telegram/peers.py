"""The processes of one assistant: how many they are, and what one of them does for all."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from hashlib import sha256

from bot.telegram.client.bot import CallingBot
from bot.telegram.patience import patiently
from models.database import processes
from models.database.engines import Lock
from models.database.writer import Database, StoreUnavailable
from models.figures.tallies import mark_outdated, measures_in_use

TOLD_EVERY_SECONDS = 2.5
ASKED_EVERY_SECONDS = 0.25


class Peers:
    """This process among the others on its database. ``share``: told how many they are, when that changes.

    SQLite serves one process: nothing is asked of it.
    """

    def __init__(self, database: Database, share: Callable[[int], None]) -> None:
        self._database, self._share = database, share
        self._several = database.engine.dialect.name == "postgresql"
        self._measures, self._number, self._count = "", 0, 1

    @asynccontextmanager
    async def joined(self) -> AsyncIterator[None]:
        """Be at work while the block runs."""
        if not self._several:
            yield
            return
        self._measures = measures_in_use(self._database.engine.dialect)
        self._number = await self._database.run(
            lambda transaction: processes.join(transaction.connection, self._measures)
        )
        # From now on no other release counts: what one counted since the migration is counted again.
        await self._database.run(lambda transaction: mark_outdated(transaction.connection))
        await self.tell()
        try:
            yield
        finally:
            with suppress(StoreUnavailable):  # a row that says nothing is soon not counted
                await self._database.run(
                    lambda transaction: processes.leave(transaction.connection, self._number)
                )

    async def run(self) -> None:
        """Tell that this process is at work, and count the others, for ever."""
        while self._several:
            await asyncio.sleep(TOLD_EVERY_SECONDS)
            with suppress(StoreUnavailable):  # the count stays as it is
                await self.tell()

    async def tell(self) -> None:
        """Tell that this process is at work, and have what Telegram allows shared among those that are."""
        count = await self._database.run(
            lambda transaction: processes.at_work(transaction.connection, self._number, self._measures)
        )
        if count != self._count:
            self._count = count
            self._share(count)

    async def tell_webhook(self, bot: CallingBot, address: str, secret: str, updates: Sequence[str]) -> None:
        """Have Telegram call an address; processes that start together say so once. Raises PTB's errors."""
        tell = partial(bot.set_webhook, address, secret_token=secret, allowed_updates=updates)
        if not self._several:
            await patiently("setWebhook", tell)
            return
        words = sha256("\n".join((bot.token, address, secret, *updates)).encode()).hexdigest()
        while not await self._told(words, bot, address, tell):  # noqa: ASYNC110 - by another process
            await asyncio.sleep(ASKED_EVERY_SECONDS)

    async def _told(
        self, words: str, bot: CallingBot, address: str, tell: Callable[[], Awaitable[object]]
    ) -> bool:
        """Tell it unless it is known to be told; false while another process does."""
        async with processes.taken(self._database.engine, Lock.WEBHOOK) as mine:
            if not mine:
                return False
            known = await self._database.read(partial(processes.webhook_known, told=words))
            # Another program may have told it something else meanwhile.
            if not known or (await patiently("getWebhookInfo", bot.get_webhook_info)).url != address:
                await patiently("setWebhook", tell)
            await self._database.run(
                lambda transaction: processes.note_webhook(transaction.connection, self._number, words)
            )
            return True
