"""Statements as a driver takes them: what SQLAlchemy does again at each execution, done once."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Select, UpdateBase
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine
from sqlmodel.sql.sqltypes import UTCDateTime

Values = Mapping[str, Any]
Statement = Select[Any] | UpdateBase
Columns = Mapping[str, tuple[int, Callable[[Any], Any] | None]]


class Compiled(NamedTuple):
    """A statement as a driver takes it.

    ``columns``: where each is in a row, and what reads it. ``returns_key``: a new row's number is a result.
    """

    sql: str
    binds: Callable[[Values], Any]
    row: Callable[[Sequence[Any]], Any]
    columns: Columns
    returns_key: bool

    def value(self, stored: Sequence[Any], column: str) -> Any:
        """Return one column of a row, where reading all of it is dear."""
        place, process = self.columns[column]
        return stored[place] if process is None else process(stored[place])


def compile_for(statement: Statement, dialect: Dialect, values: Values) -> Compiled:
    """Return a statement as this database's driver takes it. ``values``: the names of every execution."""
    compiled = statement.compile(dialect=dialect, column_keys=list(values))
    assert isinstance(compiled, SQLCompiler)
    columns = _columns(statement, dialect)
    return Compiled(
        compiled.string,
        _binds(compiled, dialect),
        _row(columns) if columns else tuple,
        columns,
        bool(compiled.effective_returning),
    )


def _binds(compiled: SQLCompiler, dialect: Dialect) -> Callable[[Values], Any]:
    """Return what turns values into a driver's parameters, placed or named as it wants them."""
    constants = {name: value for name, value in compiled.params.items() if not compiled.binds[name].required}
    names = compiled.positiontup if compiled.positional else list(compiled.params)
    assert names is not None
    steps = [(name, _writes(compiled.binds[name].type, dialect)) for name in names]

    def placed(values: Values) -> Any:
        given = {**constants, **values} if constants else values
        return [given[name] if process is None else process(given[name]) for name, process in steps]

    def named(values: Values) -> Any:
        return dict(zip(names, placed(values), strict=True))

    return placed if compiled.positional else named


def _writes(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """Return what writes a value as the driver takes it; None where it takes it as it is."""
    return _writes_instants(dialect) if isinstance(kind, UTCDateTime) else _processor(kind, dialect)


@lru_cache(maxsize=2)
def _writes_instants(dialect: Dialect) -> Callable[[Any], Any] | None:
    """Return what writes an instant: that of a turn is in most of its rows, and is written once."""
    process = _processor(UTCDateTime(), dialect)
    return process and lru_cache(maxsize=128)(process)


def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _columns(statement: Statement, dialect: Dialect) -> Columns:
    found = statement.selected_columns if isinstance(statement, Select) else ()
    return {
        str(column.key): (place, column.type.dialect_impl(dialect).result_processor(dialect, None))
        for place, column in enumerate(found)
    }


def _row(columns: Columns) -> Callable[[Sequence[Any]], Any]:
    """Return what turns a driver's row into one of the columns' values, by name."""
    row = namedtuple("row", columns)  # type: ignore[misc]
    steps = [process for _, process in columns.values()]

    def made(values: Sequence[Any]) -> Any:
        pairs = zip(values, steps, strict=True)
        return row._make([value if process is None else process(value) for value, process in pairs])

    return made
