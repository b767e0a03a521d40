"""The demo as a web page: four phones, told what changes, that send back what people do."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from importlib.resources import files
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.playground.cluster import Cluster, NotStarted
from bot.playground.demo import TOWNS, Demo, View, sample
from bot.playground.telegram.calls import JsonObject
from bot.playground.telegram.chats import Membership
from bot.playground.telegram.phone import NoSuchButton
from bot.playground.telegram.phone_messages import NoSuchTopic
from bot.playground.telegram.world import Change, Event
from bot.playground.web.view import everyone, keyboard, message, processes, seats, topics

KEEP_ALIVE_SECONDS = 15
OPENED = ("application/pdf", "image/jpeg", "image/png")
"""The types of file that a browser opens in a tab; anything else is downloaded."""
SPANS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "days": timedelta(days=3)}
HEADERS = {
    # Whatever a message may hold, nothing but the page's own files is run or fetched.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
DONE = 204
REFUSED = 409


class NoSuchAct(Exception):
    """The page asks for something that nobody can do with a phone."""


class Page:
    """The page of one demo, for any number of browsers. ``cluster``: its processes, if several."""

    def __init__(self, demo: Demo, cluster: Cluster | None = None) -> None:
        self._demo, self._cluster = demo, cluster
        self._watchers: set[asyncio.Queue[str | None]] = set()
        self._forget = demo.cast.telegram.listen(self._tell)
        folder = StaticFiles(packages=[("bot.playground.web", "static")])
        self.app = Starlette(
            routes=[
                Route("/", self.index),
                Route("/changes", self.changes),
                Route("/act", self.act, methods=["POST"]),
                Route("/files/{file}", self.file),
                Mount("/static", folder),
            ],
            middleware=[
                # Another site must not reach the demo through a name it makes point here.
                Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
                Middleware(_Headers),
            ],
        )

    def close(self) -> None:
        """End every stream of changes, so that the server can stop."""
        self._forget()
        for watcher in self._watchers:
            watcher.put_nowait(None)

    async def index(self, request: Request) -> Response:
        """Return the page."""
        html = files("bot.playground.web").joinpath("static/index.html").read_bytes()
        return Response(html, media_type="text/html")

    async def changes(self, request: Request) -> Response:
        """Return everything as it is, then every change (server-sent events)."""
        watcher: asyncio.Queue[str | None] = asyncio.Queue()
        watcher.put_nowait(self._everything())
        self._watchers.add(watcher)
        return StreamingResponse(self._stream(watcher), media_type="text/event-stream")

    async def act(self, request: Request) -> Response:
        """Do what somebody does with a phone, or let time pass."""
        # A form of another site cannot say this type without the browser asking us first.
        if request.headers.get("content-type") != "application/json":
            return Response(status_code=415)
        try:
            await self._do(await request.json())
        except (NoSuchAct, NoSuchButton, NoSuchTopic, PermissionError, ValueError, RecursionError):
            return Response(status_code=REFUSED)
        return Response(status_code=DONE)

    async def file(self, request: Request) -> Response:
        """Return a file that was sent in a chat."""
        file = self._demo.cast.telegram.files.get(request.path_params["file"])
        if file is None:
            return Response(status_code=404)
        disposition = "inline" if file.mime_type in OPENED else "attachment"
        headers = {"Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(file.name)}"}
        return Response(file.content, media_type=file.mime_type, headers=headers)

    async def _do(self, asked: JsonObject) -> None:
        match asked:
            case {"act": "kills" | "starts" as wanted, "process": int(number)} if self._cluster:
                await self._kill_or_start(self._cluster, wanted == "kills", number)
            case {"act": "passes", "span": str(span)} if span in SPANS and not self._cluster:
                await self._demo.passes(SPANS[span])
                self._show(self._everything())
            case {"act": "admits", "language": "fr" | "en" as language}:
                self._demo.cast.admit(str(language))
                self._show(self._everything())
            case {"person": int(person), "chat": int(chat), **act} if view := self._demo.cast.view(
                person, chat
            ):
                _use(view, act)
            case _:
                raise NoSuchAct

    async def _kill_or_start(self, cluster: Cluster, kills: bool, number: int) -> None:
        member = next((member for member in cluster.members if member.number == number), None)
        if member is None or kills != member.is_at_work:
            raise NoSuchAct
        try:
            await (cluster.kill(member) if kills else cluster.start(member))
        except NotStarted:
            raise NoSuchAct from None
        finally:
            self._show_processes(cluster)

    def _show_processes(self, cluster: Cluster) -> None:
        self._show(json.dumps({"event": "processes", "processes": processes(cluster)}))

    async def _stream(self, watcher: asyncio.Queue[str | None]) -> AsyncIterator[str]:
        try:
            while True:
                try:
                    told = await asyncio.wait_for(watcher.get(), KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    yield ":\n\n"
                    continue
                if told is None:
                    return
                yield f"data: {told}\n\n"
        finally:
            self._watchers.discard(watcher)

    def _tell(self, change: Change) -> None:
        told: JsonObject = {"event": change.event.value, "chat": change.chat.id}
        match change.event:
            case Event.KEYBOARD:
                told["keyboard"] = keyboard(change.chat.keyboard)
            case Event.MEMBERS:
                told["bot"] = change.chat.bot.value
            case Event.TOPICS:
                told["topics"] = topics(change.chat)
            case Event.ALERT:
                told |= {"person": change.person.id if change.person else 0, "text": change.text}
                told |= {"message": change.message.id if change.message else 0}
            case Event.DELETED if change.message:
                told["message"] = change.message.id
            case Event.TYPING:
                pass
            case _ if change.message:
                told["message"] = message(change.message)
        self._show(json.dumps(told))
        if self._cluster and change.event is Event.SENT:
            self._show_processes(self._cluster)

    def _show(self, told: str) -> None:
        for watcher in self._watchers:
            watcher.put_nowait(told)

    def _everything(self) -> str:
        now = self._demo.clock().isoformat()
        told: JsonObject = {
            "event": "everything",
            "now": now,
            "towns": list(TOWNS),
            "seats": seats(self._demo.cast),
        }
        if self._cluster:
            told["processes"] = processes(self._cluster)
        return json.dumps(told | everyone(self._demo.cast))


def _use(view: View, asked: JsonObject) -> None:
    """Do one thing with a phone."""
    person, chat = view.person, view.chat
    message = chat.messages.get(number) if isinstance(number := asked.get("message"), int) else None
    thread_id = thread if isinstance(thread := asked.get("thread"), int) else None
    text = str(asked.get("text", "")).strip()
    match asked:
        case {"act": "types"} if text:
            person.types(text, chat=chat, reply_to=message, thread_id=thread_id)
        case {"act": "edits"} if message and text:
            person.edits(message, text)
        case {"act": "taps", "button": str(button)} if message:
            person.taps(button, message=message)
        case {"act": "shares contact"} if chat.person:
            person.shares_contact()
        case {"act": "shares location", "town": str(town)} if chat.person and town in TOWNS:
            person.shares_location(*TOWNS[town])
        case {"act": "sends photo"}:
            photo = sample("atelier.jpg", "image/jpeg")
            person.sends_photo(photo.content, caption=text, chat=chat, reply_to=message, thread_id=thread_id)
        case {"act": "sends document"}:
            estimate = sample("devis.pdf", "application/pdf")
            person.sends_document(
                estimate.name,
                estimate.content,
                caption=text,
                chat=chat,
                reply_to=message,
                thread_id=thread_id,
            )
        case {"act": "sends album"}:
            documents = [sample("devis.pdf", "application/pdf")] * 2
            person.sends_album(documents, caption=text, chat=chat, thread_id=thread_id)
        case {"act": "sends voice"} if chat.person:
            person.sends_voice()
        case {"act": "blocks"} if chat.person:
            person.blocks_bot()
        case {"act": "unblocks"} if chat.person and chat.bot is Membership.KICKED:
            person.unblocks_bot()
        case _:
            raise NoSuchAct


class _Headers:
    """Adds the headers to every answer; it leaves streams alone, which Starlette's own does not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, headed)
