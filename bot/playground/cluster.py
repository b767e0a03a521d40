"""Several processes of ``alize run`` on this machine, behind one address: started, stopped, killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import bot
from bot.playground.balancer import Balancer
from bot.serving import listener, serving
from bot.settings import PREFIX, variable

PUBLIC = "https://alize.example"
"""Where Telegram believes that it calls; what stands for HTTPS leads from there to the balancer."""

CODE = Path(bot.__file__).parents[1]
START_SECONDS, STOP_SECONDS = 120.0, 20.0
PAUSE_SECONDS = 0.05
LAST_WORDS = 2_000  # characters


class NotStarted(Exception):
    """A process ended, or did not begin to serve: its text is the last it wrote."""


class Process(Protocol):
    """What is asked of a process of a cluster, as of those of asyncio."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | None:
        """What it ended with; None while it runs."""

    def send_signal(self, signal: int, /) -> None:
        """Send it a signal."""

    def kill(self) -> None:
        """Kill it where it stands."""

    async def wait(self) -> int:
        """Wait for its end."""


Starts: TypeAlias = Callable[[Mapping[str, str], Path, Path], Awaitable[Process]]
"""How a process of ``alize run`` is started: in this environment and folder, writing to this file."""


@dataclass(slots=True)
class Member:
    """One process of a cluster. ``process``: None before it was started. ``log``: where it writes."""

    number: int
    port: int
    log: Path
    process: Process | None = None

    @property
    def pid(self) -> int | None:
        """Return the number of its process; None while there is none."""
        return self.process.pid if self.process and self.process.returncode is None else None

    @property
    def is_at_work(self) -> bool:
        """Whether it runs."""
        return self.pid is not None

    @property
    def words(self) -> str:
        """Return the last it wrote."""
        return self.log.read_text(errors="replace")[-LAST_WORDS:] if self.log.exists() else ""


class Cluster:
    """So many processes with the same settings, each at a port of its own, and the balancer before them.

    ``settings``: what they are started with, by the names of variables.
    """

    def __init__(self, size: int, settings: Mapping[str, str], folder: Path, starts: Starts) -> None:
        self._settings, self._folder, self._starts = settings, folder, starts
        self.members = [
            Member(number, _free_port(), folder / f"process-{number}.log") for number in range(1, size + 1)
        ]
        self.balancer = Balancer([member.port for member in self.members])

    async def start(self, *members: Member) -> None:
        """Start processes together, all of them unless some are named; return once they serve."""
        chosen = members or tuple(self.members)
        for member in chosen:
            await self._spawn(member)
        await asyncio.gather(*(self._serves(member) for member in chosen))

    async def kill(self, member: Member) -> None:
        """Kill a process where it stands."""
        await _end(member, signal.SIGKILL)

    async def stop(self, member: Member) -> None:
        """Ask a process to end, as a supervisor does; kill it when it takes too long."""
        await _end(member, signal.SIGTERM)

    async def restart(self) -> None:
        """Stop and start the processes one after another."""
        for member in self.members:
            await self.stop(member)
            await self.start(member)

    async def _spawn(self, member: Member) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        environment |= self._settings
        environment[variable("listen")] = f"127.0.0.1:{member.port}"
        environment["PYTHONPATH"] = str(CODE)
        member.process = await self._starts(environment, self._folder, member.log)

    async def _serves(self, member: Member) -> None:
        try:
            async with asyncio.timeout(START_SECONDS):
                while not await _listens(member.port):
                    if member.pid is None:
                        raise NotStarted(member.words)
                    await asyncio.sleep(PAUSE_SECONDS)
        except TimeoutError:
            raise NotStarted(member.words) from None


async def interpreted(environment: Mapping[str, str], folder: Path, log: Path) -> Process:
    """Start a process as a shell does."""
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=folder, env=environment, stdout=output, stderr=output
        )


@asynccontextmanager
async def clustered(
    size: int, settings: Mapping[str, str], folder: Path, starts: Starts = interpreted
) -> AsyncIterator[tuple[Cluster, str]]:
    """Give a cluster, not started, and the address of its balancer; its processes end with the block."""
    cluster = Cluster(size, settings, folder, starts)
    listening = listener("127.0.0.1", 0)
    try:
        async with serving(cluster.balancer, listening):
            yield cluster, f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        await asyncio.gather(*map(cluster.stop, cluster.members))
        await cluster.balancer.close()


async def _end(member: Member, how: signal.Signals) -> None:
    if member.process is None or member.pid is None:
        return
    member.process.send_signal(how)
    try:
        await asyncio.wait_for(member.process.wait(), STOP_SECONDS)
    except TimeoutError:
        member.process.kill()
        await member.process.wait()


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def _free_port() -> int:
    with listener("127.0.0.1", 0) as listening:
        return int(listening.getsockname()[1])
