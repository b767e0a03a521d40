"""The tables of what was granted and what came of it: contributors, missions, advances, follow-up."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.database.columns import Key


class ContributorContact(SQLModel, table=True):
    """Who represents a contributor company in a basin: the head of a site, of human resources.

    ``since``, ``until``: days on which they take part, both included; null is unbounded.
    """

    __tablename__ = "contributor_contact"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    company_id: int = Field(sa_type=BigInteger, foreign_key="contributor_company.id", index=True)
    name: str
    job: str | None = None
    since: date | None = None
    until: date | None = None


class ContributorCompany(SQLModel, table=True):
    """A firm that lends its people in a basin. ``siren``: null when it was not given.

    ``since``, ``until``: days on which it takes part, both included; null is unbounded.
    """

    __tablename__ = "contributor_company"
    __table_args__ = (UniqueConstraint("basin_code", "name"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    basin_code: str = Field(index=True)
    name: str
    siren: str | None = Field(default=None, max_length=9)
    since: date | None = None
    until: date | None = None


class Advisor(SQLModel, table=True):
    """An employee of a contributor company who advises. ``skills``: codes of the taxonomy.

    ``available_from``: null when nothing keeps them. ``left_on``: null while they take part.
    """

    __tablename__ = "advisor"
    __table_args__ = (UniqueConstraint("company_id", "name"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    company_id: int = Field(sa_type=BigInteger, foreign_key="contributor_company.id", index=True)
    name: str
    job: str | None = None
    contact: str | None = None
    skills: list[str] = Field(sa_column=Column(JSON, nullable=False))
    available_from: date | None = None
    left_on: date | None = None


class Mission(SQLModel, table=True):
    """The days of expertise of one dossier, from its agreement on. ``ended_on``: null while it runs."""

    __tablename__ = "mission"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int = Field(sa_type=BigInteger, foreign_key="dossier.id", unique=True)
    agreed_on: date | None = Field(default=None, index=True)
    starts_on: date | None = None
    ends_on: date | None = None
    ended_on: date | None = None


class MissionAdvisor(SQLModel, table=True):
    """An advisor's share of a mission, in days; halves are allowed, counted in tenths of a day."""

    __tablename__ = "mission_advisor"
    __table_args__ = (UniqueConstraint("mission_id", "advisor_id"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    mission_id: int = Field(sa_type=BigInteger, foreign_key="mission.id", index=True)
    advisor_id: int = Field(sa_type=BigInteger, foreign_key="advisor.id", index=True)
    skills: list[str] = Field(sa_column=Column(JSON, nullable=False))
    tenths_contracted: int = 0
    tenths_delivered: int = 0


class RepayableAdvance(SQLModel, table=True):
    """The advance of one dossier, in euros. ``paid_on``: null until it is paid out.

    ``instalments``: how many equal monthly repayments, from ``first_due_on``. ``repaid``: so far.
    """

    __tablename__ = "repayable_advance"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int = Field(sa_type=BigInteger, foreign_key="dossier.id", unique=True)
    amount: int
    granted_on: date = Field(index=True)
    paid_on: date | None = None
    instalments: int | None = None
    first_due_on: date | None = None
    repaid: int = 0


class FollowUp(SQLModel, table=True):
    """What the applicant is asked ``months`` after the decision, and what they observed.

    Observed figures are never those of the decision. ``asked_at``, ``answered_at``: null until then.
    ``satisfaction``: 1 to 5.
    """

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("dossier_id", "months"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int = Field(sa_type=BigInteger, foreign_key="dossier.id", index=True)
    months: int
    due_on: date = Field(index=True)
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    jobs_created: int | None = None
    jobs_kept: int | None = None
    satisfaction: int | None = None
    comment: str | None = None
