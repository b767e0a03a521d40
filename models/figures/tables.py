"""The tables of what coordinators follow: what was counted, what was taken out."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel

from models.database.columns import Key


class Share(SQLModel, table=True):
    """What one dossier adds to the tallies, as last counted: so that a change takes it back first.

    ``cells``: a list of ``[measure, month, basin, key, n, total]``. ``measures``: the fingerprint of the
    measures it was counted by; null for a release that kept none.
    """

    __tablename__ = "share"

    dossier_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="dossier.id")
    cells: list[Any] = Field(sa_column=Column(JSON, nullable=False))
    measures: str | None = Field(default=None, index=True)


class Tally(SQLModel, table=True):
    """The dossiers of a month and a basin that a measure counts under a key, and the total of its values.

    ``month``: its first day, in Paris. ``basin_code``: empty for the national queue.
    """

    __tablename__ = "tally"
    __table_args__ = {"sqlite_with_rowid": False}

    measure: str = Field(primary_key=True)
    month: date = Field(primary_key=True)
    basin_code: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    n: int = 0
    total: int = Field(default=0, sa_type=BigInteger)


class TakenExport(SQLModel, table=True):
    """A file with personal data that was handed over: rows are only ever added.

    It holds the dossiers of ``basins`` (null: of the whole network) received from ``since`` to ``until``,
    both included. ``person_id``: null for the command line.
    """

    __tablename__ = "taken_export"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    at: datetime
    person_id: int | None = Field(default=None, sa_type=BigInteger)
    basins: list[str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    since: date
    until: date
    format: str
    dossiers: int
