"""Whether the assistant works, as who watches over it asks."""

import asyncio
import time
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from models.database.outbox import backlog
from models.database.writer import Database, StoreUnavailable

KEPT_SECONDS: Final = 1.0


class Health:
    """Looks at the database once a second at most: anybody may ask, as often as they like."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database, self._clock = database, clock
        self._looking = asyncio.Lock()
        self._looked_at = float("-inf")
        self._found = "", 503

    async def answer(self, request: Request) -> Response:
        """Answer 200 with what waits to be sent, or 503."""
        async with self._looking:
            if self._clock() - self._looked_at >= KEPT_SECONDS:
                self._found = await self._look()
                self._looked_at = self._clock()
        told, status = self._found
        return PlainTextResponse(f"{told}\n", status_code=status)

    async def _look(self) -> tuple[str, int]:
        try:
            waiting = await self._database.read(backlog)
        except StoreUnavailable:
            return "the database does not answer", 503
        return f"ok, {waiting.waiting} to send, {waiting.parked} refused", 200
