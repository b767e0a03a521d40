"""One HTTP/1.1 connection: what a call to the Bot API needs, and no more.

The parser is httptools', as uvicorn's; asyncio has the socket and TLS. What stands here is which answer
belongs to which call, and when a connection may be used again.
"""

import asyncio
import ssl
import time

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

OK = 200
KEPT_SECONDS = 15.0  # servers close idle connections too: one that is about to close must not be used
LONGEST_ANSWER = 64 * 2**20  # bytes: a hundred updates at their longest are some ten million


class AnswerTooLong(ConnectionError):
    """An answer that goes on beyond what Telegram sends."""


class ProxyError(ConnectionError):
    """A proxy that does not let calls through, or of a kind that is not known."""


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
        self._has_length = self._tunnels = False
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
            self._answer = None  # the last of an idle connection's calls would stay as long as it
            if patience is not None:
                patience.cancel()

    async def tunnel(self, request: bytes, host: str, tls: ssl.SSLContext) -> None:
        """Have the proxy at the other end connect to ``host``, and speak TLS to it [RFC 9110, 9.3.6]."""
        self._tunnels = True
        status, _ = await self.ask(request, None)
        assert self._transport is not None
        try:
            if not self._tunnels:
                raise ProxyError(f"the proxy answers {status}")
            self._tunnels, self._parser = False, HttpResponseParser(self)
            loop = asyncio.get_running_loop()
            self._transport = await loop.start_tls(self._transport, self, tls, server_hostname=host)
        except BaseException:
            self.close()
            raise

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
        status = self._parser.get_status_code()
        self._ends_with_connection = not self._has_length and status >= OK
        self._tunnels = self._tunnels and status < 300
        if self._tunnels and status >= OK:  # such an answer has no body, whatever its headers say
            self._settle(status)

    def on_body(self, body: bytes) -> None:
        """Hear a part of the body from the parser."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Hear from the parser that the answer is whole."""
        status = self._parser.get_status_code()
        if status < OK or self._tunnels:
            return
        self._used_at = time.monotonic()
        if not self._parser.should_keep_alive():
            self.close()
        self._settle(status)

    def _settle(self, status: int) -> None:
        if self._is_asked:
            assert self._answer is not None
            self._answer.set_result((status, b"".join(self._body)))
            self._body = []
