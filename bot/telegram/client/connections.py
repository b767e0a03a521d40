"""Kept connections: the one way to the Bot API, for calls, files and proxies alike.

A call costs 40 to 60 µs of CPU here, 140 to 200 with aiohttp and 800 or more with HTTPX, PTB's default.
"""

import asyncio

from bot.telegram.client.connection import Connection
from bot.telegram.client.routes import Address, Route, route
from bot.tls import trusted

HAPPY_EYEBALLS_SECONDS = 0.25  # before the other family of addresses is tried [RFC 8305]
JSON = "application/json"


class Connections:
    """The connections of one caller, at most ``limit`` at a time."""

    def __init__(self, limit: int) -> None:
        self._places = asyncio.Semaphore(limit)
        self._idle: dict[tuple[Address, Address], list[Connection]] = {}

    async def post(self, url: str, body: bytes, seconds: float | None, kind: str = JSON) -> tuple[int, bytes]:
        """Post a body of a kind; return the status and the body. Raises TimeoutError and other OSErrors.

        ``seconds``: to connect, then to be answered; None for as long as it takes.
        """
        return await self._ask(
            "POST", url, body, seconds, f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        )

    async def get(self, url: str, seconds: float | None) -> tuple[int, bytes]:
        """Get what is at an address, as ``post`` does."""
        return await self._ask("GET", url, b"", seconds, "")

    async def _ask(
        self, method: str, url: str, body: bytes, seconds: float | None, headers: str
    ) -> tuple[int, bytes]:
        way = route(url)
        idle = self._idle.setdefault(way.place, [])
        request = f"{method} {way.target} HTTP/1.1\r\n{way.headers}{headers}\r\n".encode() + body
        async with self._places:
            kept = _usable(idle)
            connection = kept or await self._connect(way, seconds)
            try:
                answer = await connection.ask(request, seconds)
            except ConnectionError:
                if kept is None or kept.heard:
                    raise
                # The server closed it just as it was used, as it does with idle ones: once again.
                connection = await self._connect(way, seconds)
                answer = await connection.ask(request, seconds)
            idle.append(connection)
            if not idle[0].is_usable:  # the one idle for longest: the next calls take the others
                idle.pop(0).close()
            return answer

    async def _connect(self, way: Route, seconds: float | None) -> Connection:
        async with asyncio.timeout(seconds):
            _, connection = await asyncio.get_running_loop().create_connection(
                Connection,
                way.first.host,
                way.first.port,
                ssl=trusted() if way.first.is_secure else None,
                happy_eyeballs_delay=HAPPY_EYEBALLS_SECONDS,
            )
            if way.tunnel is not None:
                await connection.tunnel(way.tunnel, way.server.host, trusted())
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
