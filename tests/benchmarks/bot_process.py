"""The assistant as a process of its own: ``bot_process API_URL TOKEN DATABASE_URL [PRAGMA]``.

``PRAGMA``: what SQLite is told at each connection, such as ``synchronous=NORMAL``.
"""

import asyncio
import sys
from typing import Any

from sqlalchemy import Pool, event

from bot.app import Installation, assistant, run_beside
from bot.commands.run import read_all
from bot.telegram.receiver import poll


async def serve(api_url: str, token: str, database_url: str, pragma: str = "") -> None:
    """Answer for ever, from the first update on with all that is read at the start."""

    def tell(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    if pragma:
        event.listen(Pool, "checkout", tell)  # after what the product tells each connection
    installation = Installation(
        token=token, database_url=database_url, api_url=api_url, messages_per_second=0
    )
    async with assistant(installation) as running:
        await read_all(running)
        await run_beside(poll(running.application, running.reception), running.background())


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
