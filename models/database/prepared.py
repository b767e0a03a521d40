"""The statements of every turn: compiled once, then run on the driver itself.

They stay Core statements on the tables, so types and names are checked in one place; what SQLAlchemy does
again at each execution (30 µs and more, for a statement of 3 to 5) is done at the first one only.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    CursorResult,
    Dialect,
    Executable,
    Select,
    Table,
    Text,
    bindparam,
    func,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIModule
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.visitors import iterate
from sqlmodel import Session, SQLModel
from sqlmodel import select as select_rows

from models.database.compiled import Compiled, Statement, Values, compile_for

Condition = ColumnElement[bool] | bool  # as mypy sees a comparison of a class's column
Row = TypeVar("Row", bound=SQLModel)


def table_of(model: type[SQLModel]) -> Table:
    """Return the table under a class, for Core statements: its name is one that the type checker knows."""
    return model.metadata.tables[str(model.__tablename__)]


def tables_of(*models: type[SQLModel]) -> Iterator[Table]:
    """Return the tables under classes, in their order."""
    return map(table_of, models)


class Crossed(LookupError):
    """Rows were changed by another process since they were found: the work is to be run again."""


class Prepared:
    """A statement of every turn. Every execution gives the same names.

    ``numbered``: its rows are told the number that the database gives them. ``exact``: each execution
    changes one row. ``tables``: those that it reads or writes.
    """

    def __init__(self, statement: Statement, *, numbered: bool = False, exact: bool = False) -> None:
        self._statement = statement
        self.numbered, self.exact = numbered, exact
        self.tables = frozenset(part for part in iterate(statement) if isinstance(part, Table))
        self._compiled: dict[str, Compiled] = {}

    def on(self, dialect: Dialect, values: Values) -> Compiled:
        """Return the statement as the driver takes it."""
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = compile_for(self._statement, dialect, values)
        return compiled


def among_numbers(column: ColumnElement[int], dialect: str) -> ColumnElement[bool]:
    """Return that a column is one of the ``numbers`` a statement is given."""
    if dialect == "postgresql":  # so that the index of the column is used, however many they are
        return column == func.any(bindparam("numbers", type_=ARRAY(BigInteger)))
    return column.in_(select(func.json_each(bindparam("numbers", type_=Text)).table_valued("value").c.value))


def given_numbers(numbers: Collection[int], dialect: str) -> Values:
    """Return numbers as a statement is given them."""
    return {"numbers": json.dumps([*numbers]) if dialect == "sqlite" else [*numbers]}


class Lookup:
    """Finds a row by a number, or those of many numbers in one statement: one row at most for each.

    ``found``: the statement, given the column of the numbers. ``only``: the database that needs it.
    ``holds``: it locks the rows: those that several turns want are locked at once, in one order.
    """

    def __init__(
        self,
        found: Callable[[ColumnElement[int]], Select[Any]],
        *,
        only: str | None = None,
        holds: bool = False,
    ) -> None:
        self.holds = holds
        each = func.json_each(bindparam("numbers", type_=Text)).table_valued("value", name="numbers")
        unnested = func.unnest(bindparam("numbers", type_=ARRAY(BigInteger)))
        values = unnested.table_valued("value", name="numbers").render_derived()
        columns = {"sqlite": each.c.value, "postgresql": values.c.value}
        self.on = {
            dialect: Prepared(found(number).add_columns(number.label("number")))
            for dialect, number in columns.items()
            if only in (None, dialect)
        }
        self.tables = frozenset().union(*(statement.tables for statement in self.on.values()))


class Driver:
    """The driver under a connection: its errors are SQLAlchemy's, its values those of the columns."""

    def __init__(self, connection: Connection) -> None:
        self._dialect = connection.dialect
        self._driver: Any = connection.connection.driver_connection

    def first(self, statement: Prepared, values: Values) -> Any:
        """Return the first row, by its columns' names; None without any."""
        compiled, cursor = self._run(statement, values)
        row = cursor.fetchone()
        return None if row is None else compiled.row(row)

    def all(self, statement: Prepared, values: Values) -> list[Any]:
        """Return every row."""
        compiled, cursor = self._run(statement, values)
        return [compiled.row(row) for row in cursor.fetchall()]

    def change(self, statement: Prepared, values: Values) -> int:
        """Change rows and return how many."""
        return int(self._run(statement, values)[1].rowcount)

    def change_each(self, statement: Prepared, values: Sequence[Values]) -> None:
        """Change rows once for each set of values."""
        if values:
            self.write({statement: values})

    def write(self, rows: Mapping[Prepared, Sequence[Values]]) -> dict[Prepared, list[int]]:
        """Write the rows of each statement, in one round trip; return the numbers of those that have one.

        Raises Crossed where a statement is exact and did not change as many rows.
        """
        compiled = {each: each.on(self._dialect, values[0]) for each, values in rows.items()}
        with self.together(next(iter(compiled.values())).sql):
            done = {each: self._each(each, compiled[each], values) for each, values in rows.items()}
        for each, cursors in done.items():
            if each.exact and (changed := sum(cursor.rowcount for cursor in cursors)) != len(rows[each]):
                raise Crossed(f"{changed} rows instead of {len(rows[each])}: {compiled[each].sql}")
        return {each: list(self._numbers(compiled[each], done[each])) for each in rows if each.numbered}

    def _each(self, statement: Prepared, compiled: Compiled, rows: Sequence[Values]) -> list[Any]:
        values = [compiled.binds(each) for each in rows]
        if statement.numbered and not compiled.returns_key:
            return [self._driver.execute(compiled.sql, each) for each in values]
        cursor = self._driver.cursor()
        cursor.executemany(compiled.sql, values, **({"returning": True} if statement.numbered else {}))
        return [cursor]

    def _numbers(self, compiled: Compiled, cursors: Sequence[Any]) -> Iterator[int]:
        if not compiled.returns_key:
            yield from (cursor.lastrowid for cursor in cursors)
            return
        [cursor] = cursors
        for _ in cursor.results():
            yield cursor.fetchone()[0]

    def look_up(self, wanted: Mapping[Lookup, Collection[int]]) -> dict[Lookup, dict[int, Sequence[Any]]]:
        """Return the rows found by their numbers as they are stored, in one round trip."""
        name = self._dialect.name
        here = {lookup: lookup.on[name] for lookup in wanted if name in lookup.on}
        values = {lookup: given_numbers(wanted[lookup], name) for lookup in here}
        compiled = {lookup: each.on(self._dialect, values[lookup]) for lookup, each in here.items()}
        with self.together():
            cursors = {
                lookup: self._driver.execute(each.sql, each.binds(values[lookup]))
                for lookup, each in compiled.items()
            }
        rows = {lookup: cursor.fetchall() for lookup, cursor in cursors.items()}
        return {lookup: {row[-1]: row for row in rows.get(lookup, ())} for lookup in wanted}

    def row(self, lookup: Lookup, stored: Sequence[Any], column: str = "") -> Any:
        """Return a row that was looked up, by its columns' names; or this column of it alone."""
        compiled = lookup.on[self._dialect.name].on(self._dialect, {})
        return compiled.value(stored, column) if column else compiled.row(stored)

    def insert(self, statement: Prepared, values: Values) -> int:
        """Insert a row and return the number that the database gave it."""
        compiled, cursor = self._run(statement, values)
        return int(cursor.fetchone()[0] if compiled.returns_key else cursor.lastrowid)

    def run(self, sql: str) -> None:
        """Run a statement as it is written."""
        try:
            self._driver.execute(sql)
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told(error, sql) from error

    def _run(self, statement: Prepared, values: Values) -> tuple[Compiled, Any]:
        compiled = statement.on(self._dialect, values)
        try:
            return compiled, self._driver.execute(compiled.sql, compiled.binds(values))
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told(error, compiled.sql) from error

    @contextmanager
    def together(self, sql: str = "") -> Iterator[None]:
        """Wait once for all that is asked meanwhile, where the database is at the end of a line."""
        on_a_line = self._dialect.name == "postgresql"
        try:
            with self._driver.pipeline() if on_a_line else nullcontext():
                yield
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told(error, sql) from error

    def _told(self, error: DBAPIModule.Error, sql: str) -> Exception:
        """Return a driver's error as SQLAlchemy raises it, so that it is read in one way."""
        dialect = self._dialect
        return DBAPIError.instance(
            sql,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=dialect.is_disconnect(error, self._driver, None),
            dialect=dialect,
        )


