"""``alize`` in a process of its own, to be read, sent signals and waited for."""

import asyncio
import multiprocessing
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.commands.parser import main

ROOT = Path(__file__).parents[1]
PATIENCE = 50  # seconds: of a machine that does much else, before the whole test is given up

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(
    ["bot.commands.run", "bot.commands.demo", "bot.commands.dashboard", "tests.rehearsed", __name__]
)


class Program:
    """A process that runs, and what it says."""

    def __init__(self, pid: int, output: asyncio.StreamReader, code: Callable[[], Awaitable[int]]) -> None:
        self._pid, self._output, self._code = pid, output, code

    async def says(self, words: str) -> str:
        """Wait for a line that holds these words and return it."""
        async with asyncio.timeout(PATIENCE):
            while line := (await self._output.readline()).decode():
                if words in line:
                    return line
        raise AssertionError(f"ended without saying {words!r}")

    async def stops(self, by: signal.Signals) -> tuple[int, str]:
        """Send a signal; return the exit code and what was said at last."""
        os.kill(self._pid, by)
        return await self.ends()

    async def ends(self) -> tuple[int, str]:
        """Wait for the end; return the exit code and what was said at last."""
        async with asyncio.timeout(PATIENCE):
            rest = (await self._output.read()).decode()
            return await self._code(), rest


@asynccontextmanager
async def alize(*arguments: str, settings: Mapping[str, str] | None = None) -> AsyncIterator[Program]:
    """Start the program as a shell does; it is stopped at the end, whatever happens."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(settings or {})},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield Program(process.pid, process.stdout, process.wait)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@asynccontextmanager
async def forked(*arguments: str, settings: Mapping[str, str] | None = None) -> AsyncIterator[Program]:
    """Start the program from a process that has its modules and has read what it reads: 4 s of CPU each."""
    receiving, sending = _forks.Pipe(duplex=False)
    environment = {**os.environ, **(settings or {})}
    process = _forks.Process(target=_run, args=(arguments, environment, Path.cwd(), sending))
    process.start()
    sending.close()
    output = asyncio.StreamReader()
    pipe, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(output), os.fdopen(os.dup(receiving.fileno()), "rb")
    )
    receiving.close()

    async def code() -> int:
        await asyncio.to_thread(process.join)
        assert process.exitcode is not None
        return process.exitcode

    try:
        assert process.pid is not None
        yield Program(process.pid, output, code)
    finally:
        process.kill()
        await code()
        process.close()
        pipe.close()


class Forked:
    """A process that was forked, asked what one of asyncio is."""

    def __init__(self, process: BaseProcess) -> None:
        assert process.pid is not None
        self.pid, self._process = process.pid, process

    @property
    def returncode(self) -> int | None:
        """What it ended with; None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int, /) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it where it stands."""
        self._process.kill()

    async def wait(self) -> int:
        """Wait for its end."""
        await asyncio.to_thread(self._process.join)
        assert self._process.exitcode is not None
        return self._process.exitcode


async def forked_run(environment: Mapping[str, str], folder: Path, log: Path) -> Forked:
    """Start a process of a cluster as ``forked`` does."""
    process = _forks.Process(target=_run, args=(("run",), environment, folder, log))
    process.start()
    return Forked(process)


def _run(
    arguments: tuple[str, ...], environment: Mapping[str, str], folder: Path, output: Connection | Path
) -> None:
    if isinstance(output, Path):
        written = os.open(output, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    else:
        written = output.fileno()
    for stream in (sys.stdout, sys.stderr):
        os.dup2(written, stream.fileno())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.exit(main(arguments))
