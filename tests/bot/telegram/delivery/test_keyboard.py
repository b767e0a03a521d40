"""The phone's keyboard is put away before the next question, which does not wait for it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.playground.telegram.calls import forbidden
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from models.database.outbox import Backlog
from models.database.writer import Transaction
from tests.bot.telegram.posting import Post, Slow, post_office, received, until
from tests.stage import Clock

NOTHING = Backlog(waiting=0, parked=0)

LOWERS: dict[str, Any] = {"text": "Poursuivons.", "reply_markup": {"remove_keyboard": True}}


@pytest.fixture
async def post(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[Post]:
    async with post_office(database_url, telegram, clock) as post:
        yield post


async def lowers(post: Post, chat: int, *said: str) -> None:
    """Have the phone's keyboard put away, then say things, in one turn."""

    def work(transaction: Transaction) -> None:
        for payload in (LOWERS, *({"text": text} for text in said)):
            transaction.post(chat, "sendMessage", {"chat_id": chat, **payload}, now=post.clock())

    await post.database.run(work)


async def test_a_question_does_not_wait_until_the_keyboard_is_away(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    slow = Slow(telegram)
    async with post_office(database_url, telegram, clock, request=slow) as post:
        slow.answers.clear()
        await lowers(post, camille.id, "Une question ?")
        await until(lambda: slow.asked == 2)
        slow.answers.set()
        await post.rests()

        assert received(camille.chat) == ["Poursuivons.", "Une question ?"]
        assert await post.backlog() == NOTHING


async def test_a_keyboard_is_put_away_after_what_raises_it(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    slow = Slow(telegram)
    async with post_office(database_url, telegram, clock, request=slow) as post:
        slow.answers.clear()
        await post.writes("Partagez", "votre numéro.", chat=camille.id)
        await until(lambda: slow.asked > 0)
        await lowers(post, camille.id, "Une question ?")
        slow.answers.set()
        await post.rests()

        assert received(camille.chat) == ["Partagez", "votre numéro.", "Poursuivons.", "Une question ?"]


async def test_who_blocks_the_bot_is_given_up_once_though_two_calls_are_refused(
    post: Post, telegram: Simulator, camille: Person
) -> None:
    telegram.fail(forbidden("bot was blocked by the user"), "sendMessage", times=2)
    await lowers(post, camille.id, "Une question ?")
    await post.rests()

    assert post.lost == [camille.id]
    assert await post.backlog() == NOTHING
