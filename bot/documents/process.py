"""Have something made in a process of its own, which ends: what makes it would stay in the bot's memory."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

DRAWING_SECONDS: Final = 20.0
_ROOT: Final = Path(__file__).parents[2]
"""The folder that Python finds the bot in."""


class NotMade(Exception):
    """Something could not be made, or took too long; said without a word of what it holds."""


@asynccontextmanager
async def beside(module: str) -> AsyncIterator[Process]:
    """Run a module of the bot as a program, which ends with the block; raise NotMade when it cannot begin."""
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, cwd=_ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
    except OSError as error:
        raise NotMade(type(error).__name__) from error
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def drawn_apart(module: str, spoken: object, seconds: float = DRAWING_SECONDS) -> bytes:
    """Return what a module of the bot, run as a program, makes of spoken data; raise NotMade."""
    async with beside(module) as process:
        try:
            async with asyncio.timeout(seconds):
                drawn, told = await process.communicate(json.dumps(spoken).encode())
        except TimeoutError:
            raise NotMade(f"more than {seconds} s") from None
    if process.returncode:
        # The name of the error only: its words may be somebody's.
        error_name = told.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
        raise NotMade(f"exit {process.returncode}, {error_name}")
    return drawn
