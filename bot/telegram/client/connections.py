"""Kept HTTP/1.1 connections: the least that a call to the Bot API needs.

A call costs 40 to 60 µs of CPU here and 140 to 200 with aiohttp, which stays for the rest: files, proxies.
"""

import asyncio
import ssl
import time
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

OK = 200
KEPT_SECONDS = 15.0  # servers close idle connections too: one that is about to close must not be used
LONGEST_ANSWER = 64 * 2**20  # bytes: a hundred updates at their longest are some ten million
HAPPY_EYEBALLS_SECONDS = 0.25  # before the other family of addresses is tried [RFC 8305]


class AnswerTooLong(ConnectionError):
    """An answer that goes on beyond what Telegram sends."""


class Connection(asyncio.Protocol):
    """One connection, one call at a time.

    ``heard``: how many bytes of the answer have come. The answers 100 and 103 only announce another one
    [RFC 9110, 15.2]; one that tells no length ends with the connection [RFC 9112, 6.3].
    """

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._parser = HttpResponseParser(self)
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._body: list[bytes] = []
        self._ends_with_connection = False
        self._has_length = False
        self._used_at = 0.0
        self.heard = 0

    async def ask(self, request: bytes, seconds: float | None) -> tuple[int, bytes]:
        """Send a request; return the status and the body. Raises OSError; closed if it is given up."""
        assert self._transport is not None
        loop = asyncio.get_running_loop()
        self._answer = loop.create_future()
        self.heard = 0
        # A fifth of what asyncio.timeout costs.
        patience = None if seconds is None else loop.call_later(seconds, self._give_up)
        self._transport.write(request)
        try:
            return await self._answer
        except BaseException:  # its answer, if it came, would be taken for that of the next call
            self.close()
            raise
        finally:
            if patience is not None:
                patience.cancel()

    def _give_up(self) -> None:
        self._fail(TimeoutError("no answer"))

    def _fail(self, error: OSError) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)

    @property
    def _is_asked(self) -> bool:
        return self._answer is not None and not self._answer.done()

    @property
    def is_usable(self) -> bool:
        """Whether another call may be made."""
        fresh = time.monotonic() - self._used_at < KEPT_SECONDS
        return fresh and self._transport is not None and not self._transport.is_closing()

    def close(self) -> None:
        """Give the connection up."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Hear from asyncio that calls can be made."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        """Hear from asyncio that nothing more comes."""
        self._fail(ConnectionResetError("the connection was closed"))

    def eof_received(self) -> None:
        """Hear from asyncio that the server has said all it has to say."""
        if self._ends_with_connection:
            self.on_message_complete()

    def data_received(self, data: bytes) -> None:
        """Hear from asyncio what came."""
        self.heard += len(data)
        if not self._is_asked:  # nothing was asked
            self.close()
        elif self.heard > LONGEST_ANSWER:
            self._fail(AnswerTooLong(f"more than {LONGEST_ANSWER} bytes"))
        else:
            try:
                self._parser.feed_data(data)
            except (HttpParserError, HttpParserUpgrade):
                self.close()

    def on_message_begin(self) -> None:
        """Hear from the parser that an answer begins."""
        self._body = []
        self._has_length = self._ends_with_connection = False
        if not self._is_asked:  # a second one, which would be taken for that of the next call
            self.close()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Hear a header from the parser."""
        if name.lower() in (b"content-length", b"transfer-encoding"):
            self._has_length = True

    def on_headers_complete(self) -> None:
        """Hear from the parser that the body begins."""
        self._ends_with_connection = not self._has_length and self._parser.get_status_code() >= OK

    def on_body(self, body: bytes) -> None:
        """Hear a part of the body from the parser."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Hear from the parser that the answer is whole."""
        status = self._parser.get_status_code()
        if status < OK:
            return
        self._used_at = time.monotonic()
        if not self._parser.should_keep_alive():
            self.close()
        if self._is_asked:
            assert self._answer is not None
            self._answer.set_result((status, b"".join(self._body)))


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a URL leads; ``head``: what its requests begin with, up to the length of their body."""

    host: str
    port: int
    is_secure: bool
    head: str


@lru_cache  # as many as methods are called
def _target(url: str) -> _Target:
    parts = urlsplit(url)
    is_secure = parts.scheme == "https"
    head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
    return _Target(
        parts.hostname or "", parts.port or (443 if is_secure else 80), is_secure, head + "Content-Length: "
    )


class Connections:
    """The connections of one caller, at most ``limit`` at a time."""

    def __init__(self, limit: int) -> None:
        self._places = asyncio.Semaphore(limit)
        self._idle: dict[tuple[str, int], list[Connection]] = {}
        self._tls: ssl.SSLContext | None = None

    async def post(self, url: str, body: bytes, seconds: float | None) -> tuple[int, bytes]:
        """Post JSON; return the status and the body. Raises TimeoutError and other OSErrors.

        ``seconds``: to connect, then to be answered; None for as long as it takes.
        """
        target = _target(url)
        idle = self._idle.setdefault((target.host, target.port), [])
        request = f"{target.head}{len(body)}\r\n\r\n".encode() + body
        async with self._places:
            kept = _usable(idle)
            connection = kept or await self._connect(target, seconds)
            try:
                answer = await connection.ask(request, seconds)
            except ConnectionError:
                if kept is None or kept.heard:
                    raise
                # The server closed it just as it was used, as it does with idle ones: once again.
                connection = await self._connect(target, seconds)
                answer = await connection.ask(request, seconds)
            idle.append(connection)
            return answer

    async def _connect(self, target: _Target, seconds: float | None) -> Connection:
        if target.is_secure and self._tls is None:
            self._tls = ssl.create_default_context()
        async with asyncio.timeout(seconds):
            _, connection = await asyncio.get_running_loop().create_connection(
                Connection,
                target.host,
                target.port,
                ssl=self._tls if target.is_secure else None,
                happy_eyeballs_delay=HAPPY_EYEBALLS_SECONDS,
            )
        return connection

    async def close(self) -> None:
        """Close what is kept."""
        for connection in [connection for idle in self._idle.values() for connection in idle]:
            connection.close()
        self._idle.clear()
        await asyncio.sleep(0)  # asyncio closes sockets in its next round


def _usable(idle: list[Connection]) -> Connection | None:
    """Take the connection used last, closing those that are not usable any more."""
    while idle:
        connection = idle.pop()
        if connection.is_usable:
            return connection
        connection.close()
    return None
