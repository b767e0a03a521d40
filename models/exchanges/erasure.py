"""What somebody asked, offered and noted in exchanges goes with their data; what is counted stays."""

from typing import Any

from sqlalchemy import ColumnElement, UpdateBase, bindparam, delete, exists, or_, select, update
from sqlmodel import Session

from conversations.exchanges.questions import LIVE, OPEN_OFFERS, OfferStatus, QuestionStatus
from models.database.prepared import tables_of
from models.exchanges.letters import letters_telling_of
from models.exchanges.tables import (
    AbuseReport,
    Exchange,
    ExchangeFile,
    NetworkQuestion,
    Offer,
    Participation,
    QuestionRecipient,
)
from models.team.tables import DoorKnock, Membership

QUESTIONS, RECIPIENTS, OFFERS, EXCHANGES, REPORTS, PARTICIPATIONS, KNOCKS, MEMBERSHIPS, FILES = tables_of(
    NetworkQuestion, QuestionRecipient, Offer, Exchange, AbuseReport, Participation, DoorKnock, Membership,
    ExchangeFile,
)  # fmt: skip

_WHO: Any = bindparam("who")


def _questions(theirs: ColumnElement[bool]) -> tuple[UpdateBase, ...]:
    live = [status.value for status in LIVE]
    return (
        delete(FILES).where(FILES.c.question_id.in_(select(QUESTIONS.c.id).where(theirs))),
        update(QUESTIONS)
        .where(theirs, QUESTIONS.c.status.in_(live))
        .values(status=QuestionStatus.WITHDRAWN.value, version=QUESTIONS.c.version + 1),
        update(QUESTIONS)
        .where(theirs)
        .values(asker_id=None, text=None, except_for=None, words=None, commune=None),
    )


def _offers(theirs: ColumnElement[bool]) -> tuple[UpdateBase, ...]:
    waiting = [status.value for status in OPEN_OFFERS]
    return (
        delete(FILES).where(FILES.c.offer_id.in_(select(OFFERS.c.id).where(theirs))),
        update(OFFERS)
        .where(theirs, OFFERS.c.status.in_(waiting))
        .values(status=OfferStatus.LAPSED.value, version=OFFERS.c.version + 1),
        update(OFFERS).where(theirs).values(helper_id=None, words=None),
    )


_has_a_role = exists().where(
    MEMBERSHIPS.c.person_id == PARTICIPATIONS.c.person_id, MEMBERSHIPS.c.until.is_(None)
)

_OF_PERSON = (
    *_questions(QUESTIONS.c.asker_id == _WHO),
    *_offers(OFFERS.c.helper_id == _WHO),
    delete(RECIPIENTS).where(RECIPIENTS.c.person_id == _WHO),
    update(EXCHANGES)
    .where(or_(EXCHANGES.c.noted_by == _WHO, EXCHANGES.c.other_person_id == _WHO))
    .values(other_name=None, came_of_it=None),
    update(EXCHANGES).where(EXCHANGES.c.noted_by == _WHO).values(noted_by=None),
    update(EXCHANGES).where(EXCHANGES.c.other_person_id == _WHO).values(other_person_id=None),
    update(REPORTS).where(REPORTS.c.reporter_id == _WHO).values(reporter_id=None),
    update(REPORTS).where(REPORTS.c.reported_id == _WHO).values(reported_id=None),
    delete(PARTICIPATIONS).where(
        PARTICIPATIONS.c.person_id == _WHO, or_(PARTICIPATIONS.c.suspended_at.is_(None), ~_has_a_role)
    ),
    # Who is suspended and has a role here still stays so: it is all that is left of what they agreed to.
    update(PARTICIPATIONS)
    .where(PARTICIPATIONS.c.person_id == _WHO)
    .values(
        agreed_at=None,
        withdrawn_at=None,
        refused_kinds=[],
        monthly=None,
        letter_since=None,
        suspended_why=None,
        contact=None,
        writing=None,
        writing_at=None,
    ),
    delete(KNOCKS).where(KNOCKS.c.person_id == _WHO),
)
_OF_REQUEST = (
    *_questions(QUESTIONS.c.dossier_id == _WHO),
    *_offers(OFFERS.c.dossier_id == _WHO),
    update(EXCHANGES)
    .where(or_(EXCHANGES.c.dossier_id == _WHO, EXCHANGES.c.other_dossier_id == _WHO))
    .values(other_name=None, came_of_it=None),
)


def forget_in_exchanges(session: Session, person_id: int) -> None:
    """Forget a person in exchanges: their live questions are withdrawn, their waiting offers lapse."""
    for statement in _OF_PERSON:
        session.connection().execute(statement, {"who": person_id})


def forget_request_in_exchanges(session: Session, dossier_id: int) -> None:
    """Forget what was asked, offered and noted for a request."""
    for statement in _OF_REQUEST:
        session.connection().execute(statement, {"who": dossier_id})
    for letter in letters_telling_of(session, dossier_id):
        kept = [each for each in letter.content["paragraphs"] if each["dossier"] != dossier_id]
        letter.content = {**letter.content, "paragraphs": kept}
    session.flush()
