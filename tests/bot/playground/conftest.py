"""A simulated Telegram and somebody who has started the bot."""

import pytest

from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from tests.bot.playground.acts import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> Simulator:
    return Simulator(now=clock)


@pytest.fixture
def camille(telegram: Simulator) -> Person:
    person = telegram.person("Camille", "Durand", language="fr", phone="+33612345678")
    person.types("/start")
    telegram.take_updates()
    return person


@pytest.fixture
def spans_in_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let RetryAfter carry a timedelta: as a number, PTB 22 warns that it will be one."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
