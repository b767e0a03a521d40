"""The database: one writer that commits turns in groups, and readers beside it.

Every change goes through :meth:`Database.run`. The writer thread takes all the work that waits, runs each
piece in a SAVEPOINT of one transaction and commits once: as many turns per fsync as are waiting, and an
error undoes its own piece only. A call returns after the commit.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, Executable, create_engine, event, insert
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from models.tables import METADATA, Outgoing

T = TypeVar("T")

LEASE_SECONDS = 20.0  # how long a process that died keeps others from its calls
GROUP_MAX = 100  # turns in one commit: bounds what one lost connection makes run again
RETRIES_ON_DEADLOCK = 5
DEADLOCK_STATES = frozenset({"40001", "40P01"})  # PostgreSQL: serialization failure, deadlock

_INSERT_OUTGOING = insert(METADATA.tables["outgoing"])


class StoreUnavailable(Exception):
    """The database did not take the work: nothing was written and it may be asked again."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call to the Bot API, as stored in the outbox."""

    id: int
    chat_id: int
    method: str
    payload: Mapping[str, Any]
    settles: str | None
    attempts: int = 0


class Transaction:
    """What a piece of work sees of the database."""

    def __init__(self, connection: Connection, owner: "Database") -> None:
        self.connection = connection
        self.calls: list[Call] = []
        self._owner = owner

    def execute(self, statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        """Run a Core statement."""
        return self.connection.execute(statement, values)

    def insert(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """Insert one row and return its number."""
        key = self.connection.execute(statement, values).inserted_primary_key
        assert key is not None
        return int(key[0])

    def session(self) -> Session:
        """Return an ORM session inside this transaction; flush it before leaving."""
        return Session(self.connection, expire_on_commit=False, join_transaction_mode="rollback_only")

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
        values = {
            "chat_id": chat_id,
            "method": method,
            "payload": payload,
            "settles": settles,
            "due_at": now,
            "attempts": 0,
            "leased_until": now + self._owner.lease,
        }
        key = self.insert(_INSERT_OUTGOING, values)
        self.calls.append(Call(key, chat_id, method, payload, settles))


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Callable[[Transaction], T]
    future: "asyncio.Future[T]"
    result: T | None = None
    error: Exception | None = None
    tries: int = 0
    calls: list[Call] = field(default_factory=list)


class Database:
    """One database, SQLite or PostgreSQL by its URL."""

    def __init__(self, url: str, *, lease_seconds: float = LEASE_SECONDS) -> None:
        self.engine = open_engine(url)
        self.lease = timedelta(seconds=lease_seconds)
        self.on_commit: Callable[[list[Call]], None] = lambda calls: None
        self.before_turns: Callable[[Transaction], None] = lambda transaction: None
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    async def start(self) -> None:
        """Start the writer."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._write, name="writer", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Finish the work that waits, then close."""
        if self._thread is not None:
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join)
            self._thread = None
        self.engine.dispose()

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Run a piece of work in the writer; return after its commit. Raises StoreUnavailable."""
        assert self._loop is not None, "the database is not started"
        job: _Job[T] = _Job(work, self._loop.create_future())
        self._jobs.put(job)
        return await job.future

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run a query beside the writer, in a thread of its own."""

        def reading() -> T:
            with self.engine.connect() as connection:
                return work(connection)

        return await asyncio.to_thread(reading)

    def _write(self) -> None:
        connection: Connection | None = None
        while (job := self._jobs.get()) is not None:
            jobs, ended = self._gather(job)
            try:
                connection = connection or self.engine.connect()
                again = self._commit_together(connection, jobs)
            except Exception as error:  # nothing of this group is written: every caller is told
                again = []
                for failed in jobs:
                    failed.error, failed.calls = StoreUnavailable(type(error).__name__), []
                    failed.error.__cause__ = error
                if connection is not None:
                    connection.invalidate()
                    connection.close()
                    connection = None
            done = [each for each in jobs if each not in again]
            assert self._loop is not None
            self._loop.call_soon_threadsafe(self._settle, done)
            for retried in again:
                self._jobs.put(retried)
            if ended:
                break
        if connection is not None:
            connection.close()

    def _gather(self, first: _Job[Any]) -> tuple[list[_Job[Any]], bool]:
        jobs = [first]
        while len(jobs) < GROUP_MAX:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False

    def _commit_together(self, connection: Connection, jobs: list[_Job[Any]]) -> list[_Job[Any]]:
        """Run every job and commit once; return those to run again."""
        again = []
        with connection.begin():
            self.before_turns(Transaction(connection, self))
            for job in jobs:
                transaction = Transaction(connection, self)
                connection.exec_driver_sql("SAVEPOINT turn")
                try:
                    job.result = job.work(transaction)
                except Exception as error:  # handed to the caller, after the others are committed
                    connection.exec_driver_sql("ROLLBACK TO SAVEPOINT turn")
                    job.error = error
                    if is_deadlock(error) and job.tries < RETRIES_ON_DEADLOCK:
                        job.error, job.tries = None, job.tries + 1
                        again.append(job)
                    elif isinstance(error, OperationalError):  # a full disk, a lost connection
                        job.error = StoreUnavailable(type(error).__name__)
                else:
                    job.calls = transaction.calls
                connection.exec_driver_sql("RELEASE SAVEPOINT turn")
        return again

    def _settle(self, jobs: list[_Job[Any]]) -> None:
        calls = [call for job in jobs for call in job.calls]
        if calls:
            self.on_commit(calls)
        for job in jobs:
            if job.future.cancelled():
                continue
            if job.error is not None:
                job.future.set_exception(job.error)
            else:
                job.future.set_result(job.result)


def is_deadlock(error: Exception) -> bool:
    """Tell whether PostgreSQL asks to run the work again."""
    return isinstance(error, OperationalError) and getattr(error.orig, "sqlstate", None) in DEADLOCK_STATES


def open_engine(url: str) -> Engine:
    """Open a database; SQLite writes ahead and waits for the disk at each commit."""
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False} if url.startswith("sqlite") else {})
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, record: object) -> None:
            connection.isolation_level = None  # SQLAlchemy opens the transactions, not the driver
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing() else "BEGIN")

    return engine


def writing() -> bool:
    """Tell whether this thread is the writer."""
    return threading.current_thread().name == "writer"

