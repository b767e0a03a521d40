"""Updates come in: in order in each chat, acknowledged once committed, and only then."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from telegram.error import InvalidToken

from bot.playground.telegram.bot_api import serving as serving_telegram
from bot.playground.telegram.calls import BadGateway, Refused
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.serving import listener, serving
from bot.telegram.receiver import poll, webhook
from bot.telegram.throttle import LIMITS
from bot.telegram.updates import Incoming
from models.intake.queries import add_person
from tests.bot.telegram.house import House, a_house
from tests.bot.telegram.posting import until
from tests.stage import Clock

AT_ONCE, _ = LIMITS[0]
SECRET = "a-secret-of-the-test"

in_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def house(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[House]:
    async with a_house(database_url, telegram, clock) as house:
        yield house


@pytest.fixture
async def polling(house: House) -> AsyncIterator["asyncio.Task[None]"]:
    task = asyncio.create_task(poll(house.application, house.reception, retry_seconds=0.02))
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def door(house: House) -> AsyncIterator[str]:
    """Serve the webhook; give its address."""
    app = Starlette(
        routes=[Route("/telegram", webhook(house.application, house.reception, SECRET), methods=["POST"])]
    )
    listening = listener("127.0.0.1", 0)
    async with serving(app, listening):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/telegram"


async def receive(house: House, *updates: Incoming) -> list[bool]:
    return list(await asyncio.gather(*map(house.reception.receive, updates)))


async def test_a_chat_s_turns_are_taken_in_order(house: House, camille: Person, sacha: Person) -> None:
    for number in range(10):
        camille.types(f"c{number}")
        sacha.types(f"s{number}")
    assert all(await receive(house, *house.updates()))

    assert [text for text in house.taken if text[0] == "c"] == [f"c{number}" for number in range(10)]
    assert [text for text in house.taken if text[0] == "s"] == [f"s{number}" for number in range(10)]
    assert house.reception.idle


async def test_chats_do_not_wait_for_one_another(house: House, camille: Person, sacha: Person) -> None:
    released = asyncio.Event()

    async def hold_camille(text: str) -> None:
        if text == "lent":
            await released.wait()

    house.before = hold_camille
    camille.types("lent")
    camille.types("ensuite")
    sacha.types("vite")
    first, second, other = map(house.reception.receive, house.updates())
    assert await other
    assert house.taken == ["vite"]
    released.set()
    assert await first and await second
    assert house.taken == ["vite", "lent", "ensuite"]


async def test_turns_wait_in_order_until_the_house_opens(house: House, camille: Person) -> None:
    house.reception.close()
    camille.types("un")
    camille.types("deux")
    coming = [house.reception.receive(update) for update in house.updates()]
    await asyncio.sleep(0)
    assert not house.taken

    house.reception.open()
    assert all(await asyncio.gather(*coming))
    assert house.taken == ["un", "deux"]


async def test_an_update_that_comes_again_changes_nothing(house: House, camille: Person) -> None:
    camille.types("un")
    [update] = house.updates()
    assert await receive(house, update, update) == [True, True]

    assert house.texts() == ["un"]


async def test_a_bug_is_apologised_for_once_and_blocks_nothing(
    house: House, camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    house.bug = "deux"
    for text in ("un", "deux", "trois"):
        camille.types(text)
    updates = house.updates()
    assert all(await receive(house, *updates))
    assert all(await receive(house, *updates)), "even when they come again"

    un, sorry, trois = house.texts()
    assert (un, trois) == ("un", "trois")
    [told] = [record for record in caplog.records if record.levelno == logging.ERROR]
    reference = told.getMessage().split()[-1]
    assert reference in sorry
    assert "KeyError" in caplog.text


async def test_what_the_database_does_not_take_is_asked_again_in_order(
    house: House, camille: Person, sacha: Person
) -> None:
    for text in ("un", "deux", "trois"):
        camille.types(text)
    updates = house.updates()
    mend = house.fails()
    assert await receive(house, *updates) == [False, False, False]
    assert house.texts() == [], "and nobody is told anything"
    mend()
    assert await receive(house, *updates) == [True, True, True]

    assert house.texts() == ["un", "deux", "trois"]


async def test_an_outage_is_not_taken_for_a_flood(house: House, camille: Person) -> None:
    camille.types("un")
    camille.types("deux")
    updates = house.updates()
    mend = house.fails()
    for _ in range(AT_ONCE):
        assert await receive(house, *updates) == [False, False]
    mend()
    await receive(house, *updates)

    assert house.texts() == ["un", "deux"]


async def test_what_was_written_during_an_outage_is_read_whole(
    house: House, telegram: Simulator, camille: Person, clock: Clock
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "yes"}]]}
    telegram.call("sendMessage", {"chat_id": camille.id, "text": "Question", "reply_markup": keyboard})
    camille.taps("Oui")
    for number in range(AT_ONCE + 5):
        camille.types(str(number))
        clock.passes(timedelta(minutes=1))
    assert all(await receive(house, *house.updates()))

    assert house.texts() == ["yes", *map(str, range(AT_ONCE + 5))]


async def test_whoever_writes_too_fast_is_told_in_the_language_they_chose(
    house: House, camille: Person, clock: Clock
) -> None:
    await house.database.run(lambda transaction: add_person(transaction, camille.id, "en", clock()))
    for number in range(AT_ONCE + 1):
        camille.types(str(number))
    await receive(house, *house.updates())

    assert "That is a lot at once!" in house.texts()[-1]


async def test_a_flood_is_stopped_with_one_word(
    house: House, camille: Person, sacha: Person, clock: Clock
) -> None:
    for number in range(AT_ONCE + 30):
        camille.types(str(number))
    camille.blocks_bot()
    sacha.types("bonjour")
    assert all(await receive(house, *house.updates()))

    texts = house.texts()
    assert len(texts) == AT_ONCE + 2
    assert "bonjour" in texts
    assert texts.count(str(AT_ONCE)) == 0


async def test_a_turn_given_up_leaves_those_behind_to_come_again(house: House, camille: Person) -> None:
    begun = asyncio.Event()

    async def hold(text: str) -> None:
        begun.set()
        await asyncio.Event().wait()

    house.before = hold
    camille.types("un")
    camille.types("deux")
    first, second = map(house.reception.receive, house.updates())
    await begun.wait()
    first.cancel()

    assert await second is False
    assert house.reception.idle


async def test_polling_acknowledges_what_is_committed_and_nothing_else(
    house: House, polling: "asyncio.Task[None]", camille: Person, sacha: Person
) -> None:
    mend = house.fails()
    camille.types("un")
    sacha.types("deux")
    await asyncio.sleep(0.1)
    assert len(house.telegram.updates.pending) == 2
    mend()
    await until(lambda: not house.telegram.updates.pending)

    assert sorted(house.texts()) == ["deux", "un"]


@in_one_database
async def test_polling_survives_telegram_s_troubles(
    house: House, polling: "asyncio.Task[None]", camille: Person, telegram: Simulator
) -> None:
    telegram.fail(BadGateway(), "getUpdates", times=2)
    telegram.fail(Refused(409, "Conflict: terminated by other getUpdates request"), "getUpdates")
    camille.types("un")
    await until(lambda: house.texts() == ["un"])
    camille.types("deux")
    await until(lambda: house.texts() == ["un", "deux"])


@in_one_database
async def test_polling_ends_with_a_revoked_token(house: House, telegram: Simulator, camille: Person) -> None:
    telegram.fail(Refused(401, "Unauthorized"), "getUpdates")
    with pytest.raises(InvalidToken):
        await poll(house.application, house.reception)


async def test_an_update_that_cannot_be_read_is_passed_over(
    house: House, polling: "asyncio.Task[None]", camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    house.telegram.updates.add("message", {"a new kind of": "message"})
    camille.types("un")
    await until(lambda: house.texts() == ["un"] and not house.telegram.updates.pending)

    assert "cannot be read" in caplog.text


async def test_polling_loses_nothing_when_it_is_killed(
    house: House, polling: "asyncio.Task[None]", camille: Person
) -> None:
    for number in range(20):
        camille.types(str(number))
        if number == 10:
            await until(lambda: bool(house.taken))
            polling.cancel()
    again = asyncio.create_task(poll(house.application, house.reception))
    await until(lambda: not house.telegram.updates.pending)
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)

    assert house.texts() == [str(number) for number in range(20)]


async def answered(door: str, *, body: bytes, secret: str | None = SECRET) -> int:
    """Post to the webhook; return the status."""
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with (
        aiohttp.ClientSession(headers=headers) as client,
        client.post(door, data=body) as response,
    ):
        return response.status


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "é"])
@in_one_database
async def test_nobody_but_telegram_is_listened_to(
    house: House, door: str, camille: Person, secret: str | None
) -> None:
    assert await answered(door, body=b'{"update_id": 1}', secret=secret) == 403


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[]", b"null", b'"text"', b"{}", b'{"update_id": "1"}']
)
@in_one_database
async def test_what_is_no_update_is_refused(house: House, door: str, body: bytes) -> None:
    assert await answered(door, body=body) == 400


@in_one_database
async def test_an_update_of_an_unknown_kind_is_accepted(house: House, door: str) -> None:
    assert await answered(door, body=b'{"update_id": 1, "news": {}}') == 200
    assert await answered(door, body=b'{"update_id": 2, "message": {"odd": 1}}') == 200


async def test_telegram_calls_again_until_the_turn_is_committed(
    house: House, door: str, telegram: Simulator, camille: Person
) -> None:
    async with serving_telegram(telegram) as address, aiohttp.ClientSession() as client:
        mend = house.fails()
        hook = {"url": door, "secret_token": SECRET}
        async with client.post(f"{address}/bot{telegram.token}/setWebhook", json=hook) as response:
            assert response.status == 200
        camille.types("un")
        camille.types("deux")
        await asyncio.sleep(0.1)
        assert len(telegram.updates.pending) == 2
        mend()
        await until(lambda: not telegram.updates.pending)

    assert house.texts() == ["un", "deux"]


async def test_a_delivery_repeated_by_telegram_changes_nothing(
    house: House, door: str, telegram: Simulator, camille: Person
) -> None:
    camille.types("un")
    [(_, raw)] = telegram.updates.pending
    for _ in range(2):
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with (
            aiohttp.ClientSession(headers=headers) as client,
            client.post(door, json=raw) as response,
        ):
            assert response.status == 200

    assert house.texts() == ["un"]