def driver_of(session: Session) -> Driver:
    """Return the driver under an ORM session; what the session has not flushed is not there yet."""
    return Driver(session.connection())


def find_all(
    session: Session, model: type[Row], *where: Condition, by: Any = None, at_most: int | None = None
) -> Sequence[Row]:
    """Return the rows of a table that fulfil all conditions: as they were added, or ``by`` a column."""
    order = table_of(model).primary_key.columns if by is None else (by,)
    return session.exec(select_rows(model).where(*where).order_by(*order).limit(at_most)).all()


def have_at_hand(session: Session, model: type[Row], numbers: Iterable[int | None]) -> None:
    """Read rows at once, held as long as the session: ``get`` finds each of them without asking."""
    wanted = {number for number in numbers if number is not None}
    [key] = table_of(model).primary_key.columns
    if len(wanted) > 1:
        session.info.setdefault("at_hand", []).append(find_all(session, model, key.in_(wanted)))


def find_first(session: Session, model: type[Row], *where: Condition, by: Any = None) -> Row | None:
    """Return the first row of a table, ``by`` a column, that fulfils all conditions; None without any."""
    return session.exec(select_rows(model).where(*where).order_by(by)).first()


def run(
    session: Session, statement: Executable, values: Values | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """Run a Core statement under an ORM session, once what the session holds is written."""
    session.flush()
    return session.connection().execute(statement, values)
