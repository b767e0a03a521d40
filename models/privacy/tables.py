"""The tables of erasure: where personal data stands outside the database, and what was erased."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from models.database.columns import Key


class CopyKind(StrEnum):
    """What shows a dossier: a text, or a photo or a document. Stored: never renamed."""

    TEXT = "text"
    MEDIA = "media"


class ErasureCause(StrEnum):
    """Why something was erased: its person asked, or it expired. Stored: never renamed."""

    ASKED = "asked"
    EXPIRED = "expired"


class SentCopy(SQLModel, table=True):
    """A message that shows a dossier to somebody else than its applicant, replaced when it is erased.

    ``kind``: a ``CopyKind``.
    """

    __tablename__ = "sent_copy"

    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    message_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    dossier_id: int = Field(
        primary_key=True,
        sa_type=BigInteger,
        foreign_key="dossier.id",
        index=True,
        sa_column_kwargs={"autoincrement": False},
    )
    kind: str


class Erasure(SQLModel, table=True):
    """Personal data that was erased; rows are kept, and tell nothing of whom.

    ``dossier_id``: null for what a person who had sent nothing had begun. ``cause``: an ``ErasureCause``.
    ``last_call``: the latest call in the outbox at that moment, 0 without any: up to
    it, what leaves may still show what was erased. ``replaced_at``: when no such copy was left; null until.
    ``person_since``: when the person who asked had first written, which finds them in a backup; null when
    nobody asked, and for what was erased by the releases before.
    """

    __tablename__ = "erasure"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="dossier.id", unique=True)
    at: datetime
    cause: str
    last_call: int = Field(default=0, sa_type=BigInteger)
    replaced_at: datetime | None = Field(default=None, index=True)
    person_since: datetime | None = None
