"""The process that makes one export: told what on its input, it tells how far it is on its output."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bot.documents.spreadsheets.writer import Progress, write_export
from bot.i18n import PARIS
from bot.services.figures.exports import export_from_json
from conversations.network.basins import Network
from conversations.network.routing import Atlas
from conversations.situation import World
from models.database.writer import open_engine
from models.figures.export_rows import snapshot
from models.network.queries import network_in_force
from models.places.search import CommuneTable

NO_NETWORK = Network(name="Alizé", coordination="", basins=())


def _tell(told: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


def main() -> int:
    """Make the export; return the exit code."""
    asked = json.load(sys.stdin)
    export, path = export_from_json(asked["export"]), Path(asked["path"])
    tempfile.tempdir = str(path.parent)  # killed, this process leaves nothing but what is removed with it

    def hear(progress: Progress) -> None:
        _tell(asdict(progress))

    engine = open_engine(asked["database"])
    try:
        with snapshot(engine) as connection:
            network = network_in_force(connection) or NO_NETWORK
            today = export.made_at.astimezone(PARIS).date()
            world = World(today, network, Atlas(network), CommuneTable())
            _tell(asdict(write_export(connection, world, export, path, hear)))
    except Exception as error:  # its words and its frames may be somebody's: its name is enough
        sys.stderr.write(f"{type(error).__name__}\n")
        return 1
    finally:
        engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
