"""What turns ask of the database: statements and round trips, counted while people fill in a whole form.

Both are counted at the driver, where what SQLAlchemy does not see is seen too. What it costs the server is
measured with the bot in a process of its own.
"""

import asyncio
import json
import re
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from psycopg.pq import Trace

from bot.playground.telegram.bot_api import serving
from models.database.writer import Database, Transaction
from tests.benchmarks.assistants import BOT, polling
from tests.benchmarks.in_process import answering
from tests.benchmarks.installing import PostgreSQL, Unavailable, install, postgresql
from tests.benchmarks.people import Telegram, filled
from tests.benchmarks.programs import cpu_seconds_of_tree, driver_apart, running

PEOPLE, PEOPLE_OF_A_PROCESS = 20, 100
SLOWEST_SECONDS = 120.0

_MESSAGE = re.compile(r"^([FB])\t\d+\t(\w+)(.*?)$(?=\n[FB]\t|\n?\Z)", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+\"?(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statements:
    """What one database was asked, while people answered.

    ``kinds``: statements by verb and first table, each row of those that write many. ``round_trips``:
    the answers that each group waited for, where the database is on a server.
    """

    turns: int
    kinds: Counter[str]
    round_trips: list[int]


class Count:
    """What a driver's connection is asked. ``trace``: where PostgreSQL's library writes it down."""

    def __init__(self, connection: Any, trace: Path) -> None:
        self.kinds: Counter[str] = Counter()
        self.round_trips = [0]
        self._connection, self._trace = connection, trace
        self._names: dict[str, str] = {}
        self._bound = ""
        self._listen()

    def _listen(self) -> None:
        if isinstance(self._connection, psycopg.Connection):
            self._written = self._trace.open("w")
            self._connection.pgconn.trace(self._written.fileno())
            self._connection.pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
        else:
            self._connection.set_trace_callback(self._note)

    def begin(self) -> None:
        """Count from now on."""
        self.read()
        self.kinds.clear()
        self.round_trips = [0]
        self._listen()

    def read(self) -> None:
        """Count all that was asked until now, and no more."""
        if not isinstance(self._connection, psycopg.Connection):
            self._connection.set_trace_callback(None)
            return
        self._connection.pgconn.untrace()  # all of it is written then
        self._written.close()
        for sender, message, values in _MESSAGE.findall(self._trace.read_text(errors="replace")):
            if message == "ReadyForQuery":
                self.round_trips[-1] += 1
            elif sender == "F":
                self._follow(message, values)

    def _follow(self, message: str, values: str) -> None:
        names = re.findall(r'"([^"]*)"', values)
        match message:
            case "Query" if values.strip() == '"COMMIT"':
                self.round_trips.append(0)
                self._note("COMMIT")
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
        verb = statement.split(None, 1)[0].strip('"').upper()
        self.kinds[f"{verb} {table[1]}" if table else verb] += 1


async def statements(database_url: str, people: int = PEOPLE) -> Statements:
    """Count what the forms of people who answer at once ask."""
    telegram = Telegram()
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        async with answering(database_url, telegram) as running:
            return await _filled(telegram, running.desk.database, Path(folder), people)


async def _filled(telegram: Telegram, database: Database, folder: Path, people: int) -> Statements:
    """Have people fill in a form each, once somebody has filled in one that is not counted."""
    count = await database.run(partial(_count, trace=folder / "trace"))
    await filled(telegram, 1, SLOWEST_SECONDS)
    await database.run(lambda transaction: count.begin())
    turns = await filled(telegram, people, SLOWEST_SECONDS)
    await database.run(lambda transaction: count.read())
    return Statements(turns, count.kinds, count.round_trips[:-1])


def _count(transaction: Transaction, trace: Path) -> Count:
    return Count(transaction.connection.connection.driver_connection, trace)


async def server_us(server: PostgreSQL, people: int = PEOPLE_OF_A_PROCESS) -> float:
    """Return the CPU that a step takes of the database server, in µs."""
    telegram, url = Telegram(), server.create()
    group = telegram.group("Comité", [telegram.person("Olive", language="fr")])
    await install(url, group.id)
    async with serving(telegram) as address, running(BOT, address, telegram.token, url) as program:
        await polling(telegram, program)
        await filled(telegram, 1, SLOWEST_SECONDS)
        began = cpu_seconds_of_tree(server.pid)
        turns = await filled(telegram, people, SLOWEST_SECONDS)
        return (cpu_seconds_of_tree(server.pid) - began) / turns * 1e6


def main() -> None:
    """Print what both databases were asked: statements of a turn, by kind, and round trips of a group."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        asked = asyncio.run(statements(f"sqlite:///{folder}/alize.db"))
    figures["statements"] = asked.kinds.total() / asked.turns
    figures["sqlite"] = {kind: number / asked.turns for kind, number in asked.kinds.most_common()}
    with suppress(Unavailable), postgresql() as server:
        asked = asyncio.run(statements(server.create()))
        figures["postgresql"] = {kind: number / asked.turns for kind, number in asked.kinds.most_common()}
        figures["round_trips"] = median(asked.round_trips)
        figures["all_round_trips"] = sum(asked.round_trips) / asked.turns
        with driver_apart():
            figures["server_us"] = asyncio.run(server_us(server))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
