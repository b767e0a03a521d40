"""Turns that share a transaction: what they look for is read together, what they write is written together.

A turn that finds what was read ahead and writes later costs no statement of its own. One that runs any other
statement enters a savepoint first, with all that was written until then: it sees what it would have seen
alone.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from models.database.compiled import Values
from models.database.engines import is_outage
from models.database.prepared import Driver, Lookup, Prepared

Ahead = Mapping[Lookup, int]
"""What a turn is going to look for: the number of each lookup. Nothing depends on it but speed."""

NOTHING: Ahead = {}

Numbered = Callable[[int], None]


class _Later(NamedTuple):
    """A row to be written. ``numbered``: is told the number that the database gave it."""

    statement: Prepared
    values: Values
    numbered: Numbered | None


class Group:
    """The turns of one transaction, one after another.

    ``broken``: the error of what was done for several turns, after which the transaction is of no use.
    ``careful``: each turn enters a savepoint at once, and nothing is written later. So is a group run again
    that broke: the error is one turn's own then.
    """

    def __init__(self, connection: Connection, ahead: Iterable[Ahead], *, careful: bool = False) -> None:
        self._connection, self._driver = connection, Driver(connection)
        self._ahead, self._careful = deque(ahead), careful
        self._found: dict[Lookup, dict[int, Any]] = {}
        self._pending: dict[Prepared, list[_Later]] = {}
        self._own: list[_Later] = []
        self._entered = False
        self._reach: int | None = None
        self.broken: Exception | None = None

    @property
    def dialect(self) -> str:
        """Return the name of the database in use."""
        return self._connection.dialect.name

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Run a turn: if it raises, what it wrote is taken back, and nothing else."""
        self._entered = False
        try:
            if self._careful:
                self.enter()
            yield
        except Exception as error:
            self._own.clear()
            if self._entered and self.broken is None:
                self._take_back(error)
            raise
        else:
            self._keep()
        finally:
            self._ahead.popleft()

    def _keep(self) -> None:
        if self._entered:
            self._leave()
        for later in self._own:
            self._put(later)
        self._own.clear()

    def _take_back(self, error: Exception) -> None:
        try:
            self._leave("ROLLBACK TO SAVEPOINT turn")
        except Exception as lost:  # on a full disk SQLite has undone all: the first error is what is told
            self.broken = error if is_outage(error) else lost

    def _leave(self, *first: str) -> None:
        with self._together():
            for statement in (*first, "RELEASE SAVEPOINT turn"):
                self._driver.run(statement)
        # It may have written anything, but took nobody's hold. The next may write as much: what the others
        # are to look for is read again little by little.
        self._found = {lookup: found for lookup, found in self._found.items() if lookup.holds}
        self._reach = self._reach and 1

    def _put(self, later: _Later) -> None:
        """Have a row written with others of its statement: one statement a table, so that order is kept."""
        if later.statement not in self._pending and _overlap((later.statement,), self._pending):
            self.flush()
        self._pending.setdefault(later.statement, []).append(later)

    def enter(self) -> tuple[Connection, Driver]:
        """Return what runs any statement, in a savepoint of the turn's own."""
        if not self._entered:
            self.flush()
            with self._together(), self._driver.together():
                self._driver.run("SAVEPOINT turn")
                self._entered = True
                for later in self._own:
                    self._write({later.statement: [later]})
            self._own.clear()
        return self._connection, self._driver

    def find(self, lookup: Lookup, number: int, column: str = "") -> Any:
        """Return the row with this number, by its columns' names, or this column of it; None without any."""
        self.foresee(lookup, (number,))
        if self._entered:
            stored = self._driver.look_up({lookup: (number,)})[lookup].get(number)
        else:
            stored = self._found[lookup][number]
        return None if stored is None else self._driver.row(lookup, stored, column)

    def foresee(self, lookup: Lookup, numbers: Iterable[int]) -> None:
        """Read at once what the turn is about to find; with what it was to look for, what others are."""
        missing = set(numbers).difference(self._found.get(lookup, ()))
        if missing and not self._entered:
            self._read(lookup, missing)

    def _read(self, lookup: Lookup, missing: Iterable[int]) -> None:
        wanted: dict[Lookup, set[int]] = {}
        own = lookup in self._ahead[0]
        for ahead in islice(self._ahead, self._reach) if own or lookup.holds else ():
            for each, of_turn in ahead.items():
                if (own or each is lookup) and of_turn not in self._found.get(each, ()):
                    wanted.setdefault(each, set()).add(of_turn)
        if own:
            self._reach = 2 * (self._reach or len(self._ahead))
        wanted.setdefault(lookup, set()).update(missing)
        if _overlap(wanted, [later.statement for later in self._own]):
            self.enter()
            return
        if _overlap(wanted, self._pending):
            self.flush()
        with self._together():
            rows = self._driver.look_up(wanted)
        for each, numbers in wanted.items():
            found = rows.get(each, {})
            self._found.setdefault(each, {}).update((each, found.get(each)) for each in numbers)

    def later(
        self,
        statement: Prepared,
        values: Values,
        alone: Ahead = NOTHING,
        numbered: Numbered | None = None,
    ) -> None:
        """Write a row by the end of the transaction, or before any statement that may see it.

        No statement that is written later may need a row of another table that is written later.
        ``alone``: what alone is found otherwise from now on, by the lookups named; by others, anything.
        """
        for lookup, found in self._found.items():
            if lookup in alone:
                found.pop(alone[lookup], None)
            elif found and not lookup.holds and not lookup.tables.isdisjoint(statement.tables):
                found.clear()
        later = _Later(statement, values, numbered)
        if self._entered:
            self._write({statement: [later]})
        else:
            self._own.append(later)

    def flush(self) -> None:
        """Write what turns that ended left to be written."""
        pending, self._pending = self._pending, {}
        if pending:
            with self._together():
                self._write(pending)

    def _write(self, rows: Mapping[Prepared, list[_Later]]) -> None:
        written = self._driver.write({each: [one.values for one in own] for each, own in rows.items()})
        for statement, numbers in written.items():
            for later, number in zip(rows[statement], numbers, strict=True):
                if later.numbered is not None:
                    later.numbered(number)

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Do something for several turns: an error of it is not that of the turn that runs."""
        try:
            yield
        except Exception as error:
            self.broken = error
            raise


def _overlap(some: Iterable[Lookup | Prepared], others: Iterable[Prepared]) -> bool:
    """Tell whether some read or write a table that others do."""
    tables = frozenset[Table]().union(*(each.tables for each in some))
    return any(not tables.isdisjoint(other.tables) for other in others)
