"""The simulator over HTTP, seen by python-telegram-bot's own HTTP client."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from bot.playground.telegram.bot_api import serving
from bot.playground.telegram.calls import BadGateway, NoAnswer, too_many_requests
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator

pytestmark = pytest.mark.usefixtures("spans_in_errors")


@pytest.fixture
async def address(telegram: Simulator) -> AsyncIterator[str]:
    async with serving(telegram) as address:
        yield address


def connect(address: str, token: str) -> Bot:
    return Bot(token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot", request=HTTPXRequest(8))


@pytest.fixture
async def bot(address: str, telegram: Simulator) -> AsyncIterator[Bot]:
    async with connect(address, telegram.token) as bot:
        yield bot


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.message.text if update.message else None for update in updates]


async def test_updates_are_redelivered_until_acknowledged_by_the_next_offset(
    bot: Bot, camille: Person
) -> None:
    for text in ("un", "deux", "trois"):
        camille.types(text)
    first = await bot.get_updates()
    assert texts(first) == texts(await bot.get_updates()) == ["un", "deux", "trois"]
    assert texts(await bot.get_updates(limit=1)) == ["un"]
    assert texts(await bot.get_updates(offset=first[0].update_id + 1)) == ["deux", "trois"]
    assert texts(await bot.get_updates(offset=-1)) == ["trois"]
    assert await bot.get_updates(offset=first[2].update_id + 1) == ()


async def test_a_long_poll_wakes_when_somebody_writes(bot: Bot, camille: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    assert not poll.done()
    camille.types("Bonjour")
    assert texts(await asyncio.wait_for(poll, 5)) == ["Bonjour"]


async def test_a_second_poll_ends_the_first(
    bot: Bot, address: str, telegram: Simulator, camille: Person
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    async with connect(address, telegram.token) as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await poll
        camille.types("Bonjour")
        assert texts(await second) == ["Bonjour"]


async def test_only_allowed_kinds_of_update_are_kept(bot: Bot, telegram: Simulator, camille: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    camille.types("Bonjour")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    camille.types("Bonjour")
    assert texts(await bot.get_updates()) == ["Bonjour"]


async def test_files_are_uploaded_and_downloaded(bot: Bot, camille: Person) -> None:
    content = bytes(range(256)) + b"\r\n--\r\n"
    message = await bot.send_document(camille.id, content, filename="dossier été.bin", caption="Voilà")
    shown = camille.chat.last
    assert shown.file is not None
    assert (shown.file.name, shown.file.content, shown.text) == ("dossier été.bin", content, "Voilà")
    assert message.document is not None
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == content


async def test_parameters_are_read_from_a_form_json_and_the_address(
    address: str, telegram: Simulator, camille: Person
) -> None:
    method = f"{address}/bot{telegram.token}/SENDmessage"
    values = {"chat_id": str(camille.id), "text": "Été"}
    async with aiohttp.ClientSession() as client:
        for sending in (
            client.post(method, data=values),
            client.post(method, json=values),
            client.get(method, params=values),
        ):
            async with sending as answer:
                assert (await answer.json())["result"]["text"] == "Été"


async def test_errors_travel_as_telegram_s(
    bot: Bot, address: str, telegram: Simulator, camille: Person
) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(camille.id, " ")
    telegram.fail(too_many_requests(2))
    with pytest.raises(RetryAfter):
        await bot.send_message(camille.id, "Bonjour")
    telegram.fail(BadGateway())
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(camille.id, "Bonjour")
    with pytest.raises(InvalidToken):
        async with connect(address, "1:wrong"):
            pass


async def test_a_lost_answer_leaves_the_message_delivered(
    bot: Bot, telegram: Simulator, camille: Person
) -> None:
    telegram.fail(NoAnswer(timed_out=True), delivered=True)
    with pytest.raises(TimedOut):
        await bot.send_message(camille.id, "Un", read_timeout=0.1)
    telegram.fail(NoAnswer(timed_out=False), delivered=True)
    with pytest.raises(NetworkError):
        await bot.send_message(camille.id, "Deux")
    assert [message.text for message in camille.chat.history] == ["/start", "Un", "Deux"]


async def test_a_webhook_is_retried_until_it_accepts_and_carries_the_secret(
    bot: Bot, camille: Person
) -> None:
    received: list[tuple[str, str]] = []
    statuses = [500, 503, 200, 200]

    async def take(request: web.Request) -> web.Response:
        update = await request.json()
        received.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], update["message"]["text"]))
        return web.Response(status=statuses.pop(0))

    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    _, port = runner.addresses[0]
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s3cret")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    camille.types("un")
    camille.types("deux")
    while (await bot.get_webhook_info()).pending_update_count:
        continue
    assert received == [("s3cret", "un")] * 3 + [("s3cret", "deux")]
    await bot.delete_webhook()
    camille.types("trois")
    assert texts(await bot.get_updates()) == ["trois"]
    await runner.cleanup()


async def test_a_webhook_outside_must_be_https(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="https url must be provided"):
        await bot.set_webhook("http://example.com/hook")
