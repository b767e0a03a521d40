"""The tables of people, of their unfinished conversations, and of how those ended."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel

from models.database.columns import NEVER_REUSED, Key


class Person(SQLModel, table=True):
    """Someone who wrote to the bot, by their Telegram number.

    ``language``: null until Telegram or the person tells. ``unreachable_since``: the bot is blocked;
    null while messages arrive. ``name``: what colleagues call a member of the network; null for the
    others, whose name is an answer of their request. ``menus``: what may be typed for the buttons that were
    shown last, but the draft's; null without any.
    """

    __tablename__ = "person"

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    language: str | None = None
    unreachable_since: datetime | None = None
    first_seen_at: datetime
    name: str | None = None
    menus: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class StoredDraft(SQLModel, table=True):
    """The unfinished conversation of a person: one at most.

    ``content``: the fields of :class:`conversations.engine.draft.Draft` but its state. ``revision`` grows
    with every change: buttons of an older one are out of date. ``card_id``: the message that shows the
    question, null before it is delivered. ``nudge_at``: when to remind, then, once the person was told
    of it, when to erase.
    """

    __tablename__ = "draft"
    __table_args__ = NEVER_REUSED

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id", unique=True)
    state: str
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    revision: int = 0
    card_id: int | None = Field(default=None, sa_type=BigInteger)
    origin: str | None = None
    started_at: datetime
    answered_at: datetime = Field(index=True)
    nudges: int = 0
    nudge_at: datetime | None = Field(default=None, index=True)


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


class DraftEnd(StrEnum):
    """How a draft ends: sent, dropped by its person, or expired. Stored: never renamed."""

    SENT = "sent"
    DROPPED = "dropped"
    EXPIRED = "expired"


class EndedDrafts(SQLModel, table=True):
    """How many drafts that were begun in a month ended at a question, and how: nobody's number is kept.

    ``month``: its first day, in Paris. ``question``: where the draft stood. ``outcome``: a ``DraftEnd``.
    """

    __tablename__ = "ended_drafts"

    month: date = Field(primary_key=True)
    outcome: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    n: int = 0
