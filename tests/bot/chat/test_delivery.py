"""Delivery: in order in each chat, at least once, whatever happens on the way."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from bot.chat.delivery import LONGEST_RETRY_SECONDS
from bot.chat.presenting import LOOK_UP
from bot.playground.calls import (
    BadGateway,
    Failure,
    NoAnswer,
    Refused,
    bad_request,
    forbidden,
    server_error,
    too_many_requests,
)
from bot.playground.chats import Chat
from bot.playground.people import Person
from bot.playground.simulator import Simulator
from models.database import Call, StoreUnavailable, Transaction
from models.outbox import OUTGOING, Backlog
from tests.bot.chat.posting import Post, post_office, until
from tests.stage import Clock

NOTHING = Backlog(waiting=0, parked=0)
TROUBLES = [BadGateway(), server_error(), NoAnswer(timed_out=True), NoAnswer(timed_out=False)]


@pytest.fixture
async def post(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[Post]:
    async with post_office(database_url, telegram, clock) as post:
        yield post


def received(chat: Chat) -> list[str]:
    """Return what the bot wrote in a chat."""
    return [message.text for message in chat.history if message.sender.is_bot]


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


async def test_a_person_who_blocked_the_bot_gets_nothing_more(
    post: Post, telegram: Simulator, camille: Person, sacha: Person
) -> None:
    camille.blocks_bot()
    await post.writes("un", "deux", "trois", chat=camille.id)
    await post.writes("un", chat=sacha.id)
    await post.rests()

    assert post.lost == [camille.id]
    assert len(telegram.calls_to("sendMessage")) == 2, "the first refusal is enough"
    assert await post.backlog() == NOTHING
    camille.unblocks_bot()
    await post.writes("quatre", chat=camille.id)
    await post.rests()
    assert received(camille.chat) == ["quatre"]


@pytest.mark.parametrize(
    "refusal",
    [
        forbidden("bot was kicked from the supergroup chat"),
        bad_request("chat not found"),
        bad_request("not enough rights to send text messages to the chat"),
        bad_request("CHAT_WRITE_FORBIDDEN"),
    ],
    ids=str,
)
async def test_a_chat_that_takes_nothing_more_is_lost(
    post: Post, telegram: Simulator, camille: Person, refusal: Failure
) -> None:
    group = telegram.group("Comité", [camille])
    telegram.fail(refusal)
    await post.writes("un", chat=group.id)
    await post.rests()

    assert post.lost == [group.id]


async def test_a_migrated_group_is_followed(post: Post, telegram: Simulator, camille: Person) -> None:
    group = telegram.group("Comité", [camille])
    supergroup = telegram.migrate(group)
    await post.writes("un", "deux", chat=group.id, settles="dossier:1")
    await post.writes("trois", chat=group.id)
    await post.rests()

    assert received(supergroup) == ["un", "deux", "trois"]
    assert post.numbers["dossier:1"] == supergroup.history[-2].id
    assert await post.backlog() == NOTHING


@pytest.mark.parametrize(
    "refusal", [bad_request("can't parse entities"), Refused(413, "Request Entity Too Large")]
)
async def test_a_refused_message_is_put_aside_and_blocks_nothing(
    post: Post,
    telegram: Simulator,
    clock: Clock,
    camille: Person,
    refusal: Failure,
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram.fail(refusal)
    await post.writes("un", "deux", chat=camille.id)
    await post.rests()

    assert received(camille.chat) == ["deux"]
    assert await post.backlog() == Backlog(waiting=0, parked=1)
    assert "put aside" in caplog.text
    clock.passes(timedelta(hours=1))
    await post.sweeps()
    assert received(camille.chat) == ["deux"]


async def test_a_bug_on_the_way_blocks_nothing(
    post: Post, camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(call: Call) -> None:
        raise KeyError("bug")

    post.search = fail
    await post.calls(LOOK_UP, {"words": "Tilleuls"}, chat=camille.id)
    await post.writes("deux", chat=camille.id)
    await post.rests()

    assert received(camille.chat) == ["deux"]
    assert await post.backlog() == Backlog(waiting=0, parked=1)
    assert "KeyError" in caplog.text


async def test_a_delivered_message_whose_number_cannot_be_written_is_not_sent_again(
    post: Post, clock: Clock, camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(transaction: Transaction, settles: str, number: int) -> None:
        raise KeyError("bug")

    post.delivery._written = fail
    await post.writes("un", chat=camille.id, settles="draft:1")
    await post.writes("deux", chat=camille.id)
    await post.rests()
    clock.passes(timedelta(hours=1))
    await post.sweeps()

    assert received(camille.chat) == ["un", "deux"]
    assert await post.backlog() == Backlog(waiting=0, parked=1)


async def test_showing_the_same_thing_again_is_a_success(post: Post, camille: Person) -> None:
    await post.writes("un", chat=camille.id)
    await post.rests()
    card = camille.chat.last.id
    await post.calls("editMessageText", {"message_id": card, "text": "un"}, chat=camille.id)
    await post.calls("editMessageReplyMarkup", {"message_id": card}, chat=camille.id)
    await post.calls("editMessageReplyMarkup", {"message_id": 999}, chat=camille.id)
    await post.rests()

    assert await post.backlog() == NOTHING


async def test_the_edit_of_a_message_that_is_gone_is_a_new_message(post: Post, camille: Person) -> None:
    await post.writes("un", chat=camille.id, settles="draft:1")
    await post.rests()
    gone = camille.chat.last
    camille.deletes(gone)
    edit = {"message_id": gone.id, "text": "deux"}
    await post.calls("editMessageText", edit, chat=camille.id, settles="draft:1")
    await post.writes("trois", chat=camille.id)
    await post.rests()

    assert received(camille.chat) == ["deux", "trois"]
    assert post.numbers["draft:1"] == camille.chat.history[-2].id


async def test_an_edit_that_succeeds_changes_no_number(post: Post, camille: Person) -> None:
    await post.writes("un", chat=camille.id)
    await post.rests()
    edit = {"message_id": camille.chat.last.id, "text": "deux"}
    await post.calls("editMessageText", edit, chat=camille.id, settles="draft:1")
    await post.rests()

    assert received(camille.chat) == ["deux"]
    assert post.numbers == {}


async def test_typing_is_not_worth_a_second_try(post: Post, telegram: Simulator, camille: Person) -> None:
    telegram.fail(server_error(), "sendChatAction")
    await post.calls("sendChatAction", {"action": "typing"}, chat=camille.id)
    await post.writes("un", chat=camille.id)
    await post.rests()

    assert received(camille.chat) == ["un"]


async def test_a_revoked_token_puts_nothing_aside(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    telegram.fail(Refused(401, "Unauthorized"))
    await post.writes("un", chat=camille.id)
    await post.rests()
    clock.passes(timedelta(seconds=1))
    await post.sweeps()

    assert received(camille.chat) == ["un"]


async def test_a_document_is_uploaded(post: Post, camille: Person) -> None:
    document = {"name": "mes-données.json", "content": '{"société": "Tilleuls"}'}
    await post.calls("sendDocument", {"document": document, "caption": "Voilà"}, chat=camille.id)
    await post.rests()

    file = camille.chat.last.file
    assert file is not None
    assert (file.name, file.content.decode()) == ("mes-données.json", '{"société": "Tilleuls"}')


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


async def test_stopping_lets_the_call_under_way_end_and_begins_no_other(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    async with post_office(database_url, telegram, clock) as post:
        begun, end = asyncio.Event(), asyncio.Event()

        async def search(call: Call) -> None:
            begun.set()
            await end.wait()

        post.search = search
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
        begun, end = asyncio.Event(), asyncio.Event()

        async def search(call: Call) -> None:
            begun.set()
            await end.wait()

        one.search = search
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
