"""A page asked for by somebody: who they are, what they may see, and what pages are made with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.dashboard.pages import page
from bot.i18n import choose_language
from bot.services.core.rights import Rights, rights
from bot.services.figures.chat.navigation import offered
from bot.services.figures.registry import SECTIONS
from bot.services.figures.scope import asked_of, scope_of
from bot.services.figures.sections import Asked
from conversations.figures.periods import coded, named, year_of
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.named_periods import Period
from models.database.writer import Connection, Session
from models.figures.queries import Scope
from models.intake.tables import Person
from models.team.web_keys import holder_of

COOKIE, SECURE_COOKIE = "alize", "__Host-alize"
"""A browser gives the second one back to nobody but the host that set it, over https."""

Query = Mapping[str, str | tuple[str, ...]]

SIGNED_OUT = say("Type /dashboard to the bot: it answers with a link that opens this page.")
ROLE_ENDED = say("Your role has ended, and this page with it. To come back, ask for an invitation.")
NO_FIGURES = say("The dashboard is for operators, managers and coordinators: your committee is in /sessions.")


class Apart(Exception):
    """There is no such page for this person: one that says why is shown in its place."""

    def __init__(self, status: int, title: Message, *told: Message, inside: bool = True) -> None:
        super().__init__(title.msgid)
        self.status, self.title, self.told, self.inside = status, title, told, inside


def signed_out(reason: Message = SIGNED_OUT) -> Apart:
    """Return what somebody sees whose session has ended, or never began."""
    return Apart(401, say("You are not signed in"), reason, inside=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """A page asked for. ``held`` and ``scope`` are read anew each time: a role that ended opens nothing."""

    request: Request
    connection: Connection
    session: Session
    world: World
    now: datetime
    person: Person
    held: Rights
    scope: Scope

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.person.language or "fr"

    @property
    def name(self) -> Message:
        """What colleagues call who asks."""
        return say("{name}", name=self.person.name) if self.person.name else say("a colleague")

    @property
    def basins(self) -> dict[str, str]:
        """The names of the territories that may be seen, by code, in the order of the network."""
        return {basin.code: basin.name for basin in self.world.network.basins if self.scope.holds(basin.code)}

    def asked(self, period: Period, basin_code: str | None = None) -> Asked:
        """Return the question of a page about figures."""
        return asked_of(self.connection, self.world, self.scope, period, self.now, basin_code)

    def to(self, name: str, query: Query | None = None, **parts: str) -> str:
        """Return the address of a page."""
        return address(self.request, name, query, **parts)

    def here(self, period: Period) -> str:
        """Return the address of the same page in another period."""
        told = self.request.query_params.multi_items()
        kept = [(name, value) for name, value in told if value and name not in ("period", "when")]
        return f"?{urlencode([*kept, ('period', coded(period))])}"

    def shows(self, template: str, **shown: object) -> Response:
        """Return a page."""
        around = {"to": self.to, "here": self.here, "named": named, "sections": self._sections, "visit": self}
        return HTMLResponse(page(template, self.language, **around, **shown))

    @property
    def _sections(self) -> dict[str, Message]:
        """The titles of the sections that make sense for who asks."""
        asked = self.asked(year_of(self.world.today.year))
        return {name: SECTIONS[name].title for name in ("key", *offered(asked))}


def address(request: Request, name: str, query: Query | None = None, **parts: str) -> str:
    """Return the address of a page on this host, wherever the dashboard is mounted."""
    path = str(request.scope.get("root_path", "")) + str(request.app.url_path_for(name, **parts))
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def cookie_of(request: Request) -> str:
    """Return the key of a visitor's session; empty without."""
    return request.cookies.get(SECURE_COOKIE) or request.cookies.get(COOKIE, "")


def language_of(request: Request) -> str:
    """Return the language of who asks: the one they chose, else as their browser tells it."""
    known: str | None = getattr(request.state, "language", None)
    return known or choose_language(request.headers.get("accept-language"))


def visit_of(
    request: Request, connection: Connection, session: Session, world: World, now: datetime
) -> Visit:
    """Return the visit of who asks; raise Apart for who may see nothing."""
    key = cookie_of(request)
    person_id = holder_of(connection, key, now) if key else None
    person = session.get(Person, person_id) if person_id is not None else None
    if person is None:
        raise signed_out()
    request.state.language = person.language
    held = rights(session, person.id, now)
    scope = scope_of(held)
    if scope is None:
        raise signed_out(NO_FIGURES if held.roles else ROLE_ENDED)
    return Visit(request, connection, session, world, now, person, held, scope)
