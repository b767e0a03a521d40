"""The tables of what is asked, said and told around a dossier."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.database.columns import Key


class Prompt(SQLModel, table=True):
    """What the next message typed by a member of the network is for; one at most.

    ``purpose`` names the action it completes, ``subject`` the row it acts on, ``version`` that of the
    dossier when it was asked; ``content`` what the action keeps until then. ``message_id``: the message
    that asks, null where its number was not known yet. ``typed_as``: the message that was taken for it last,
    which is edited to change what it said; null before any.
    """

    __tablename__ = "prompt"

    person_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="person.id")
    purpose: str
    subject: int = Field(default=0, sa_type=BigInteger)
    version: int = 0
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    asked_at: datetime
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    typed_as: int | None = Field(default=None, sa_type=BigInteger)


class RequestEnd(StrEnum):
    """How a request for information ends: answered, its day over, or gone on without. Stored."""

    COMPLETED = "completed"
    LAPSED = "lapsed"
    RESUMED = "resumed"


class InformationRequest(SQLModel, table=True):
    """What an operator asked the applicant for, in their own words or as questions to answer again.

    ``questions``: names of the intake's questions. ``closed_at``: null while the answer is awaited;
    ``outcome`` then is a ``RequestEnd``. ``reminded``: reminders sent.
    """

    __tablename__ = "information_request"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int = Field(sa_type=BigInteger, foreign_key="dossier.id", index=True)
    asked_by: int = Field(sa_type=BigInteger)
    asked_at: datetime
    text: str | None = None
    questions: list[str] = Field(sa_column=Column(JSON, nullable=False))
    due_on: date
    reminded: int = 0
    closed_at: datetime | None = Field(default=None, index=True)
    outcome: str | None = None

    def end(self, outcome: RequestEnd, now: datetime) -> None:
        """Note that the answer is awaited no more."""
        self.closed_at, self.outcome = now, outcome


class RelayedMessage(SQLModel, table=True):
    """A message passed between an applicant and the operators, either way.

    ``from_person``: who wrote. ``to_chat``/``message_id``: where it was delivered, null until it is.
    ``source_chat``/``source_id``: the message it copies, to follow corrections and replies.
    ``dossier_id``: null until the applicant says which request it is about. ``kind``: ``text``, or what
    Telegram calls the file (``photo``, ``document``, ``voice``…) whose ``file_id`` is its own. ``album``:
    what Telegram calls the files sent at once with it, null for one alone.
    """

    __tablename__ = "relayed_message"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="dossier.id", index=True)
    from_person: int = Field(sa_type=BigInteger)
    from_applicant: bool
    at: datetime
    kind: str = "text"
    text: str | None = None
    file_id: str | None = None
    file_name: str | None = None
    album: str | None = None
    source_chat: int = Field(sa_type=BigInteger)
    source_id: int = Field(sa_type=BigInteger)
    to_chat: int | None = Field(default=None, sa_type=BigInteger, index=True)
    message_id: int | None = Field(default=None, sa_type=BigInteger)


class CannedReply(SQLModel, table=True):
    """A text that the operators of a basin send often; ``{places}`` are filled when it is sent."""

    __tablename__ = "canned_reply"
    __table_args__ = (UniqueConstraint("basin_code", "title"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    basin_code: str
    title: str
    text: str


class Reminder(SQLModel, table=True):
    """Something that was told because it was due; its key makes it be told once.

    ``key``: what was due, for whom and when, such as ``unclaimed:12:2026-12-03:team``.
    """

    __tablename__ = "reminder"

    key: str = Field(primary_key=True)
    at: datetime = Field(index=True)
