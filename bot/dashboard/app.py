"""The dashboard as a web application: its addresses, who may read them, and what is said when it fails."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.dashboard import downloads, figures, guides, overview, requests, timeline
from bot.dashboard.login import Doors
from bot.dashboard.pages import page
from bot.dashboard.visits import Apart, Visit, address, cookie_of, language_of, visit_of
from bot.documents.guides import GUIDES
from conversations.messages import say
from conversations.situation import World
from models.database.writer import Connection, Database, Session, StoreUnavailable
from models.figures.tallies import count, uncounted

log = logging.getLogger(__name__)

COUNTED_AT_ONCE = 500  # dossiers, before a page: the bot counts the rest by itself
STATIC = "/static"

HEADERS = {
    # Nothing but the dashboard's own files is run or fetched; only Telegram's web version may frame it.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors https://web.telegram.org",
    "X-Content-Type-Options": "nosniff",
    # Other sites learn nothing; ours is told, without which browsers do not say where a form comes from.
    "Referrer-Policy": "same-origin",
}

T = TypeVar("T")
Work = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]

MISSING = say("There is no such page.")
RESTING = say("The database does not answer just now: nothing is lost. Try again in a minute.")


class Dashboard:
    """The pages. ``at``: their address in a browser. ``token``: the bot's, None when Telegram opens none."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        world: Callable[[datetime], World],
        at: str,
        token: str | None = None,
    ) -> None:
        self._database, self._clock, self._world = database, clock, world
        parts = urlsplit(at)
        doors = Doors(database, clock, f"{parts.scheme}://{parts.netloc}", token)
        taken = downloads.Taking(database, self._visit)
        self.app = Starlette(
            routes=[
                self._page("/", overview.overview, "overview"),
                self._page("/basins", overview.basins, "basins"),
                self._page("/basins/{code}", overview.basin, "basin"),
                self._page("/figures/{section}", figures.section, "section"),
                self._page("/behind", figures.behind_number, "behind"),
                self._page("/exports", downloads.page, "taking"),
                self._route("/exports/requests.{form}", taken.export, "export"),
                self._route("/report.{form}", taken.report, "report"),
                self._page("/guides", guides.guides, "guides"),
                self._page("/guides/fr/{guide}.md", guides.guide, "guide"),
                self._route("/guides/fr/{guide}.pdf", partial(guides.paper, self._visit), "guide_pdf"),
                Mount(
                    "/guides/pictures",
                    StaticFiles(directory=GUIDES / "pictures", check_dir=False),
                    name="pictures",
                ),
                self._page("/requests", requests.requests, "requests"),
                self._page("/requests/{reference}", timeline.timeline, "request"),
                self._route("/open/{code}", doors.link, "link"),
                self._route("/open/{code}", doors.open, "open", "POST"),
                self._route("/mini-app", doors.mini_app, "mini_app"),
                self._route("/mini-app", doors.open_mini_app, "open_mini_app", "POST"),
                self._route("/leave", doors.leave, "leave", "POST"),
                Mount(STATIC, StaticFiles(packages=[("bot.dashboard", "static")]), name="static"),
            ],
            middleware=[Middleware(_Headers)],
            exception_handlers={HTTPException: self._missing},
        )

    def _page(self, path: str, work: Work, name: str) -> Route:
        return self._route(path, lambda request: self._visit(request, work), name)

    async def _visit(self, request: Request, work: Callable[[Visit], T]) -> T:
        """Do something for who asks, with the figures up to date; raise Apart for who may see nothing."""
        if any("\0" in told for told in (*request.path_params.values(), *request.query_params.values())):
            raise Apart(404, say("Nothing here"), MISSING)  # no database takes it
        if cookie_of(request):
            await self._count()
        now = self._clock()

        def visited(connection: Connection) -> T:
            with Session(connection, join_transaction_mode="rollback_only") as session:
                return work(visit_of(request, connection, session, self._world(now), now))

        return await self._database.read(visited)

    async def _count(self) -> None:
        """Bring the figures up to date with what just happened."""
        if await self._database.read(uncounted):
            await self._database.run(lambda transaction: count(transaction.connection, COUNTED_AT_ONCE))

    def _route(self, path: str, work: Endpoint, name: str, method: str = "GET") -> Route:
        async def answer(request: Request) -> Response:
            try:
                return await work(request)
            except Apart as apart:
                return _aside(request, apart)
            except StoreUnavailable:
                return _aside(request, Apart(503, say("One moment"), RESTING))
            except Exception as error:  # everything unforeseen is told with a reference, and logged whole
                reference = secrets.token_hex(3).upper()
                log.error("The page %s failed, reference %s", name, reference, exc_info=error)
                told = say(
                    "Something went wrong on our side, and it has been noted (reference {reference}). "
                    "Try again; if it comes back, tell this reference to who administers the bot.",
                    reference=reference,
                )
                return _aside(request, Apart(500, say("This page failed"), told))

        return Route(path, answer, methods=[method], name=name)

    async def _missing(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return _aside(request, Apart(status, say("Nothing here"), MISSING))


def _aside(request: Request, apart: Apart) -> Response:
    language = language_of(request)

    answer = HTMLResponse(
        page("aside.html", language, to=partial(address, request), apart=apart), apart.status
    )
    if "hx-request" in request.headers:
        answer.headers["HX-Refresh"] = "true"  # the whole page tells, where a part of it would not
    return answer


class _Headers:
    """Adds the headers to every answer. Pages are personal: nothing keeps them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = "no-cache" if f"{STATIC}/" in scope.get("path", "") else "no-store"

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update({**HEADERS, "Cache-Control": kept})
            await send(message)

        await self._app(scope, receive, headed)
