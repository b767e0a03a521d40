"""How somebody comes in, by a link that works once or from inside Telegram, and goes out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import parse_qs

from init_data_py import InitData, validate_by_hash
from init_data_py.errors import InvalidInitDataError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.dashboard.pages import page
from bot.dashboard.visits import (
    COOKIE,
    NO_FIGURES,
    ROLE_ENDED,
    SECURE_COOKIE,
    Apart,
    address,
    cookie_of,
    language_of,
    signed_out,
)
from bot.services.core.rights import rights
from bot.services.figures.scope import scope_of
from conversations.messages import say
from models.database.writer import Database, Transaction
from models.team.web_keys import SESSION_LIFE, close_session, is_link, open_session, use_link

INIT_DATA_LIFE, CLOCKS_DIFFER = timedelta(hours=1), timedelta(minutes=1)
BODY_MAX = 16_384  # bytes: what Telegram says of who opens a page takes about one thousand

USED_UP = say("This link was already used, or is older than ten minutes.")
ASK_AGAIN = say("Type /dashboard to the bot: it gives you a link to come in.")
NOT_FROM_TELEGRAM = say("Telegram did not say who opens this page, or said it too long ago.")
OPEN_AGAIN = say("Close it, and open it again from the button that /dashboard gives.")


class Doors:
    """What opens and closes sessions. ``origin``: where browsers see the dashboard; ``token``: the bot's."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], origin: str, token: str | None
    ) -> None:
        self._database, self._clock = database, clock
        self._origin, self._token = origin, token

    async def link(self, request: Request) -> Response:
        """Show the button of a link: programs that look at it ahead, as chats do, must not use it up."""
        code, now = request.path_params["code"], self._clock()
        if not await self._database.read(lambda connection: is_link(connection, code, now)):
            raise _used_up()
        return HTMLResponse(page("open.html", language_of(request), to=partial(address, request), code=code))

    async def open(self, request: Request) -> Response:
        """Use a link up, and open the session of its person."""
        self._same_site(request)
        code, now = request.path_params["code"], self._clock()

        def enter(transaction: Transaction) -> str:
            person_id = use_link(transaction, code, now)
            if person_id is None:
                raise _used_up()
            return _enter(transaction, person_id, now)

        return self._opened(request, await self._database.run(enter), framed=False)

    async def mini_app(self, request: Request) -> Response:
        """Show the page that hands over what Telegram says of who opens it."""
        return HTMLResponse(page("mini_app.html", language_of(request), to=partial(address, request)))

    async def open_mini_app(self, request: Request) -> Response:
        """Open the session of the person that Telegram names, if it is Telegram that does."""
        self._same_site(request)
        now = self._clock()
        fields = parse_qs((await _body(request)).decode(errors="replace"))
        data = self._read(fields.get("initData", [""])[0], now)
        if data is None or data.user is None:
            raise Apart(
                403, say("This page opens from Telegram"), NOT_FROM_TELEGRAM, OPEN_AGAIN, inside=False
            )
        person_id = data.user.id
        key = await self._database.run(lambda transaction: _enter(transaction, person_id, now))
        return self._opened(request, key, framed=True)

    async def leave(self, request: Request) -> Response:
        """Close the session."""
        self._same_site(request)
        key = cookie_of(request)
        await self._database.run(lambda transaction: close_session(transaction, key))
        answer = HTMLResponse(page("left.html", language_of(request), to=partial(address, request)))
        for name in (COOKIE, SECURE_COOKIE):
            answer.headers.append("Set-Cookie", f"{name}=; Path=/; Max-Age=0; HttpOnly{self._secure}")
        return answer

    def _read(self, told: str, now: datetime) -> InitData | None:
        if self._token is None:
            return None
        try:
            data = validate_by_hash(told, self._token, expires_in=INIT_DATA_LIFE, now=now)
        except InvalidInitDataError:
            return None
        return data if data.issued_at <= now + CLOCKS_DIFFER else None

    @property
    def _secure(self) -> str:
        return "; Secure" if self._origin.startswith("https://") else ""

    def _opened(self, request: Request, key: str, *, framed: bool) -> Response:
        """Return the way in. ``framed``: Telegram's web version shows the page inside its own.

        A browser keeps a framed page's cookies only when they are said to be for other sites, and apart
        for each site that frames it. What protects them from other sites then is the check of the origin.
        """
        answer = RedirectResponse(address(request, "overview"), 303)
        name = SECURE_COOKIE if self._secure else COOKIE
        shared = "None; Partitioned" if framed and self._secure else "Lax"
        age = int(SESSION_LIFE.total_seconds())
        answer.headers.append(
            "Set-Cookie", f"{name}={key}; Path=/; Max-Age={age}; HttpOnly; SameSite={shared}{self._secure}"
        )
        return answer

    def _same_site(self, request: Request) -> None:
        """Refuse what a page of another site sends; browsers say which one it is in every such request."""
        origin = request.headers.get("origin", "")
        here = {self._origin, f"{request.url.scheme}://{request.headers.get('host')}"}
        if origin not in here:
            raise Apart(403, say("This came from another site"), ASK_AGAIN, inside=False)


def _enter(transaction: Transaction, person_id: int, now: datetime) -> str:
    with transaction.session() as session:
        held = rights(session, person_id, now)
    if scope_of(held) is None:
        raise signed_out(NO_FIGURES if held.roles else ROLE_ENDED)
    return open_session(transaction, person_id, now)


def _used_up() -> Apart:
    return Apart(410, say("This link no longer opens anything"), USED_UP, ASK_AGAIN, inside=False)


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_MAX:
            raise Apart(413, say("This page opens from Telegram"), OPEN_AGAIN, inside=False)
    return body
