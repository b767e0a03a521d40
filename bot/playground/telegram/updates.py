"""The updates Telegram holds for the bot until it acknowledges them."""

import asyncio
from collections import deque
from collections.abc import Collection
from itertools import count, islice

from bot.playground.telegram.calls import JsonObject, Refused

ON_DEMAND = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""The kinds a bot only gets by naming them in ``allowed_updates`` (Bot API, getUpdates)."""


class Updates:
    """Updates not yet acknowledged, oldest first. To be used from one event loop's thread."""

    def __init__(self) -> None:
        self.pending: deque[tuple[int, JsonObject]] = deque()
        self._ids = count(100_001)
        self._allowed: frozenset[str] | None = None
        self._poller: asyncio.Future[None] | None = None
        self._watchers: set[asyncio.Future[None]] = set()

    def allow(self, kinds: Collection[str]) -> None:
        """Keep only these kinds from now on; none named means all but those on demand."""
        self._allowed = frozenset(kinds) or None

    def add(self, kind: str, content: JsonObject) -> None:
        """Hold one more update and wake whoever waits for it."""
        if kind not in self._allowed if self._allowed is not None else kind in ON_DEMAND:
            return
        update_id = next(self._ids)
        self.pending.append((update_id, {"update_id": update_id, kind: content}))
        for waiting in (self._poller, *self._watchers):
            if waiting is not None and not waiting.done():
                waiting.set_result(None)

    def take(self) -> list[JsonObject]:
        """Return all that is pending and forget it."""
        taken = [update for _, update in self.pending]
        self.pending.clear()
        return taken

    def acknowledge(self, offset: int) -> None:
        """Forget the updates before ``offset``; a negative one keeps only that many of the latest."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while offset > 0 and self.pending and self.pending[0][0] < offset:
            self.pending.popleft()

    async def poll(self, offset: int, limit: int, timeout_seconds: float) -> list[JsonObject]:
        """Answer a getUpdates: acknowledge, then wait for the first update or the time-out.

        As Telegram does, a second poll ends the first one with error 409.
        """
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(
                Refused(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            )
        self.acknowledge(offset)
        if not self.pending and timeout_seconds > 0:
            self._poller = asyncio.get_running_loop().create_future()
            await self._wait(self._poller, timeout_seconds)
        return [update for _, update in islice(self.pending, limit)]

    async def oldest(self) -> tuple[int, JsonObject]:
        """Return the oldest update and its id, once there is one, without acknowledging it."""
        while not self.pending:
            watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._watchers.add(watcher)
            try:
                await watcher
            finally:
                self._watchers.discard(watcher)
        return self.pending[0]

    @staticmethod
    async def _wait(waiting: asyncio.Future[None], timeout_seconds: float) -> None:
        try:
            await asyncio.wait_for(waiting, timeout_seconds)
        except TimeoutError:
            return
