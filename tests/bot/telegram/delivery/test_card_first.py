"""What a person waits for goes first: tidying waits, and edits that nobody saw yet become the last one."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.playground.telegram.calls import Failure, NoAnswer, forbidden, server_error, too_many_requests
from bot.playground.telegram.chats import ChatMessage
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from models.database.outbox import Backlog
from models.database.tables import Settles
from models.database.writer import Transaction
from tests.bot.telegram.posting import Post, Slow, post_office, received, until
from tests.stage import Clock

NOTHING = Backlog(waiting=0, parked=0)
BUTTON = {"inline_keyboard": [[{"text": "Oui", "callback_data": "a:1:0:yes"}]]}


@pytest.fixture
async def post(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[Post]:
    async with post_office(database_url, telegram, clock) as post:
        yield post


async def with_button(post: Post, person: Person, text: str = "Une question ?") -> ChatMessage:
    """Send a card, and forget that it was."""
    await post.calls(
        "sendMessage", {"chat_id": person.id, "text": text, "reply_markup": BUTTON}, chat=person.id
    )
    await post.rests()
    post.telegram.calls.clear()
    return person.chat.last


async def tidies(post: Post, card: ChatMessage, *said: str) -> None:
    """Have a card lose its buttons, then say things, in one turn."""
    chat = card.chat.id

    def work(transaction: Transaction) -> None:
        tidying: dict[str, Any] = {"chat_id": chat, "message_id": card.id}
        now = post.clock()
        transaction.post(chat, "editMessageReplyMarkup", tidying, now=now, settles=Settles.TIDYING)
        for text in said:
            transaction.post(chat, "sendMessage", {"chat_id": chat, "text": text}, now=now)

    await post.database.run(work)


async def edits(post: Post, chat: int, *edits: tuple[int, str] | str) -> None:
    """Have messages edited, and others sent, in one turn."""

    def work(transaction: Transaction) -> None:
        for each in edits:
            if isinstance(each, str):
                transaction.post(chat, "sendMessage", {"chat_id": chat, "text": each}, now=post.clock())
            else:
                payload = {"chat_id": chat, "message_id": each[0], "text": each[1]}
                transaction.post(chat, "editMessageText", payload, now=post.clock())

    await post.database.run(work)


def made(telegram: Simulator) -> list[str]:
    """Return what was called, in order: the texts, or the method without any."""
    return [str(call.parameters.get("text", call.method)) for call in telegram.calls]


async def test_what_only_tidies_comes_after_all_that_is_said(
    post: Post, telegram: Simulator, camille: Person
) -> None:
    card = await with_button(post, camille)
    await tidies(post, card, "deux", "trois")
    await post.rests()

    assert made(telegram) == ["deux", "trois", "editMessageReplyMarkup"]
    assert card.rows == ()
    assert await post.backlog() == NOTHING


@pytest.mark.parametrize(
    "failure", [server_error(), too_many_requests(60), NoAnswer(timed_out=False)], ids=str
)
async def test_nothing_waits_behind_a_tidying_that_fails(
    post: Post, telegram: Simulator, clock: Clock, camille: Person, failure: Failure
) -> None:
    card = await with_button(post, camille)
    telegram.fail(failure, "editMessageReplyMarkup")
    await tidies(post, card)
    await post.rests()
    await post.writes("deux", chat=camille.id)
    await post.rests()

    assert received(camille.chat)[1:] == ["deux"]
    assert card.rows != ()
    clock.passes(timedelta(seconds=60))
    await post.sweeps()
    assert card.rows == ()
    assert await post.backlog() == NOTHING


async def test_what_tidies_waits_behind_an_edit_that_rests(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    card = await with_button(post, camille)
    telegram.fail(server_error(), "editMessageText", times=2)
    await edits(post, camille.id, (card.id, "un"))
    await post.rests()
    await tidies(post, card, "deux")
    for seconds in (1, 2):
        await post.rests()
        clock.passes(timedelta(seconds=seconds))
        await post.sweeps()

    assert made(telegram) == ["un", "un", "un", "deux", "editMessageReplyMarkup"]
    assert await post.backlog() == NOTHING


async def test_what_tidies_waits_behind_an_edit_that_fails_under_way(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    slow = Slow(telegram)
    async with post_office(database_url, telegram, clock, request=slow) as post:
        card = await with_button(post, camille)
        telegram.fail(server_error(), "editMessageText")
        slow.answers.clear()
        await edits(post, camille.id, (card.id, "un"))
        await until(lambda: slow.asked > 0)
        await tidies(post, card, "deux")
        slow.answers.set()
        await post.rests()
        assert made(telegram) == ["un"]
        clock.passes(timedelta(seconds=1))
        await post.sweeps()

        assert made(telegram) == ["un", "un", "deux", "editMessageReplyMarkup"]
        assert await post.backlog() == NOTHING


async def test_nothing_waits_in_another_process_behind_a_tidying(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    async with (
        post_office(database_url, telegram, clock, per_second=2) as busy,
        post_office(database_url, telegram, clock) as other,
    ):
        card = await with_button(busy, camille)
        await busy.writes("ailleurs", chat=camille.id)
        await tidies(busy, card)
        while (await busy.backlog()).waiting > 1:  # noqa: ASYNC110 - only the database tells
            await asyncio.sleep(0.002)
        await other.writes("deux", chat=camille.id)
        await other.rests()

        assert received(camille.chat)[-1] == "deux"
        assert card.rows != (), "there was no place to spare for it"


async def test_what_tidies_waits_for_the_question_that_another_process_lets_pass(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    slow = Slow(telegram)
    async with (
        post_office(database_url, telegram, clock, request=slow) as one,
        post_office(database_url, telegram, clock) as two,
    ):
        card = await with_button(one, camille)
        slow.answers.clear()
        await one.writes("un", chat=camille.id)
        await until(lambda: slow.asked > 0)
        await tidies(two, card, "deux")
        await two.rests()
        assert made(telegram) == [], "the buttons are there until something takes their place"
        slow.answers.set()
        await one.rests()
        await two.sweeps()

        assert made(telegram) == ["un", "deux", "editMessageReplyMarkup"]


async def test_a_tidying_that_its_chat_refuses_gives_nobody_up(
    post: Post, telegram: Simulator, camille: Person
) -> None:
    card = await with_button(post, camille)
    telegram.fail(forbidden("bot was blocked by the user"), "editMessageReplyMarkup")
    await tidies(post, card)
    await post.rests()

    assert post.lost == []
    assert await post.backlog() == NOTHING


async def test_several_edits_of_a_message_that_wait_become_the_last(
    post: Post, telegram: Simulator, camille: Person
) -> None:
    card, other = await with_button(post, camille), await with_button(post, camille)
    await edits(
        post, camille.id, (card.id, "a"), (other.id, "A"), (card.id, "b"), (card.id, "c"), (other.id, "B")
    )
    await post.rests()

    assert made(telegram) == ["c", "B"]
    assert (card.text, other.text) == ("c", "B")
    assert await post.backlog() == NOTHING


async def test_an_edit_that_a_message_may_speak_of_is_made(
    post: Post, telegram: Simulator, camille: Person
) -> None:
    card = await with_button(post, camille)
    await edits(post, camille.id, (card.id, "a"), (card.id, "b"), "Voyez ci-dessus.", (card.id, "c"))
    await post.rests()

    assert made(telegram) == ["b", "Voyez ci-dessus.", "c"]


@pytest.mark.parametrize("taps", [2, 18])
async def test_an_edit_under_way_is_followed_by_the_last_of_those_that_came_meanwhile(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person, taps: int
) -> None:
    slow = Slow(telegram)
    async with post_office(database_url, telegram, clock, request=slow) as post:
        card = await with_button(post, camille)
        slow.answers.clear()
        await edits(post, camille.id, (card.id, "0"))
        await until(lambda: slow.asked > 0)
        for tap in range(1, taps + 1):
            await edits(post, camille.id, (card.id, str(tap)))
        slow.answers.set()
        await post.rests()

        assert made(telegram) == ["0", str(taps)], "who taps fast does not queue behind themselves"
        assert await post.backlog() == NOTHING


async def test_an_edit_that_may_have_been_made_is_made_again(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    card = await with_button(post, camille)
    telegram.fail(server_error(), "editMessageText")
    await edits(post, camille.id, (card.id, "a"))
    await post.rests()
    await edits(post, camille.id, (card.id, "b"), (card.id, "c"))
    clock.passes(timedelta(seconds=1))
    await post.sweeps()

    assert made(telegram) == ["a", "a", "c"], "the first try, the second, and the last word"
