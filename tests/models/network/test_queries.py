"""A network is put in force once, however many processes load it as they start."""

import asyncio
from contextlib import AsyncExitStack

from sqlalchemy import Connection, func, select

from models.database.prepared import table_of
from models.network.file import read_network, sample_network_text
from models.network.queries import store_network
from models.network.tables import NetworkLoad
from models.places.search import CommuneTable
from tests.models.database.opening import opened
from tests.stage import MONDAY


def loads(connection: Connection) -> int:
    """Count the networks that were put in force."""
    return int(connection.execute(select(func.count()).select_from(table_of(NetworkLoad))).scalar_one())


async def test_processes_that_start_together_load_the_network_once(database_url: str) -> None:
    network = read_network(sample_network_text(), CommuneTable())
    async with AsyncExitStack() as stack:
        databases = [await stack.enter_async_context(opened(database_url)) for _ in range(4)]
        await asyncio.gather(
            *(
                database.run(lambda transaction: store_network(transaction, network, MONDAY))
                for database in databases
            )
        )

        assert await databases[0].read(loads) == 1
