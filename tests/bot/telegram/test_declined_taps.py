"""Whatever the pace, a button that was tapped stops spinning, and a script costs no more than a person."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.playground.telegram.calls import NoAnswer, Refused, too_many_requests
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.telegram.declined_taps import KEPT
from bot.telegram.throttle import LIMITS
from bot.telegram.updates import Incoming
from tests.bot.telegram.conftest import started
from tests.bot.telegram.house import House, a_house
from tests.bot.telegram.posting import until
from tests.stage import Clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

AT_ONCE, _ = LIMITS[0]
KEYBOARD = {"inline_keyboard": [[{"text": "Oui", "callback_data": "yes"}]]}


@pytest.fixture
async def house(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[House]:
    async with a_house(database_url, telegram, clock) as house:
        yield house


def shows(telegram: Simulator, *people: Person) -> None:
    for person in people:
        telegram.call("sendMessage", {"chat_id": person.id, "text": "Question", "reply_markup": KEYBOARD})


async def receive(house: House, *updates: Incoming) -> None:
    assert all(await asyncio.gather(*map(house.reception.receive, updates)))
    await until(lambda: house.desk.idle)


def answers(telegram: Simulator) -> list[str | None]:
    """Return what became of each answer to a tap: None, or the refusal."""
    return [call.error for call in telegram.calls_to("answerCallbackQuery")]


@pytest.mark.parametrize("seed", range(4))
async def test_every_tap_is_answered_once(house: House, telegram: Simulator, clock: Clock, seed: int) -> None:
    """A random run: some tap like people, some like scripts, and Telegram repeats what it is not sure of."""
    chance, repeats, taps = random.Random(seed), 0, 0
    people = [started(telegram, name) for name in ("Camille", "Sacha", "Dominique")]
    shows(telegram, *people)
    for _ in range(40):
        for person in chance.choices(people, k=chance.choice([0, 1, 2, 60])):
            if chance.random() < 0.2:
                person.types("bonjour")
            else:
                person.taps("Oui")
                taps += 1
        updates = house.updates()
        again = [update for update in updates if chance.random() < 0.05]
        repeats += len(again)
        await receive(house, *updates, *again)
        clock.passes(timedelta(seconds=chance.choice([0, 0.1, 1, 11])))

    assert telegram.unanswered_queries() == []
    outcomes = answers(telegram)
    assert outcomes.count(None) == taps, "each of them once"
    assert len(outcomes) - taps <= repeats, "and again where Telegram asks again, for a crash loses answers"
    assert any(telegram.alerts.values()), "some were too fast"


async def test_who_taps_too_fast_is_told_so_in_a_word(
    house: House, telegram: Simulator, camille: Person
) -> None:
    shows(telegram, camille)
    for _ in range(AT_ONCE + 3):
        camille.taps("Oui")
    await receive(house, *house.updates())

    assert [word.replace("\xa0", " ") for word in telegram.alerts[camille.id]] == 2 * [
        "Un instant, c’est un peu trop rapide pour moi : attendez quelques secondes, puis touchez à nouveau."
    ]
    assert len(house.texts()) == AT_ONCE + 1


async def test_what_was_taken_before_is_no_flood(house: House, telegram: Simulator, camille: Person) -> None:
    """After an outage Telegram gives again all that it is not sure of, at once."""
    for number in range(AT_ONCE - 5):
        camille.types(str(number))
    taken = house.updates()
    await receive(house, *taken)
    for _ in range(3):
        await receive(house, *taken)
    for text in ("un", "deux", "trois"):
        camille.types(text)
    await receive(house, *house.updates())

    assert house.texts()[-3:] == ["un", "deux", "trois"]


@pytest.mark.parametrize("trouble", [NoAnswer(timed_out=False), too_many_requests(1)], ids=str)
async def test_an_answer_that_is_lost_is_given_again(
    house: House, telegram: Simulator, camille: Person, trouble: NoAnswer | Refused
) -> None:
    shows(telegram, camille)
    telegram.fail(trouble, "answerCallbackQuery")
    camille.taps("Oui")
    await receive(house, *house.updates())

    assert telegram.unanswered_queries() == []


async def test_a_script_costs_one_answer_at_a_time(
    house: House, telegram: Simulator, camille: Person, sacha: Person
) -> None:
    shows(telegram, camille, sacha)
    telegram.fail(NoAnswer(timed_out=True), "answerCallbackQuery")
    for _ in range(AT_ONCE + KEPT + 50):
        camille.taps("Oui")
    sacha.taps("Oui")
    before = len(asyncio.all_tasks())
    most = before
    given = [house.reception.receive(update) for update in house.updates()]
    while not all(task.done() for task in given):
        most = max(most, len(house.desk._tasks))
        await asyncio.sleep(0)
    assert all(task.result() for task in given)
    await until(lambda: house.desk.idle)

    assert most <= AT_ONCE + 3, "those that are taken, one that is declined"
    assert not any(query.person.id == sacha.id for query in telegram.unanswered_queries())
