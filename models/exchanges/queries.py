"""Questions to the network, whom they were sent to, and what was offered: found, and changed by version."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, and_, cast, exists, func, not_, or_, select, update
from sqlmodel import Session, col

from conversations.exchanges.questions import ASKING, LIVE, OPEN_OFFERS, OfferStatus, QuestionStatus
from models.database.prepared import find_all, find_first, tables_of
from models.database.versions import change_row
from models.dossiers.tables import Dossier
from models.exchanges.files import forget_useless_files
from models.exchanges.tables import Exchange, NetworkQuestion, Offer, Participation, QuestionRecipient
from models.messages.tables import Reminder
from models.support.tables import Advisor, ContributorCompany, Mission, MissionAdvisor

QUESTIONS, RECIPIENTS, OFFERS, PARTICIPATIONS, EXCHANGES, REMINDERS = tables_of(
    NetworkQuestion, QuestionRecipient, Offer, Participation, Exchange, Reminder
)


def change_question(session: Session, question: NetworkQuestion, values: Mapping[str, Any]) -> bool:
    """Change a question unless somebody else did since it was read; return whether it was done."""
    session.flush()
    return change_row(session, question, values) and _without_useless_files(session, question.id, values)


def change_offer(session: Session, offer: Offer, values: Mapping[str, Any]) -> bool:
    """Change an offer unless somebody else did since it was read; return whether it was done."""
    session.flush()
    return change_row(session, offer, values) and _without_useless_files(session, offer.question_id, values)


def _without_useless_files(session: Session, question_id: int, values: Mapping[str, Any]) -> bool:
    if "status" in values:
        forget_useless_files(session, question_id)
    return True


def questions_of(session: Session, person_id: int) -> Sequence[NetworkQuestion]:
    """Return somebody's questions, latest first."""
    latest = col(NetworkQuestion.id).desc()
    return find_all(session, NetworkQuestion, NetworkQuestion.asker_id == person_id, by=latest)


def offers_by(session: Session, person_id: int) -> Sequence[Offer]:
    """Return somebody's offers, latest first."""
    return find_all(session, Offer, Offer.helper_id == person_id, by=col(Offer.id).desc())


def offers_to(session: Session, question_id: int, *statuses: OfferStatus) -> Sequence[Offer]:
    """Return the offers made to a question, oldest first; of some statuses only, where some are given."""
    where = [col(Offer.question_id) == question_id]
    if statuses:
        where.append(col(Offer.status).in_([status.value for status in statuses]))
    return find_all(session, Offer, *where)


def offer_of(session: Session, question_id: int, person_id: int) -> Offer | None:
    """Return the offer somebody made to a question; None without any."""
    where = (Offer.question_id == question_id, Offer.helper_id == person_id)
    return find_first(session, Offer, *where, by=col(Offer.id))


def recipient_of(session: Session, question_id: int, person_id: int) -> QuestionRecipient | None:
    """Return that a question goes to somebody; None when it does not."""
    where = (QuestionRecipient.question_id == question_id, QuestionRecipient.person_id == person_id)
    return find_first(session, QuestionRecipient, *where, by=col(QuestionRecipient.id))


def recipients_of(session: Session, question_id: int) -> Sequence[QuestionRecipient]:
    """Return whom a question goes to, best first."""
    return find_all(session, QuestionRecipient, QuestionRecipient.question_id == question_id)


def live_questions(session: Session, person_id: int) -> int:
    """Return how many of somebody's questions are live."""
    live = QUESTIONS.c.status.in_([status.value for status in LIVE])
    return _count(session, live, QUESTIONS.c.asker_id == person_id)


def asked_since(session: Session, person_id: int, since: datetime) -> int:
    """Return how many questions somebody asked since a moment."""
    return _count(session, QUESTIONS.c.asked_at >= since, QUESTIONS.c.asker_id == person_id)


def _count(session: Session, *where: Any) -> int:
    return (
        session.connection().execute(select(func.count()).select_from(QUESTIONS).where(*where)).scalar_one()
    )


def questions_to_read(
    session: Session, basin_codes: Collection[str] | None, reader_id: int
) -> Sequence[NetworkQuestion]:
    """Return the questions that wait for an operator, oldest first, but those of their own firm.

    ``basin_codes``: None for everywhere.
    """
    return find_all(session, NetworkQuestion, *_to_read(basin_codes, reader_id))


def how_many_to_read(session: Session, basin_codes: Collection[str] | None, reader_id: int) -> int:
    """Return how many questions wait for an operator, but those of their own firm."""
    return _count(session, *_to_read(basin_codes, reader_id))


def _to_read(basin_codes: Collection[str] | None, reader_id: int) -> Sequence[ColumnElement[bool]]:
    table = QUESTIONS.c
    of_firm = or_(table.dossier_id.is_not(None), table.company_id.is_not(None))
    where = [
        table.status == QuestionStatus.WRITTEN.value,
        not_(and_(table.asker_id == reader_id, of_firm)),
    ]
    return where if basin_codes is None else [*where, table.basin_code.in_(basin_codes)]


def questions_live_in(
    session: Session, basin_codes: Collection[str] | None, at_most: int | None = None
) -> Sequence[NetworkQuestion]:
    """Return the questions that people may answer, latest first."""
    where = [col(NetworkQuestion.status).in_([status.value for status in ASKING])]
    if basin_codes is not None:
        where.append(col(NetworkQuestion.basin_code).in_(basin_codes))
    return find_all(session, NetworkQuestion, *where, by=col(NetworkQuestion.id).desc(), at_most=at_most)


