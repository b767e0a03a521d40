"""What is kept of the conversations that ended otherwise than by a request that was sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel


class DroppedDraft(SQLModel, table=True):
    """A draft that its owner dropped less than a day ago.

    ``id``: the draft's own, which it takes again. The other columns are those of a draft.
    """

    __tablename__ = "dropped_draft"

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id", ondelete="CASCADE", index=True)
    state: str
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    revision: int
    origin: str | None = None
    started_at: datetime
    dropped_at: datetime = Field(index=True)
