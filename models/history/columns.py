"""The columns of a sheet of the past: told by the class of its rows, read by pydantic."""

from dataclasses import MISSING, dataclass, fields, replace
from functools import cached_property
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import with_info_plain_validator_function

from conversations.messages import Message
from conversations.understanding.words import fold
from models.history.cells import CellReader, Kind
from models.spreadsheets.raw_cells import Unreadable
from models.spreadsheets.sheets import EMPTY


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. ``names``: the one in the template first. ``after``: the column it follows there.

    ``key``: the field it fills; ``required``: in every row. Both are told by the field itself.
    """

    kind: Kind
    names: tuple[str, ...]
    meaning: Message
    example: str
    after: str = ""
    key: str = ""
    required: bool = False

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Have pydantic read a cell as its kind says; the context is the reader."""

        def read(cell: object, asked: ValidationInfo[CellReader]) -> object:
            try:
                return asked.context.read(self.kind, cell)
            except Unreadable as unreadable:
                raise PydanticCustomError("unreadable", "unreadable", {"why": unreadable.message}) from None

        return with_info_plain_validator_function(read)


@dataclass(frozen=True)
class Subject:
    """A sheet. ``names``: its title in the template first. ``row``: what its rows are read as."""

    names: tuple[str, ...]
    row: type[Any]

    @property
    def title(self) -> str:
        """The title in the template."""
        return self.names[0]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order of the template."""
        told = get_type_hints(self.row, include_extras=True)
        every = [
            replace(told[each.name].__metadata__[0], key=each.name, required=each.default is MISSING)
            for each in fields(self.row)
        ]
        for column in [each for each in every if each.after]:
            every.remove(column)
            every.insert([each.key for each in every].index(column.after) + 1, column)
        return tuple(every)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The keys of what every row must tell."""
        return tuple(column.key for column in self.columns if column.required)

    def column(self, key: str) -> Column:
        """Return the column that fills a part of the row."""
        return next(column for column in self.columns if column.key == key)

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {fold(name): column.key for column in reversed(self.columns) for name in column.names}

    def key_of(self, title: str) -> str | None:
        """Return the key of the column that a title names, None when it names none."""
        return self._keys.get(fold(title))

    @cached_property
    def reader(self) -> TypeAdapter[Any]:
        """What reads a row from its cells, by the keys of their columns."""
        return TypeAdapter(self.row)

    def wrong(self, refused: ValidationError) -> dict[str, Message]:
        """Return what is to be mended in a row, by the keys of its columns, in their order."""
        errors = refused.errors(include_url=False, include_input=False)
        wrong = {error["loc"][0]: error.get("ctx", {}).get("why", EMPTY) for error in errors}
        return {column.key: wrong[column.key] for column in self.columns if column.key in wrong}
