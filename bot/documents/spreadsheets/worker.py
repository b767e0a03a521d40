"""Have an export made in a process of its own: turns do not wait for it, and its memory is given back."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from pydantic import TypeAdapter

from bot.documents.process import NotMade, beside
from bot.documents.spreadsheets.writer import Progress, Written
from bot.services.figures.exports import Export, export_to_json
from models.database.engines import URL, file_of

_TOLD: TypeAdapter[Written | Progress] = TypeAdapter(Written | Progress)
"""What that process says, a line each."""


async def made_apart(
    database: URL, export: Export, path: Path, hear: Callable[[Progress], Awaitable[None]]
) -> Written:
    """Write an export to a new file in a folder that nobody else writes to, by its full path; raise NotMade.

    What it needs of the disk meanwhile is in that folder too, which whoever made it removes.
    """
    asked = {
        "database": _reachable(database).render_as_string(hide_password=False),
        "export": export_to_json(export),
        "path": str(path),
    }
    async with beside("bot.documents.spreadsheets") as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(json.dumps(asked).encode())  # not among its arguments: a password may be in it
        process.stdin.close()
        written = await _heard(process.stdout, hear)
        trouble = (await process.stderr.read()).decode(errors="replace").strip()
        await process.wait()
    if written is None:
        raise NotMade(trouble.rpartition("\n")[2] or f"exit {process.returncode}")
    return written


async def _heard(told: asyncio.StreamReader, hear: Callable[[Progress], Awaitable[None]]) -> Written | None:
    """Pass on how far it is; return what was written at last, None when it ends before."""
    async for line in told:
        match _TOLD.validate_json(line):
            case Written() as written:
                return written
            case progress:
                await hear(progress)
    return None


def _reachable(database: URL) -> URL:
    """Return where a database is from any folder."""
    file = file_of(database)
    return database if file is None else database.set(database=str(file.absolute()))
