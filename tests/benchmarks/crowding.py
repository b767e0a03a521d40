"""A crowd at the door: one who sends a hundred messages a second among others, and ten thousand at once.

The real ``alize run`` answers them on a loopback Telegram.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bot.playground.telegram.bot_api import serving
from bot.playground.telegram.chats import ChatMessage
from bot.playground.telegram.phone import Person
from tests.benchmarks.assistants import polling
from tests.benchmarks.crash import finished
from tests.benchmarks.installing import install
from tests.benchmarks.people import Crowd, FormFiller, Pace, Telegram
from tests.benchmarks.programs import Program
from tests.benchmarks.report import Goal, at_most
from tests.benchmarks.starting import answering

OTHERS, THINKING_SECONDS, LASTING_SECONDS = 20, 0.4, 8.0
A_SECOND = 100  # messages of the loud one
ROUNDS = 3  # each calm, then loud
AT_ONCE, QUESTIONS, CROWD_SECONDS = 10_000, 2, 900.0
TIMES_CALM, AT_ONCE_MB = 2.0, 250.0


@dataclass(frozen=True, slots=True)
class Crowding:
    """What the others wait beside somebody loud, and what ten thousand people weigh.

    ``calm_ms``, ``loud_ms``: the slowest hundredth of their answers, a median of rounds. ``most``: the most
    memory held, in MB, while so many people at once had their answer to /start and to ``QUESTIONS`` more.
    """

    calm_ms: float
    loud_ms: float
    people: int
    most: float


def crowding_goals(crowd: Crowding) -> Iterable[Goal]:
    """Hold what others notice of somebody loud, and the memory of many at once, against their promises."""
    others = f"Slowest hundredth of {OTHERS} people beside {A_SECOND} messages/s of one"
    yield at_most(f"{others}, against {crowd.calm_ms:.0f} ms", TIMES_CALM, crowd.loud_ms / crowd.calm_ms, "×")
    yield at_most(f"Most memory while {crowd.people:,} people write at once", AT_ONCE_MB, crowd.most, "MB")


class Beginner(FormFiller):
    """Somebody who answers a few questions, then puts the phone down."""

    def _answer(self, message: ChatMessage) -> None:
        if self.acted > QUESTIONS:
            self._crowd.leaves(self)
        else:
            super()._answer(message)


async def crowding(folder: Path) -> Crowding:
    """Measure both, one after the other, each on a database of its own."""
    calm: list[float] = []
    loud: list[float] = []
    async with _answering(folder, "loud") as (telegram, program):
        sacha = telegram.person("Sacha", language="fr")
        for _ in range(ROUNDS):
            calm.append(await _slowest_ms(telegram, program))
            shouting = asyncio.create_task(_shout(sacha))
            loud.append(await _slowest_ms(telegram, program))
            shouting.cancel()
            await asyncio.wait([shouting])
    async with _answering(folder, "at_once") as (telegram, program):
        crowd = Crowd(telegram, Pace(0))
        for number in range(AT_ONCE):
            crowd.join(Beginner(telegram.person("Camille", language="fr"), crowd, number))
        crowd.begin()
        await finished(crowd, program, CROWD_SECONDS)
        return Crowding(median(calm), median(loud), AT_ONCE, _most_megabytes(program.pid))


def _most_megabytes(pid: int) -> float:
    """Return the most memory that a process ever held."""
    told = Path(f"/proc/{pid}/status").read_text("ascii")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", told, re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024 / 1e6


@asynccontextmanager
async def _answering(folder: Path, name: str) -> AsyncIterator[tuple[Telegram, Program]]:
    """Run the assistant on a database with the sample network."""
    telegram, url = Telegram(), f"sqlite:///{folder / name}.db"
    await install(url, telegram.group("Comité", [telegram.person("Olive", language="fr")]).id)
    async with serving(telegram) as address:
        settings = {"telegram_api_url": address, "telegram_token": telegram.token, "database_url": url}
        async with answering(settings, folder / f"{name}.log") as program:
            await polling(telegram, program)
            yield telegram, program


async def _slowest_ms(telegram: Telegram, program: Program) -> float:
    """Have people fill in form after form for a while; return their slowest hundredth of answers."""
    crowd, going_on = Crowd(telegram, Pace(THINKING_SECONDS)), True
    for number in range(OTHERS):
        crowd.join(FormFiller(telegram.person("Camille", language="fr"), crowd, number, lambda: going_on))
    crowd.begin()
    await asyncio.sleep(LASTING_SECONDS)
    slowest = quantiles([*crowd.typed, *crowd.tapped], n=100)[98] * 1e3
    going_on = False
    await finished(crowd, program)
    return slowest


async def _shout(person: Person) -> None:
    """Send message after message, whatever is answered."""
    loop = asyncio.get_running_loop()
    began, sent = loop.time(), 0
    while True:
        while sent < (loop.time() - began) * A_SECOND:
            person.types("encore")
            sent += 1
        await asyncio.sleep(0.5 / A_SECOND)
