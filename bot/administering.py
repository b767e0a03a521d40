"""What administrators do from the command line: load a network, invite people, ask where a place goes."""

from datetime import UTC, datetime

from bot.i18n import speak
from bot.running import Unable, able, known_bot, opened_database
from bot.services.access import Role, invite
from bot.settings import Settings
from conversations.messages import say
from conversations.network import Network
from conversations.routing import Atlas, explain
from models.database import Transaction
from models.gazetteer import CommuneTable
from models.network_file import read_network, sample_network_text
from models.networks import network_in_force, store_network

LANGUAGE = "en"  # of the command line
PLACES = 4  # as many as can be told apart at a glance


async def put_in_force(settings: Settings, network: Network) -> bool:
    """Load a network; false when it is in force already."""

    def store(transaction: Transaction) -> bool:
        return store_network(transaction, network, datetime.now(UTC))

    async with opened_database(settings) as database:
        return await database.run(store)


async def invitation_link(settings: Settings, role: Role, basin: str | None) -> str:
    """Open an invitation and return its one-time link."""
    if (role is Role.OPERATOR) != (basin is not None):
        raise Unable(
            "An operator works for a basin, others for all of them: --basin goes with --role operator."
        )
    with able(settings):
        async with known_bot(settings) as (_, me), opened_database(settings) as database:
            network = await database.read(network_in_force)
            if basin is not None and (network is None or network.basin(basin) is None):
                codes = ", ".join(known.code for known in network.basins) if network else "none is loaded"
                raise Unable(f"The network has no basin {basin}. Basins: {codes}.")
            code = await database.run(lambda transaction: invite(transaction, role, basin, datetime.now(UTC)))
    return f"https://t.me/{me.username}?start={code}"


async def routes(settings: Settings, words: str) -> list[str]:
    """Tell, line by line, where the requests of a place go; nothing when no commune is recognised."""
    try:
        async with opened_database(settings) as database:
            network = await database.read(network_in_force)
    except Unable:
        network = None
    gazetteer, lines = CommuneTable(), []
    if network is None:
        network = read_network(sample_network_text(), gazetteer)
        lines.append(say("No network is loaded: this is what the sample network says."))
    found, atlas, today = gazetteer.find(words, PLACES), Atlas(network), datetime.now(UTC).date()
    if not found.places:
        return []
    for place in found.places[: 1 if found.certain else PLACES]:
        lines += explain(atlas.route(place, today))
    return [speak(line, LANGUAGE, markup=False) for line in lines]
