"""The questions that somebody was sent, and may still say « I can » to."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists
from sqlmodel import Session, col, select

from conversations.exchanges.questions import ASKING
from models.exchanges.tables import AbuseReport, NetworkQuestion, Offer, QuestionRecipient


def questions_waiting_for(session: Session, person_id: int, today: date) -> Sequence[NetworkQuestion]:
    """Return the open questions somebody was sent and said nothing to, what closes first at the head."""
    query = (
        select(NetworkQuestion)
        .join(QuestionRecipient, col(QuestionRecipient.question_id) == NetworkQuestion.id)
        .where(
            QuestionRecipient.person_id == person_id,
            col(QuestionRecipient.sent_at).is_not(None),
            col(QuestionRecipient.declined_at).is_(None),
            col(NetworkQuestion.status).in_([status.value for status in ASKING]),
            NetworkQuestion.until >= today,
            ~exists().where(col(Offer.question_id) == NetworkQuestion.id, col(Offer.helper_id) == person_id),
            ~exists().where(
                col(AbuseReport.question_id) == NetworkQuestion.id,
                col(AbuseReport.reporter_id) == person_id,
            ),
        )
        .order_by(col(NetworkQuestion.until), col(NetworkQuestion.id))
    )
    return session.exec(query).all()
