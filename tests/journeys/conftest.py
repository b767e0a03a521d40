"""The stage of the journeys: the sample network, its groups bound, and one applicant who writes."""

from collections.abc import AsyncIterator

import pytest

from bot.documents.spreadsheets.worker import made_apart
from bot.playground.telegram.chats import Chat
from bot.services.core.group_cards import bind
from bot.services.core.rights import Role
from bot.telegram.delivery.export_files import Made
from conversations.network.basins import Network
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from tests.journeys.acting import Actor, errors, refusals
from tests.journeys.firms import Firm, supported
from tests.journeys.noted import unnoted
from tests.journeys.offices import TOUL, enrolled
from tests.stage import Stage, staged

NATIONAL = ""


@pytest.fixture(scope="session")
def network() -> Network:
    """Read the sample network once."""
    return read_network(sample_network_text(), CommuneTable())


@pytest.fixture
def export_made() -> Made:
    """Make exports in a process of their own, as they are made at work."""
    return made_apart


@pytest.fixture
async def stage(database_url: str, network: Network, export_made: Made) -> AsyncIterator[Stage]:
    """Raise the curtain; at the end, every tap must have been answered and no call refused.

    What told of a request to others than its applicant must have been noted, to be replaced once erased; and
    who works here wrote to nobody on one tap, but where the action says why.
    """
    with errors() as logged:
        async with staged(database_url, network, export_made=export_made) as stage:
            yield stage
            assert [each for each in logged if "one tap wrote to" in each] == [], "it is shown first"
            assert unnoted(stage) == []
            assert stage.telegram.unanswered_queries() == []
            assert refusals(stage) == [], "Telegram refused what the bot sent"


@pytest.fixture
def camille(stage: Stage) -> Actor:
    """Somebody who has not written yet, with a French Telegram."""
    return Actor(stage, stage.telegram.person("Camille", "Durand", language="fr", phone="+33612345678"))


async def bound_group(stage: Stage, title: str, basin_code: str) -> Chat:
    """Return a group bound to a basin's queue, or to the national one."""
    operator = stage.telegram.person("Sacha", "Petit")
    group = stage.telegram.group(title, [operator])
    stage.telegram.take_updates()
    now = stage.clock()
    world = stage.assistant.worlds.at(now)
    await stage.assistant.desk.database.run(
        lambda transaction: bind(transaction, world, basin_code, group.id, operator.id, now)
    )
    return group


@pytest.fixture
async def toul(stage: Stage) -> Chat:
    """The group of the basin of Toul."""
    return await bound_group(stage, "Comité Terres de Lorraine", "terres-de-lorraine")


@pytest.fixture
async def coordination(stage: Stage) -> Chat:
    """The group of the national queue."""
    return await bound_group(stage, "Coordination nationale", NATIONAL)


@pytest.fixture
async def sacha(stage: Stage) -> Actor:
    """An operator of Toul."""
    return await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)


@pytest.fixture
async def nour(stage: Stage) -> Actor:
    """A member of the committee of Toul."""
    return await enrolled(stage, "Nour Lambert", Role.MEMBER, TOUL)


@pytest.fixture
async def nora(stage: Stage) -> Firm:
    """A baker of Toul whose request was granted."""
    return await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34")
