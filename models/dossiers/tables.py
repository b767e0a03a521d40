"""The tables of dossiers: who asks, what happened, which skills, what was put off."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from conversations.dossiers.statuses import LIVE
from models.database.columns import NEVER_REUSED, Key, where

_KNOWN = text("person_id IS NOT NULL")
"""Of the dossiers that still have somebody: what retention looks through, however many are only figures."""

LIVE_ROWS = text(f"status IN ({', '.join(repr(status.value) for status in LIVE)})")
"""Of the dossiers in which something is still to be done: what grows old, and who has how many."""

_EXPLAINED = text("reason IS NOT NULL")
"""Of the events that have a reason."""


class Company(SQLModel, table=True):
    """A firm that applied. ``siren``: null when it is being created or was not identified."""

    __tablename__ = "company"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    siren: str | None = Field(default=None, max_length=9, unique=True)
    name: str | None = None
    commune: str | None = Field(default=None, max_length=5)


class Dossier(SQLModel, table=True):
    """A submitted request.

    ``person_id``: null once erased. ``basin_code``: null in the national queue. ``draft_id``: the
    draft it was made from, so that sending twice makes one dossier. ``basin_name``, ``operator_name`` and
    ``route``: those of the day it was routed, whatever the network becomes. ``card_chat_id`` and
    ``card_id``: where its card was delivered, null until it is; ``card_thread_id``: its topic, null in a
    group without topics. ``source``: what it was imported from, null when it came through the conversation;
    its ``draft_id`` is then below zero. ``version`` grows with every change. ``holder_id``: who claimed
    it, null in the queue. ``status_since``: since when it stands there; ``acted_at``: when a person last did
    something for it; ``told_at``: when the applicant last had news; ``watch_at``: when to look whether
    something is due, null when nothing will be.
    """

    __tablename__ = "dossier"
    __table_args__ = (
        Index("ix_dossier_card_waiting", "card_chat_id", "basin_code"),
        Index("ix_dossier_known", "acted_at", **where(_KNOWN)),
        Index("ix_dossier_live", "basin_code", "status", "status_since", "holder_id", **where(LIVE_ROWS)),
        Index("ix_dossier_basin_submitted", "basin_code", "submitted_at"),
        NEVER_REUSED,
    )

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    reference: str = Field(unique=True)
    draft_id: int = Field(sa_type=BigInteger, unique=True)
    person_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="person.id", index=True)
    company_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="company.id", index=True)
    basin_code: str | None = None
    commune: str | None = Field(default=None, max_length=5)
    status: str = Field(index=True)
    outcome: str
    verdict: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    answers: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    language: str
    origin: str | None = None
    submitted_at: datetime = Field(index=True)
    operator_agreed_at: datetime
    committee_agreed_at: datetime | None = None
    version: int = 0
    card_chat_id: int | None = Field(default=None, sa_type=BigInteger)
    card_id: int | None = Field(default=None, sa_type=BigInteger)
    card_thread_id: int | None = None
    basin_name: str | None = None
    operator_name: str | None = None
    route: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    holder_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    status_since: datetime
    acted_at: datetime
    told_at: datetime
    watch_at: datetime | None = Field(default=None, index=True)
    source: str | None = Field(default=None, unique=True, index=True)


class DossierEvent(SQLModel, table=True):
    """What happened to a dossier; rows are only ever added. ``actor_id``: null for the bot itself.

    ``reason``: its code, null where none is asked. ``change``: of an answer, what
    it was and what it became (``before``, ``after``; one is left out where there was no answer).
    """

    __tablename__ = "dossier_event"
    __table_args__ = (Index("ix_dossier_event_explained", "at", **where(_EXPLAINED)),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int = Field(sa_type=BigInteger, foreign_key="dossier.id", index=True)
    at: datetime
    actor_id: int | None = Field(default=None, sa_type=BigInteger)
    event: str
    from_status: str | None = None
    to_status: str
    note: str | None = None
    reason: str | None = None
    change: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class SkillNeed(SQLModel, table=True):
    """One skill a dossier asks for, in the taxonomy of its version."""

    __tablename__ = "skill_need"
    __table_args__ = (UniqueConstraint("dossier_id", "code"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int = Field(sa_type=BigInteger, foreign_key="dossier.id", index=True)
    code: str
    taxonomy: str
    priority: bool = False


class Snooze(SQLModel, table=True):
    """A dossier that a member wants to hear of again later."""

    __tablename__ = "snooze"

    person_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="person.id")
    dossier_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="dossier.id")
    until: date


class Uncounted(SQLModel, table=True):
    """A mark: a dossier changed since the figures last counted it. One dossier may have several."""

    __tablename__ = "uncounted"
    __table_args__ = NEVER_REUSED

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int = Field(sa_type=BigInteger)
