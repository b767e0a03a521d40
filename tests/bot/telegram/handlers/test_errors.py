"""What nobody foresaw: the person is told, the log has it whole, the next message is read."""

from collections.abc import AsyncIterator

import pytest

from bot.playground.telegram.chats import Chat
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from models.intake.queries import add_person
from tests.bot.telegram.house import House, a_house
from tests.stage import Clock


@pytest.fixture
async def house(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[House]:
    async with a_house(database_url, telegram, clock) as house:
        house.bug = "bug"
        yield house


async def happens(house: House) -> None:
    """Have every update that waits taken, and what is said beside."""
    for update in house.updates():
        assert await house.reception.receive(update)
    while not house.desk.idle:
        await house.database.run(lambda transaction: None)


def card(telegram: Simulator, chat: Chat) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Bug", "callback_data": "bug"}]]}
    telegram.call("sendMessage", {"chat_id": chat.id, "text": "Question", "reply_markup": keyboard})


async def test_a_person_is_told_in_their_language_with_a_reference(
    house: House, telegram: Simulator, camille: Person
) -> None:
    camille.types("bug")
    await happens(house)

    [sorry] = house.texts()
    assert "/start" in sorry
    assert house.taken == []


async def test_an_apology_is_in_the_language_the_person_chose(
    house: House, camille: Person, clock: Clock
) -> None:
    await house.database.run(lambda transaction: add_person(transaction, camille.id, "en", clock()))
    camille.types("bug")
    await happens(house)

    [sorry] = house.texts()
    assert "Something went wrong" in sorry


async def test_a_button_stops_spinning_whatever_happens(
    house: House, telegram: Simulator, camille: Person
) -> None:
    card(telegram, camille.chat)
    camille.taps("Bug")
    await happens(house)

    assert telegram.unanswered_queries() == []
    assert len(house.texts()) == 1


async def test_a_group_is_told_nothing(house: House, telegram: Simulator, camille: Person) -> None:
    group = telegram.group("Comité", [camille])
    card(telegram, group)
    camille.taps("Bug", chat=group)
    await happens(house)

    assert telegram.unanswered_queries() == []
    assert house.texts() == []


async def test_an_apology_that_the_database_does_not_take_is_no_apology(
    house: House, camille: Person
) -> None:
    camille.types("bug")
    [update] = house.updates()
    mend = house.fails()
    assert not await house.reception.receive(update)
    mend()
    assert await house.reception.receive(update)

    assert len(house.texts()) == 1


async def test_an_error_outside_an_update_is_logged(house: House, caplog: pytest.LogCaptureFixture) -> None:
    await house.application.process_error(None, KeyError("bug"))

    assert "KeyError" in caplog.text
