"""The columns of a sheet: what each is called, how it is typed, and where its value comes from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar

from bot.documents.spreadsheets.cells import Cell
from conversations.messages import Message
from models.database.writer import Connection
from models.figures.export_extents import Extent
from models.figures.export_rows import Batch, Reading, Subject

R = TypeVar("R")


class OfDossier(Protocol):
    """A row that belongs to a dossier."""

    @property
    def of(self) -> Reading: ...


Owned = TypeVar("Owned", bound=OfDossier)


def of_applicant(value: Callable[[Owned], object]) -> Callable[[Owned], object]:
    """Return the value where who asks is told, and nothing elsewhere."""
    return lambda row: value(row) if row.of.told else None


class Kind(Enum):
    """How the cells of a column are typed. Days of expertise are counted in tenths."""

    TEXT = auto()
    PROSE = auto()
    DAY = auto()
    MOMENT = auto()
    YEAR = auto()
    WHOLE = auto()
    TENTHS = auto()
    EUROS = auto()
    YES_NO = auto()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column. ``labels``: what the codes of its values are called; a value may be several codes.

    ``personal``: names people or companies, or holds somebody's own words.
    """

    title: Message
    kind: Kind
    value: Callable[[R], object]
    labels: Mapping[str, Message] | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """A sheet. ``about``: what its rows are, and how they are counted."""

    subject: Subject
    title: Message
    about: Message
    columns: tuple[Column[R], ...]
    rows: Callable[[Connection, Extent], Iterator[Batch[R]]]

    def shown(self, *, personal: bool) -> tuple[Column[R], ...]:
        """Return the columns of an export, with personal data or without."""
        return tuple(column for column in self.columns if personal or not column.personal)


class Append(Protocol):
    """Adds a row to a sheet."""

    def __call__(self, cells: Sequence[Cell], /) -> None: ...


class Book(Protocol):
    """A file of sheets being written, in one of the formats."""

    def sheet(self, title: str, columns: Sequence[tuple[str, Kind]]) -> AbstractContextManager[Append]: ...

    def about(self, rows: Sequence[Sequence[Cell]]) -> None: ...

    def close(self) -> None: ...

    def give_up(self) -> None: ...
