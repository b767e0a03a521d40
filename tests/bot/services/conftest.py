"""A real SQLite database, and what people may have left in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.database.writer import Database
from tests.models.database.opening import opened


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database."""
    async with opened(f"sqlite:///{tmp_path / 'alize.db'}") as database:
        yield database
