"""Each thing the doctor finds wrong is told with what to do about it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.routing import Route

from bot.commands.care.doctor import clock_agrees, proxy_passes
from bot.commands.care.findings import Finding
from bot.commands.parser import main
from bot.i18n import speak
from bot.playground.telegram.bot_api import serving as telegram_serving
from bot.playground.telegram.chats import Membership
from bot.playground.telegram.simulator import Simulator
from bot.serving import listener, serving
from bot.settings import Settings
from models.database.engines import WRITES, open_engine
from models.database.tables import Outgoing
from models.network.tables import Queue

Said = Callable[[], str]


@pytest.fixture(autouse=True)
def folder(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Begin in an empty folder, with a database, and no setting."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["network", "load", "--sample"]) == 0
    return empty_folder


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Have the doctor look; return what it says."""

    def look() -> str:
        capsys.readouterr()
        main(["doctor"])
        return capsys.readouterr().out

    return look


def stored(*rows: Queue | Outgoing) -> None:
    """Put rows in the database."""
    engine = open_engine("sqlite:///alize.db")
    with engine.connect().execution_options(**WRITES) as connection, Session(connection) as session:
        session.add_all(rows)
        session.commit()
    engine.dispose()


def test_the_folder_of_the_database_has_to_be_there(monkeypatch: pytest.MonkeyPatch, said: Said) -> None:
    monkeypatch.setenv("ALIZE_DATABASE_URL", "sqlite:///nowhere/alize.db")
    assert "nowhere does not exist, and ALIZE_DATABASE_URL names it: make it" in said()


def test_the_register_has_to_be_written_and_had_better_stand_elsewhere(
    monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    assert "✓ What is erased is noted in erasures.log, on the disk of the database: copy it" in said()
    monkeypatch.setenv("ALIZE_ERASURES_FILE", "nowhere/erasures.log")
    assert "✗ nowhere/erasures.log cannot be written" in said()


def test_a_register_that_others_may_read_is_named(folder: Path, said: Said) -> None:
    (folder / "erasures.log").write_text("")
    (folder / "erasures.log").chmod(0o644)
    assert "✗ erasures.log can be read or changed by others (mode 644): chmod 600 erasures.log" in said()


def test_the_network_file_of_the_settings_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    monkeypatch.setenv("ALIZE_NETWORK_FILE", "réseau.toml")
    assert "✗ réseau.toml does not exist" in said()
    (folder / "réseau.toml").write_text("name = ", "utf-8")
    assert "✗ réseau.toml is not valid TOML" in said()


def test_room_on_the_disk_is_told(said: Said) -> None:
    assert "Room left on the disk of" in said()


def test_what_waits_too_long_and_what_was_refused_are_told(said: Said) -> None:
    due = datetime.now(UTC) - timedelta(hours=2)
    waiting = Outgoing(chat_id=1, method="sendMessage", payload={}, due_at=due)
    parked = Outgoing(chat_id=2, method="sendMessage", payload={}, due_at=due, parked_at=due, error="…")
    stored(waiting, parked)
    told = said()
    assert "✗ A message has been waiting for 120 minutes" in told
    assert "✗ Messages that Telegram refused for good: 1" in told


async def test_the_bot_has_to_be_at_home_in_its_groups(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    telegram = Simulator(lambda: datetime.now(UTC))
    sacha = telegram.person("Sacha", "Petit")
    none = frozenset[str]()
    home = telegram.group("Meuse", [sacha])
    forum = telegram.group("Vosges", [sacha], forum=True, bot=Membership.ADMINISTRATOR, bot_rights=none)
    left = telegram.group("Savoie", [sacha], bot=Membership.LEFT)
    codes = zip(("meuse", "vosges", "savoie"), (home, forum, left), strict=True)
    now = datetime.now(UTC)
    queues = [
        Queue(basin_code=code, chat_id=group.id, bound_by=1, bound_at=now, has_topics=group is forum)
        for code, group in codes
    ]
    stored(*queues)
    async with telegram_serving(telegram) as address:
        monkeypatch.setenv("ALIZE_TELEGRAM_TOKEN", telegram.token)
        monkeypatch.setenv("ALIZE_TELEGRAM_API_URL", address)
        assert await asyncio.to_thread(main, ["doctor"]) == 1
    told = capsys.readouterr().out
    assert f"✓ The bot is at home in the group {home.id}" in told
    assert f"✗ The bot may not open topics in the group {forum.id}" in told
    assert f"✗ The bot may not write in the group {left.id}" in told


@asynccontextmanager
async def answering(date: datetime) -> AsyncIterator[str]:
    """Serve a Telegram that believes it is another moment."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nDate: {format_datetime(date, usegmt=True)}\r\nContent-Length: 0\r\n\r\n"
        writer.write(head.encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def words(finding: Finding) -> tuple[bool, str]:
    return finding.well, speak(finding.told, "en", markup=False)


async def test_a_clock_that_is_off_is_told() -> None:
    async with answering(datetime.now(UTC) - timedelta(minutes=5)) as address:
        well, told = words(await clock_agrees(Settings(telegram_api_url=address, _env_file=None)))
    assert not well and "seconds off: have it set by the network" in told


async def test_a_proxy_has_to_pass_the_webhook_on() -> None:
    app = Starlette(routes=[Route("/telegram", lambda request: None, methods=["POST"])])
    settings, listening = Settings(_env_file=None), listener("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    async with serving(app, listening):
        assert (await proxy_passes(settings, f"{address}/telegram")).well
        well, told = words(await proxy_passes(settings, f"{address}/alize/telegram"))
        assert not well and "answers 404" in told and "ALIZE_LISTEN" in told
    well, told = words(await proxy_passes(settings, f"{address}/telegram"))
    assert not well and "does not answer from here" in told
