"""The group: turns that are run together leave what they would have left one at a time."""

import asyncio
import random
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select

from conversations.engine.draft import Draft
from models.database.calls import OLDEST
from models.database.group import Ahead
from models.database.outbox import OUTGOING
from models.database.writer import Database, Transaction
from models.intake.queries import (
    DRAFTS,
    HELD,
    PEOPLE,
    PROCESSED,
    UPDATES,
    VISITS,
    add_draft,
    add_person,
    find_visit,
    first_time,
    save_draft,
    set_language,
)
from models.intake.tables import Person
from tests.benchmarks.statements import Count
from tests.models.database.opening import opened
from tests.stage import MONDAY

PEOPLE_OF_THE_TEST = (5_000_000_001, 5_000_000_002, 5_000_000_003)
QUEUE = -100_200
NULL = "\0"  # refused by PostgreSQL where a text is stored, and not before


class Bug(Exception):
    """An error of a turn."""


@dataclass(frozen=True)
class Kind:
    """What a turn does, in this order; then it raises, or not.

    ``speaks``: by an ordinary statement. ``meets``: adds somebody who is there, which is refused.
    ``word``: what is answered.
    """

    answers: bool = False
    posts: int = 0
    speaks: bool = False
    meets: bool = False
    caught: bool = False
    word: str = "oui"
    raises: bool = False
    foreseen: bool = True


KINDS = st.builds(
    Kind,
    answers=st.booleans(),
    posts=st.integers(0, 2),
    speaks=st.integers(0, 3).map(lambda one: one == 0),
    meets=st.integers(0, 5).map(lambda one: one == 0),
    caught=st.booleans(),
    word=st.sampled_from(["oui", "non", NULL]),
    raises=st.integers(0, 3).map(lambda one: one == 0),
    foreseen=st.booleans(),
)
TURNS = st.lists(st.tuples(st.integers(1, 9), st.sampled_from(PEOPLE_OF_THE_TEST), KINDS), max_size=9)


@dataclass(frozen=True)
class Step:
    """A turn of somebody, by an update's number."""

    update_id: int
    person_id: int
    kind: Kind

    @property
    def ahead(self) -> Ahead:
        """What it may look for."""
        if not self.kind.foreseen:
            return {}
        return {PROCESSED: self.update_id, **dict.fromkeys((HELD, VISITS, OLDEST), self.person_id)}

    def take(self, transaction: Transaction) -> object:
        """Take the turn; return what it saw."""
        kind = self.kind
        if not first_time(transaction, self.update_id, MONDAY):
            return "again"
        visit = find_visit(transaction, self.person_id) or add_person(
            transaction, self.person_id, "fr", MONDAY
        )
        if visit.open is None:
            add_draft(transaction, visit, Draft(), None, MONDAY)
        assert visit.open is not None
        draft = visit.open.draft
        seen = visit.language, visit.open.revision, dict(draft.answers), dict(draft.typed)
        if kind.answers:
            draft.answers["name"] = kind.word
            draft.typed[str(self.update_id)] = "name"
            save_draft(transaction, visit, MONDAY + timedelta(minutes=self.update_id))
        for number in range(kind.posts):
            chat = QUEUE if number else self.person_id
            transaction.post(chat, "sendMessage", {"text": f"{kind.word} {self.update_id}"}, now=MONDAY)
        if kind.speaks:
            set_language(transaction, visit, kind.word)
        if kind.meets:
            try:
                with transaction.session() as session:
                    session.add(Person(id=self.person_id, first_seen_at=MONDAY))
            except Exception:
                if not kind.caught:
                    raise
        if kind.raises:
            raise Bug
        return seen


def together(database: Database, steps: Sequence[Step]) -> Awaitable[list[Any]]:
    """Run turns in one group."""

    async def run() -> list[Any]:
        started, ended = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        def busy(transaction: Transaction) -> None:
            loop.call_soon_threadsafe(started.set)
            ended.wait(10)

        keeping = asyncio.create_task(database.run(busy))
        await started.wait()
        running = [asyncio.create_task(database.run(step.take, step.ahead)) for step in steps]
        await asyncio.sleep(0)
        ended.set()
        await keeping
        return list(await asyncio.gather(*running, return_exceptions=True))

    return run()


async def apart(database: Database, steps: Sequence[Step]) -> list[Any]:
    """Run turns one at a time."""
    done: list[Any] = []
    for step in steps:
        done += await asyncio.gather(database.run(step.take), return_exceptions=True)
    return done


