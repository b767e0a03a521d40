"""The memory of `alize run` and the time it takes to start: the real process on a loopback Telegram."""

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.playground.telegram.bot_api import serving
from bot.settings import variable
from tests.benchmarks.crash import finished
from tests.benchmarks.installing import install
from tests.benchmarks.people import Crowd, FormFiller, Pace, Telegram
from tests.benchmarks.programs import Program, cpu_seconds, pin_to_bots, start

STARTS = 5
RESTING_SECONDS = 3.0  # for what is read in the background once updates are asked for
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Started:
    """What starts took, in seconds from the command to the first getUpdates, and the memory held, in MB.

    ``at_rest`` and ``at_work``: VmRSS before anybody wrote, and once so many people filled in a form at once.
    ``own``: of that at rest, what no other process shares (PSS).
    """

    seconds: float
    slowest_seconds: float
    cpu_seconds: float
    at_rest: float
    own: float
    at_work: float
    people: int


async def started(folder: Path, people: int) -> Started:
    """Start the assistant several times on one database; the last one then answers so many people."""
    url = f"sqlite:///{folder / 'starting.db'}"
    seconds, cpu, at_rest, own, at_work = [], [], [], [], 0.0
    for number in range(STARTS):
        telegram = Telegram()
        await install(url, telegram.group("Comité", [telegram.person("Olive", language="fr")]).id)
        async with serving(telegram) as address:
            settings = {"telegram_api_url": address, "telegram_token": telegram.token, "database_url": url}
            began = time.perf_counter()
            async with answering(settings, folder / "starting.log") as program:
                await asyncio.wait_for(telegram.polled.wait(), START_SECONDS)
                seconds.append(time.perf_counter() - began)
                cpu.append(cpu_seconds(program.pid))
                await asyncio.sleep(RESTING_SECONDS)
                program.check()
                at_rest.append(_megabytes(program.pid, "Rss"))
                own.append(_megabytes(program.pid, "Pss"))
                if number == STARTS - 1:
                    await _answers(telegram, program, people)
                    at_work = _megabytes(program.pid, "Rss")
    return Started(median(seconds), max(seconds), median(cpu), median(at_rest), median(own), at_work, people)


@asynccontextmanager
async def answering(settings: Mapping[str, str], log: Path) -> AsyncIterator[Program]:
    """Run `alize run` with these settings and no other while the block lasts, on the bots' core."""
    unwanted = (variable(""), "PYTHONDONTWRITEBYTECODE")  # what is installed is compiled
    others = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    own = {**settings, "registry_url": "", "messages_per_second": "0", "log_level": "WARNING"}
    told = {variable(name): value for name, value in own.items()}
    told["PYTHONOPTIMIZE"] = "2"  # as where it is installed
    program = await start("bot", ("run",), log, {**others, **told})
    pin_to_bots(program.pid)
    try:
        yield program
    finally:
        await program.stop()


async def _answers(telegram: Telegram, program: Program, people: int) -> None:
    """Have so many people fill in a form at once."""
    crowd = Crowd(telegram, Pace(0))
    for number in range(people):
        crowd.join(FormFiller(telegram.person("Camille", language="fr"), crowd, number))
    crowd.begin()
    await finished(crowd, program)


def _megabytes(pid: int, kind: str) -> float:
    """Return the memory a process holds: ``Rss``, or ``Pss``, in which what is shared counts by its share."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    found = re.search(rf"^{kind}: +(\d+) kB$", told, re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024 / 1e6
