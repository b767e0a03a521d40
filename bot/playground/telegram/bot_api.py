"""The simulator as a Bot API over HTTP on loopback, for crash tests, benchmarks and other clients.

A bare ASGI application: a framework would cost more than the simulator itself.
"""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from contextlib import asynccontextmanager, suppress
from email.parser import HeaderParser
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, unquote

import httpx
import uvicorn

from bot.playground.telegram.calls import NO_FILES, NoAnswer, Upload
from bot.playground.telegram.simulator import Simulator
from bot.playground.telegram.world import Webhook

# The shapes of ASGI, whose values are untyped by specification.
AsgiEvent: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[AsgiEvent]]
Send: TypeAlias = Callable[[AsgiEvent], Awaitable[None]]

FIRST_RETRY_SECONDS = 0.05
ANSWER_SECONDS = 60  # that an update may take to be settled
LAST_RETRY_SECONDS = 2.0
NOWHERE: Mapping[str, str] = {}


class BotApi:
    """The ASGI application, which also pushes updates to the bot's webhook.

    ``leads_to``: for public addresses, where they lead on this machine: what stands for their HTTPS.
    """

    def __init__(self, simulator: Simulator, leads_to: Mapping[str, str] = NOWHERE) -> None:
        self._simulator, self._leads_to = simulator, leads_to
        self._method_prefix = f"/bot{simulator.token}/"
        self._file_prefix = f"/file/bot{simulator.token}/"
        self._pushed_to: Webhook | None = None
        self._push: asyncio.Task[None] | None = None

    async def __call__(self, scope: AsgiEvent, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path: str = scope["path"]
        try:
            if path.startswith(self._method_prefix):
                body = await _read(receive)
                values, files = _parameters(_content_type(scope), body, scope["query_string"])
                status, answer = await self._simulator.answer(path[len(self._method_prefix) :], values, files)
                self._follow_webhook()
            elif path.startswith(self._file_prefix):
                status, answer = self._simulator.download(path[len(self._file_prefix) :])
            else:
                status, answer = 401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
        except NoAnswer as silence:
            await _keep_silent(silence, receive, send)
            return
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def close(self) -> None:
        """Stop pushing updates."""
        if self._push is not None:
            self._push.cancel()
            with suppress(asyncio.CancelledError):
                await self._push

    def _follow_webhook(self) -> None:
        if self._simulator.webhook is self._pushed_to:
            return
        self._pushed_to = self._simulator.webhook
        if self._push is not None:
            self._push.cancel()
            self._push = None
        if self._pushed_to is not None:
            self._push = asyncio.create_task(self._push_updates(self._pushed_to))

    async def _push_updates(self, webhook: Webhook) -> None:
        """Post each update until it is accepted with a 2xx, waiting longer after each refusal."""
        updates = self._simulator.updates
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        pause_seconds, url = FIRST_RETRY_SECONDS, webhook.url
        for public, local in self._leads_to.items():
            url = url.replace(public, local, 1) if url.startswith(public) else url
        async with httpx.AsyncClient(headers=headers, timeout=ANSWER_SECONDS) as client:
            while True:
                update_id, update = await updates.oldest()
                if await _accepted(client, url, update):
                    updates.acknowledge(update_id + 1)
                    pause_seconds = FIRST_RETRY_SECONDS
                else:
                    await asyncio.sleep(pause_seconds)
                    pause_seconds = min(2 * pause_seconds, LAST_RETRY_SECONDS)


@asynccontextmanager
async def serving(
    simulator: Simulator, port: int = 0, leads_to: Mapping[str, str] = NOWHERE
) -> AsyncIterator[str]:
    """Serve on loopback while the block runs; give the address, ``http://127.0.0.1:…``.

    Bots use ``base_url(f"{address}/bot")`` and ``base_file_url(f"{address}/file/bot")``. Port 0
    takes a free one. ``leads_to``: as for ``BotApi``.
    """
    api = BotApi(simulator, leads_to)
    # The protocol is spelt out because asyncio only turns Nagle's delay off where it reads TCP.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen()
        server = uvicorn.Server(
            uvicorn.Config(
                api,
                http="httptools",
                loop="asyncio",
                lifespan="off",
                ws="none",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                date_header=False,
                # A bot that polls must not hold up the end.
                timeout_graceful_shutdown=0,
            )
        )
        serve = asyncio.create_task(server.serve([listening]))
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            await api.close()
            server.should_exit = True
            await serve


async def _read(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        event = await receive()
        body += event.get("body", b"")
        if not event.get("more_body", False):
            return bytes(body)


async def _keep_silent(silence: NoAnswer, receive: Receive, send: Send) -> None:
    if silence.timed_out:
        while (await receive())["type"] != "http.disconnect":
            continue
    else:
        # Announced but never sent: the server closes the connection in the middle of the answer.
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})


async def _accepted(client: httpx.AsyncClient, url: str, update: Mapping[str, object]) -> bool:
    try:
        return (await client.post(url, json=update)).is_success
    except httpx.HTTPError:
        return False


def _content_type(scope: AsgiEvent) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            return str(value.decode("latin-1"))
    return ""


def _parameters(
    content_type: str, body: bytes, query: bytes
) -> tuple[Mapping[str, object], Mapping[str, Upload]]:
    """Read the parameters in the three ways the Bot API takes them, and in the address."""
    if content_type.startswith("application/json"):
        values = json.loads(body)
        return values if isinstance(values, dict) else {}, NO_FILES
    if content_type.startswith("multipart/form-data"):
        return _multipart(content_type, body)
    return dict(parse_qsl((body or query).decode(), keep_blank_values=True)), NO_FILES


def _multipart(content_type: str, body: bytes) -> tuple[Mapping[str, object], Mapping[str, Upload]]:
    values: dict[str, object] = {}
    files: dict[str, Upload] = {}
    boundary = re.search(r'boundary="?([^";]+)', content_type)
    separator = b"\r\n--" + (boundary[1].encode() if boundary else b"")
    for part in (b"\r\n" + body).split(separator)[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = HeaderParser().parsestr(head.decode())
        name = str(headers.get_param("name", "", "content-disposition"))
        if file_name := headers.get_filename():
            files[name] = Upload(unquote(file_name), content, headers.get_content_type())
        else:
            values[name] = content.decode()
    return values, files
