"""A section of figures in words that a phone shows: lines, comparisons, what each number opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from zlib import crc32

from bot.services.core.screens import stacked
from bot.services.figures.openings import Opening
from bot.services.figures.sections import PERCENT_FROM, Asked, Figure, Row, Section
from conversations.figures.charts import UNKNOWN
from conversations.figures.periods import named
from conversations.messages import Euros, Message, Value, say, verbatim

Cell = TypeVar("Cell", Message, Figure)

BLOCK_LINES = 18  # figures that may have a line each
WIDE = 6  # columns that a line can still hold
FIRST_COLUMNS = 2  # shown of a wider section; its rows open the rest
LINE_COLUMNS = 3  # that are better in a line than in a block


@dataclass(frozen=True, slots=True)
class Door:
    """A number that opens a list: its row and its column, and what it opens."""

    row: Row
    column: Message
    figure: Figure
    opening: Opening

    @property
    def mark(self) -> str:
        """What stands for it in a button, however the rows move: of its words, not of its place."""
        return mark_of(self.row, self.column)


def doors(section: Section, row: Row, *, past: bool = False) -> list[Door]:
    """Return what opens a list in a row, or what of the year before does; nothing is behind zero."""
    return [
        Door(row, column, figure, figure.opens)
        for column, figure in zip(section.columns, row.figures, strict=True)
        if figure.past is past and isinstance(figure.opens, Opening) and amount(figure.value)
    ]


def every_door(section: Section, *, past: bool = False) -> Iterator[Door]:
    """Return all that opens a list in a section, or all that does of the year before."""
    for row in section.rows:
        yield from doors(section, row, past=past)


def mark_of(row: Row, column: Message | None = None) -> str:
    """Return what stands for a row, or for one of its columns, in a button: six hexadecimal digits."""
    return f"{crc32(repr((row.label, column)).encode()) & 0xFFFFFF:06x}"


def amount(value: Value | None) -> Decimal | None:
    """Return a value as a number; None when it is none."""
    if isinstance(value, Euros):
        return Decimal(value.amount)
    return Decimal(value) if isinstance(value, int | Decimal) else None


def told(figure: Figure) -> Message:
    """Return a figure as it is told."""
    return UNKNOWN if figure.value is None else verbatim(figure.value)


def heading(asked: Asked, section: Section) -> Message:
    """Return what is shown, of when and where."""
    of = asked.today if section.spec.of_today else asked.heading
    title = say("📊 <b>{title}</b>\n{heading}", title=section.title, heading=of)
    return stacked([title, asked.unfinished]) if asked.unfinished else title


def compared_heading(asked: Asked, section: Section) -> Message:
    """Return the heading of a page, with what its figures are compared with."""
    title = heading(asked, section)
    if not section.spec.compared or asked.before is None or not has_past(section):
        return title
    return say("{heading}\n<i>In brackets: {period}</i>", heading=title, period=named(asked.before))


def has_past(section: Section) -> bool:
    """Tell whether there were requests the year before, in a section that is compared with it.

    Companies and territories may always have been there.
    """
    rows = [row for row in section.rows if section.name != "key" or _of_requests(row)]
    return any(amount(row.figures[1].value) for row in rows if len(row.figures) > 1)


def _of_requests(row: Row) -> bool:
    opens = row.figures[0].opens
    return isinstance(opens, Opening) and opens.of_requests


def compared(row: Row) -> Message:
    """Return a figure with that of the year before in brackets, and how it has changed."""
    now = simple(row)
    present, before = amount(row.figures[0].value), amount(row.figures[1].value)
    if present is None or before is None:
        return now
    points = round(100 * (present - before) / before) if row.compared and before >= PERCENT_FROM else 0
    if not points:
        return say("{figure} ({before})", figure=now, before=told(row.figures[1]))
    change = say("+{n} %", n=points) if points > 0 else say("−{n} %", n=-points)
    return say("{figure} ({before}, {change})", figure=now, before=told(row.figures[1]), change=change)


def simple(row: Row) -> Message:
    """Return the first figure of a row."""
    return say("{label}: <b>{now}</b>", label=row.label, now=told(row.figures[0]))


def in_block(section: Section) -> bool:
    """Tell whether a section has so few figures that each may have its line."""
    return len(section.columns) > LINE_COLUMNS and len(section.rows) * len(section.columns) <= BLOCK_LINES


def block(section: Section, row: Row) -> Message:
    """Return a row with a line for each of its figures that is known."""
    lines = [
        say("{label}: <b>{now}</b>", label=column, now=told(figure))
        for column, figure in zip(section.columns, row.figures, strict=True)
        if figure.value is not None
    ]
    return stacked([say("<b>{label}</b>", label=row.label), *lines])


def legend(asked: Asked, section: Section) -> Message:
    """Return what the numbers of a line are, in their order; the year before is named in short."""
    before = named(asked.before) if asked.before else None
    columns = [say("A year before") if column == before else column for column in section.columns]
    return say("<i>{columns}</i>", columns=in_line(_kept(section, columns)))


def line(section: Section, row: Row) -> Message:
    """Return a row in one line, its figures in the order of the legend."""
    first, *rest = (told(figure) for figure in _kept(section, row.figures))
    return say(
        "{label}: {figures}", label=row.label, figures=in_line([say("<b>{figure}</b>", figure=first), *rest])
    )


def _kept(section: Section, cells: Sequence[Cell]) -> Sequence[Cell]:
    return cells[:FIRST_COLUMNS] if len(section.columns) > WIDE else cells


def in_line(parts: Sequence[Message | None]) -> Message:
    """Return parts one after another, those that there are."""
    joined, *rest = (part for part in parts if part is not None)
    for part in rest:
        joined = say("{before} · {part}", before=joined, part=part)
    return joined
