"""The tables of members: invitations, roles, absences, preferences, ways into the dashboard."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from models.database.columns import Key


class Invitation(SQLModel, table=True):
    """A one-time link. Only the hash of its code is kept. ``used_at``: null while it is open.

    ``invited_by``: null for the command line. ``dossier_id``: the request it gives to another account of
    its applicant, or to who succeeds them; null for a role. ``company_id``, ``advisor_id``: the contributor
    company, and who of it, that a contributor's link is for. ``many``: a link printed for a firm, which works
    for several people: each waits until the basin's team says yes.
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
    company_id: int | None = Field(default=None, sa_type=BigInteger)
    advisor_id: int | None = Field(default=None, sa_type=BigInteger)
    many: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Membership(SQLModel, table=True):
    """A person's role. ``basin_code``: null for roles that see every basin. ``until``: null in force.

    ``firm``: where a member of a committee comes from; null for the others, and until they tell.
    ``company_id``, ``advisor_id``: the contributor company of a contributor, and who they are among its
    advisors, null for one who represents it only; both null for the other roles.
    """

    __tablename__ = "membership"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id", index=True)
    role: str
    basin_code: str | None = None
    since: date
    until: date | None = None
    firm: str | None = None
    company_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    advisor_id: int | None = Field(default=None, sa_type=BigInteger, index=True)


class DoorKnock(SQLModel, table=True):
    """Somebody who came by the link printed for a contributor company, and waits for its basin's team.

    ``name``: as they gave it; ``account``: as their Telegram account bears it, null where it bears none.
    ``accepted``: null until the team answered.
    """

    __tablename__ = "door_knock"
    __table_args__ = (UniqueConstraint("company_id", "person_id"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    company_id: int = Field(sa_type=BigInteger, foreign_key="contributor_company.id", index=True)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id", index=True)
    name: str
    account: str | None = None
    knocked_at: datetime
    accepted: bool | None = None
    answered_at: datetime | None = None
    answered_by: int | None = Field(default=None, sa_type=BigInteger)


class Absence(SQLModel, table=True):
    """Days on which a member is away, both included. ``substitute_id``: null when nobody stands in."""

    __tablename__ = "absence"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id", index=True)
    since: date
    until: date
    substitute_id: int | None = Field(default=None, sa_type=BigInteger)


class Preference(SQLModel, table=True):
    """What a member wants to be told of, by kind; what has no row is told. ``value``: ``on`` or ``off``."""

    __tablename__ = "preference"

    person_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="person.id")
    kind: str = Field(primary_key=True)
    value: str


class KeyKind(StrEnum):
    """What a key opens: one session, or the dashboard. Stored: never renamed."""

    LINK = "link"
    SESSION = "session"


class WebKey(SQLModel, table=True):
    """What opens the dashboard: a link that works once, then the session it opened. Only hashes are kept.

    ``kind``: a ``KeyKind``.
    """

    __tablename__ = "web_key"

    key_hash: str = Field(primary_key=True)
    person_id: int = Field(sa_type=BigInteger, index=True)
    kind: str
    expires_at: datetime = Field(index=True)
