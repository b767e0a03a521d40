"""Bots as processes of their own: started, pinned to a core, measured and ended."""

import asyncio
import gc
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
STOP_SECONDS = 10.0


class Died(Exception):
    """A bot ended by itself."""


@cache
def cores() -> tuple[int, ...]:
    """Return the cores that may be used, none where the system does not tell."""
    return tuple(sorted(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else ()


def pin_to_bots(pid: int) -> None:
    """Keep a bot on the first core; where there is one core only, everybody shares it."""
    if len(cores()) > 1:
        os.sched_setaffinity(pid, cores()[:1])


@contextmanager
def driver_apart() -> Iterator[None]:
    """Keep this process, and what it starts that is no bot, on the second core while the block lasts."""
    allowed = cores()
    if len(allowed) > 1:
        os.sched_setaffinity(0, allowed[1:2])
    try:
        yield
    finally:
        if allowed:
            os.sched_setaffinity(0, allowed)


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect no garbage in this process while the block lasts.

    Of a thousand chats with their messages it takes a tenth of a second, in which nobody acts or is answered.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def cpu_seconds(pid: int | str = "self") -> float:
    """Return the CPU time a process used, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def cpu_seconds_of_tree(pid: int) -> float:
    """Return the CPU time of a process and of its children that are alive."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return sum(cpu_seconds(process) for process in (str(pid), *children))


def rss_megabytes(pid: int) -> float:
    """Return the memory a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE / 1e6


@dataclass(slots=True)
class Program:
    """A running process; ``log`` is where it writes."""

    process: asyncio.subprocess.Process
    log: Path

    @property
    def pid(self) -> int:
        """Return its number."""
        return self.process.pid

    @property
    def words(self) -> str:
        """The last it wrote."""
        return self.log.read_text(errors="replace")[-2000:]

    def check(self) -> None:
        """Raise Died, with its last words, if it is not running."""
        if self.process.returncode is not None:
            raise Died(self.words)

    async def kill(self) -> None:
        """Kill it where it stands."""
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> None:
        """Ask it to end, then see to it."""
        if self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
        except TimeoutError:
            await self.kill()


async def start(
    module: str, arguments: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
) -> Program:
    """Start a module as a process, in this environment or, by default, in ours."""
    command = (sys.executable, "-m", module, *arguments)
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    return Program(process, log)


@asynccontextmanager
async def running(module: str, *arguments: str) -> AsyncIterator[Program]:
    """Run a module on the bots' core while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        program = await start(module, arguments, Path(folder) / "log")
        pin_to_bots(program.pid)
        try:
            yield program
        finally:
            await program.stop()
