"""Make one export from a database: with the network in force there, at one instant."""

from collections.abc import Callable
from pathlib import Path

from bot.documents.spreadsheets.writer import Progress, Written, write_export
from bot.i18n import PARIS
from bot.services.figures.exports import Export
from conversations.network.basins import Network
from conversations.network.routing import Atlas
from conversations.situation import World
from models.database.writer import open_engine
from models.figures.export_rows import snapshot
from models.network.queries import network_in_force
from models.places.search import CommuneTable

NO_NETWORK = Network(name="Alizé", coordination="", basins=())


def make_export(database_url: str, export: Export, path: Path, hear: Callable[[Progress], None]) -> Written:
    """Write an export to a new file, telling how far it is."""
    engine = open_engine(database_url)
    try:
        with snapshot(engine) as connection:
            network = network_in_force(connection) or NO_NETWORK
            today = export.made_at.astimezone(PARIS).date()
            world = World(today, network, Atlas(network), CommuneTable())
            return write_export(connection, world, export, path, hear)
    finally:
        engine.dispose()
