"""The tables. Comments say what a null means; times are UTC."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Dialect,
    Index,
    Integer,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from conversations.dossiers.statuses import LIVE

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA: MetaData = SQLModel.metadata


class Key(TypeDecorator[int]):
    """A key that the database counts: SQLite counts INTEGER columns only, and they have 64 bits there."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return INTEGER on SQLite, BIGINT elsewhere."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())


NEVER_REUSED = {"sqlite_autoincrement": True}
"""SQLite gives the number of a deleted row to the next one, unless told not to."""


_KNOWN = text("person_id IS NOT NULL")
"""Of the dossiers that still have somebody: what retention looks through, however many are only figures."""

LIVE_ROWS = text(f"status IN ({', '.join(repr(status.value) for status in LIVE)})")
"""Of the dossiers in which something is still to be done: what grows old, and who has how many."""

_EXPLAINED = text("reason IS NOT NULL")
"""Of the events that have a reason."""


class ProcessedUpdate(SQLModel, table=True):
    """An update whose turn is committed: seeing it again changes nothing."""

    __tablename__ = "processed_update"

    update_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    processed_at: datetime = Field(index=True)


class Outgoing(SQLModel, table=True):
    """A call to the Bot API not made yet (the outbox). A delivered row is deleted.

    ``settles`` names what the delivered message's number is written to ("draft:12", "dossier:7"),
    null when nothing waits for it. ``leased_until``: a process delivers it until then; null or past,
    any process may take it. ``parked_at``: refused by Telegram for good, kept to be looked at.
    """

    __tablename__ = "outgoing"
    __table_args__ = (Index("ix_outgoing_waiting", "parked_at", "due_at"), NEVER_REUSED)

    id: int | None = Field(default=None, primary_key=True, sa_type=Key)
    chat_id: int = Field(sa_type=BigInteger, index=True)
    method: str
    payload: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    settles: str | None = None
    due_at: datetime
    attempts: int = 0
    leased_until: datetime | None = None
    parked_at: datetime | None = None
    error: str | None = None


class Person(SQLModel, table=True):
    """Someone who wrote to the bot, by their Telegram number.

    ``language``: null until Telegram or the person tells. ``unreachable_since``: the bot is blocked;
    null while messages arrive. ``name``: what colleagues call a member of the network; null for the
    others, whose name is an answer of their request.
    """

    __tablename__ = "person"

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    language: str | None = None
    unreachable_since: datetime | None = None
    first_seen_at: datetime
    name: str | None = None


class StoredDraft(SQLModel, table=True):
    """The unfinished conversation of a person: one at most.

    ``content``: the fields of :class:`conversations.engine.draft.Draft` but its state. ``revision`` grows
    with every change: buttons of an older one are out of date. ``card_id``: the message that shows the
    question, null before it is delivered. ``nudge_at``: when to remind, then, once the person was told
    of it, when to erase.
    """

    __tablename__ = "draft"
    __table_args__ = NEVER_REUSED

    id: int | None = Field(default=None, primary_key=True, sa_type=Key)
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


class Company(SQLModel, table=True):
    """A firm that applied. ``siren``: null when it is being created or was not identified."""

    __tablename__ = "company"

    id: int | None = Field(default=None, primary_key=True, sa_type=Key)
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
        Index("ix_dossier_known", "acted_at", sqlite_where=_KNOWN, postgresql_where=_KNOWN),
        Index(
            "ix_dossier_live", "basin_code", "status", "status_since", "holder_id",
            sqlite_where=LIVE_ROWS, postgresql_where=LIVE_ROWS,
        ),
        Index("ix_dossier_basin_submitted", "basin_code", "submitted_at"),
        NEVER_REUSED,
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True, sa_type=Key)
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
    __table_args__ = (
        Index("ix_dossier_event_explained", "at", sqlite_where=_EXPLAINED, postgresql_where=_EXPLAINED),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Key)
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

    id: int | None = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int = Field(sa_type=BigInteger, foreign_key="dossier.id", index=True)
    code: str
    taxonomy: str
    priority: bool = False


class NetworkLoad(SQLModel, table=True):
    """A network file as it was loaded; the last row is in force, none is ever deleted.

    ``definition``: the network as JSON text.
    """

    __tablename__ = "network_load"

    id: int | None = Field(default=None, primary_key=True)
    loaded_at: datetime
    definition: str


class Queue(SQLModel, table=True):
    """The group where a basin's cards arrive; ``basin_code`` is empty for the national queue.

    ``has_topics``: each dossier gets a topic of its own.
    """

    __tablename__ = "queue"

    basin_code: str = Field(primary_key=True)
    chat_id: int = Field(sa_type=BigInteger, index=True)
    bound_by: int = Field(sa_type=BigInteger)
    bound_at: datetime
    has_topics: bool = False


class Invitation(SQLModel, table=True):
    """A one-time link. Only the hash of its code is kept. ``used_at``: null while it is open.

    ``invited_by``: null for the command line. ``dossier_id``: the request it gives to another account of
    its applicant, or to who succeeds them; null for a role.
    """

    __tablename__ = "invitation"

    code_hash: str = Field(primary_key=True)
    role: str
    basin_code: str | None = None
    expires_at: datetime
    used_at: datetime | None = None
    used_by: int | None = Field(default=None, sa_type=BigInteger)
    invited_by: int | None = Field(default=None, sa_type=BigInteger)
    dossier_id: int | None = Field(default=None, sa_type=BigInteger)


class Membership(SQLModel, table=True):
    """A person's role. ``basin_code``: null for roles that see every basin. ``until``: null in force.

    ``firm``: where a member of a committee comes from; null for the others, and until they tell.
    """

    __tablename__ = "membership"

    id: int | None = Field(default=None, primary_key=True, sa_type=Key)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id", index=True)
    role: str
    basin_code: str | None = None
    since: date
    until: date | None = None
    firm: str | None = None
