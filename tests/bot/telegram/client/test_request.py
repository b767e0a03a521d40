"""The way to the real network, against the simulator served over HTTP."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.playground.telegram.bot_api import serving
from bot.playground.telegram.calls import (
    BadGateway,
    Failure,
    NoAnswer,
    bad_request,
    forbidden,
    server_error,
    too_many_requests,
)
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.telegram.client.bot import CallingBot
from bot.telegram.client.request import KeptRequest
from bot.telegram.delivery.copies import replacement
from bot.telegram.delivery.uploads import Uploads
from models.database.writer import Call
from models.privacy.sent_copies import Copy
from models.privacy.tables import CopyKind, ErasureCause


def connect(address: str, token: str) -> CallingBot:
    return CallingBot(
        token,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=KeptRequest(),
        get_updates_request=KeptRequest(),
    )


@pytest.fixture
async def address(telegram: Simulator) -> AsyncIterator[str]:
    async with serving(telegram) as address:
        yield address


@pytest.fixture
async def bot(address: str, telegram: Simulator) -> AsyncIterator[CallingBot]:
    async with connect(address, telegram.token) as bot:
        yield bot


async def test_a_call_returns_its_result(bot: CallingBot, camille: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Continuer", "callback_data": "c:1:0:"}]]}
    payload = {"chat_id": camille.id, "text": "Été à l’œuvre 🥐", "reply_markup": keyboard}
    sent = await bot.call("sendMessage", payload)

    assert sent["message_id"] == camille.chat.last.id
    assert camille.chat.last.text == "Été à l’œuvre 🥐"
    assert camille.chat.screen.labels == ["Continuer"]


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (too_many_requests(3), RetryAfter),
        (forbidden("bot was blocked by the user"), Forbidden),
        (bad_request("chat not found"), BadRequest),
        (bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1001), ChatMigrated),
        (server_error(), NetworkError),
        (BadGateway(), NetworkError),
        (NoAnswer(timed_out=False), NetworkError),
    ],
    ids=str,
)
async def test_what_goes_wrong_is_told_as_ptb_does(
    bot: CallingBot, telegram: Simulator, camille: Person, failure: Failure, error: type[TelegramError]
) -> None:
    telegram.fail(failure)
    with pytest.raises(error) as raised:
        await bot.call("sendMessage", {"chat_id": camille.id, "text": "Bonjour"})

    assert type(raised.value) is error
    await bot.call("sendMessage", {"chat_id": camille.id, "text": "Bonjour"})


async def test_silence_times_out(bot: CallingBot, telegram: Simulator, camille: Person) -> None:
    telegram.fail(NoAnswer(timed_out=True))
    with pytest.raises(TimedOut):
        await bot.send_message(camille.id, "Bonjour", read_timeout=0.05)


async def test_a_server_that_is_not_there_is_a_network_error(telegram: Simulator) -> None:
    async with serving(telegram) as address:
        pass
    with pytest.raises(NetworkError):
        async with connect(address, telegram.token):
            pass


async def test_a_wrong_token_leaves_nothing_open(address: str) -> None:
    with pytest.raises(InvalidToken):
        async with connect(address, "1:wrong"):
            pass


@pytest.mark.parametrize("name", ["mes-données.json", 'devis "final".csv'])
async def test_files_keep_their_name_and_content(bot: CallingBot, camille: Person, name: str) -> None:
    content = bytes(range(256)) + b"\r\n--\r\n"
    document = InputFile(content, filename=name)
    payload = {"chat_id": camille.id, "document": document, "caption": "Voilà"}
    await bot.call("sendDocument", payload)

    file = camille.chat.last.file
    assert file is not None
    assert (file.name, file.content, camille.chat.last.text) == (name, content, "Voilà")


async def test_a_file_is_replaced_by_another(bot: CallingBot, camille: Person) -> None:
    await bot.call("sendDocument", {"chat_id": camille.id, "document": InputFile(b"%PDF", "devis.pdf")})
    sent = camille.chat.last
    copy = Copy(camille.id, sent.id, CopyKind.MEDIA, ErasureCause.ASKED, "AZ-26-0007", "fr")
    method, payload = replacement(copy)
    filled = await Uploads().filled(Call(1, camille.id, method, payload, None))
    await bot.call(method, filled.payload)

    assert sent.file is not None and sent.file.content.startswith(b"\x89PNG")
    assert "AZ-26-0007" in sent.text and "effacé à la demande de la personne" in sent.text


async def test_files_are_downloaded(bot: CallingBot, telegram: Simulator, camille: Person) -> None:
    camille.sends_document("devis.pdf", b"%PDF-1.7")
    [update] = await bot.get_updates()
    assert update.message is not None and update.message.document is not None
    file = await update.message.document.get_file()

    assert bytes(await file.download_as_bytearray()) == b"%PDF-1.7"


async def test_waiting_for_updates_holds_no_call_up(bot: CallingBot, camille: Person) -> None:
    waiting = asyncio.create_task(bot.updates(None, 30, ["message"]))
    await asyncio.gather(
        *(bot.call("sendMessage", {"chat_id": camille.id, "text": str(number)}) for number in range(20))
    )
    assert not waiting.done()
    camille.types("Bonjour")

    [update] = await waiting
    assert update["message"]["text"] == "Bonjour"


async def test_a_transport_that_is_closed_says_so(telegram: Simulator) -> None:
    bot = CallingBot(telegram.token, request=KeptRequest())
    with pytest.raises(NetworkError, match="not initialized"):
        await bot.call("getMe", {})


GARBAGE = (
    b"", b"<html>502</html>", b"\xff\xfe", b"null", b"[]", b"7", b'"ok"', b"{}", b'{"ok":true}',
    b'[{"result":1}]', b'{"ok":false,"parameters":{"retry_after":"soon"}}',
    b'{"ok":false,"parameters":{"migrate_to_chat_id":[]}}',
    b'{"ok":false,"parameters":["retry_after"]}', b"[" * 5_000, b'{"ok":true,"result":',
)  # fmt: skip


@pytest.mark.parametrize("status", [b"200 OK", b"404 Not", b"429 Slow", b"502 Bad"])
@pytest.mark.parametrize("body", GARBAGE, ids=lambda body: repr(body[:12]))
async def test_what_is_no_answer_of_telegram_is_a_trouble_and_never_reaches_the_logs(
    body: bytes, status: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever stands in between may answer: a call is then made again, as after a silence."""

    async def answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 %s\r\ncontent-length: %d\r\n\r\n%s" % (status, len(body), body))
        writer.close()

    server = await asyncio.start_server(answers, "127.0.0.1", 0)
    async with server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        transport = KeptRequest()
        await transport.initialize()
        with pytest.raises(TelegramError):
            await transport.post(f"{address}/bot1:token/getMe")
        await transport.shutdown()
    assert caplog.text == ""


@pytest.mark.parametrize("result", ["{}", "7", "[7]", "[{}]", '[{"update_id":"1"}]', "[null]", "null"])
async def test_updates_that_are_none_are_asked_for_again(result: str) -> None:
    async def answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = b'{"ok":true,"result":%s}' % result.encode()
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))
        writer.close()

    server = await asyncio.start_server(answers, "127.0.0.1", 0)
    async with server:
        bot = connect(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "1:token")
        for request in bot._request:
            await request.initialize()
        with pytest.raises(TelegramError, match="Invalid server response"):
            await bot.updates(None, 0, [])
        for request in bot._request:
            await request.shutdown()
