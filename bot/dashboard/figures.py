"""A section of figures on a page of its own, and the list behind a number."""

from collections.abc import Sequence
from dataclasses import replace

from starlette.responses import Response

from bot.dashboard.filters import Choice, choice_of, chosen_basin, in_address, picker_of, settled
from bot.dashboard.request_rows import AT_ONCE, Line, lines_of, page_number, pages_of
from bot.dashboard.visits import Apart, Visit
from bot.services.figures.drilldown import behind
from bot.services.figures.network_lists import other_list
from bot.services.figures.openings import (
    AGEING,
    EXCHANGED,
    HEADS,
    Closed,
    Of,
    Opening,
    list_told,
    part_told,
)
from bot.services.figures.registry import SECTIONS
from bot.services.figures.sections import Asked, Row
from conversations.dossiers.statuses import LIVE
from conversations.messages import say
from models.figures.behind_exchanges import Beyond
from models.figures.behind_network import OfNetwork
from models.figures.measures import MEASURES
from models.figures.queries import Part
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
        if opening.of is not Of.TIMES:
            query["count"] = opening.of.value
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
    """Show the requests, or whatever else a number counts."""
    asked_for = visit.request.query_params
    opening, source = _opening(visit), asked_for.get("section", "")
    choice = choice_of(visit)
    asked = visit.asked(choice.period, choice.basin)
    number = page_number(visit)
    start, others = (number - 1) * AT_ONCE, None
    lines: tuple[Line, ...] = ()
    if opening.of_requests:
        found = behind(asked, opening, start, AT_ONCE)
        lines, total = _lines(visit, asked, opening, found.parts), found.total
        told = list_told(opening, found)
    else:
        others = other_list(asked, opening, visit.session, visit.held, start, AT_ONCE)
        total, told = others.total, others.told
    pages = pages_of(visit, number, total)
    if opening.of_requests and pages.is_one_of_several:
        told = say("{total} · {page}", total=told, page=pages.told)
    return visit.shows(
        "behind.html",
        choice=choice,
        asked=asked,
        lines=lines,
        others=others,
        told=told,
        adds=HEADS[opening.of] if any(line.adds for line in lines) else None,
        definition=MEASURES[opening.measure].definition if opening.measure in MEASURES else None,
        section=source if source in SECTIONS else "key",
        back_to=SECTIONS.get(source, SECTIONS["key"]).title,
        pages=pages,
        current=source,
    )


def _lines(visit: Visit, asked: Asked, opening: Opening, parts: Sequence[Part]) -> tuple[Line, ...]:
    """Return the lines of requests, each with what it adds to the number; those of a firm stand together."""
    numbers = [number for part in parts for number in part.dossiers]
    of = dict(zip(numbers, lines_of(visit, asked, numbers), strict=True))
    lines: list[Line] = []
    for part in parts:
        first, *others = part.dossiers
        lines.append(replace(of[first], adds=part_told(opening.of, part)))
        lines += (replace(of[each], adds=say("same firm")) for each in others)
    return tuple(lines)


def _no_such_figure() -> Apart:
    return Apart(404, say("Nothing here"), say("No figure has this address."))


def _opening(visit: Visit) -> Opening:
    asked_for = visit.request.query_params
    measure, keys = asked_for.get("measure", ""), tuple(asked_for.getlist("key"))
    aged = measure == AGEING and all(map(_is_age, keys))
    others = measure in {*Beyond, *OfNetwork} and len(keys) <= 1
    if measure not in MEASURES and not (aged or others) and (measure != EXCHANGED or keys):
        raise _no_such_figure()
    of = asked_for.get("count", Of.TIMES)
    if of not in set(Of):
        raise _no_such_figure()
    return Opening(measure, keys, chosen_basin(visit, asked_for.get("of", "")), of=Of(of))


def _is_age(key: str) -> bool:
    place, _, status = key.partition(".")
    return place in map(str, range(len(AGES) + 1)) and status in ("", *LIVE)
