"""Requests as the lines of a table: what they are, where they stand, who holds them. Never who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.dashboard.visits import Visit
from bot.services.core.company_names import may_read_company
from bot.services.core.news import due_by
from bot.services.figures.requests import status_name
from bot.services.figures.sections import Asked
from conversations.dossiers.deadlines import time_zone
from conversations.dossiers.statuses import HANDLERS
from conversations.messages import Message, say, say_n
from models.dossiers.search import rows_of
from models.dossiers.tables import Dossier

AT_ONCE = 40
PAGES_MAX = 250  # further than anybody reads: each page costs what those before it do

_PARIS = time_zone(None)


@dataclass(frozen=True, slots=True)
class Line:
    """A request in a table. ``opens``: whether the person may open it; nobody opens their own.

    ``adds``: what it adds to the number whose list it is in; None for one.
    """

    reference: str
    company: str | None
    town: str | None
    basin: Message
    status: Message
    holder: Message | None
    received: date
    since: date
    due: date | None
    late: bool
    opens: bool
    adds: Message | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is in a long list. ``more``: there are more than ``total``. Addresses are empty at an end."""

    first: int
    last: int
    total: int
    more: bool
    before: str
    after: str

    @property
    def is_one_of_several(self) -> bool:
        """Whether there are others."""
        return bool(self.before or self.after)

    @property
    def told(self) -> Message:
        """Return which requests are shown, of how many."""
        if not self.total:
            return say("No request")
        if self.total <= AT_ONCE and not self.more:
            return say_n("{n} request", "{n} requests", self.total)
        said = say(
            "Requests {first} to {last} of {total}", first=self.first, last=self.last, total=self.total
        )
        if self.more:
            said = say(
                "Requests {first} to {last} of more than {total}",
                first=self.first, last=self.last, total=self.total,
            )  # fmt: skip
        return said


def page_number(visit: Visit) -> int:
    """Return which page of a list is asked for."""
    written = visit.request.query_params.get("page", "")
    return max(1, min(int(written), PAGES_MAX)) if written.isdecimal() and len(written) < 9 else 1


def pages_of(visit: Visit, number: int, total: int, *, more: bool = False) -> Pages:
    """Return the way to the pages beside one."""

    def to(page: int) -> str:
        return f"?{visit.request.url.include_query_params(page=page).query}"

    first, last = min((number - 1) * AT_ONCE + 1, total), min(number * AT_ONCE, total)
    follows = (last < total or more) and number < PAGES_MAX
    return Pages(
        first, last, total, more, to(number - 1) if number > 1 else "", to(number + 1) if follows else ""
    )


def lines_of(visit: Visit, asked: Asked, numbers: Sequence[int]) -> tuple[Line, ...]:
    """Return the lines of dossiers, in the order of their numbers."""
    return tuple(line_of(visit, asked, *row) for row in rows_of(visit.session, numbers))


def line_of(visit: Visit, asked: Asked, dossier: Dossier, company: str | None) -> Line:
    """Return the line of one dossier."""
    place = visit.world.gazetteer.commune(dossier.commune) if dossier.commune else None
    due = due_by(dossier, visit.world.network.basin(dossier.basin_code), visit.world.today)
    return Line(
        reference=dossier.reference,
        company=company if may_read_company(visit.held, dossier) else None,
        town=place.name if place else None,
        basin=asked.place(dossier.basin_code or ""),
        status=status_name(dossier.status),
        holder=asked.name_of(dossier.holder_id) if dossier.holder_id else None,
        received=dossier.submitted_at.astimezone(_PARIS).date(),
        since=dossier.status_since.astimezone(_PARIS).date(),
        due=due,
        late=due is not None and due < visit.world.today,
        opens=bool(visit.held.parts(dossier) & HANDLERS),
    )
