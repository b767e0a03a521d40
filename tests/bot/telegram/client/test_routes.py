"""Proxies: the same connections, the same answers, by the way that the environment names."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.telegram.client.connection import ProxyError
from bot.telegram.client.connections import Connections
from bot.telegram.client.routes import route
from bot.tls import trusted

CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""Of nobody, for a hundred years, made by ``openssl req -x509 -addext subjectAltName=DNS:localhost``."""

ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Serve at a port while the block runs; every connection has ended when it is left."""
    served: list[asyncio.Task[None] | None] = []

    async def served_whole(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.current_task())
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await serve(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(served_whole, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]
    await asyncio.gather(*(task for task in served if task))


class Proxy:
    """``asked``: the heads of the requests made to it; ``opened``: how many connections."""

    def __init__(self, established: bytes) -> None:
        self._established = established
        self.url, self.opened = "", 0
        self.asked: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked.append(head.decode())
        if not head.startswith(b"CONNECT"):
            body = await reader.readexactly(2)
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n" + b"echo " + body)
            return
        writer.write(self._established)
        if b" 200 " in self._established and b"hello" not in self._established:
            await self._relay(reader, writer, int(head.split()[1].rpartition(b":")[2]))

    @staticmethod
    async def _relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
        async def pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            with suppress(ConnectionError):
                while piece := await source.read(65_536):
                    sink.write(piece)
            sink.close()
            with suppress(OSError):
                await sink.wait_closed()

        answers, asks = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pour(reader, asks), pour(answers, writer))


@asynccontextmanager
async def a_proxy(established: bytes = ESTABLISHED) -> AsyncIterator[Proxy]:
    proxy = Proxy(established)
    async with listening(proxy.serve) as port:
        proxy.url = f"127.0.0.1:{port}"
        yield proxy


@asynccontextmanager
async def a_secure_server() -> AsyncIterator[str]:
    """Answer each request with its length, in TLS."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            told = b"%d" % len(await reader.readexactly(length))
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(told), told))

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    async with listening(serve, context) as port:
        yield f"https://localhost:{port}/bot1:token/getMe"


@pytest.fixture
async def connections(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Connections]:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    route.cache_clear()
    trusted.cache_clear()
    connections = Connections(limit=2)
    yield connections
    await connections.close()
    route.cache_clear()
    trusted.cache_clear()


async def test_a_secure_server_is_called_through_a_tunnel_that_is_kept(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_secure_server() as url, a_proxy() as proxy:
        monkeypatch.setenv("https_proxy", f"http://town:s%40cret@{proxy.url}")
        answers = [await connections.post(url, b"x" * size, 5) for size in (7, 300_000)]
        await connections.close()

    assert answers == [(200, b"7"), (200, b"300000")]
    assert proxy.opened == 1
    [asked] = proxy.asked
    assert asked.startswith("CONNECT localhost:")
    assert "token" not in asked
    assert "Proxy-Authorization: Basic dG93bjpzQGNyZXQ=\r\n" in asked


@pytest.mark.parametrize(
    "established",
    [
        b"HTTP/1.0 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nconnection: close\r\nvia: 1.1 town\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" + ESTABLISHED,
    ],
    ids=repr,
)
async def test_proxies_may_say_in_many_ways_that_the_tunnel_is_open(
    connections: Connections, monkeypatch: pytest.MonkeyPatch, established: bytes
) -> None:
    async with a_secure_server() as url, a_proxy(established) as proxy:
        monkeypatch.setenv("https_proxy", f"http://{proxy.url}")
        assert await connections.post(url, b"{}", 5) == (200, b"2")
        await connections.close()


@pytest.mark.parametrize(
    "refusal",
    [
        b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 4\r\n\r\nlog ",
        b"HTTP/1.1 502 Bad Gateway\r\n\r\n<html>",
        b"",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\nhello, this is not TLS",
    ],
    ids=repr,
)
async def test_a_proxy_that_opens_no_tunnel_is_a_connection_that_fails(
    connections: Connections, monkeypatch: pytest.MonkeyPatch, refusal: bytes
) -> None:
    async with a_secure_server() as url, a_proxy(refusal) as proxy:
        monkeypatch.setenv("https_proxy", f"http://{proxy.url}")
        with pytest.raises(OSError):
            await connections.post(url, b"{}", 5)
        await connections.close()


async def test_a_certificate_of_nobody_we_know_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    connections = Connections(limit=1)
    async with a_secure_server() as url, a_proxy() as proxy:
        for way in ("", f"http://{proxy.url}"):
            monkeypatch.setenv("https_proxy", way)
            route.cache_clear()
            with pytest.raises(ssl.SSLCertVerificationError):
                await connections.post(url, b"{}", 5)
        await connections.close()


async def test_a_server_without_tls_is_named_to_the_proxy(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_proxy() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        told = await connections.post("http://bot:pass@telegram.test:8081/bot1:token/getMe", b"{}", 5)

    assert told == (200, b"echo {}")
    head = proxy.asked[0].split("\r\n")
    assert head[0] == "POST http://telegram.test:8081/bot1:token/getMe HTTP/1.1"
    assert "Host: telegram.test:8081" in head and "Authorization: Basic Ym90OnBhc3M=" in head


async def test_who_is_not_to_be_called_by_a_proxy_is_not(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_secure_server() as url, a_proxy() as proxy:
        monkeypatch.setenv("https_proxy", f"http://{proxy.url}")
        monkeypatch.setenv("no_proxy", "localhost")
        assert await connections.post(url, b"{}", 5) == (200, b"2")
        await connections.close()

    assert not proxy.opened


async def test_a_proxy_of_another_kind_is_told_apart(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1080")
    with pytest.raises(ProxyError, match="socks5"):
        await connections.post("https://localhost/bot1:token/getMe", b"{}", 5)


@pytest.mark.parametrize(
    ("url", "line", "host"),
    [
        ("http://a.test/x y/é?n=1&m=%C3%A9", "/x%20y/%C3%A9?n=1&m=%C3%A9", "a.test"),
        ("http://[::1]:8081/bot", "/bot", "[::1]:8081"),
        ("http://a.test", "/", "a.test"),
    ],
)
async def test_an_address_is_written_as_http_wants_it(url: str, line: str, host: str) -> None:
    way = route(url)

    assert way.target == line
    assert way.headers == f"Host: {host}\r\n"
