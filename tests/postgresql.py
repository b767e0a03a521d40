"""PostgreSQL for the tests of a process: what costs much to make serves one test after the other."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Engine, event

from models.database.engines import open_engine
from models.migrate import migrate

SHAPE = """
    SELECT (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM pg_constraint),
        (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc),
        (SELECT min(version_num) FROM alembic_version)
"""
"""What a test changes of a database when it changes more than rows."""

EMPTYING = """
    CREATE FUNCTION pg_temp.empty() RETURNS text[] LANGUAGE plpgsql AS $$
    DECLARE emptied text[] := '{}';
    BEGIN
        SET LOCAL session_replication_role = replica;  -- rows go in any order, whatever points at them
        %s
        RETURN emptied;
    END $$
"""
EMPTYING_ONE = "DELETE FROM {0}; IF FOUND THEN emptied := array_append(emptied, '{0}'); END IF;"

LENT = "lent_"
"""How the names of databases begin that are lent, with their connections."""


class Connection(psycopg.Connection[Any]):
    """A connection that, once closed, is kept for whoever asks for the same: a new one costs 10 ms of CPU."""

    _kept: ClassVar[dict[str, list["Connection"]]] = defaultdict(list)
    _asked = ""

    @classmethod
    def lend(cls, asked: dict[str, Any]) -> "Connection":
        """Return a connection as good as new."""
        key = repr(sorted((name, value) for name, value in asked.items() if name != "context"))
        while cls._kept[key]:
            connection = cls._kept[key].pop()
            connection.pgconn.exec_(b"RESET ALL; SELECT pg_advisory_unlock_all()")
            if connection.info.transaction_status is TransactionStatus.IDLE:  # the server has not ended it
                return connection
            super(Connection, connection).close()
        connection = cls.connect(**asked)
        connection._asked = key if asked.get("dbname", "").startswith(LENT) else ""
        return connection

    def close(self) -> None:
        """Be kept, unless lost or in the middle of something."""
        if self._asked and self.info.transaction_status is TransactionStatus.IDLE:
            self._kept[self._asked].append(self)
        else:
            super().close()

    @classmethod
    def close_all(cls) -> None:
        """Close those that are kept."""
        for kept in cls._kept.values():
            while kept:
                super(Connection, kept.pop()).close()


@event.listens_for(Engine, "do_connect")
def connect(dialect: Any, record: object, arguments: object, asked: dict[str, Any]) -> Connection | None:
    """Lend a connection where SQLAlchemy would make one."""
    return Connection.lend(asked) if dialect.name == "postgresql" else None


class Lent:
    """A database that is up to date, for one test after the other: to empty one costs less than to copy."""

    def __init__(self, server: URL) -> None:
        self._server = psycopg.connect(plain(server), autocommit=True)
        self._template = server.set(drivername="postgresql+psycopg", database="template_alize")
        self._made = 0
        self._server.execute("CREATE DATABASE template_alize")
        engine = open_engine(self._template.render_as_string(hide_password=False))
        migrate(engine)
        engine.dispose()
        self.url = self._make()

    def _make(self) -> URL:
        url = self._copy(LENT)
        self._inside = psycopg.connect(plain(url), autocommit=True)
        tables = self._inside.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        statements = [EMPTYING_ONE.format(table) for (table,) in tables if table != "alembic_version"]
        sequences = self._inside.execute("SELECT sequencename FROM pg_sequences")
        statements += [f"PERFORM setval('{sequence}', 1, false);" for (sequence,) in sequences]
        self._inside.execute(EMPTYING % " ".join(statements))
        self._shape = self._inside.execute(SHAPE).fetchone()
        return url

    def _copy(self, name: str) -> URL:
        self._made += 1
        url = self._template.set(database=f"{name}{self._made}")
        template = self._template.database
        self._server.execute(f"CREATE DATABASE {url.database} TEMPLATE {template} STRATEGY FILE_COPY")
        return url

    @contextmanager
    def own(self) -> Iterator[URL]:
        """Give a copy that nothing else is connected to, and drop it afterwards."""
        url = self._copy("own_")
        yield url
        self._server.execute(f"DROP DATABASE {url.database} WITH (FORCE)")

    def empty(self) -> None:
        """Take out all rows and number from 1 again; make another database if tables changed."""
        if self._inside.execute(SHAPE).fetchone() == self._shape:
            [[emptied]] = self._inside.execute("SELECT pg_temp.empty()")
            if emptied:  # rows to come are found in the order they are written, as in a new table
                self._inside.execute(f"VACUUM (PROCESS_TOAST off) {', '.join(emptied)}")
        else:
            self._inside.close()
            self.url = self._make()

    def close(self) -> None:
        """Close every connection."""
        self._inside.close()
        self._server.close()
        Connection.close_all()


def plain(url: URL) -> str:
    """Return a URL as PostgreSQL's own library reads it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
