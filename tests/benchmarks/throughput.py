"""Updates a second and CPU per update: the assistant and its peers in turn, round after round."""

import asyncio
import os
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bot.playground.telegram.bot_api import serving
from tests.benchmarks.assistants import BOT, polling
from tests.benchmarks.crash import finished
from tests.benchmarks.installing import Unavailable, install
from tests.benchmarks.people import Applicant, Crowd, FormFiller, Pace, Questioned, Telegram
from tests.benchmarks.programs import cpu_seconds, rss_megabytes, running, uncollected

PEERS = "tests.benchmarks.peers"
ANSWERS = 20
OFFERED_PER_SECOND = 300.0
OFFERED_PEOPLE = 1000
OFFERED_FOR_SECONDS = 20.0
FAR_SECONDS = 0.04  # to Telegram and back
REACTION_SECONDS = 0.2  # to something seen: who answered sooner would wait for Telegram's own answer
SLOWEST_SECONDS = 300.0  # for a whole form, on a busy machine


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot to be measured. ``arguments``: those after the server's address and the token."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    database_url: str | None = None

    def applicant(self, telegram: Telegram, crowd: Crowd, number: int) -> Applicant:
        """Return somebody who fills in this bot's form."""
        person = telegram.person("Camille", language="fr")
        if self.database_url is not None:
            return FormFiller(person, crowd, number)
        return Questioned(person, crowd, ANSWERS)


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement. Latencies run from an act to its answer; ``complete``: everybody finished.

    ``typed_ms``, ``tapped_ms``: their medians; ``p99_ms``: of both kinds.
    """

    contender: str
    updates: int
    updates_per_second: float
    cpu_us: float
    driver_us: float
    driver_load: float
    rss_mb: float
    typed_ms: float
    tapped_ms: float
    p99_ms: float
    complete: bool


FLOOR = Contender("PTB, no-op that replies", f"{PEERS}.ptb_noop")
SAME_TRANSPORT = Contender("PTB, no-op, on our transport", f"{PEERS}.ptb_noop", ("kept",))
CONVERSATION = Contender("PTB, ConversationHandler + pickle", f"{PEERS}.ptb_conversation", (str(ANSWERS),))


def aiogram(redis_url: str) -> Contender:
    """Return aiogram's form."""
    return Contender("aiogram 3, FSM + Redis", f"{PEERS}.aiogram_redis", (redis_url, str(ANSWERS)))


def ours(database_url: str, kind: str, *pragma: str) -> Contender:
    """Return the assistant; ``pragma``: what SQLite is told besides."""
    return Contender(f"the assistant, {kind}", BOT, (database_url, *pragma), database_url)


async def measure(
    contender: Contender,
    *,
    people: int,
    mean_pause_seconds: float = 0.0,
    cap_seconds: float = SLOWEST_SECONDS,
    far_seconds: float = 0.0,
) -> Run:
    """Have people fill in one form each, after one who warms the bot up; they may be cut short."""
    telegram = Telegram(far_seconds)
    group = telegram.group("Comité", [telegram.person("Olive", language="fr")])
    if contender.database_url is not None:
        await install(contender.database_url, group.id)
    async with (
        serving(telegram) as address,
        running(contender.module, address, telegram.token, *contender.arguments) as program,
    ):
        await polling(telegram, program)
        warming = Crowd(telegram, Pace(0))
        warming.join(contender.applicant(telegram, warming, 0))
        warming.begin()
        await finished(warming, program)
        pace = Pace(mean_pause_seconds, least=REACTION_SECONDS if mean_pause_seconds else 0.0)
        crowd = Crowd(telegram, pace)
        for number in range(1, people + 1):
            crowd.join(contender.applicant(telegram, crowd, number))
        bot, driver, began = cpu_seconds(program.pid), cpu_seconds(), time.perf_counter()
        with uncollected():
            crowd.begin()
            complete = await crowd.finishes(cap_seconds)
        seconds = time.perf_counter() - began
        program.check()
        if cap_seconds == SLOWEST_SECONDS and not complete:
            raise TimeoutError(f"{len(crowd.left_waiting)} people wait for an answer. {program.words}")
        updates, driver = crowd.answered, cpu_seconds() - driver
        return Run(
            contender=contender.name,
            updates=updates,
            updates_per_second=updates / seconds,
            cpu_us=(cpu_seconds(program.pid) - bot) / updates * 1e6,
            driver_us=driver / updates * 1e6,
            driver_load=driver / seconds,
            rss_mb=rss_megabytes(program.pid),
            typed_ms=median(crowd.typed) * 1e3,
            tapped_ms=median(crowd.tapped) * 1e3,
            p99_ms=quantiles([*crowd.typed, *crowd.tapped], n=100)[98] * 1e3,
            complete=complete,
        )


