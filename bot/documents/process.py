"""Have something drawn in a process of its own, which ends: what draws would stay in the bot's memory."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Final

DRAWING_SECONDS: Final = 20.0
_ROOT: Final = Path(__file__).parents[2]
"""The folder that Python finds the bot in."""


class NotDrawn(Exception):
    """A drawing failed, or took too long."""


async def drawn_apart(module: str, spoken: object, seconds: float = DRAWING_SECONDS) -> bytes:
    """Return what a module of the bot, run as a program, makes of spoken data; raise NotDrawn."""
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, cwd=_ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
    except OSError as error:
        raise NotDrawn(type(error).__name__) from error
    try:
        async with asyncio.timeout(seconds):
            drawn, told = await process.communicate(json.dumps(spoken).encode())
    except TimeoutError:
        raise NotDrawn(f"more than {seconds} s") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        # The name of the error only: its words may be somebody's.
        error_name = told.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
        raise NotDrawn(f"exit {process.returncode}, {error_name}")
    return drawn
