"""The tables of committees: sessions, their agenda, opinions and decisions."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.database.columns import Key


class CommitteeSession(SQLModel, table=True):
    """A session of a basin's committee. ``place``: an address or a link, null when it is not known.

    ``created_by``: null when it comes from the network file. ``held_at``: null until its decisions are
    recorded; ``cancelled_at``: null unless it will not take place. ``attendance``: who was there, in an
    operator's words; null until told.
    """

    __tablename__ = "committee_session"
    __table_args__ = (UniqueConstraint("basin_code", "day"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    basin_code: str = Field(index=True)
    day: date = Field(index=True)
    starts_at: time | None = None
    place: str | None = None
    created_by: int | None = Field(default=None, sa_type=BigInteger)
    attendance: str | None = None
    held_at: datetime | None = None
    cancelled_at: datetime | None = None


class AgendaItem(SQLModel, table=True):
    """A dossier on the agenda of a session. ``removed_at``: null while it is on it.

    The decision, recorded by an operator: ``outcome`` is the event it made happen (``grant_skills``,
    ``postpone``, ``refuse``…), null until then. ``days``: days of expertise granted. ``amount``: the
    advance, in euros. ``jobs_created`` and ``jobs_kept``: those the decision counts on. ``conditions``: of
    a grant; otherwise the reason in the operator's own words. ``decided_at``: a moment of
    the day of its session, which dates it in figures, also once it was put right; ``recorded_at``: when it
    was first recorded, null before releases that knew. ``prepared``: what is about to be recorded, or
    to be put right, as it was told so far; null when nothing is.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("session_id", "dossier_id"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    session_id: int = Field(sa_type=BigInteger, foreign_key="committee_session.id", index=True)
    dossier_id: int = Field(sa_type=BigInteger, foreign_key="dossier.id", index=True)
    position: int = 0
    added_at: datetime
    removed_at: datetime | None = None
    outcome: str | None = None
    decided_at: datetime | None = Field(default=None, index=True)
    recorded_at: datetime | None = None
    decided_by: int | None = Field(default=None, sa_type=BigInteger)
    days: int | None = None
    amount: int | None = None
    conditions: str | None = None
    reason: str | None = None
    jobs_created: int | None = None
    jobs_kept: int | None = None
    prepared: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class ReplacedDecision(SQLModel, table=True):
    """A decision recorded by mistake, as it stood until it was put right. Rows are only ever added.

    ``recorded_at``, ``recorded_by``: of this decision; ``replaced_at``, ``replaced_by``: of what put it
    right. ``why``: what went wrong, in an operator's words; null once personal data is erased.
    """

    __tablename__ = "replaced_decision"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    item_id: int = Field(sa_type=BigInteger, foreign_key="agenda_item.id", index=True)
    outcome: str
    recorded_at: datetime
    recorded_by: int | None = Field(default=None, sa_type=BigInteger)
    days: int | None = None
    amount: int | None = None
    conditions: str | None = None
    reason: str | None = None
    jobs_created: int | None = None
    jobs_kept: int | None = None
    replaced_at: datetime
    replaced_by: int = Field(sa_type=BigInteger)
    why: str | None = None


class StoredOpinion(SQLModel, table=True):
    """A member's opinion on an item: ``favourable``, ``reserved``, ``unfavourable`` or ``recused``.

    ``left_out``: an operator keeps the item from them.
    """

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("item_id", "person_id"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    item_id: int = Field(sa_type=BigInteger, foreign_key="agenda_item.id", index=True)
    person_id: int = Field(sa_type=BigInteger, index=True)
    opinion: str
    comment: str | None = None
    at: datetime
