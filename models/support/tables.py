"""The tables of what was granted and what came of it: contributors, missions, advances, follow-up."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint, text
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
    ``reviewed_on``: when they last said themselves that it is so; ``nudged_on``: when they were last asked.
    ``since``: the day they were listed. Null before they were, or where it was not kept.
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
    reviewed_on: date | None = None
    nudged_on: date | None = None
    since: date | None = None


class Mission(SQLModel, table=True):
    """The days of expertise of one dossier, from its agreement on. ``ended_on``: null while it runs.

    ``declined``: the advisors who said that they do not come; ``conflicts``: the firms whose people are not
    to be suggested here, as one of them told. By their numbers.
    """

    __tablename__ = "mission"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    dossier_id: int = Field(sa_type=BigInteger, foreign_key="dossier.id", unique=True)
    agreed_on: date | None = Field(default=None, index=True)
    starts_on: date | None = None
    ends_on: date | None = None
    ended_on: date | None = None
    declined: list[int] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default=text("'[]'"))
    )
    conflicts: list[int] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default=text("'[]'"))
    )


class MissionAdvisor(SQLModel, table=True):
    """An advisor's share of a mission, in days; halves are allowed, counted in tenths of a day.

    ``asked_at``: when they were asked whether they come; ``answer``: what they said, a
    ``conversations.support.proposals.Answer``. Null until then, and for those who have no account here.
    """

    __tablename__ = "mission_advisor"
    __table_args__ = (UniqueConstraint("mission_id", "advisor_id"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    mission_id: int = Field(sa_type=BigInteger, foreign_key="mission.id", index=True)
    advisor_id: int = Field(sa_type=BigInteger, foreign_key="advisor.id", index=True)
    skills: list[str] = Field(sa_column=Column(JSON, nullable=False))
    tenths_contracted: int = 0
    tenths_delivered: int = 0
    asked_at: datetime | None = None
    answer: str | None = None
    answered_at: datetime | None = None


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
    ``satisfaction``: 1 to 5. ``in_touch``: whether the firm and its advisors still are, asked at 6 and 12
    months; ``came_of_it``: what they say came of it.
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
    in_touch: bool | None = None
    came_of_it: str | None = None


class DaysStatement(SQLModel, table=True):
    """Days that an advisor says they have given in all, for a share of a mission, in tenths of a day.

    ``asked_at``, ``reminded_at``: the applicant was asked to confirm. ``answered_tenths``: what they say
    instead, or the same when they confirm; null with an ``answered_at`` when they never answered.
    ``settled_at``: both said the same, or an operator decided. All null until then.
    """

    __tablename__ = "days_statement"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    share_id: int = Field(sa_type=BigInteger, foreign_key="mission_advisor.id", index=True)
    tenths: int
    said_by: int | None = Field(default=None, sa_type=BigInteger)
    said_at: datetime
    asked_at: datetime | None = None
    reminded_at: datetime | None = None
    answered_tenths: int | None = None
    answered_at: datetime | None = None
    settled_at: datetime | None = None
    settled_by: int | None = Field(default=None, sa_type=BigInteger)


class MissionReview(SQLModel, table=True):
    """What a mission gave, in three taps, by one side of it.

    ``share_id``: the advisor's own share; null for the applicant's side. ``useful``: 1 to 5. ``again``:
    whether they would do it again; ``in_touch``: whether they stay in touch. Null until each is answered.
    """

    __tablename__ = "mission_review"
    __table_args__ = (UniqueConstraint("mission_id", "share_id"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    mission_id: int = Field(sa_type=BigInteger, foreign_key="mission.id", index=True)
    share_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="mission_advisor.id")
    asked_at: datetime
    useful: int | None = None
    again: bool | None = None
    in_touch: bool | None = None
    answered_at: datetime | None = None
