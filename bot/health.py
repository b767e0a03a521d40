"""How the assistant is, as who watches over it asks: whether it lives, whether it works, what it measures."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.metrics import Metrics
from models.database.outbox import Backlog, backlog, due_for
from models.database.writer import Connection, Database, StoreUnavailable

ALIVE_PATH, READY_PATH, METRICS_PATH = "/healthz", "/readyz", "/metrics"
KEPT_SECONDS: Final = 1.0


class Outbox(NamedTuple):
    """What waits in the outbox. ``due_for``: for how long the first of it has been due."""

    left: Backlog
    due_for: timedelta


class Health:
    """Looks at the database once a second at most: it may be asked as often as one likes.

    ``database`` and ``metrics`` are None until the assistant is put together.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._database: Database | None = None
        self._metrics: Metrics | None = None
        self._looking = asyncio.Lock()
        self._looked_at = float("-inf")
        self._found: Outbox | None = None
        self.app = Starlette(
            routes=[
                Route(ALIVE_PATH, self.alive),
                Route(READY_PATH, self.ready),
                Route(METRICS_PATH, self.measures),
            ]
        )

    def watch(self, database: Database, metrics: Metrics) -> None:
        """Tell of an assistant that is put together."""
        self._database, self._metrics = database, metrics

    async def alive(self, request: Request) -> Response:
        """Answer 200: to start it again would help nothing, whatever else does not answer."""
        return PlainTextResponse("ok\n")

    async def ready(self, request: Request) -> Response:
        """Answer 200 with what waits to be sent, or 503 while it starts and while the database is away."""
        if self._database is None:
            return PlainTextResponse("starting\n", status_code=503)
        found = await self._look(self._database)
        if found is None:
            return PlainTextResponse("the database does not answer\n", status_code=503)
        left = found.left
        return PlainTextResponse(f"ok, {left.waiting} to send, {left.parked} refused\n")

    async def measures(self, request: Request) -> Response:
        """Answer with the measures, as Prometheus reads them."""
        if self._database is None or self._metrics is None:
            return PlainTextResponse("starting\n", status_code=503)
        found = await self._look(self._database)
        text = self._metrics.text(found.left, found.due_for) if found else self._metrics.text(None)
        return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _look(self, database: Database) -> Outbox | None:
        """Return what waits; None when the database does not answer."""
        async with self._looking:
            if self._clock() - self._looked_at >= KEPT_SECONDS:
                try:
                    self._found = await database.read(_outbox)
                except StoreUnavailable:
                    self._found = None
                self._looked_at = self._clock()
            return self._found


def _outbox(connection: Connection) -> Outbox:
    return Outbox(backlog(connection), due_for(connection, datetime.now(UTC)))
