"""The sample network, and a dashboard with a past."""

from collections.abc import AsyncIterator

import pytest

from conversations.network.basins import Network
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from tests.bot.dashboard.house import House, visitable


@pytest.fixture(scope="session")
def network() -> Network:
    """Read the sample network once."""
    return read_network(sample_network_text(), CommuneTable())


@pytest.fixture
async def house(sqlite_url: str, network: Network) -> AsyncIterator[House]:
    """A dashboard to be visited, on SQLite."""
    async with visitable(sqlite_url, network) as house:
        yield house


@pytest.fixture
async def either_house(database_url: str, network: Network) -> AsyncIterator[House]:
    """The same once on each database, for what asks the database something of its own."""
    async with visitable(database_url, network) as house:
        yield house
