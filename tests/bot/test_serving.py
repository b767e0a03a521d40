"""The web server, against clients that send too much, too slowly, or half of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.serving import BODY_MAX, CONNECTIONS_MAX, HEAD_MAX, listener, serving

SECONDS = 0.3
"""What clients have in these tests to send a request, or to read a piece of the answer."""


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def wide(request: Request) -> Response:
    return PlainTextResponse("x" * 20_000_000)


@asynccontextmanager
async def served(connections: int = CONNECTIONS_MAX) -> AsyncIterator[int]:
    """Serve two pages; give the port."""
    app = Starlette(routes=[Route("/", length, methods=["GET", "POST"]), Route("/wide", wide)])
    listening = listener("127.0.0.1", 0)
    async with serving(app, listening, seconds=SECONDS, connections=connections):
        yield listening.getsockname()[1]


async def said(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Send the pieces of a request, then return all that comes until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    heard = b""
    with suppress(ConnectionError):
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)
    with suppress(ConnectionError):
        async with asyncio.timeout(30):
            while piece := await reader.read(65_536):
                heard += piece
    writer.close()
    return heard


def post(body: bytes, *headers: bytes) -> bytes:
    head = (b"POST / HTTP/1.1", b"host: x", b"content-length: %d" % len(body), *headers)
    return b"\r\n".join(head) + b"\r\n\r\n" + body


async def well(port: int) -> bool:
    """Tell whether an ordinary request is answered."""
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"http://127.0.0.1:{port}/", data=b"x" * 200_000) as answer,
    ):
        return await answer.text() == "200000"


async def test_an_ordinary_request_is_answered() -> None:
    async with served() as port:
        assert await well(port)
        assert (await said(port, post(b"abc", b"connection: close"))).endswith(b"\r\n\r\n3")


CHUNK = b"10000\r\n" + b"x" * 65_536 + b"\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        (b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n" % (BODY_MAX + 1),),
        (post(b"x" * (BODY_MAX + 1)),),
        (b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n", *(17 * (CHUNK,))),
        (b"POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 9999999\r\n\r\n",),
    ],
    ids=["announced", "sent", "in chunks", "after asking"],
)
async def test_a_body_that_is_too_long_is_refused(pieces: tuple[bytes, ...]) -> None:
    async with served() as port:
        assert (await said(port, *pieces)).startswith(b"HTTP/1.1 413 ")
        assert await well(port)


async def test_the_longest_body_is_taken() -> None:
    async with served() as port:
        heard = await said(port, post(b"x" * BODY_MAX, b"connection: close"))
        assert heard.endswith(str(BODY_MAX).encode())


@pytest.mark.parametrize(
    "piece", [b"a: " + b"x" * 8_000 + b"\r\n", b"x" * 8_000], ids=["many headers", "one header"]
)
async def test_headers_without_an_end_are_given_up(piece: bytes) -> None:
    async with served() as port:
        pieces = (b"GET / HTTP/1.1\r\nhost: x\r\na: ", *(piece for _ in range(HEAD_MAX // 8_000 + 2)))
        assert b" 200 " not in await said(port, *pieces, pause=0.001)
        assert await well(port)


@pytest.mark.parametrize(
    "half",
    [
        (),
        (b"GET",),
        (b"GET / HTTP/1.1\r\nhost: x\r\n",),
        (post(b"whole")[:-2],),
        (post(b""), b"GET / HTTP/1.1\r\nhost"),
        tuple(bytes([byte]) for byte in b"GET /" + b"x" * 2_000),
    ],
    ids=[
        "nothing",
        "a word",
        "half of the headers",
        "half of the body",
        "half of the second",
        "drop by drop",
    ],
)
async def test_half_a_request_is_closed_in_time(half: tuple[bytes, ...]) -> None:
    async with served() as port:
        async with asyncio.timeout(30):
            heard = await said(port, *half, pause=0.01)
        assert heard.count(b"HTTP/1.1 200") == (half[:1] == (post(b""),))
        assert await well(port)


async def test_half_sent_requests_keep_nobody_out() -> None:
    """The slow loris: connections that each send a little, as many as can be."""
    async with served(connections=20) as port:
        loris = [await asyncio.open_connection("127.0.0.1", port) for _ in range(60)]
        for _, writer in loris:
            writer.write(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n12")
        async with asyncio.timeout(30):
            assert await well(port)
        open_at_most = sum(not reader.at_eof() for reader, _ in loris)
        assert open_at_most <= 20
        for _, writer in loris:
            writer.close()


async def test_who_does_not_read_the_answer_is_closed() -> None:
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        writer.write(b"GET /wide HTTP/1.1\r\nhost: x\r\n\r\n")
        await asyncio.sleep(SECONDS * 3)
        heard = 0
        with suppress(ConnectionError):
            while piece := await reader.read(65_536):
                heard += len(piece)
        writer.close()
        assert heard < 20_000_000
        assert await well(port)


@pytest.mark.parametrize(
    "noise", [b"\x16\x03\x01\x02\x00\x01", b"\x00" * 999, b"GET / HTTP/9.9\r\n\r\n", post(b"half")[:-2]]
)
async def test_noise_leaves_no_line_in_the_log(noise: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async with served() as port:
        for _ in range(3):
            await said(port, noise)
        assert await well(port)
    assert caplog.text == ""
