"""What a piece of work sees of the database, in a group of others."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable
from sqlmodel import Session

from models.database.calls import NEW_CALL, NEWEST, OLDEST, Call
from models.database.group import Group
from models.database.prepared import Driver


class Transaction:
    """What a piece of work sees of the database.

    ``find`` and ``later`` share what they read and write with the other turns of the group; ``connection``,
    ``driver``, ``execute`` and ``session`` run any statement, and see all that was written before.
    """

    def __init__(self, group: Group, lease: timedelta) -> None:
        self.posted: list[Call] = []
        self.dialect = group.dialect
        self.foresee, self.find, self.later = group.foresee, group.find, group.later
        self._group, self._lease = group, lease
        self._waiting: dict[int, frozenset[int]] = {}

    @property
    def connection(self) -> Connection:
        """Return the connection, for any statement."""
        return self._group.enter()[0]

    @property
    def calls(self) -> list[Call]:
        """Return the calls to be made after the commit."""
        self._group.enter()
        return self.posted

    @property
    def driver(self) -> Driver:
        """Return what runs prepared statements."""
        return self._group.enter()[1]

    def execute(self, statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        """Run a Core statement."""
        return self.connection.execute(statement, values)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give an ORM session inside this transaction, flushed at the end.

        It has a savepoint: a session whose flush fails rolls back the innermost transaction it knows
        of, and the turns committed with this one must not go with it.
        """
        connection = self.connection
        with (
            connection.begin_nested(),
            Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only") as session,
        ):
            yield session
            session.flush()

    def post(
        self,
        chat_id: int,
        method: str,
        payload: Mapping[str, Any],
        *,
        now: datetime,
        settles: str | None = None,
    ) -> None:
        """Put a call in the outbox; it is made after the commit, by this process first."""
        if chat_id not in self._waiting:
            self._waiting[chat_id] = self._follows(chat_id)
        follows = self._waiting[chat_id]
        said = {"chat_id": chat_id, "method": method, "payload": payload, "settles": settles}
        values = {**said, "due_at": now, "attempts": 0, "leased_until": now + self._lease}

        def numbered(key: int) -> None:
            self.posted.append(Call(key, chat_id, method, payload, settles, follows=follows))

        self.later(NEW_CALL, values, {OLDEST: chat_id, NEWEST: chat_id}, numbered)

    def _follows(self, chat_id: int) -> frozenset[int]:
        """Return the first and the last of the calls that wait for a chat; mostly none does."""
        oldest = self.find(OLDEST, chat_id).id
        if oldest is None:
            return frozenset()
        # Between the two, another process may have settled all of them.
        return frozenset((oldest, self.find(NEWEST, chat_id).id or oldest))
