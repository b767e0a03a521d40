"""Delivery: in order in each chat, at least once, whatever happens on the way."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.playground.telegram.calls import BadGateway, Failure, NoAnswer, server_error, too_many_requests
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.telegram.delivery.sender import LONGEST_RETRY_SECONDS
from models.database.outbox import OUTGOING, Backlog
from tests.bot.telegram.posting import Post, post_office, received, until
from tests.stage import Clock

NOTHING = Backlog(waiting=0, parked=0)
TROUBLES = [BadGateway(), server_error(), NoAnswer(timed_out=True), NoAnswer(timed_out=False)]


@pytest.fixture
async def post(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[Post]:
    async with post_office(database_url, telegram, clock) as post:
        yield post


async def due_in(post: Post) -> list[float]:
    """Return in how many seconds each waiting call is due."""
    rows = await post.database.read(
        lambda connection: (
            connection.execute(select(OUTGOING.c.due_at).order_by(OUTGOING.c.id)).scalars().all()
        )
    )
    return [(due - post.clock()).total_seconds() for due in rows]


async def test_what_is_delivered_leaves_the_outbox(post: Post, camille: Person) -> None:
    await post.writes("un", "deux", chat=camille.id, settles="draft:1")
    await post.rests()

    assert received(camille.chat) == ["un", "deux"]
    assert await post.backlog() == NOTHING
    assert post.numbers == {"draft:1": camille.chat.last.id}


@pytest.mark.parametrize("failure", [too_many_requests(3), *TROUBLES], ids=str)
async def test_order_survives_troubles(
    post: Post, telegram: Simulator, clock: Clock, camille: Person, sacha: Person, failure: Failure
) -> None:
    await post.writes("un", chat=camille.id)
    await post.rests()
    telegram.fail(failure, "sendMessage", chat=camille.chat)
    await post.writes("deux", "trois", chat=camille.id)
    await post.writes("quatre", chat=camille.id)
    await post.writes("un", chat=sacha.id)
    await post.rests()
    await post.writes("cinq", chat=camille.id)
    await post.sweeps()

    assert received(camille.chat) == ["un"], "nothing overtakes what has to be made again"
    assert received(sacha.chat) == ["un"], "other chats do not wait"
    clock.passes(timedelta(seconds=3))
    await post.sweeps()
    assert received(camille.chat) == ["un", "deux", "trois", "quatre", "cinq"]
    assert await post.backlog() == NOTHING


async def test_nothing_is_made_before_telegram_allows_it(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    telegram.fail(too_many_requests(30))
    await post.writes("un", chat=camille.id)
    await post.rests()

    assert await due_in(post) == [30.0]
    clock.passes(timedelta(seconds=29.9))
    await post.sweeps()
    assert len(telegram.calls_to("sendMessage")) == 1
    clock.passes(timedelta(seconds=0.1))
    await post.sweeps()
    assert received(camille.chat) == ["un"]


@pytest.mark.parametrize(("asked", "rest"), [(-5, 1.0), (10**12, 86_400.0)])
async def test_a_rest_that_makes_no_sense_is_bounded(
    post: Post, telegram: Simulator, camille: Person, asked: int, rest: float
) -> None:
    telegram.fail(too_many_requests(asked))
    await post.writes("un", chat=camille.id)
    await post.rests()

    assert await due_in(post) == [rest]


async def test_a_short_rest_needs_no_periodic_sweep(
    database_url: str, telegram: Simulator, camille: Person
) -> None:
    """The instants are read from the clock that moves by itself, as in production."""

    class Moving(Clock):
        def __call__(self) -> datetime:
            return datetime.now(UTC)

    async with post_office(database_url, telegram, Moving()) as post:
        await post.writes("un", chat=camille.id)
        await post.rests()
        telegram.fail(too_many_requests(1))
        await post.writes("deux", chat=camille.id)
        await until(lambda: len(received(camille.chat)) == 2)


async def test_retries_are_further_and_further_apart_up_to_a_limit(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    telegram.fail(server_error(), times=12)
    await post.writes("un", chat=camille.id)
    await post.rests()
    delays: list[float] = []
    while delay := await due_in(post):
        delays += delay
        clock.passes(timedelta(seconds=delay[0]))
        await post.sweeps()

    assert delays[:4] == [1.0, 2.0, 4.0, 8.0]
    assert delays == sorted(delays)
    assert delays[-3:] == [LONGEST_RETRY_SECONDS] * 3
    assert received(camille.chat) == ["un"]


async def test_a_document_is_uploaded(post: Post, camille: Person) -> None:
    document = {"name": "mes-données.json", "content": '{"société": "Tilleuls"}'}
    await post.calls("sendDocument", {"document": document, "caption": "Voilà"}, chat=camille.id)
    await post.rests()

    file = camille.chat.last.file
    assert file is not None
    assert (file.name, file.content.decode()) == ("mes-données.json", '{"société": "Tilleuls"}')


async def test_what_is_claimed_goes_before_what_is_written_meanwhile(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    telegram.fail(too_many_requests(1))
    await post.writes("un", chat=camille.id)
    await post.rests()
    clock.passes(timedelta(seconds=1))
    await asyncio.gather(
        post.delivery.sweep(), *(post.writes(str(number), chat=camille.id) for number in range(20))
    )
    await post.rests()
    await post.sweeps()

    assert received(camille.chat) == ["un", *map(str, range(20))]


async def test_a_long_rest_in_the_database_holds_no_lease(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    """A renewal that was asked for before the rest must not hold the call beyond it."""
    telegram.fail(too_many_requests(1))
    await asyncio.gather(post.writes("un", chat=camille.id), *(post.delivery.sweep() for _ in range(10)))
    await post.rests()
    clock.passes(timedelta(seconds=1))
    await post.sweeps()

    assert received(camille.chat) == ["un"]
