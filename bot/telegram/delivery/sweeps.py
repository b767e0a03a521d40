"""When calls that no process holds are looked for: at intervals, after a rest, soon behind other calls."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Final

from models.database.writer import StoreUnavailable

PERIOD_SECONDS: Final = 2.5
LOOKS: Final = (0.03, 0.1, 0.2, 0.4, 0.8)  # seconds between those for what waits behind other calls


class Sweeps:
    """The sweeps of one process. ``sweep``: makes one; ``spawn``: has it made beside the rest."""

    def __init__(
        self, sweep: Callable[[], Awaitable[None]], spawn: Callable[[Coroutine[None, None, None]], object]
    ) -> None:
        self._sweep, self._spawn = sweep, spawn
        self._looks = 0
        self._next: asyncio.TimerHandle | None = None
        self._stopped = False

    def stop(self) -> None:
        """Begin no other."""
        self._stopped = True

    async def run(self) -> None:
        """Sweep for ever."""
        while True:
            await self._try()
            await asyncio.sleep(PERIOD_SECONDS)

    def after(self, seconds: float) -> None:
        """Sweep once, when calls have rested."""
        asyncio.get_running_loop().call_later(seconds, self._begin)

    def behind(self) -> None:
        """Sweep a few times: when what comes before a call is made by another process, nobody tells."""
        self._looks = 0
        if self._next is None:
            self._plan()

    def _plan(self) -> None:
        more = self._looks < len(LOOKS) and not self._stopped
        self._next = asyncio.get_running_loop().call_later(LOOKS[self._looks], self._look) if more else None

    def _look(self) -> None:
        self._looks += 1
        self._begin()
        self._plan()

    def _begin(self) -> None:
        if not self._stopped:
            self._spawn(self._try())

    async def _try(self) -> None:
        with suppress(StoreUnavailable):  # the next one will do
            await self._sweep()
