"""A row is changed by who has seen it as it is: the version that was read is checked in the UPDATE."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col


class Versioned(Protocol):
    """A row whose version grows with every change."""

    id: int
    version: int


Row = TypeVar("Row", bound=Versioned)


def change_row(session: Session, row: Row, values: Mapping[str, Any], *where: ColumnElement[bool]) -> bool:
    """Change a row unless somebody else did since it was read; return whether it was done.

    ``where``: what must be so besides. The row is then as it is stored, whoever changed it.
    """
    model = type(row)
    seen = row.version
    statement = (
        update(model)
        .where(col(model.id) == row.id, col(model.version) == seen, *where)
        .values(**values, version=seen + 1)
        .execution_options(synchronize_session=False)
    )
    changed = session.connection().execute(statement).rowcount == 1
    session.refresh(row)
    return changed
