"""What turns ask of the database: statements and round trips, counted while people fill in a whole form.

Both are counted at the driver, where what SQLAlchemy does not see is seen too.
"""

import asyncio
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from psycopg.pq import Trace
from sqlalchemy import event

from bot.app import Installation, assistant, run_beside
from bot.playground.telegram.transport import SimulatedRequest
from bot.telegram.receiver import poll
from models.database.writer import Database, Transaction
from tests.benchmarks.installing import install
from tests.benchmarks.people import Crowd, FormFiller, Pace, Telegram

PEOPLE = 20
SLOWEST_SECONDS = 120.0

_MESSAGE = re.compile(r"^([FB])\t\d+\t(\w+)(.*?)$(?=\n[FB]\t|\n?\Z)", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+\"?(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statements:
    """What one database was asked, while people answered.

    ``groups``: commits. ``kinds``: statements by verb and first table, each row of those that write many.
    ``round_trips``: answers waited for; 0 where the database is in the process.
    """

    turns: int
    groups: int
    kinds: Counter[str]
    round_trips: int

    @property
    def per_turn(self) -> float:
        """How many statements a turn takes."""
        return self.kinds.total() / self.turns

    @property
    def round_trips_per_group(self) -> float:
        """How many answers a group waits for."""
        return self.round_trips / self.groups


class Count:
    """What a driver's connection is asked. ``trace``: where PostgreSQL's library writes it down."""

    def __init__(self, connection: Any, trace: Path) -> None:
        self.kinds: Counter[str] = Counter()
        self.round_trips = 0
        self._connection, self._trace = connection, trace.open("w+")
        self._names: dict[str, str] = {}
        self._bound = ""
        self._listen()

    def _listen(self) -> None:
        if isinstance(self._connection, psycopg.Connection):
            self._connection.pgconn.trace(self._trace.fileno())
            self._connection.pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
        else:
            self._connection.set_trace_callback(self._note)

    def begin(self) -> None:
        """Count from now on."""
        self.read()
        self.kinds.clear()
        self.round_trips = 0
        self._listen()

    def read(self) -> None:
        """Count what PostgreSQL was asked until now."""
        if not isinstance(self._connection, psycopg.Connection):
            return
        self._connection.pgconn.untrace()  # all of it is written then
        self._trace.seek(0)
        for sender, message, values in _MESSAGE.findall(self._trace.read()):
            if message == "ReadyForQuery":
                self.round_trips += 1
            elif sender == "F":
                self._follow(message, values)
        self._trace.seek(0)
        self._trace.truncate()

    def _follow(self, message: str, values: str) -> None:
        names = re.findall(r'"([^"]*)"', values)
        match message:
            case "Query":
                self._note(values.strip(' \t"'))
            case "Parse":
                self._names[names[0]] = values.partition('" ')[2].strip('"')
            case "Bind":
                self._bound = self._names[names[1]]
            case "Execute":
                self._note(self._bound)

    def _note(self, statement: str) -> None:
        table = _TABLE.search(statement)
        verb = statement.split(None, 1)[0].upper()
        self.kinds[f"{verb} {table[1]}" if table else verb] += 1


async def statements(database_url: str, people: int = PEOPLE) -> Statements:
    """Count what the forms of people who answer at once ask."""
    telegram = Telegram()
    group = telegram.group("Comité", [telegram.person("Olive", language="fr")])
    await install(database_url, group.id)
    installation = Installation(
        token=telegram.token,
        database_url=database_url,
        request=lambda: SimulatedRequest(telegram),
        messages_per_second=0,
    )
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        async with assistant(installation) as running:
            polling = run_beside(poll(running.application, running.reception), running.background())
            answering = asyncio.create_task(polling)
            try:
                return await _filled(telegram, running.desk.database, Path(folder), people)
            finally:
                answering.cancel()
                await asyncio.wait([answering])


async def _filled(telegram: Telegram, database: Database, folder: Path, people: int) -> Statements:
    """Have people fill in a form each, once somebody has filled in one that is not counted."""
    count = await database.run(partial(_count, trace=folder / "trace"))
    await _answered(telegram, 1)
    await database.run(lambda transaction: count.begin())
    commits: list[object] = []
    event.listen(database.engine, "commit", commits.append)
    turns = await _answered(telegram, people)
    await database.run(lambda transaction: count.read())
    return Statements(turns, len(commits), count.kinds, count.round_trips)


async def _answered(telegram: Telegram, people: int) -> int:
    """Have people fill in a form each; return how many of their updates were answered."""
    crowd = Crowd(telegram, Pace(0))
    for number in range(people):
        crowd.join(FormFiller(telegram.person("Camille", language="fr"), crowd, number))
    crowd.begin()
    if not await crowd.finishes(SLOWEST_SECONDS):
        raise TimeoutError(f"{len(crowd.left_waiting)} people wait for an answer")
    return crowd.answered


def _count(transaction: Transaction, trace: Path) -> Count:
    return Count(transaction.connection.connection.driver_connection, trace)
