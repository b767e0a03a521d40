"""Kept connections: one call at a time on each, and never the answer of another call."""

import asyncio
import gc
import socket
import struct
import tracemalloc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.telegram.client.connection import LONGEST_ANSWER, AnswerTooLong, Connection
from bot.telegram.client.connections import Connections

Writes = Callable[[int], tuple[bytes, ...]]
"""The pieces of the answer to a request, by its number from 0; an empty piece closes the connection."""

RESET = b"reset"
"""The piece that breaks the connection, as a machine that was switched off does."""


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
                    if piece is RESET:
                        sock = writer.get_extra_info("socket")
                        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        writer.transport.abort()
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
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;a=b\r\nwhol\r\n0\r\nt: railer\r\n\r\n",),
        (b"HTTP/1.1 200 OK\r\n\r\nwh", b"ol", b""),
        (b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nwhol", b""),
        (b"HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\nwhol", b""),
        (b"HTTP/1.1 100 Continue\r\n\r\n", answer(b"whol")),
        (b"HTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n" + answer(b"whol"),),
        (
            b"HTTP/1.1 102 Processing\r\n\r\n" * 3 + b"HTTP/1.1 103 Early Hints\r\n",
            b"a: b\r\n\r\n",
            answer(b"whol"),
        ),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nwhol", b""),
        tuple(bytes([byte]) for byte in answer(b"whol")),
    ],
    ids=repr,
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
    [
        (b"",),
        (RESET,),
        (b"HTTP/1.1 2", b""),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", b""),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", RESET),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nno-length: at-all\r\n", b""),
        (b"HTTP/1.1 200 OK\r\n\r\nhalf", RESET),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b""),
        (b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nnoise",),
        (b"not HTTP at all\r\n\r\n",),
    ],
    ids=repr,
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


async def test_an_answer_without_a_body_is_whole_at_once(connections: Connections) -> None:
    async with a_server(lambda number: (b"HTTP/1.1 204 No Content\r\n\r\n",)) as server:
        for _ in range(2):
            assert await connections.post(server.url, b"{}", 5) == (204, b"")
        await connections.close()

    assert server.opened == 1


async def test_a_connection_the_server_closed_as_it_was_used_is_replaced(connections: Connections) -> None:
    """Servers close idle connections: now and then just as a call begins."""
    writes = [(answer(b"first"),), (b"",), (answer(b"second"),)]
    async with a_server(lambda number: writes[number]) as server:
        assert await connections.post(server.url, b"1", 5) == (200, b"first")
        assert await connections.post(server.url, b"2", 5) == (200, b"second")
        await connections.close()

    assert server.asked == [b"1", b"2", b"2"]
    assert server.opened == 2


@pytest.mark.parametrize("pieces", [(b"",), (RESET,)])
async def test_a_call_is_not_made_again_and_again(
    connections: Connections, pieces: tuple[bytes, ...]
) -> None:
    async with a_server(lambda number: pieces if number else (answer(b"first"),)) as server:
        assert await connections.post(server.url, b"1", 5) == (200, b"first")
        with pytest.raises(ConnectionError):
            await connections.post(server.url, b"2", 5)

    assert server.asked == [b"1", b"2", b"2"]


async def test_a_call_whose_answer_began_is_not_made_again(connections: Connections) -> None:
    writes = [(answer(b"first"),), (b"HTTP/1.1 200 OK\r\n", b"")]
    async with a_server(lambda number: writes[number]) as server:
        assert await connections.post(server.url, b"1", 5) == (200, b"first")
        with pytest.raises(ConnectionError):
            await connections.post(server.url, b"2", 5)

    assert server.asked == [b"1", b"2"]


@pytest.mark.parametrize("more", [answer(b"another"), b"HTTP/1.1 200 OK\r\n", b"noise"], ids=repr)
async def test_more_than_an_answer_is_not_the_answer_to_the_next_call(
    connections: Connections, more: bytes
) -> None:
    async with a_server(lambda number: (answer(b"%d" % number) + (b"" if number else more),)) as server:
        answers = [await connections.post(server.url, b"{}", 5) for _ in range(3)]
        await connections.close()

    assert answers == [(200, b"0"), (200, b"1"), (200, b"2")]


MEGABYTE = b"x" * 2**20


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n", MEGABYTE),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"100000\r\n" + MEGABYTE + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", MEGABYTE),
        (b"HTTP/1.1 200 OK\r\n", b"a: " + MEGABYTE + b"\r\n"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 40_000),
    ],
    ids=["announced", "in chunks", "ended by closing", "in headers", "in hints"],
)
async def test_an_answer_without_an_end_is_given_up(
    connections: Connections, head: bytes, piece: bytes
) -> None:
    async with a_server(
        lambda number: (head, *(piece for _ in range(LONGEST_ANSWER // 2**20 + 2)))
    ) as server:
        with pytest.raises(AnswerTooLong):
            await connections.post(server.url, b"{}", 60)


async def test_a_long_answer_is_read_whole(connections: Connections) -> None:
    """A hundred updates of long messages, with what they answer, are several megabytes."""
    body = MEGABYTE * 20
    async with a_server(lambda number: (answer(body),)) as server:
        assert await connections.post(server.url, b"{}", 30) == (200, body)
        await connections.close()


async def test_an_answer_that_drips_is_a_time_out(connections: Connections) -> None:
    drops = (b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n", *(b"x" for _ in range(9999)))
    async with a_server(lambda number: drops) as server:
        with pytest.raises(TimeoutError):
            await connections.post(server.url, b"{}", 0.1)


async def test_an_idle_connection_keeps_nothing_of_what_it_was_told(connections: Connections) -> None:
    long = answer(b"x" * 5_000_000)
    async with a_server(lambda number: (long,)) as server:
        await connections.post(server.url, b"{}", 5)  # what a first call loads is not counted
        tracemalloc.start()
        await connections.post(server.url, b"{}", 5)
        await asyncio.sleep(0.05)
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        await connections.close()

    assert held < len(long) // 2


async def test_a_connection_that_the_server_closed_is_forgotten(connections: Connections) -> None:
    gc.collect()
    others = [each for each in gc.get_objects() if isinstance(each, Connection)]
    async with a_server(lambda number: (answer(b"ok"), b"")[: 2 if number == 0 else 1]) as server:
        await asyncio.gather(*(connections.post(server.url, b"{}", 5) for _ in range(2)))
        await asyncio.sleep(0.05)
        await connections.post(server.url, b"{}", 5)
        await connections.post(server.url, b"{}", 5)
        gc.collect()
        kept = sum(isinstance(each, Connection) for each in gc.get_objects()) - len(others)
        await connections.close()

    assert (kept, server.opened) == (1, 2)
