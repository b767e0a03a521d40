"""What stands before several processes on one machine: each request goes to the next one that takes it."""

from collections.abc import Iterator, Sequence

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

ANSWER_SECONDS = 30.0
OF_ONE_CONNECTION = frozenset(
    {"accept-encoding", "connection", "content-length", "keep-alive", "transfer-encoding"}
)
"""Headers that are not passed on; nothing is compressed on one machine."""


class Balancer:
    """An ASGI application that passes requests on, in turn, to ports of this machine.

    A process that cannot be connected to is passed over. One that dies with a request in its hands is not:
    the answer is 502, and Telegram calls again. ``passed``: how many requests each port answered.
    """

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = list(ports)
        self.passed = dict.fromkeys(ports, 0)
        # A connection for each request: one that was kept may lead to a process that died.
        self._client = httpx.AsyncClient(
            timeout=ANSWER_SECONDS, limits=httpx.Limits(max_keepalive_connections=0)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, and its answer back."""
        request = Request(scope, receive)
        body = await request.body()
        answer = Response("nobody answers\n", status_code=502)
        for port in self._in_turn():
            try:
                answer = await self._ask(port, request, body)
            except httpx.ConnectError:
                continue
            except httpx.HTTPError:
                break
            self.passed[port] += 1
            break
        await answer(scope, receive, send)

    def _in_turn(self) -> Iterator[int]:
        """Give the ports, those that were asked last at the end."""
        for port in tuple(self._ports):
            self._ports.remove(port)
            self._ports.append(port)
            yield port

    async def _ask(self, port: int, request: Request, body: bytes) -> Response:
        path, query = request.url.path, request.url.query
        headers = {name: value for name, value in request.headers.items() if name not in OF_ONE_CONNECTION}
        address = httpx.URL(scheme="http", host="127.0.0.1", port=port, path=path, query=query.encode())
        answer = await self._client.request(request.method, address, content=body, headers=headers)
        passed = Response(answer.content, answer.status_code)
        passed.raw_headers += [
            (name.lower(), value)
            for name, value in answer.headers.raw
            if name.lower().decode("latin-1") not in OF_ONE_CONNECTION
        ]
        return passed

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()
