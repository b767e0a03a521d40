"""Figures in the chat: the key figures first, then a page for each section, and one for each of its rows."""

from collections.abc import Sequence

from bot.services.core.actions import AtOffice
from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Reply, Rows, Screen, stacked
from bot.services.core.worklist import WORKERS, turns
from bot.services.figures.chat import text
from bot.services.figures.chat.navigation import BACK, around, around_home, offered, periods, territory
from bot.services.figures.chat.text import Door, doors, every_door, told
from bot.services.figures.chat.viewpoint import HOME, LookAt, Viewpoint, viewpoint
from bot.services.figures.indicators import INDICATORS
from bot.services.figures.registry import SECTIONS
from bot.services.figures.sections import NOTHING, Asked, Row, Section
from conversations.figures.periods import month_name, month_of, months_in, named, year_of
from conversations.messages import Listing, Message, say
from conversations.understanding.named_periods import Period
from models.figures.nearest import nearest_month
from models.figures.queries import counted

OPENED_AT_ONCE = 8  # rows that have a button each
READ_AT_ONCE = 16  # rows that have none


def page(handling: Handling, here: Viewpoint, start: int = 0) -> Screen:
    """Return what is seen from a viewpoint, from one of its rows on."""
    asked = here.asked(handling)
    if here.section not in (HOME, "key", *offered(asked)):
        here = here.to(HOME)
    section = section_of(here, asked)
    if here.section == HOME:
        return _home(handling, here, asked, section)
    return _section(handling, here, asked, section, start)


def section_of(here: Viewpoint, asked: Asked) -> Section:
    """Return the figures that are seen from a viewpoint."""
    return SECTIONS["key" if here.section == HOME else here.section](asked)


def _home(handling: Handling, here: Viewpoint, asked: Asked, section: Section) -> Screen:
    if not any(door.opening.of_requests for door in every_door(section)):
        said, nearest = _nothing(asked, here, section)
        place = territory(handling, here)
        rows = (*nearest, *_exchanges(here, asked), *periods(handling, here), *((place,) if place else ()))
        return Screen((text.heading(asked, section), said), rows=rows)
    one = asked.scope.basins is not None and len(asked.scope.basins) == 1
    known = [
        row
        for indicator, row in zip(INDICATORS, section.rows, strict=True)
        if row.figures[0].value is not None and not (one and indicator.of_territories)
    ]
    paragraphs = (text.compared_heading(asked, section), *_in_words(asked, section, known))
    return Screen(paragraphs, rows=around_home(handling, here, asked))


def _exchanges(here: Viewpoint, asked: Asked) -> Rows:
    """Return the way to exchanges, which may be where no request is; none where there is nothing either."""
    section = SECTIONS["exchanges"](asked)
    some = any(doors(section, row) for row in section.rows)
    return ((here.to("exchanges").button(section.title),),) if some else ()


def _section(handling: Handling, here: Viewpoint, asked: Asked, section: Section, start: int) -> Screen:
    rows = [row for row in section.rows if not _left_out(section, row)]
    if not rows:
        said, nearest = _nothing(asked, here, section)
        ways = around(handling, here, section, empty=True)
        return Screen((text.heading(asked, section), said), rows=(*nearest, *ways))
    paged = has_pages(section)
    opening = [_opened_by(here, asked.period, section, row, paged=paged) for row in rows]
    at_once = section.spec.at_once or (OPENED_AT_ONCE if any(opening) else READ_AT_ONCE)
    page_of = slice(start, start + at_once)
    empty = tuple(row.label for row in section.rows if section.name == "basins" and row not in rows)
    quiet = (say("Nothing: {territories}.", territories=Listing(empty)),) if empty else ()
    undrawn = (section.undrawn,) if section.undrawn else ()
    return Screen(
        (text.compared_heading(asked, section), *_in_words(asked, section, rows[page_of]), *quiet, *undrawn),
        options=tuple(button for buttons in opening[page_of] for button in buttons),
        rows=(
            *turns(start, at_once, len(rows), lambda to, at: here.button(to, "figures", at)),
            *around(handling, here, section),
        ),
    )


