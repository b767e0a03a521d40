"""A section of figures on a page of its own, and the list behind a number."""

from starlette.responses import Response

from bot.dashboard.filters import Choice, choice_of, chosen_basin, in_address, picker_of, settled
from bot.dashboard.request_rows import AT_ONCE, Line, lines_of, page_number, pages_of
from bot.dashboard.visits import Apart, Visit
from bot.services.figures.drilldown import behind
from bot.services.figures.exchange_lists import exchange_list
from bot.services.figures.registry import SECTIONS
from bot.services.figures.sections import AGEING, EXCHANGED, Closed, Opening, Row
from conversations.messages import say
from models.figures.behind_exchanges import Beyond
from models.figures.measures import MEASURES
from models.figures.topics import AGES


def section(visit: Visit) -> Response:
    """Show a section: its table, its chart, how it is counted."""
    name = visit.request.path_params["section"]
    if name not in SECTIONS or SECTIONS[name].is_withheld(visit.scope):
        raise _no_such_figure()
    choice = choice_of(visit)
    if elsewhere := settled(visit, choice):
        return elsewhere
    asked = visit.asked(choice.period, choice.basin)
    shown = SECTIONS[name](asked)
    return visit.shows(
        "section.html",
        choice=choice,
        picker=picker_of(visit, choice),
        asked=asked,
        section=shown,
        heading=asked.where if shown.spec.of_today else asked.heading,
        links=Links(visit, choice, name),
        current=name,
    )


class Links:
    """Where the numbers and the names of a section lead."""

    def __init__(self, visit: Visit, choice: Choice, section: str) -> None:
        self._visit, self._choice, self._section = visit, choice, section

    def number(self, opening: Opening | Closed, value: object) -> str:
        """Return where a number leads; nothing where there is nothing behind it."""
        if isinstance(opening, Closed) or not value:
            return ""
        query: dict[str, str | tuple[str, ...]] = {
            **self._choice.query(opening.period),
            "measure": opening.measure,
        }
        if opening.keys:
            query["key"] = opening.keys
        if opening.basin is not None:
            query["of"] = in_address(opening.basin)
        return self._visit.to("behind", {**query, "section": self._section})

    def row(self, row: Row) -> str:
        """Return the page of the territory that a row is about; nothing when it is about none."""
        basin = next((each.opens.basin for each in row.figures if isinstance(each.opens, Opening)), None)
        its_own = SECTIONS[self._section].by_territory and basin in {"", *self._visit.basins}
        if basin is None or not its_own:
            return ""
        return self._visit.to("basin", self._choice.query(), code=in_address(basin))


def behind_number(visit: Visit) -> Response:
    """Show the requests, or the exchanges, that a number counts."""
    asked_for = visit.request.query_params
    opening, source = _opening(visit), asked_for.get("section", "")
    choice = choice_of(visit)
    asked = visit.asked(choice.period, choice.basin)
    number = page_number(visit)
    start, exchanges = (number - 1) * AT_ONCE, None
    lines: tuple[Line, ...] = ()
    if opening.beyond is None:
        found = behind(asked, opening, start, AT_ONCE)
        lines, total = lines_of(visit, asked, found.dossiers), found.total
    else:
        exchanges = exchange_list(asked, opening, visit.session, visit.held, start, AT_ONCE)
        total = exchanges.total
    pages = pages_of(visit, number, total)
    return visit.shows(
        "behind.html",
        choice=choice,
        asked=asked,
        lines=lines,
        exchanges=exchanges,
        told=pages.told if exchanges is None else exchanges.told,
        definition=MEASURES[opening.measure].definition if opening.measure in MEASURES else None,
        section=source if source in SECTIONS else "key",
        back_to=SECTIONS.get(source, SECTIONS["key"]).title,
        pages=pages,
        current=source,
    )


def _no_such_figure() -> Apart:
    return Apart(404, say("Nothing here"), say("No figure has this address."))


def _opening(visit: Visit) -> Opening:
    asked_for = visit.request.query_params
    measure, keys = asked_for.get("measure", ""), tuple(asked_for.getlist("key"))
    known_ages = {str(place) for place in range(len(AGES) + 1)}
    aged = measure == AGEING and known_ages.issuperset(keys)
    beyond = measure in set(Beyond) and len(keys) <= 1
    if measure not in MEASURES and not (aged or beyond) and (measure != EXCHANGED or keys):
        raise _no_such_figure()
    return Opening(measure, keys, chosen_basin(visit, asked_for.get("of", "")))
