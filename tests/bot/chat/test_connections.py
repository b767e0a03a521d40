"""Kept connections: one call at a time on each, and never the answer of another call."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.chat.connections import Connections

Writes = Callable[[int], tuple[bytes, ...]]
"""The pieces of the answer to a request, by its number from 0; an empty piece closes the connection."""


def answer(body: bytes, *headers: bytes, status: int = 200) -> bytes:
    head = b"\r\n".join((b"HTTP/1.1 %d OK" % status, b"content-length: %d" % len(body), *headers))
    return head + b"\r\n\r\n" + body


class Server:
    """``opened``: how many connections it was asked for; ``asked``: the requests, in order."""

    def __init__(self, writes: Writes) -> None:
        self._writes = writes
        self.url, self.opened = "", 0
        self.asked: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        try:
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                self.asked.append(await reader.readexactly(length))
                for piece in self._writes(len(self.asked) - 1):
                    if not piece:
                        return
                    writer.write(piece)
                    await asyncio.sleep(0.001)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def a_server(writes: Writes) -> AsyncIterator[Server]:
    server = Server(writes)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot1:token/getMe"
    async with listening:
        yield server
        for _ in range(5):  # its connections hear that the other side is gone
            await asyncio.sleep(0)


@pytest.fixture
async def connections() -> AsyncIterator[Connections]:
    connections = Connections(limit=2)
    yield connections
    await connections.close()


async def test_a_connection_serves_one_call_after_the_other(connections: Connections) -> None:
    async with a_server(lambda number: (answer(b"%d" % number),)) as server:
        answers = [await connections.post(server.url, b"{}", 5) for _ in range(3)]
        await connections.close()

    assert answers == [(200, b"0"), (200, b"1"), (200, b"2")]
    assert server.opened == 1


async def test_no_more_connections_are_open_than_allowed(connections: Connections) -> None:
    async with a_server(lambda number: (answer(b"ok"),)) as server:
        await asyncio.gather(*(connections.post(server.url, b"%d" % n, 5) for n in range(10)))
        await connections.close()

    assert sorted(server.asked) == [b"%d" % n for n in range(10)]
    assert server.opened <= 2


@pytest.mark.parametrize(
    "pieces",
    [
        (b"HTTP/1.1 200 OK\r\ncontent-", b"length: 4\r\n\r\nwh", b"ol"),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nwh\r\n", b"2\r\nol\r\n0\r\n\r\n"),
    ],
    ids=["in pieces", "in chunks"],
)
async def test_an_answer_is_read_whole(connections: Connections, pieces: tuple[bytes, ...]) -> None:
    async with a_server(lambda number: pieces) as server:
        assert await connections.post(server.url, b"{}", 5) == (200, b"whol")
        await connections.close()


async def test_a_connection_that_the_server_ends_is_not_used_again(connections: Connections) -> None:
    async with a_server(lambda number: (answer(b"ok", b"connection: close"), b"")) as server:
        for _ in range(2):
            assert await connections.post(server.url, b"{}", 5) == (200, b"ok")

    assert server.opened == 2


@pytest.mark.parametrize(
    "pieces",
    [(b"",), (b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", b""), (b"not HTTP at all\r\n\r\n",)],
)
async def test_half_an_answer_is_none(connections: Connections, pieces: tuple[bytes, ...]) -> None:
    async with a_server(lambda number: pieces if number == 0 else (answer(b"ok"),)) as server:
        with pytest.raises(ConnectionError):
            await connections.post(server.url, b"{}", 5)
        assert await connections.post(server.url, b"{}", 5) == (200, b"ok")
        await connections.close()


async def test_the_answer_to_a_call_that_was_given_up_is_nobody_s(connections: Connections) -> None:
    released = asyncio.Event()

    def writes(number: int) -> tuple[bytes, ...]:
        released.set()
        return () if number == 0 else (answer(b"mine"),)

    async with a_server(writes) as server:
        given_up = asyncio.create_task(connections.post(server.url, b"{}", 5))
        await released.wait()
        given_up.cancel()
        assert await connections.post(server.url, b"{}", 5) == (200, b"mine")
        await connections.close()

    assert server.opened == 2


async def test_silence_is_a_time_out(connections: Connections) -> None:
    async with a_server(lambda number: ()) as server:
        with pytest.raises(TimeoutError):
            await connections.post(server.url, b"{}", 0.05)