def _left_out(section: Section, row: Row) -> bool:
    """Tell whether a row has no place on a phone: a territory with nothing, a key figure with no list."""
    if section.name == "basins":
        return not any(text.amount(figure.value) for figure in row.figures)
    return section.name == "key" and not doors(section, row)


def _in_words(asked: Asked, section: Section, rows: Sequence[Row]) -> tuple[Message, ...]:
    if not rows:
        return ()
    if text.in_block(section):
        return tuple(text.block(section, row) for row in rows)
    if not section.spec.compared or (section.name == "basins" and asked.before is None):
        return (text.legend(asked, section), stacked([text.line(section, row) for row in rows]))
    past = asked.before is not None and text.has_past(section)
    lines = stacked([text.compared(row) if past else text.simple(row) for row in rows])
    if section.name == "basins":
        return (say("<i>{columns}</i>", columns=section.columns[0]), lines)
    return (lines,)


def _opened_by(
    here: Viewpoint, period: Period, section: Section, row: Row, *, paged: bool
) -> tuple[Button, ...]:
    """Return what opens a row: its list; of several, each, or ``paged``, its page."""
    label = say("{n} · {label} ▸", n=told(row.figures[0]), label=row.label)
    if section.name == "months":
        days = _month(row, period)
        return (here.to("volumes").during(days).button(label),) if days else ()
    behind = doors(section, row)
    if len(behind) == 1 and any(door.column != behind[0].column for door in every_door(section)):
        [door] = behind
        of = say("{row} · {column}", row=row.label, column=door.column)
        return (here.opens(say("{n} · {label} ▸", n=told(door.figure), label=of), "behind", door.mark),)
    if len(behind) == 1 or not paged:
        return tuple(to_list(here, door, alone=len(behind) == 1) for door in behind)
    several = say("{label} ▸", label=row.label)
    return (here.opens(several, "figure", text.mark_of(row)),) if behind else ()


def has_pages(section: Section) -> bool:
    """Tell whether rows with several numbers have a page each; a row alone opens its lists at once."""
    return len([row for row in section.rows if doors(section, row)]) > 1


def to_list(here: Viewpoint, door: Door, *, alone: bool) -> Button:
    """Return the button of the list behind a number. ``alone``: no other number of its row has one."""
    label = door.row.label if alone else door.column
    return here.opens(say("{n} · {label} ▸", n=told(door.figure), label=label), "behind", door.mark)


def _month(row: Row, period: Period) -> Period | None:
    """Return the days of a month that its row counts; None when it counts nothing."""
    if not text.amount(row.figures[0].value):
        return None
    month = next(month_of(first) for first in months_in(period) if month_name(first) == row.label)
    return Period(max(month.start, period.start), min(month.end, period.end))


def figure(handling: Handling, subject: int, argument: LookAt) -> Reply:
    """Show all the numbers of a row, each with its list."""
    here = viewpoint(handling, subject, argument)
    asked = here.asked(handling)
    section = section_of(here, asked)
    row = next((row for row in section.rows if text.mark_of(row) == argument.row), None)
    if row is None:  # nothing is left of it since its button was drawn
        return handling.reply(page(handling, here))
    every = (*doors(section, row), *doors(section, row, past=True))
    lists = tuple(to_list(here, door, alone=False) for door in every)
    paragraphs = (text.heading(asked, section), text.block(section, row))
    return handling.reply(Screen(paragraphs, options=lists, rows=((here.button(BACK),),)))


def _nothing(asked: Asked, here: Viewpoint, section: Section) -> tuple[Message, Rows]:
    """Return that there is nothing, and the way to the nearest year that has something."""
    said = NOTHING if here.section == HOME else section.nothing
    if section.spec.of_today or counted(asked.connection, "received", asked.scope, asked.period).n:
        return said, ()
    month = nearest_month(asked.connection, asked.scope, asked.period)
    if month is None:
        return say("No request was ever received here."), ()
    year = year_of(month.year)
    way = ((here.during(year).button(say("👉 {period}", period=named(year))),),)
    if month <= asked.period.end:
        return say("{nothing} Last requests: {month}.", nothing=said, month=month_name(month)), way
    return say("{nothing} First requests: {month}.", nothing=said, month=month_name(month)), way


ACTIONS = (AtOffice("figure", figure, WORKERS),)
