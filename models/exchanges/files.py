"""The files that go with questions and offers: kept, found, and forgotten once they can go to nobody."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import UpdateBase, bindparam, delete, exists, select
from sqlmodel import Session

from conversations.exchanges.files import AttachedFile, Files
from conversations.exchanges.questions import LIVE, OPEN_OFFERS
from models.database.prepared import find_all, tables_of
from models.exchanges.tables import ExchangeFile, NetworkQuestion, Offer

FILES, QUESTIONS, OFFERS = tables_of(ExchangeFile, NetworkQuestion, Offer)

_QUESTION: Any = bindparam("question")
_open = OFFERS.c.status.in_([status.value for status in OPEN_OFFERS])
_live = QUESTIONS.c.status.in_([status.value for status in LIVE])
_FORGET_USELESS: tuple[UpdateBase, ...] = (
    delete(FILES).where(
        FILES.c.offer_id.in_(select(OFFERS.c.id).where(OFFERS.c.question_id == _QUESTION, ~_open))
    ),
    delete(FILES).where(
        FILES.c.question_id == _QUESTION,
        ~exists().where(QUESTIONS.c.id == _QUESTION, _live),
        ~exists().where(OFFERS.c.question_id == _QUESTION, _open),
    ),
)


def files_of_question(session: Session, question_id: int) -> Files:
    """Return the files that go with a question, in their order."""
    return _read(find_all(session, ExchangeFile, ExchangeFile.question_id == question_id))


def files_of_offer(session: Session, offer_id: int) -> Files:
    """Return the files that go with an offer, in their order."""
    return _read(find_all(session, ExchangeFile, ExchangeFile.offer_id == offer_id))


def _read(rows: Sequence[ExchangeFile]) -> Files:
    return tuple(AttachedFile(each.kind, each.file_id, each.source_id) for each in rows)


def attach_to_question(session: Session, question_id: int, files: Files) -> None:
    """Have files go with a question, instead of those that did."""
    session.connection().execute(delete(FILES).where(FILES.c.question_id == question_id))
    _add(session, files, question_id=question_id)


def attach_to_offer(session: Session, offer_id: int, files: Files) -> None:
    """Have files go with an offer."""
    _add(session, files, offer_id=offer_id)


def _add(session: Session, files: Files, **to: int) -> None:
    for each in files:
        session.add(ExchangeFile(kind=each.kind, file_id=each.file_id, source_id=each.number, **to))
        session.flush()  # one by one: their numbers are their order


def forget_useless_files(session: Session, question_id: int) -> None:
    """Forget the files of a question and of its offers that can be handed to nobody any more."""
    for statement in _FORGET_USELESS:
        session.connection().execute(statement, {"question": question_id})
