"""The tables of turns and deliveries: updates that were taken, calls that wait."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from models.database.columns import NEVER_REUSED, Key


class ProcessedUpdate(SQLModel, table=True):
    """An update whose turn is committed: seeing it again changes nothing."""

    __tablename__ = "processed_update"

    update_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    processed_at: datetime = Field(index=True)


class Settles(StrEnum):
    """What the delivery of a call settles. Stored: never renamed."""

    DRAFT = "draft"  # which message is a draft's card
    DOSSIER = "dossier"  # which message is a dossier's card
    TOPIC = "topic"  # where a dossier is discussed
    RELAY = "relay"  # which message may be replied to
    SHOWS = "shows"  # nothing, but it shows a dossier without naming it
    ERASING = "erasing"  # nothing: it replaces what was erased, and a message that is gone needs none
    TIDYING = "tidying"  # nothing: buttons that are refused already leave, once the chat is idle

    def of(self, *numbers: int) -> str:
        """Return it for a row of a table, such as ``draft:12:3``."""
        return ":".join((self, *map(str, numbers)))


class Outgoing(SQLModel, table=True):
    """A call to the Bot API not made yet (the outbox). A delivered row is deleted.

    ``settles``: what its delivery settles, a ``Settles`` with the numbers of a row ("draft:12"); null for
    nothing. ``leased_until``: a process delivers it until then; null or past, any process may take it.
    ``parked_at``: refused by Telegram for good, kept to be looked at.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        Index("ix_outgoing_waiting", "parked_at", "due_at"),
        Index("ix_outgoing_of_chat", "chat_id", "id"),
        NEVER_REUSED,
    )

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    chat_id: int = Field(sa_type=BigInteger)
    method: str
    payload: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    settles: str | None = None
    due_at: datetime
    attempts: int = 0
    leased_until: datetime | None = None
    parked_at: datetime | None = None
    error: str | None = None


class Process(SQLModel, table=True):
    """A process at work on PostgreSQL, where several share the work; on SQLite there is one, and no row.

    ``id``: the later it started, the higher. ``seen_at``: when it last told that it is at work, by the
    clock of the server. ``measures``: the fingerprint of what it counts. ``webhook``: what it knows that
    Telegram was told of the webhook; null before.
    """

    __tablename__ = "process"
    __table_args__ = (NEVER_REUSED,)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    seen_at: datetime
    measures: str
    webhook: str | None = None
