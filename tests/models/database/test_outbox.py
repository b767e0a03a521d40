"""The outbox: who may make which call, and in what order."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from models.database.calls import OLDEST
from models.database.outbox import (
    OUTGOING,
    Backlog,
    backlog,
    claim,
    drop_chat,
    follow_migration,
    park,
    postpone,
    release,
    release_all,
    renew,
    send_instead,
    settle,
)
from models.database.writer import Call, Database, Transaction
from tests.models.database.opening import opened
from tests.stage import MONDAY

CAMILLE, SACHA = 5_000_000_001, 5_000_000_002
LEASE = timedelta(seconds=20)
LATER = MONDAY + LEASE


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with opened(database_url) as database:
        yield database


async def posted(database: Database, *chats: int, now: datetime = MONDAY) -> list[Call]:
    """Write one call to each of these chats in one turn."""

    def post(transaction: Transaction) -> list[Call]:
        for chat_id in chats:
            transaction.post(chat_id, "sendMessage", {"text": "Bonjour", "message_id": 7}, now=now)
        return transaction.calls

    return await database.run(post)


async def claimed(database: Database, now: datetime = LATER) -> list[int]:
    """Claim what may be; return the numbers."""
    calls = await database.run(partial(claim, now=now, lease=LEASE))
    return [call.id for call in calls]


def ids(calls: Sequence[Call]) -> list[int]:
    return [call.id for call in calls]


async def test_a_call_is_first_the_affair_of_the_process_that_wrote_it(database: Database) -> None:
    calls = await posted(database, CAMILLE, SACHA, CAMILLE)

    assert await claimed(database, now=MONDAY) == []
    assert await claimed(database, now=LATER - timedelta(milliseconds=1)) == []
    assert await claimed(database, now=LATER) == ids(calls)
    assert await claimed(database, now=LATER) == [], "it is held again"


async def test_a_call_knows_what_it_follows_in_its_chat(database: Database) -> None:
    first, other = await posted(database, CAMILLE, SACHA)
    assert first.follows == other.follows == frozenset()
    second, third = await posted(database, CAMILLE, CAMILLE)
    assert second.follows == third.follows == {first.id}

    await database.run(partial(settle, call_ids=[first.id]))
    await database.run(partial(park, call_id=second.id, reason="refused", now=MONDAY))
    [fourth] = await posted(database, CAMILLE)
    assert fourth.follows == {third.id}, "neither what was made, nor what was put aside"
    await posted(database, *[CAMILLE] * 500)
    [last] = await posted(database, CAMILLE)
    assert last.follows == {third.id, last.id - 1}, "however many wait, the first and the last are enough"


async def test_a_chat_is_never_shared_out(database: Database) -> None:
    first, second = await posted(database, CAMILLE, CAMILLE)
    await database.run(partial(release, calls=[second]))

    assert await claimed(database, now=MONDAY) == [], "what comes before it is held by somebody"
    await database.run(partial(release, calls=[first]))
    assert await claimed(database, now=MONDAY) == ids([first, second])


async def test_what_is_put_off_keeps_what_follows_waiting(database: Database) -> None:
    first, second, other = await posted(database, CAMILLE, CAMILLE, SACHA)
    await database.run(partial(postpone, calls=[first], due=LATER + LEASE))

    assert await claimed(database, now=LATER) == [other.id]
    assert await claimed(database, now=LATER + LEASE) == ids([first, second, other])


async def test_only_the_call_that_was_tried_counts_an_attempt(database: Database) -> None:
    calls = await posted(database, CAMILLE, CAMILLE)
    await database.run(partial(postpone, calls=calls, due=MONDAY))

    again = await database.run(partial(claim, now=MONDAY, lease=LEASE))
    assert [call.attempts for call in again] == [1, 0]


async def test_a_lease_is_renewed_unless_the_call_was_let_go_of(database: Database) -> None:
    kept, left = await posted(database, CAMILLE, SACHA)
    await database.run(partial(release, calls=[left]))
    await database.run(partial(renew, call_ids=ids([kept, left]), until=LATER + LEASE))

    assert await claimed(database, now=LATER) == [left.id]


async def test_a_process_that_is_alone_takes_everything_when_it_starts(database: Database) -> None:
    calls = await posted(database, CAMILLE, SACHA)
    await database.run(release_all)

    assert await claimed(database, now=MONDAY) == ids(calls)


async def test_what_was_put_aside_is_counted_and_blocks_nothing(database: Database) -> None:
    refused, following = await posted(database, CAMILLE, CAMILLE)
    await database.run(partial(park, call_id=refused.id, reason="can't parse entities", now=MONDAY))

    assert await claimed(database) == [following.id]
    assert await database.read(backlog) == Backlog(waiting=1, parked=1)


async def test_a_group_is_followed_with_all_that_waits(database: Database) -> None:
    await posted(database, -1, -1, SACHA)
    await database.run(partial(follow_migration, old=-1, new=-1001))

    calls = await database.run(partial(claim, now=LATER, lease=LEASE))
    assert [call.chat_id for call in calls] == [-1001, -1001, SACHA]


async def test_the_edit_of_a_message_that_is_gone_becomes_a_message(database: Database) -> None:
    [call] = await posted(database, CAMILLE)
    await database.run(partial(send_instead, call_id=call.id))

    [again] = await database.run(partial(claim, now=LATER, lease=LEASE))
    assert (again.method, again.payload) == ("sendMessage", {"text": "Bonjour"})


async def test_what_waits_for_a_lost_chat_is_forgotten(database: Database) -> None:
    _, other, _ = await posted(database, CAMILLE, SACHA, CAMILLE)
    await database.run(partial(drop_chat, chat_id=CAMILLE))

    assert await claimed(database) == [other.id]


async def test_a_number_is_never_given_twice(database: Database) -> None:
    [first] = await posted(database, CAMILLE)
    await database.run(partial(settle, call_ids=[first.id]))
    [second] = await posted(database, CAMILLE)

    assert second.id > first.id


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_that_claim_at_once_share_no_chat(database: Database, database_url: str) -> None:
    async with opened(database_url) as other:
        for _ in range(5):
            await posted(database, *(chat for _ in range(3) for chat in range(1, 30)))
            meeting = threading.Barrier(2)

            def meet_and_claim(transaction: Transaction, meeting: threading.Barrier = meeting) -> list[Call]:
                meeting.wait(10)
                return claim(transaction, LATER, LEASE)

            mine, theirs = await asyncio.gather(database.run(meet_and_claim), other.run(meet_and_claim))
            assert not {call.chat_id for call in mine} & {call.chat_id for call in theirs}
            assert len(mine) + len(theirs) == 87
            await database.run(lambda transaction: transaction.execute(OUTGOING.delete()))


async def test_what_is_stored_is_what_was_written(database: Database) -> None:
    await posted(database, CAMILLE)
    [row] = await database.read(lambda connection: connection.execute(select(OUTGOING)).all())

    assert (row.chat_id, row.due_at, row.leased_until, row.attempts) == (CAMILLE, MONDAY, LATER, 0)


async def test_what_was_not_made_for_sure_counts_no_attempt(database: Database) -> None:
    calls = await posted(database, CAMILLE)
    await database.run(partial(postpone, calls=calls, due=MONDAY, tried=False))

    [again] = await database.run(partial(claim, now=MONDAY, lease=LEASE))
    assert again.attempts == 0


async def test_what_a_process_held_when_it_died_may_have_been_made(database: Database) -> None:
    held, released = await posted(database, CAMILLE, SACHA)
    await database.run(partial(release, calls=[released]))
    again = await database.run(partial(claim, now=LATER, lease=LEASE))
    assert {call.id: call.attempts for call in again} == {held.id: 1, released.id: 0}

    await database.run(release_all)
    alone = await database.run(partial(claim, now=LATER, lease=LEASE))
    assert {call.id: call.attempts for call in alone} == {held.id: 2, released.id: 1}


async def test_what_a_chat_waits_for_is_found_whatever_waits_for_others(database: Database) -> None:
    on_sqlite = database.engine.dialect.name == "sqlite"
    explained = "EXPLAIN QUERY PLAN" if on_sqlite else "EXPLAIN"
    values: dict[str, Any] = {"numbers": "[5]" if on_sqlite else [5]}
    await posted(database, *range(1, 300))

    def plan(transaction: Transaction) -> str:
        dialect = transaction.connection.dialect
        compiled = OLDEST.on[dialect.name].on(dialect, values)
        found = transaction.connection.connection.driver_connection.execute(  # type: ignore[union-attr]
            f"{explained} {compiled.sql}", compiled.binds(values)
        )
        return "\n".join(str(row) for row in found)

    told = await database.run(plan)
    assert "ix_outgoing_of_chat" in told
    assert "ix_outgoing_waiting" not in told