def stored(connection: Connection) -> list[Any]:
    """Return all that turns wrote; the numbers of drafts and calls are told by their order."""
    drafts = DRAFTS.c.person_id, DRAFTS.c.revision, DRAFTS.c.content, DRAFTS.c.answered_at, DRAFTS.c.nudge_at
    queries = (
        select(UPDATES).order_by(UPDATES.c.update_id),
        select(PEOPLE.c.id, PEOPLE.c.language).order_by(PEOPLE.c.id),
        select(*drafts).order_by(DRAFTS.c.id),
        select(OUTGOING.c.chat_id, OUTGOING.c.payload, OUTGOING.c.due_at).order_by(OUTGOING.c.id),
    )
    return [tuple(row) for query in queries for row in connection.execute(query)]


def forget(transaction: Transaction) -> None:
    """Empty the tables."""
    for table in (OUTGOING, DRAFTS, PEOPLE, UPDATES):
        transaction.execute(delete(table))


async def outcome(
    database: Database, run: Callable[[Database, Sequence[Step]], Awaitable[list[Any]]], steps: Sequence[Step]
) -> tuple[Any, ...]:
    """Return what turns saw, stored, and had sent."""
    sent: list[tuple[int, object]] = []
    database.on_commit = lambda calls: sent.extend((call.chat_id, call.payload) for call in calls)
    await database.run(forget)
    for person_id in PEOPLE_OF_THE_TEST[:2]:  # the third is new
        await database.run(partial(known, person_id=person_id))
    done = await run(database, steps)
    seen = [type(each) if isinstance(each, Exception) else each for each in done]
    return seen, await database.read(stored), sent


def known(transaction: Transaction, person_id: int) -> None:
    """Open somebody's draft."""
    add_draft(transaction, add_person(transaction, person_id, "fr", MONDAY), Draft(), None, MONDAY)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=TURNS)
def test_turns_run_together_leave_what_they_would_have_left_one_at_a_time(
    database_url: str, turns: list[tuple[int, int, Kind]]
) -> None:
    """Repeats, errors before and after anything was written, one person several times: all mixed."""
    steps = [Step(*turn) for turn in turns]

    async def compare() -> None:
        async with opened(database_url) as database:
            assert await outcome(database, together, steps) == await outcome(database, apart, steps)

    asyncio.run(compare())


async def test_answers_of_many_people_are_read_in_one_statement_a_table(
    database_url: str, tmp_path: Path
) -> None:
    """They enter no savepoint; a server is waited for six times at most, whatever their number."""
    people = range(5_000_000_001, 5_000_000_021)
    steps = [Step(update_id, person, Kind(answers=True, posts=1)) for update_id, person in enumerate(people)]
    async with opened(database_url) as database:
        count = await database.run(
            lambda transaction: Count(transaction.connection.connection.driver_connection, tmp_path / "trace")
        )
        for person_id in people:
            await database.run(partial(known, person_id=person_id))
        await database.run(lambda transaction: count.begin())
        await together(database, steps)
        await database.run(lambda transaction: count.read())

    read = {kind: number for kind, number in count.kinds.items() if kind.startswith("SELECT")}
    assert read == {
        "SELECT processed_update": 1,
        "SELECT person": 2 if "postgresql" in database_url else 1,  # held, then read
        "SELECT outgoing": 1,
    }
    assert "SAVEPOINT" not in count.kinds
    assert max(count.round_trips) <= 6


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_given_the_same_updates_take_each_once(database_url: str) -> None:
    """One of each pair sees what the other wrote: nobody's answers cross, whoever is new to both."""
    moments = random.Random(2017)
    steps = [
        Step(update_id, moments.choice((*PEOPLE_OF_THE_TEST, QUEUE)), Kind(answers=True, posts=2))
        for update_id in range(60)
    ]
    async with opened(database_url) as one, opened(database_url) as other:
        orders = [moments.sample(steps, len(steps)) for _ in range(2)]
        done = await asyncio.gather(
            *(database.run(step.take, step.ahead)
              for pair in zip(*orders, strict=True)
              for database, step in zip((one, other), pair, strict=True)),
            return_exceptions=True,
        )  # fmt: skip
        rows = await one.read(stored)

    assert [each for each in done if isinstance(each, Exception)] == []
    assert done.count("again") == len(steps)
    assert len([row for row in rows if row[1] == MONDAY]) == len(steps), "each update is noted once"
    revisions = {row[0]: row[1] for row in rows if row[0] in (*PEOPLE_OF_THE_TEST, QUEUE) and len(row) == 5}
    assert revisions == Counter(step.person_id for step in steps)
    assert len([row for row in rows if len(row) == 3]) == 2 * len(steps), "and answered once"
