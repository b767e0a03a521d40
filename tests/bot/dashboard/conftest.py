"""The sample network, and a dashboard with a past."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from conversations.network.basins import Network
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from tests.bot.dashboard.house import House, fill, visitable
from tests.prepared import Prepared

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def network() -> Network:
    """Read the sample network once."""
    return read_network(sample_network_text(), CommuneTable())


@pytest.fixture(scope="session")
def filled(prepared: Prepared, sqlite_template: Path, network: Network) -> Path:
    """Fill an SQLite database with a past, once."""

    def make(file: Path) -> None:
        shutil.copyfile(sqlite_template, file)
        asyncio.run(fill(f"sqlite:///{file}", network))

    return prepared.file("dashboard.db", make)


@pytest.fixture
def filled_url(filled: Path, tmp_path: Path) -> str:
    """Copy that database."""
    return f"sqlite:///{shutil.copyfile(filled, tmp_path / 'alize.db')}"


@pytest.fixture
async def house(filled_url: str) -> AsyncIterator[House]:
    """A dashboard to be visited, on SQLite."""
    async with visitable(filled_url) as house:
        yield house


@pytest.fixture(params=DATABASES)
def either_url(request: pytest.FixtureRequest, network: Network) -> str:
    """The same once on each database."""
    if request.param == "sqlite":
        copied: str = request.getfixturevalue("filled_url")
        return copied
    url: str = request.getfixturevalue("postgresql_url")
    asyncio.run(fill(url, network))
    return url


@pytest.fixture
async def either_house(either_url: str) -> AsyncIterator[House]:
    """A dashboard on each database, for what asks the database something of its own."""
    async with visitable(either_url) as house:
        yield house
