"""The queue as a table: every request that may be seen, by where it stands, who holds it, how long."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from starlette.responses import Response

from bot.dashboard.choosing import NATIONAL, Options, chosen_basin
from bot.dashboard.listing import AT_ONCE, lines_of, page_number, pages_of
from bot.dashboard.visits import Visit
from bot.services.oversight.following import ages
from bot.services.oversight.incoming import status_name
from conversations.messages import Message, say, verbatim
from conversations.oversight.spans import year_of
from conversations.statuses import Status
from models.finding import SEARCHED_AT_MOST, find_requests
from models.oversight.topics import AGES, workload
from models.statements import table_of
from models.tables import LIVE_ROWS, Dossier

DOSSIERS = table_of(Dossier)

OPEN, EVERY, NOBODY = "open", "all", "nobody"
COUNTED_MAX = 1_000  # how many are counted exactly: a table has no use for more

ORDERS = {
    "received": DOSSIERS.c.submitted_at,
    "since": DOSSIERS.c.status_since,
}
"""What the table may be ordered by; a minus sign before it means the latest first."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for. Empty: anything; ``status`` and ``order`` always say something."""

    status: str
    basin: str
    age: str
    holder: str
    words: str
    order: str

    def query(self, **changed: str) -> dict[str, str]:
        """Return them as an address carries them."""
        every = {"status": self.status, "basin": self.basin, "age": self.age, "holder": self.holder,
                 "q": self.words, "order": self.order}  # fmt: skip
        return {name: value for name, value in {**every, **changed}.items() if value}


def requests(visit: Visit) -> Response:
    """Show the requests that fit the filters."""
    filters, number = _filters(visit), page_number(visit)
    asked = visit.asked(year_of(visit.world.today.year))
    start = (number - 1) * AT_ONCE
    chosen = _chosen(visit, filters)
    among = None
    if filters.words:
        found, looked_at = find_requests(
            visit.connection, chosen, filters.words, visit.world.gazetteer.commune
        )
        if looked_at == SEARCHED_AT_MOST:
            among = say("Among the latest {n} of those that the other filters keep.", n=looked_at)
        total, numbers, more = len(found), found[start : start + AT_ONCE], False
    else:
        total = visit.connection.execute(
            select(func.count()).select_from(chosen.limit(COUNTED_MAX + 1).subquery())
        ).scalar_one()
        page = _ordered(chosen, filters.order).offset(start).limit(AT_ONCE)
        numbers, more = list(visit.connection.execute(page).scalars()), total > COUNTED_MAX
    return visit.shows(
        "requests.html",
        filters=filters,
        lines=lines_of(visit, asked, numbers),
        pages=pages_of(visit, number, COUNTED_MAX if more else total, more=more),
        statuses=_statuses(),
        ages=(("", say("Any")), *((str(place), label) for place, label in enumerate(ages()))),
        holders=_holders(visit),
        basins=_basins(visit),
        orders=tuple(ORDERS),
        among=among,
        current="requests",
    )


def _filters(visit: Visit) -> Filters:
    """Read an address; what it does not say well is as if it were not said."""
    asked = visit.request.query_params
    chosen_basin(visit, asked.get("basin", ""))
    status, age, order = (asked.get(name, "") for name in ("status", "age", "order"))
    holder = asked.get("holder", "")
    return Filters(
        status=status if status in (EVERY, *map(str, Status)) else OPEN,
        basin=asked.get("basin", ""),
        age=age if age in map(str, range(len(AGES) + 1)) else "",
        holder=holder if holder == NOBODY or (holder.isdecimal() and len(holder) < 19) else "",
        words=asked.get("q", "").strip()[:100],
        order=order if order.removeprefix("-") in ORDERS else "since",
    )


def _chosen(visit: Visit, filters: Filters) -> Select[Any]:
    """Return the query of the numbers of all that fits, but for the words."""
    query = select(DOSSIERS.c.id)
    basins = visit.scope.basins if not filters.basin else {filters.basin.removeprefix(NATIONAL)}
    if basins is not None:
        query = query.where(_in_basins(basins))
    if filters.status == OPEN:
        query = query.where(LIVE_ROWS)
    elif filters.status != EVERY:
        query = query.where(DOSSIERS.c.status == filters.status)
    if filters.age:
        query = query.where(*_aged(visit, int(filters.age)))
    if filters.holder:
        number = None if filters.holder == NOBODY else int(filters.holder)
        query = query.where(DOSSIERS.c.holder_id == number)
    return query


def _in_basins(basins: frozenset[str] | set[str]) -> ColumnElement[bool]:
    named = DOSSIERS.c.basin_code.in_(sorted(basins - {""}))
    return or_(named, DOSSIERS.c.basin_code.is_(None)) if "" in basins else named


def _aged(visit: Visit, place: int) -> list[ColumnElement[bool]]:
    """Return the conditions of an age: the place in ``AGES``, or past its end."""
    since, found = DOSSIERS.c.status_since, []
    if place < len(AGES):
        found.append(since > visit.now - timedelta(days=AGES[place]))
    if place:
        found.append(since <= visit.now - timedelta(days=AGES[place - 1]))
    return found


def _ordered(query: Select[Any], order: str) -> Select[Any]:
    column = ORDERS[order.removeprefix("-")]
    if order.startswith("-"):
        return query.order_by(column.desc(), DOSSIERS.c.id.desc())
    return query.order_by(column, DOSSIERS.c.id)


def _statuses() -> Options:
    first = ((OPEN, say("All that are open")), (EVERY, say("All, closed too")))
    return (*first, *((status.value, status_name(status)) for status in Status))


def _basins(visit: Visit) -> Options:
    named = tuple((code, verbatim(name)) for code, name in visit.basins.items())
    queue = ((NATIONAL, say("National queue")),) if visit.scope.holds("") else ()
    return (("", say("All")), *named, *queue)


def _holders(visit: Visit) -> Options:
    """Return who holds open requests."""
    asked = visit.asked(year_of(visit.world.today.year))
    holders = dict.fromkeys(
        holder for _, holder in workload(visit.connection, visit.scope, visit.world.today)
    )
    named: dict[str, Message] = {str(holder): asked.name_of(holder) for holder in holders}
    return (("", say("Anybody")), (NOBODY, say("Nobody")), *named.items())
