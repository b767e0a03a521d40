"""What one process leaves, another one delivers: after a crash, a stop, or beside it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.playground.telegram.calls import server_error
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.telegram.render.replies import LOOK_UP
from models.database.outbox import Backlog
from models.database.writer import StoreUnavailable
from tests.bot.telegram.posting import Post, post_office, received, until
from tests.stage import Clock

NOTHING = Backlog(waiting=0, parked=0)


@pytest.fixture
async def post(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[Post]:
    async with post_office(database_url, telegram, clock) as post:
        yield post


async def test_a_crash_before_the_settling_sends_again_rather_than_never(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    async with post_office(database_url, telegram, clock) as post:
        await post.writes("un", chat=camille.id)
        await post.rests()
        post.database.on_commit = lambda calls: None  # it dies after the commit, before the call
        await post.writes("deux", chat=camille.id)
    async with post_office(database_url, telegram, clock) as post:
        await post.sweeps()
        assert received(camille.chat) == ["un"], "another process may be making it"
        clock.passes(timedelta(seconds=20))
        await post.sweeps()
        assert received(camille.chat) == ["un", "deux"]


async def test_what_a_crash_left_goes_before_what_is_new(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    async with post_office(database_url, telegram, clock) as post:
        await post.delivery.stop()
        await post.writes("un", "deux", chat=camille.id)
    async with post_office(database_url, telegram, clock) as post:
        await post.writes("trois", chat=camille.id)
        await post.rests()
        assert received(camille.chat) == []
        await post.sweeps()
        assert received(camille.chat) == ["un", "deux", "trois"]


async def test_stopping_lets_the_call_under_way_end_and_begins_no_other(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    async with post_office(database_url, telegram, clock) as post:
        begun, end = post.looks_up_until_told()
        await post.calls(LOOK_UP, {}, chat=camille.id)
        await post.writes("un", chat=camille.id)
        await begun.wait()
        stopping = asyncio.create_task(post.delivery.stop())
        await asyncio.sleep(0)
        end.set()
        await stopping

        assert post.delivery.idle
        assert received(camille.chat) == []
        assert await post.backlog() == Backlog(waiting=1, parked=0), "what was made is settled"
    async with post_office(database_url, telegram, clock) as post:
        await post.sweeps()
        assert received(camille.chat) == ["un"], "it was let go of: nobody waits for a lease to end"


async def test_stopping_does_not_wait_for_telegram_s_limits(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    async with post_office(database_url, telegram, clock, per_second=0.01) as post:
        await post.writes("un", "deux", chat=camille.id)
        await until(lambda: bool(received(camille.chat)))
        await post.delivery.stop()
        assert received(camille.chat) == ["un"]
        assert await post.backlog() == Backlog(waiting=1, parked=0)


async def test_an_outage_of_the_database_sends_nothing_twice(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    """The message left; what came of it waits for the database."""
    engine, refusing = post.database.engine, [True]

    def refuse(connection: object) -> None:
        if refusing:
            raise OperationalError("COMMIT", None, Exception("disk I/O error"))

    await post.writes("un", chat=camille.id)
    event.listen(engine, "commit", refuse)
    await until(lambda: bool(received(camille.chat)))
    with pytest.raises(StoreUnavailable):
        await post.database.run(lambda transaction: None)
    assert not post.delivery.idle
    refusing.clear()
    clock.passes(timedelta(seconds=60))
    await post.sweeps()

    assert received(camille.chat) == ["un"]
    assert await post.backlog() == NOTHING


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_deliver_each_message_once_and_in_order(
    database_url: str, telegram: Simulator, clock: Clock
) -> None:
    people = [telegram.person(f"Personne {number}") for number in range(8)]
    for person in people:
        person.types("/start")
    telegram.fail(server_error(), "sendMessage", times=10)
    async with (
        post_office(database_url, telegram, clock) as one,
        post_office(database_url, telegram, clock) as two,
    ):
        for number in range(20):
            for person in people:
                await (one, two)[(number + person.id) % 2].writes(str(number), chat=person.id)
            if number % 4 == 0:
                clock.passes(timedelta(seconds=1))
                await asyncio.gather(one.delivery.sweep(), two.delivery.sweep())
        while (await one.backlog()).waiting:
            clock.passes(timedelta(seconds=1))
            await asyncio.gather(one.sweeps(), two.sweeps())

    for person in people:
        assert received(person.chat) == [str(number) for number in range(20)]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_a_process_is_making_is_not_taken_by_another(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    async with (
        post_office(database_url, telegram, clock) as one,
        post_office(database_url, telegram, clock) as two,
    ):
        begun, end = one.looks_up_until_told()
        await one.calls(LOOK_UP, {}, chat=camille.id)
        await begun.wait()
        await two.writes("un", chat=camille.id)
        for _ in range(4):  # longer than a lease, which is renewed meanwhile
            clock.passes(timedelta(seconds=15))
            await one.delivery.sweep()
            await two.sweeps()
        assert (two.searches, received(camille.chat)) == ([], [])
        end.set()
        await one.rests()
        await two.sweeps()
        assert received(camille.chat) == ["un"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_comes_after_another_process_s_call_waits_for_no_periodic_sweep(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    async with (
        post_office(database_url, telegram, clock) as one,
        post_office(database_url, telegram, clock) as two,
    ):
        begun, end = one.looks_up_until_told()
        await one.calls(LOOK_UP, {}, chat=camille.id)
        await begun.wait()
        await two.writes("un", chat=camille.id)
        end.set()
        async with asyncio.timeout(2):
            await until(lambda: received(camille.chat) == ["un"])
