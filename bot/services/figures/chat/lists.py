"""The list behind a number: the requests or whatever else it counts, each with the way to its page."""

from dataclasses import dataclass, replace

from bot.services.core.actions import AtOffice
from bot.services.core.dossier_page import Open, do, may_see
from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Reply, Rows, Screen, Verb, stacked
from bot.services.core.worklist import WORKERS, line, office, standing_label, turns
from bot.services.figures.chat.navigation import BACK
from bot.services.figures.chat.pages import has_pages, page, section_of, to_list
from bot.services.figures.chat.text import Door, amount, doors, every_door, heading, in_line, mark_of, told
from bot.services.figures.chat.viewpoint import LookAt, viewpoint
from bot.services.figures.drilldown import behind
from bot.services.figures.lists import Line
from bot.services.figures.network_lists import other_list
from bot.services.figures.openings import Opening, list_told, part_told
from bot.services.figures.sections import Asked
from conversations.messages import Message, say
from conversations.understanding.words import excerpt
from models.dossiers.tables import Dossier
from models.figures.queries import Part

LISTED_AT_ONCE = 10
LABELLED = 34  # characters of a question on its button


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page of a list. ``rows``: what each of its lines opens."""

    total: int
    lines: tuple[Message, ...]
    rows: Rows
    told: Message


def opened(handling: Handling, subject: int, argument: LookAt) -> Reply:
    """List what a number counts."""
    here, start = viewpoint(handling, subject, argument), argument.start
    asked = here.asked(handling)
    section = section_of(here, asked)
    every = (*every_door(section), *every_door(section, past=True))
    door = next((door for door in every if door.mark == argument.row), None)
    if door is None:  # the number is zero by now
        return handling.reply(page(handling, here))
    shown = (_requests if door.opening.of_requests else _others)(handling, asked, door, start)
    several = len(doors(section, door.row)) > 1
    of = say("{row} · {column}", row=door.row.label, column=door.column) if several else door.row.label
    has_page, past = several and has_pages(section), doors(section, door.row, past=True)
    of_then = replace(asked, period=door.opening.period or asked.period) if door in past else asked
    beside = () if has_page or door in past else (tuple(to_list(here, each, alone=False) for each in past),)
    paragraphs = [heading(of_then, section), say("<b>{label}: {n}</b>", label=of, n=told(door.figure))]
    if amount(door.figure.value) != shown.total:
        paragraphs.append(shown.told)
    return handling.reply(
        Screen(
            (*paragraphs, *((stacked(list(shown.lines)),) if shown.lines else ())),
            rows=(
                *shown.rows,
                *turns(start, LISTED_AT_ONCE, shown.total,
                       lambda label, to: here.opens(label, "behind", argument.row, to)),
                *filter(None, beside),
                (here.opens(BACK, "figure", mark_of(door.row)) if has_page else here.button(BACK),),
            ),
        )
    )  # fmt: skip


def _requests(handling: Handling, asked: Asked, door: Door, start: int) -> _Shown:
    found = behind(asked, door.opening, start, LISTED_AT_ONCE)
    listed = [handling.session.get_one(Dossier, number) for number in found.dossiers]
    lines = tuple(_part(handling, door.opening, part) for part in found.parts)
    return _Shown(found.total, lines, _ways(handling, listed), list_told(door.opening, found))


def _part(handling: Handling, opening: Opening, part: Part) -> Message:
    """Return a request, or those of a firm, with what it adds to the number."""
    dossier, *others = (handling.session.get_one(Dossier, number) for number in part.dossiers)
    said = say("• <b>{reference}</b>", reference=dossier.reference)
    if may_see(handling, dossier):
        said = line(handling, dossier)
    for other in others:
        said = say("{line} · {reference}", line=said, reference=other.reference)
    adds = part_told(opening.of, part)
    return said if adds is None else say("{line} · <b>{adds}</b>", line=said, adds=adds)


def _ways(handling: Handling, listed: list[Dossier]) -> Rows:
    """Return the buttons of the requests that the person may open."""
    return tuple(
        (do(dossier, Open(aside=True), standing_label(dossier)),)
        for dossier in listed
        if may_see(handling, dossier)
    )


def _others(handling: Handling, asked: Asked, door: Door, start: int) -> _Shown:
    found = other_list(asked, door.opening, handling.session, handling.held, start, LISTED_AT_ONCE)
    opens: list[tuple[Button, ...]] = []
    for n, each in enumerate(found.lines, start + 1):
        if each.question is not None:
            label = say("❓ {n}. {question}", n=n, question=excerpt(each.words or "", LABELLED))
            opens.append((Button(label, Verb.EXCHANGE, "desk_question", subject=each.question),))
        if each.company is not None:
            opens.append(
                (office(say("🏭 {firm}", firm=each.cells[0] or ""), "contributor_firm", each.company),)
            )
    numbers = dict.fromkeys(number for each in found.lines for number in each.dossiers)
    dossiers = [handling.session.get_one(Dossier, number) for number in numbers]
    lines = tuple(_line(n, each) for n, each in enumerate(found.lines, start + 1))
    return _Shown(found.total, lines, (*opens, *_ways(handling, dossiers)), found.told)


def _line(n: int, each: Line) -> Message:
    said = in_line(each.cells)
    if each.day is not None:
        said = say("{day}: {told}", day=each.day, told=said)
    if each.words:
        said = say("{told}\n“{words}”", told=said, words=each.words)
    return say("{n}. {line}", n=n, line=said)


ACTIONS = (AtOffice("behind", opened, WORKERS),)
