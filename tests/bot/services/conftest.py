"""A real SQLite database, and what people may have left in it."""

from collections.abc import AsyncIterator

import pytest

from models.database.writer import Database
from tests.models.database.opening import opened


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    """An empty database."""
    async with opened(sqlite_url) as database:
        yield database
