"""The database: one writer that commits turns in groups, and readers beside it.

Every change goes through :meth:`Database.run`. The writer thread takes all the work that waits, runs it in
one transaction and commits once: as many turns per fsync as are waiting, and an error undoes its own piece
only (``models.database.group``). A call returns after the commit.
"""

import asyncio
import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models.database.calls import Call
from models.database.engines import WRITES, is_deadlock, is_full, is_outage, open_engine, written
from models.database.group import NOTHING, Ahead, Group
from models.database.outages import Outage
from models.database.prepared import Crossed
from models.database.transaction import Transaction

# Sessions and connections by this name too: what is above is given them, and knows no SQLAlchemy.
__all__ = ["Call", "Connection", "Database", "Session", "StoreUnavailable", "Transaction", "open_engine"]

log = logging.getLogger(__name__)

T = TypeVar("T")

LEASE_SECONDS = 10.0  # how long a process that died keeps others from its calls: some sweeps
GROUP_MAX = 100  # turns in one commit: bounds what one lost connection makes run again
RIDE_SECONDS = 0.03  # how long what is not urgent waits for other work to ride with
RETRIES = 5  # of work that another process crossed


class StoreUnavailable(Exception):
    """The database did not take the work: nothing was written and it may be asked again."""


@dataclass(slots=True, eq=False)
class _Job(Generic[T]):
    work: Callable[[Transaction], T]
    future: "asyncio.Future[T]"
    ahead: Ahead
    rides: bool = False
    result: T | None = None
    error: Exception | None = None
    tries: int = 0
    calls: list[Call] = field(default_factory=list)


class _Signal(Enum):
    WAKE = auto()
    STOP = auto()


