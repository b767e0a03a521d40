"""The page that tells whether the assistant works costs the same however often it is asked for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from starlette.requests import Request

from bot.health import KEPT_SECONDS, Health
from models.database.writer import Database
from tests.models.database.opening import opened

REQUEST = Request({"type": "http", "method": "GET", "headers": []})


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def looked_at(database: Database) -> AsyncIterator[list[str]]:
    """Give the statements that the database is asked."""
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    yield asked


async def told(health: Health) -> tuple[int, str]:
    answer = await health.answer(REQUEST)
    return answer.status_code, bytes(answer.body).decode()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_database_is_looked_at_once_a_second_at_most(database_url: str) -> None:
    seconds = Seconds()
    async with opened(database_url) as database, looked_at(database) as asked:
        health = Health(database, seconds)
        answers = await asyncio.gather(*(told(health) for _ in range(200)))
        assert set(answers) == {(200, "ok, 0 to send, 0 refused\n")}
        once = len(asked)
        seconds.now += KEPT_SECONDS
        await told(health)
        assert len(asked) == 2 * once


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_database_that_is_away_is_told(database_url: str) -> None:
    async with opened(database_url) as database:

        def refuse(*call: object) -> None:
            raise OperationalError("SELECT", None, Exception("disk I/O error"))

        event.listen(database.engine, "before_cursor_execute", refuse)
        assert await told(Health(database)) == (503, "the database does not answer\n")
