"""What figures are asked for, as the address of a page says it: a period and a territory."""

from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from bot.dashboard.visits import Apart, Visit
from conversations.figures.periods import (
    BEGINNING,
    beside,
    coded,
    decoded,
    everything,
    month_of,
    named,
    quarter_of,
    read_span,
    year_of,
)
from conversations.messages import Listing, Message, say
from conversations.understanding.named_periods import Period, months_later
from models.figures.queries import Scope

NATIONAL = "national"
"""What addresses call the national queue, whose code is empty."""

YEARS, QUARTERS, MONTHS = 6, 8, 12  # offered in the list; any other period can be typed

Options = tuple[tuple[str, Message], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for. ``basin``: a code, None for all that may be seen.

    ``misread``: what was typed as a period and is none; the period is then the one nearest that works.
    """

    period: Period
    basin: str | None = None
    misread: str = ""

    def query(self, period: Period | None = None) -> dict[str, str]:
        """Return it as an address carries it, of another period where one is given."""
        kept = {"period": coded(period or self.period)}
        return kept if self.basin is None else {**kept, "basin": in_address(self.basin)}


def in_address(basin_code: str) -> str:
    """Return what addresses call a basin."""
    return basin_code or NATIONAL


def chosen_basin(visit: Visit, written: str) -> str | None:
    """Return the basin an address names, None for none; raise Apart for one that may not be seen."""
    if not written:
        return None
    code = "" if written == NATIONAL else written
    known = code in visit.basins or (not code and visit.scope.holds(""))
    if not known:
        yours = Listing(tuple(visit.basins.values())) if visit.basins else say("the national queue")
        raise Apart(
            404,
            say("This territory is not yours to see"),
            say("It may also have another name. You see: {territories}.", territories=yours),
        )
    return code


def choice_of(visit: Visit, basin: str | None = None) -> Choice:
    """Read an address. ``basin``: the one that its path names."""
    asked, today = visit.request.query_params, visit.world.today
    code = chosen_basin(visit, asked.get("basin", "") if basin is None else basin)
    period, misread = _period(asked, today)
    return Choice(period, code, misread)


def _period(asked: QueryParams, today: date) -> tuple[Period, str]:
    written, typed = asked.get("period", ""), asked.get("when", "").strip()
    known = _past(decoded(written, today) or read_span(written, today), today)
    read = _past(read_span(typed, today), today) if typed else known
    return read or known or year_of(today.year), "" if read else typed or written


def _past(period: Period | None, today: date) -> Period | None:
    """Return what a period has to count: none of one that is to come, at most this whole year."""
    if period is None or period.start > today:
        return None
    return Period(period.start, min(period.end, date(today.year, 12, 31)))


def settled(visit: Visit, choice: Choice) -> Response | None:
    """Return the way to the address that says what was typed; None when it says it already."""
    if choice.misread or "when" not in visit.request.query_params:
        return None
    return RedirectResponse(f"{visit.request.url.path}{visit.here(choice.period)}", 303)


@dataclass(frozen=True, slots=True)
class Picker:
    """What the form offers: periods in groups, the territories, and the periods beside the one shown."""

    periods: tuple[tuple[Message, Options], ...]
    period: str
    basins: Options
    basin: str
    before: Period | None
    after: Period | None
    misread: Message | None


def territories_of(visit: Visit) -> Options:
    """Return the territories that may be chosen; the national queue comes last."""
    codes = (*visit.basins, *(("",) if visit.scope.holds("") else ()))
    return tuple((in_address(code), visit.world.network.place(code)) for code in codes)


def picker_of(visit: Visit, choice: Choice) -> Picker:
    """Return the form of a page about figures."""
    today, territories = visit.world.today, territories_of(visit)
    every = say("The whole network") if visit.scope == Scope() else say("All your territories")
    before, after = beside(choice.period, -1), beside(choice.period, 1)
    misread = say(
        "“{words}” is no period I can read: try “2024”, “Q3 2024”, “March 2025” or “since 2020”. "
        "Shown instead: {period}.",
        words=choice.misread,
        period=named(choice.period),
    )
    return Picker(
        periods=_groups(choice.period, today),
        period=coded(choice.period),
        basins=(("", every), *territories) if len(territories) > 1 else territories,
        basin="" if choice.basin is None else in_address(choice.basin),
        before=before if before and before.start >= BEGINNING else None,
        after=after if after and after.start <= today else None,
        misread=misread if choice.misread else None,
    )


def _groups(period: Period, today: date) -> tuple[tuple[Message, Options], ...]:
    lists = [
        (say("Years"), [year_of(today.year - n) for n in range(YEARS)] + [everything(today)]),
        (say("Quarters"), [quarter_of(months_later(today.replace(day=1), -3 * n)) for n in range(QUARTERS)]),
        (say("Months"), [month_of(months_later(today.replace(day=1), -n)) for n in range(MONTHS)]),
    ]
    if not any(period in offered for _, offered in lists):
        lists = [(say("Chosen"), [period]), *lists]
    return tuple((label, tuple((coded(each), named(each)) for each in offered)) for label, offered in lists)
