"""The tables of exchanges between firms: who takes part, questions, offers, what took place, letters.

Nothing here holds a day of support or an euro: those are in ``models.support``, and are never mixed.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.database.columns import NEVER_REUSED, Key


class Participation(SQLModel, table=True):
    """What somebody agreed to in exchanges. No row, or ``agreed_at`` null: they were never told yes.

    ``withdrawn_at``: they left; null while they take part. ``refused_kinds``: kinds they want to hear of no
    more. ``monthly``: questions a month at most; null for the basin's own number. ``letter_since``: since
    when they are sent their basin's letter; null when they are not. ``suspended_at``: they may neither ask
    nor offer, by whom, and why; null otherwise. ``contact``: how they want to be reached once both agreed,
    as they typed it; null for what their request says. ``writing``: the question or the offer they are
    writing, since ``writing_at`` last; null for none.
    """

    __tablename__ = "participation"

    person_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="person.id")
    agreed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    refused_kinds: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    monthly: int | None = None
    letter_since: datetime | None = None
    suspended_at: datetime | None = None
    suspended_by: int | None = Field(default=None, sa_type=BigInteger)
    suspended_why: str | None = None
    contact: str | None = None
    writing: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    writing_at: datetime | None = None


class NetworkQuestion(SQLModel, table=True):
    """A question to the network. ``asker_id``: null once they were erased, with ``text`` and ``except_for``.

    ``dossier_id``, ``company_id``: the supported firm or the contributor company it is asked for; both null
    for an operator's own. ``kind``, ``status``: values of ``conversations.exchanges``. ``skill``: a code of
    the taxonomy; null where it does not go by skill. ``commune``: where it is asked from. ``until``: the
    last day on which it may be answered. ``except_for``: firms not to be asked, as the author named them.
    ``words``: what the operator wrote with their decision. ``passed_at``, ``widened_at``, ``ended_at``,
    ``offered_at`` (the first offer): null until then. ``version`` grows with every change.
    """

    __tablename__ = "network_question"
    __table_args__ = NEVER_REUSED

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    basin_code: str = Field(index=True)
    asker_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    dossier_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="dossier.id", index=True)
    company_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="contributor_company.id")
    kind: str
    skill: str | None = None
    text: str | None = None
    commune: str | None = None
    until: date = Field(index=True)
    except_for: str | None = None
    status: str = Field(index=True)
    version: int = 1
    asked_at: datetime = Field(index=True)
    passed_at: datetime | None = None
    passed_by: int | None = Field(default=None, sa_type=BigInteger)
    offered_at: datetime | None = None
    widened_at: datetime | None = None
    ended_at: datetime | None = None
    words: str | None = None


class QuestionRecipient(SQLModel, table=True):
    """Somebody whom a question may concern. ``sent_at``: null while it waits for hours to write in.

    ``widened``: of a neighbouring basin. ``declined_at``: they touched « not for me »; null otherwise.
    """

    __tablename__ = "question_recipient"
    __table_args__ = (UniqueConstraint("question_id", "person_id"),)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    question_id: int = Field(sa_type=BigInteger, foreign_key="network_question.id", index=True)
    person_id: int = Field(sa_type=BigInteger, index=True)
    chosen_at: datetime
    sent_at: datetime | None = Field(default=None, index=True)
    widened: bool = False
    declined_at: datetime | None = None


class Offer(SQLModel, table=True):
    """« I can », said to a question. ``helper_id``: null once they were erased, with ``words``.

    ``dossier_id``, ``company_id``: the firm they answer for; both null for an operator. ``distance_km``:
    null where nothing tells it. ``agreed_at``: the asker wanted to meet them; ``introduced_at``: names were
    given to both; ``ended_at``: it came to nothing. All null until then.
    """

    __tablename__ = "offer"
    __table_args__ = (UniqueConstraint("question_id", "helper_id"), NEVER_REUSED)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    question_id: int = Field(sa_type=BigInteger, foreign_key="network_question.id", index=True)
    helper_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    dossier_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="dossier.id", index=True)
    company_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="contributor_company.id")
    basin_code: str
    words: str | None = None
    skill: str | None = None
    distance_km: int | None = None
    status: str
    version: int = 1
    offered_at: datetime
    agreed_at: datetime | None = None
    introduced_at: datetime | None = Field(default=None, index=True)
    ended_at: datetime | None = None


class ExchangeFile(SQLModel, table=True):
    """A file that goes with a question or an offer, to be handed over once both agreed; never its content.

    ``question_id``, ``offer_id``: what it goes with, one of both. ``kind``: what Telegram calls it, whose
    ``file_id`` is its own. ``source_id``: the message that brought it, in its author's chat. The row goes
    once it can be handed to nobody any more.
    """

    __tablename__ = "exchange_file"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    question_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="network_question.id", index=True
    )
    offer_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="offer.id", index=True)
    kind: str
    file_id: str
    source_id: int = Field(sa_type=BigInteger)


class Exchange(SQLModel, table=True):
    """An exchange between two firms that took place, beyond the contract: no days, no money.

    ``offer_id``: the introduction it came of; null for one that was noted. Each side is a supported firm
    (``dossier_id``), a contributor company (``company_id``), or a name somebody typed (``other_name``), which
    is null once erased. ``noted_by``: null once erased. ``told_at``: when the other side was told of it;
    ``confirmed_at``: they said it is so; ``erased_at``: one of them said it is not, and it counts no more.
    All null until then.
    """

    __tablename__ = "exchange"
    __table_args__ = NEVER_REUSED

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    basin_code: str = Field(index=True)
    other_basin_code: str | None = None
    kind: str
    took_place_on: date = Field(index=True)
    offer_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="offer.id", unique=True)
    dossier_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="dossier.id", index=True)
    company_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="contributor_company.id")
    other_dossier_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="dossier.id", index=True
    )
    other_company_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="contributor_company.id"
    )
    other_name: str | None = None
    noted_by: int | None = Field(default=None, sa_type=BigInteger, index=True)
    noted_at: datetime
    other_person_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    told_at: datetime | None = None
    confirmed_at: datetime | None = None
    erased_at: datetime | None = None
    came_of_it: str | None = None


class AbuseReport(SQLModel, table=True):
    """A question or an offer that somebody found out of place. ``handled_at``: null until an operator did."""

    __tablename__ = "abuse_report"

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    basin_code: str = Field(index=True)
    question_id: int = Field(sa_type=BigInteger, foreign_key="network_question.id", index=True)
    offer_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="offer.id")
    reporter_id: int | None = Field(default=None, sa_type=BigInteger)
    reported_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    reported_at: datetime
    handled_at: datetime | None = None
    handled_by: int | None = Field(default=None, sa_type=BigInteger)


class BasinLetter(SQLModel, table=True):
    """The letter of a basin for a month. ``month``: its first day. ``content``: its paragraphs, as edited.

    ``sent_at``: null until an operator sent it. ``reached``: to how many people it went here.
    """

    __tablename__ = "basin_letter"
    __table_args__ = (UniqueConstraint("basin_code", "month"), NEVER_REUSED)

    id: int = Field(default=None, primary_key=True, sa_type=Key)
    basin_code: str = Field(index=True)
    month: date
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    version: int = 1
    drafted_at: datetime
    edited_by: int | None = Field(default=None, sa_type=BigInteger)
    sent_at: datetime | None = None
    sent_by: int | None = Field(default=None, sa_type=BigInteger)
    reached: int | None = None