@dataclass(frozen=True, slots=True)
class Heard:
    """How many questions somebody was sent since a moment, those about to go included, and when last."""

    sent: int
    last: datetime | None


def heard_by(session: Session, people: Iterable[int], since: datetime) -> dict[int, Heard]:
    """Return what people were sent, or are about to be."""
    counted = or_(RECIPIENTS.c.sent_at.is_(None), RECIPIENTS.c.sent_at >= since)
    query = (
        select(
            RECIPIENTS.c.person_id,
            func.count().filter(counted).label("sent"),
            func.max(RECIPIENTS.c.sent_at).label("last"),
        )
        .where(RECIPIENTS.c.person_id.in_(list(people)))
        .group_by(RECIPIENTS.c.person_id)
    )
    return {row.person_id: Heard(row.sent, row.last) for row in session.connection().execute(query)}


def sent_since(session: Session, person_id: int, since: datetime) -> int:
    """Return how many questions somebody was sent since a moment."""
    sent = and_(RECIPIENTS.c.person_id == person_id, RECIPIENTS.c.sent_at >= since)
    return session.connection().execute(select(func.count()).select_from(RECIPIENTS).where(sent)).scalar_one()


_TO_SEND = (
    select(QUESTIONS.c.id)
    .where(
        QUESTIONS.c.status.in_([status.value for status in ASKING]),
        exists().where(RECIPIENTS.c.question_id == QUESTIONS.c.id, RECIPIENTS.c.sent_at.is_(None)),
    )
    .order_by(QUESTIONS.c.id)
)


def questions_to_send(connection: Connection, at_most: int) -> list[int]:
    """Return the questions that somebody waits to be sent."""
    return list(connection.execute(_TO_SEND.limit(at_most)).scalars())


def questions_to_watch(
    connection: Connection, *, today: date, unread: datetime, unanswered: datetime, waiting: datetime
) -> list[int]:
    """Return the questions for which something may be due.

    Their last day is past; or nobody read them, or answered, for a while; or offers have waited since.
    """
    q = QUESTIONS.c
    offers = exists().where(
        OFFERS.c.question_id == q.id,
        OFFERS.c.status.in_([status.value for status in OPEN_OFFERS]),
        OFFERS.c.offered_at <= waiting,
    )
    query = (
        select(q.id)
        .where(
            or_(
                and_(q.status.in_([status.value for status in LIVE]), q.until < today),
                and_(q.status == QuestionStatus.WRITTEN.value, q.asked_at <= unread),
                and_(
                    q.status == QuestionStatus.OPEN.value, q.offered_at.is_(None), q.passed_at <= unanswered
                ),
                offers,
            )
        )
        .order_by(q.id)
    )
    return list(connection.execute(query).scalars())


def offers_to_ask_about(connection: Connection, before: datetime, until: datetime) -> list[int]:
    """Return the offers whose firms were put in touch between two moments, and of which nothing was said."""
    query = (
        select(OFFERS.c.id)
        .where(
            OFFERS.c.status == OfferStatus.INTRODUCED.value,
            OFFERS.c.introduced_at <= before,
            OFFERS.c.introduced_at > until,
            ~exists().where(EXCHANGES.c.offer_id == OFFERS.c.id),
            ~exists().where(REMINDERS.c.key == "offer:" + cast(OFFERS.c.id, String) + ":met"),
        )
        .order_by(OFFERS.c.id)
    )
    return list(connection.execute(query).scalars())


def exchange_of(session: Session, offer_id: int) -> Exchange | None:
    """Return what was said of the exchange that came of an offer; None when nothing was."""
    return find_first(session, Exchange, Exchange.offer_id == offer_id, by=col(Exchange.id))


def exclusions_of(session: Session, dossier_ids: Collection[int]) -> dict[int, str]:
    """Return to whom requests are not to be shown, as their applicants said it."""
    rows = find_all(session, Dossier, col(Dossier.id).in_(dossier_ids))
    said = {dossier.id: dossier.answers.get("excluded") for dossier in rows}
    return {number: words for number, words in said.items() if isinstance(words, str) and words}


def helped_by(session: Session, dossier_id: int) -> list[tuple[str, str]]:
    """Return who advises a supported firm: each name, and their firm's."""
    advisors, companies, missions, shares = tables_of(Advisor, ContributorCompany, Mission, MissionAdvisor)
    query = (
        select(advisors.c.name, companies.c.name)
        .join(shares, shares.c.advisor_id == advisors.c.id)
        .join(missions, missions.c.id == shares.c.mission_id)
        .join(companies, companies.c.id == advisors.c.company_id)
        .where(missions.c.dossier_id == dossier_id)
    )
    return [(name, firm) for name, firm in session.connection().execute(query)]


def forget_unsent(connection: Connection, limit: datetime) -> int:
    """Forget what people were writing and left."""
    left = update(PARTICIPATIONS).where(PARTICIPATIONS.c.writing_at < limit)
    return connection.execute(left.values(writing=None, writing_at=None)).rowcount


def past(question: NetworkQuestion, today: date) -> bool:
    """Tell whether the last day of a question is over."""
    return question.until < today
