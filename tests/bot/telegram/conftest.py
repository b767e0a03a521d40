"""A simulated Telegram, its clock, and two people who have started the bot."""

import pytest

from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from tests.stage import Clock


@pytest.fixture(autouse=True)
def spans_in_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let RetryAfter carry a timedelta, as the application does."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> Simulator:
    return Simulator(clock)


@pytest.fixture
def camille(telegram: Simulator) -> Person:
    return started(telegram, "Camille")


@pytest.fixture
def sacha(telegram: Simulator) -> Person:
    return started(telegram, "Sacha")


def started(telegram: Simulator, name: str) -> Person:
    """Return somebody who has started the bot."""
    person = telegram.person(name, language="fr")
    person.types("/start")
    telegram.take_updates()
    return person