async def closed_loop(
    contenders: list[Contender], *, people: int, rounds: int, cap_seconds: float, tell: Callable[[Run], None]
) -> list[Run]:
    """Measure everybody answering at once; the floor again at the end of each round.

    Every second round goes the other way. Peers do the same at each step, so that theirs may be cut
    short at ``cap_seconds``; the assistant's form is always finished.
    """
    runs = []
    for number in range(rounds):
        order = [*contenders, FLOOR]
        for contender in order[::-1] if number % 2 else order:
            cap = SLOWEST_SECONDS if contender.database_url else cap_seconds
            runs.append(await measure(contender, people=people, cap_seconds=cap))
            tell(runs[-1])
    return runs


async def offered(contenders: list[Contender], tell: Callable[[Run], None]) -> list[Run]:
    """Measure the latency when many people take their time, and Telegram is far."""
    runs = []
    for contender in contenders:
        run = await measure(
            contender,
            people=OFFERED_PEOPLE,
            mean_pause_seconds=OFFERED_PEOPLE / OFFERED_PER_SECOND,
            cap_seconds=OFFERED_FOR_SECONDS,
            far_seconds=FAR_SECONDS,
        )
        runs.append(run)
        tell(run)
    return runs


@dataclass(frozen=True, slots=True)
class Summary:
    """A contender over all rounds: medians, and the range of the throughput."""

    contender: str
    updates_per_second: float
    lowest: float
    highest: float
    cpu_us: float
    driver_load: float
    rss_mb: float


def summaries(runs: list[Run]) -> dict[str, Summary]:
    """Sum up by contender, in the order of their first run."""
    by_name: dict[str, list[Run]] = {}
    for run in runs:
        by_name.setdefault(run.contender, []).append(run)
    return {
        name: Summary(
            name,
            median(run.updates_per_second for run in own),
            min(run.updates_per_second for run in own),
            max(run.updates_per_second for run in own),
            median(run.cpu_us for run in own),
            max(run.driver_load for run in own),
            max(run.rss_mb for run in own),
        )
        for name, own in by_name.items()
    }


@asynccontextmanager
async def redis(folder: Path) -> AsyncIterator[str]:
    """Run a Redis of the benchmark's own on a free port; raise Unavailable where there is none."""
    server = shutil.which("redis-server") or _installed_redis()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    options = ("--port", port, "--bind", "127.0.0.1", "--dir", str(folder))
    process = await asyncio.create_subprocess_exec(server, *options, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            await asyncio.sleep(0.05)
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", int(port))) == 0:
                    break
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        await process.wait()


def _installed_redis() -> str:
    """Install Debian's Redis, without starting it as a service."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Unavailable("redis-server is not installed (Debian, Ubuntu: apt-get install redis-server)")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for command in ("update", "install"):
        packages = ("--no-install-recommends", "redis-server") if command == "install" else ()
        done = subprocess.run(
            ("apt-get", "-qq", "-y", command, *packages), env=quiet, capture_output=True, check=False
        )
        if done.returncode:
            raise Unavailable(f"redis-server could not be installed: {done.stderr.decode()[-200:]}")
    return shutil.which("redis-server") or "redis-server"
