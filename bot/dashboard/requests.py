"""The queue as a table: every request that may be seen, by where it stands, who holds it, how long."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from bot.dashboard.filters import NATIONAL, Options, chosen_basin, territories_of
from bot.dashboard.request_rows import AT_ONCE, lines_of, page_number, pages_of
from bot.dashboard.visits import Visit
from bot.services.figures.delays import ages
from bot.services.figures.requests import status_name
from conversations.dossiers.statuses import Status
from conversations.figures.periods import year_of
from conversations.messages import Message, say
from models.dossiers.search import (
    NOBODY,
    ORDERS,
    SEARCHED_AT_MOST,
    Wanted,
    count_requests,
    find_requests,
    list_requests,
)
from models.figures.topics import AGES, workload

OPEN, EVERY, UNHELD = "open", "all", "nobody"
BY = (("received", say("Received, oldest first")), ("since", say("Standing still, longest first")))
"""The orders that are offered."""

COUNTED_MAX = 1_000  # how many are counted exactly: a table has no use for more


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
    wanted = _wanted(visit, filters)
    among = None
    if filters.words:
        commune = visit.world.gazetteer.commune
        found, looked_at = find_requests(visit.connection, wanted, filters.words, commune)
        if looked_at == SEARCHED_AT_MOST:
            among = say("Among the latest {n} of those that the other filters keep.", n=looked_at)
        total, numbers, more = len(found), found[start : start + AT_ONCE], False
    else:
        total = count_requests(visit.connection, wanted, COUNTED_MAX + 1)
        numbers = list_requests(visit.connection, wanted, filters.order, start, AT_ONCE)
        more = total > COUNTED_MAX
    return visit.shows(
        "requests.html",
        filters=filters,
        lines=lines_of(visit, asked, numbers),
        pages=pages_of(visit, number, COUNTED_MAX if more else total, more=more),
        statuses=_statuses(),
        ages=(("", say("Any")), *((str(place), label) for place, label in enumerate(ages()))),
        holders=_holders(visit),
        basins=(("", say("All")), *territories_of(visit)),
        orders=BY,
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
        holder=holder if holder == UNHELD or (holder.isdecimal() and len(holder) < 19) else "",
        words=asked.get("q", "").strip()[:100],
        order=order if order.removeprefix("-") in ORDERS else "since",
    )


def _wanted(visit: Visit, filters: Filters) -> Wanted:
    """Return all that fits, but for the words. An age is a place in ``AGES``, or past its end."""
    place = int(filters.age or 0)
    return Wanted(
        basins={filters.basin.removeprefix(NATIONAL)} if filters.basin else visit.scope.basins,
        live=filters.status == OPEN,
        status=filters.status if filters.status not in (OPEN, EVERY) else None,
        after=visit.now - timedelta(days=AGES[place]) if filters.age and place < len(AGES) else None,
        until=visit.now - timedelta(days=AGES[place - 1]) if place else None,
        holder=NOBODY if filters.holder == UNHELD else int(filters.holder) if filters.holder else None,
    )


def _statuses() -> Options:
    first = ((OPEN, say("All that are open")), (EVERY, say("All, closed too")))
    return (*first, *((status.value, status_name(status)) for status in Status))


def _holders(visit: Visit) -> Options:
    """Return who holds open requests."""
    asked = visit.asked(year_of(visit.world.today.year))
    holders = dict.fromkeys(
        holder for _, holder in workload(visit.connection, visit.scope, visit.world.today)
    )
    named: dict[str, Message] = {str(holder): asked.name_of(holder) for holder in holders}
    return (("", say("Anybody")), (UNHELD, say("Nobody")), *named.items())
