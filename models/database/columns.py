"""The metadata of all tables, and what their columns share. Times are UTC; docstrings say what null means."""

from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, TextClause
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.model_config["defer_build"] = True  # rows are not checked when they are made: 30 ms of a start
METADATA: MetaData = SQLModel.metadata


class Key(TypeDecorator[int]):
    """A key that the database counts: SQLite counts INTEGER columns only, and they have 64 bits there.

    Its attribute is an ``int``, as all that is read of it: a row has its number once it is written.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return INTEGER on SQLite, BIGINT elsewhere."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())


NEVER_REUSED = {"sqlite_autoincrement": True}
"""SQLite gives the number of a deleted row to the next one, unless told not to."""


def where(rows: TextClause) -> dict[str, Any]:
    """Return the options of an index of some rows, on either database: the migrations make them.

    They are told for SQLite alone: the same for PostgreSQL would load its dialect where it does not serve.
    """
    return {"sqlite_where": rows}
