"""The log of an outage: one line when it begins, one when it ends, however often we tried meanwhile."""

import asyncio
import logging
from datetime import timedelta

import pytest
from telegram.error import TelegramError

from bot.playground.telegram.calls import (
    BadGateway,
    NoAnswer,
    Refused,
    bad_request,
    server_error,
    too_many_requests,
)
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.telegram.patience import LONGEST_PAUSE_SECONDS, patiently
from bot.telegram.receiver import poll
from bot.telegram.render.menus import present_bot
from models.database.outages import lasting
from models.database.outbox import Backlog
from tests.bot.telegram.house import a_house
from tests.bot.telegram.posting import post_office, until
from tests.stage import Clock

in_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Rests:
    """A sleep that takes no time, and remembers how long it should have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what is told, but by the migrations and by the way to Telegram, which are those of tests."""
    told = [record for record in caplog.records if record.name.partition(".")[0] in ("bot", "models")]
    return [record.getMessage() for record in told if record.levelno >= logging.INFO]


@in_one_database
async def test_updates_that_do_not_come_are_two_lines(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    telegram.fail(BadGateway(), "getUpdates", times=3)
    telegram.fail(NoAnswer(timed_out=True), "getUpdates", times=3)
    async with a_house(database_url, telegram, clock) as house:
        polling = asyncio.create_task(poll(house.application, house.reception, retry_seconds=0.001))
        camille.types("un")
        await until(lambda: house.texts() == ["un"])
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)

    begun, ended = lines(caplog)
    assert "gives no updates (NetworkError)" in begun
    assert "again, after 0 s" in ended


async def test_what_cannot_be_sent_is_two_lines_that_tell_how_much_waits(
    database_url: str,
    telegram: Simulator,
    clock: Clock,
    camille: Person,
    sacha: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    async with post_office(database_url, telegram, clock) as post:
        telegram.fail(NoAnswer(timed_out=False), times=7)
        for person in (camille, sacha):
            await post.writes("un", "deux", chat=person.id)
        await post.rests()
        for _ in range(7):
            clock.passes(timedelta(minutes=5))
            await post.sweeps()
        assert await post.backlog() == Backlog(waiting=0, parked=0)

    begun, ended = lines(caplog)
    assert "does not answer (NetworkError)" in begun
    assert "answers again" in ended and "calls wait" in ended


async def test_one_call_that_telegram_fails_at_is_two_lines_while_the_others_pass(
    database_url: str,
    telegram: Simulator,
    clock: Clock,
    camille: Person,
    sacha: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    async with post_office(database_url, telegram, clock) as post:
        telegram.fail(server_error(), times=8, chat=camille.chat)
        await post.writes("maudit", chat=camille.id)
        for number in range(8):
            await post.rests()
            await post.writes(str(number), chat=sacha.id)
            clock.passes(timedelta(minutes=5))
            await post.sweeps()

    assert len(lines(caplog)) == 2


async def test_a_database_that_is_away_is_two_lines(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with a_house(database_url, telegram, clock) as house:
        mend = house.fails()
        polling = asyncio.create_task(poll(house.application, house.reception, retry_seconds=0.01))
        for number in range(5):
            camille.types(str(number))
            await asyncio.sleep(0.02)
        assert len(lines(caplog)) == 1
        mend()
        await until(lambda: len(house.texts()) == 5)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)

    begun, ended = lines(caplog)
    assert "The database does not answer" in begun
    assert "The database answers again, after" in ended


TROUBLES = [BadGateway(), server_error(), NoAnswer(timed_out=True), NoAnswer(timed_out=False)]


@pytest.mark.parametrize("trouble", [*TROUBLES, too_many_requests(3)], ids=str)
@in_one_database
async def test_what_comes_first_waits_for_telegram_in_two_lines(
    database_url: str,
    telegram: Simulator,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    trouble: Refused | BadGateway | NoAnswer,
) -> None:
    caplog.set_level(logging.INFO)
    rests = Rests()
    async with a_house(database_url, telegram, clock) as house:
        telegram.fail(trouble, "deleteWebhook", times=9)
        assert await patiently("deleteWebhook", house.bot.delete_webhook, rests)

    begun, ended = lines(caplog)
    assert "deleteWebhook" in begun and "deleteWebhook" in ended
    if trouble in TROUBLES:
        assert rests.seconds == [1, 2, 4, 8, 16, 32, 60, 60, LONGEST_PAUSE_SECONDS]
    else:
        assert rests.seconds == [3] * 9, "Telegram said how long"


@pytest.mark.parametrize("refusal", [bad_request("bad webhook"), Refused(401, "Unauthorized")], ids=str)
@in_one_database
async def test_what_an_administrator_has_to_mend_is_not_waited_for(
    database_url: str, telegram: Simulator, clock: Clock, refusal: Refused
) -> None:
    async with a_house(database_url, telegram, clock) as house:
        telegram.fail(refusal, "setWebhook")
        with pytest.raises(TelegramError):
            await patiently("setWebhook", lambda: house.bot.set_webhook("https://alize.example.com"))


@pytest.mark.parametrize("trouble", [server_error(), too_many_requests(30)], ids=str)
@in_one_database
async def test_the_menus_wait_for_telegram_too(
    database_url: str, telegram: Simulator, clock: Clock, caplog: pytest.LogCaptureFixture, trouble: Refused
) -> None:
    caplog.set_level(logging.INFO)
    async with a_house(database_url, telegram, clock) as house:
        telegram.fail(trouble, "setMyCommands", times=5)
        await present_bot(house.bot, Rests())

    assert len(lines(caplog)) == 2
    assert telegram.menu(telegram.person("Camille", language="fr"))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "0 s"), (59, "59 s"), (61, "1 min 01 s"), (3_599, "59 min 59 s"), (36_900, "10 h 15 min")],
)
def test_a_duration_is_told_as_people_say_it(seconds: float, words: str) -> None:
    assert lasting(seconds) == words