class Database:
    """One database, SQLite or PostgreSQL by its URL.

    ``on_commit``: what to do, in the event loop, with the calls that were just committed; ``on_error``: each
    time the database does not take what it is given.
    """

    def __init__(self, url: str, *, lease_seconds: float = LEASE_SECONDS) -> None:
        self.engine = open_engine(url)
        self.lease = timedelta(seconds=lease_seconds)
        self.on_commit: Callable[[list[Call]], None] = lambda calls: None
        self.on_error: Callable[[], None] = lambda: None
        self._orders: queue.SimpleQueue[_Job[Any] | _Signal] = queue.SimpleQueue()
        self._riders: deque[_Job[Any]] = deque()
        self._waker: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._outage = Outage()
        self._full = False  # the disk: what only reads does not tell that it is over

    async def start(self) -> None:
        """Start the writer."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._write, args=(self._loop,), name="writer", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Finish the work that waits, then close; nothing may be asked any more."""
        self._loop = None
        if self._waker is not None:
            self._waker.cancel()
        if self._thread is not None:
            self._orders.put(_Signal.STOP)
            await asyncio.to_thread(self._thread.join)
            self._thread = None
        self.engine.dispose()

    async def run(self, work: Callable[[Transaction], T], ahead: Ahead = NOTHING) -> T:
        """Run a piece of work in the writer; return after its commit. Raises StoreUnavailable.

        ``ahead``: what it is going to look for.
        """
        assert self._loop is not None, "the database is not started"
        job: _Job[T] = _Job(work, self._loop.create_future(), ahead)
        self._orders.put(job)
        return await job.future

    def ride(self, work: Callable[[Transaction], T]) -> "asyncio.Future[T]":
        """Have a piece of work done before the next one, or soon if none comes.

        It is kept for as long as the database does not take it: StoreUnavailable is never raised.
        """
        assert self._loop is not None, "the database is not started"
        job: _Job[T] = _Job(work, self._loop.create_future(), NOTHING, rides=True)
        self._riders.append(job)
        if self._waker is None:
            self._waker = self._loop.call_later(RIDE_SECONDS, self._wake)
        return job.future

    def _wake(self) -> None:
        self._waker = None
        if self._riders:
            self._orders.put(_Signal.WAKE)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run what only reads beside the writer, in a thread of its own. Raises StoreUnavailable."""

        def reading() -> T:
            # Committed: at a rollback psycopg forgets the statements that the server had prepared for it.
            with self.engine.begin() as connection:
                return work(connection)

        try:
            return await asyncio.to_thread(reading)
        except DBAPIError as error:
            if is_outage(error):
                self._is_away(error)
                raise StoreUnavailable(type(error).__name__) from error
            raise

    def _write(self, loop: asyncio.AbstractEventLoop) -> None:
        connection: Connection | None = None
        ended = False
        while not ended:
            jobs, ended = self._gather()
            while jobs:
                again: list[_Job[Any]] = []
                has_room = False
                try:
                    connection = connection or self.engine.connect().execution_options(**WRITES)
                    again, has_room = self._commit_together(connection, jobs)
                except Exception as error:  # nothing of this group is written: every caller is told
                    for job in jobs:
                        job.error, job.calls = _unavailable(error), []
                    if connection is not None:
                        connection.invalidate()
                        connection.close()
                        connection = None
                loop.call_soon_threadsafe(self._tell, [job for job in jobs if job not in again], has_room)
                jobs = again
        if connection is not None:
            connection.close()

    def _gather(self) -> tuple[list[_Job[Any]], bool]:
        """Wait for work; return all there is, what rides first, and whether it is the last."""
        orders = [self._orders.get()]
        while len(orders) < GROUP_MAX and not self._orders.empty():
            orders.append(self._orders.get())
        jobs = [order for order in orders if isinstance(order, _Job)]
        riders = [self._riders.popleft() for _ in range(len(self._riders))]
        return [*riders, *jobs], _Signal.STOP in orders

    def _commit_together(
        self, connection: Connection, jobs: list[_Job[Any]], *, careful: bool = False
    ) -> tuple[list[_Job[Any]], bool]:
        """Run every job and commit once; return those to run again, and whether there is room to write.

        On a full disk, what only reads is committed all the same.
        """
        full = self._full
        group = Group(connection, (job.ahead for job in jobs), careful=careful)
        try:
            with connection.begin():
                before = full and written(connection)
                again = [job for job in jobs if not self._take(job, group)]
                group.flush()
                has_room = not full or written(connection) != before
        except Exception:
            if careful or group.broken is None:
                raise
            return self._commit_together(connection, jobs, careful=True)
        return again, has_room

    def _take(self, job: _Job[Any], group: Group) -> bool:
        """Run a job in its group; false when it has to be run again. Raises what broke the group."""
        transaction = Transaction(group, self.lease)
        job.error, job.calls, settled = None, transaction.posted, True
        try:
            with group.turn():
                job.result = job.work(transaction)
        except Exception as error:  # handed to the caller, after the others are committed
            job.error, job.calls = _unavailable(error) if is_outage(error) else error, []
            if (is_deadlock(error) or isinstance(error, Crossed)) and job.tries < RETRIES:
                job.tries += 1
                settled = False
        if group.broken is not None:
            raise group.broken
        return settled

    def _tell(self, jobs: list[_Job[Any]], has_room: bool) -> None:
        """Hand the results of a commit to those who wait for them, in the event loop."""
        refused = [job.error for job in jobs if isinstance(job.error, StoreUnavailable)]
        if refused:
            self._is_away(refused[0].__cause__ or refused[0])
        elif jobs and has_room and (length := self._outage.ends()):
            self._full = False
            log.warning("The database answers again, after %s: %d pieces of work waited", length, len(jobs))
        kept = [job for job in jobs if job.rides and isinstance(job.error, StoreUnavailable)]
        self._riders.extendleft(reversed(kept))
        try:
            if calls := [call for job in jobs for call in job.calls]:
                self.on_commit(calls)
        finally:
            for job in jobs:
                if job in kept or job.future.done():  # done: its caller was cancelled
                    continue
                if job.error is not None:
                    job.future.set_exception(job.error)
                else:
                    job.future.set_result(job.result)

    def _is_away(self, error: BaseException) -> None:
        """Tell that the database does not answer, once; that it answers again, a commit tells."""
        self.on_error()
        self._full = self._full or is_full(error)
        if self._outage.begins():
            cause = str(getattr(error, "orig", error)).strip().partition("\n")[0]
            log.warning("The database does not answer (%s): what it did not take is kept", cause)


def _unavailable(error: Exception) -> StoreUnavailable:
    unavailable = StoreUnavailable(type(error).__name__)
    unavailable.__cause__ = error
    return unavailable
