"""A web server inside this program: it takes no signal, logs no request, and ends with its block.

Whoever connects may send too much, too slowly or half of it: what a request may be is bounded here, for
the webhook and for the dashboard alike.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

GRACE_SECONDS = 5  # how long requests under way may take to end
BODY_MAX = 2**20  # bytes: an update of Telegram takes some ten thousand
HEAD_MAX = 2**16  # bytes of the first line and the headers
REQUEST_SECONDS = 10.0  # to send a request whole, or to read a piece of its answer
CONNECTIONS_MAX = 256  # at a time, well under the files that a process may open


def listener(host: str, port: int) -> socket.socket:
    """Listen at an address, at any free port for 0; callers may connect before anything is served."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    # asyncio leaves Nagle's delay on sockets made this way: 40 ms for each answer of two writes.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


@asynccontextmanager
async def serving(
    app: ASGIApp,
    listening: socket.socket,
    *,
    seconds: float = REQUEST_SECONDS,
    connections: int = CONNECTIONS_MAX,
) -> AsyncIterator[None]:
    """Serve while the block runs. ``seconds``: for a request to be sent, or a piece of its answer read."""

    class Served(_Connection):
        patience, most = seconds, connections

    server = _Server(
        uvicorn.Config(
            _Whole(app),
            http=Served,
            lifespan="off",
            ws="none",
            log_config=None,
            log_level="error",  # a warning is what anybody can have written, by sending noise
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
    serve = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await serve


class _Server(uvicorn.Server):
    """A server that leaves signals to the program it is part of."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class _Connection(HttpToolsProtocol):
    """A connection that is closed when it sends or reads too slowly, or when others need its place.

    ``is_busy``: a whole request came, and its answer is under way. ``began``: when what is waited for began.
    """

    patience, most = REQUEST_SECONDS, CONNECTIONS_MAX

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.is_busy, self.began = False, 0.0
        self._head: int | None = 0  # bytes; None once it is whole
        self._request: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, in the place of the one that has been idle or half sent for longest."""
        super().connection_made(transport)
        self._expect()
        if len(self.connections) > self.most:
            idle = [
                other for other in self.connections if isinstance(other, _Connection) and not other.is_busy
            ]
            min(idle, key=lambda other: other.began).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing more."""
        _cancel(self._request)
        _cancel(self._reading)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what comes; give headers up that have no end."""
        super().data_received(data)
        if self._head is not None:
            self._head += len(data)
            if self._head > HEAD_MAX:
                self.transport.abort()

    def on_message_begin(self) -> None:
        """Give a request its time."""
        self._head = 0
        self._expect()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self._head = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Take the request as sent."""
        self.is_busy = True
        _cancel(self._request)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for another request."""
        self.is_busy, self.began = bool(self.pipeline), self.loop.time()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Give what was sent its time to be read."""
        self._reading = self.loop.call_later(self.patience, self._give_up)
        super().pause_writing()

    def resume_writing(self) -> None:
        """Go on."""
        _cancel(self._reading)
        super().resume_writing()

    def _expect(self) -> None:
        _cancel(self._request)
        self.began = self.loop.time()
        self._request = self.loop.call_later(self.patience, self._give_up)

    def _give_up(self) -> None:
        self.transport.abort()


def _cancel(deadline: asyncio.TimerHandle | None) -> None:
    if deadline is not None:
        deadline.cancel()


class _Whole:
    """An application that hears of a request once it is whole, and not too long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        is_too_long = not announced.isdigit() or int(announced) > BODY_MAX
        more = not is_too_long
        while more:
            event = await receive()
            if event["type"] == "http.disconnect":
                return
            body += event.get("body", b"")
            is_too_long = len(body) > BODY_MAX
            more = event.get("more_body", False) and not is_too_long
        if is_too_long:
            headers = [(b"content-length", b"0"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 413, "headers": headers})
            await send({"type": "http.response.body"})
            return
        whole: list[Message] = [{"type": "http.request", "body": bytes(body)}]

        async def heard() -> Message:
            return whole.pop() if whole else await receive()

        await self._app(scope, heard, send)
