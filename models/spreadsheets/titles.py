"""What the first row of a sheet names: its columns, each once, and none that is none of its list."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from openpyxl.utils import get_column_letter

from conversations.messages import Message, say
from conversations.understanding.words import fold
from models.spreadsheets.raw_cells import Faulty, text_of
from models.spreadsheets.xlsx_files import MOST_COLUMNS

WIDE = say("has more columns than any list: delete those that are none of its own.")
UNTITLED = say("has no title, but values: give it one, or delete it.")


@dataclass(slots=True)
class Columns:
    """The columns of a sheet: the place of each, by its key. ``faults``: titles, with what is wrong.

    ``titles``: what each is called there, by its key; what is not there has its name in the template.
    """

    titles: dict[str, str]
    places: dict[str, int] = field(default_factory=dict)
    faults: list[tuple[str, Message]] = field(default_factory=list)
    _titled: set[int] = field(default_factory=set)

    def untitled(self, cells: Sequence[object]) -> Iterator[str]:
        """Give the letters of the columns that hold something in a row and have no title, each once."""
        for place, cell in enumerate(cells):
            if place not in self._titled and text_of(cell):
                self._titled.add(place)
                yield get_column_letter(place + 1)


def read_columns(
    cells: Sequence[object], key_of: Callable[[str], str | None], names: Mapping[str, str]
) -> Columns:
    """Read the titles of a sheet. ``names``: those of the template, by key."""
    columns = Columns(dict(names))
    for place, title in enumerate(map(text_of, cells)):
        if not title:
            continue
        columns._titled.add(place)
        key = key_of(title)
        if key is None:
            columns.faults.append((title, _unknown(title, list(names.values()))))
        elif key in columns.places:
            columns.faults.append((title, say("{name} is there twice.", name=names[key])))
        else:
            columns.places[key], columns.titles[key] = place, title
    return columns


def damaged_titles(cells: Sequence[object]) -> Message | None:
    """Tell what keeps a row from naming the columns of a sheet; None when nothing does."""
    damaged = (cell.message for cell in cells if isinstance(cell, Faulty))
    return next(damaged, WIDE if len(cells) > MOST_COLUMNS else None)


def without_columns(missing: Iterable[str]) -> Message:
    """Tell which columns a sheet lacks."""
    return say("these columns are missing: {columns}.", columns=", ".join(missing))


def closest(word: str, names: Iterable[str]) -> str | None:
    """Return which name a word resembles, None when it resembles none."""
    shown = {fold(name): name for name in names}
    return next((shown[name] for name in get_close_matches(fold(word), shown, n=1)), None)


def _unknown(title: str, known: Sequence[str]) -> Message:
    """Tell that a column is none of its list: a mistake in its name, or to be left out."""
    guess = closest(title, known)
    if guess is not None:
        return say(
            "is no column of this list. Name it “{guess}” if that is what it holds, else delete it.",
            guess=guess,
        )
    return say(
        "is no column of this list: delete it, or give it one of these names: {known}.",
        known=", ".join(known),
    )
