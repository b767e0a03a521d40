"""What was asked, offered and noted in exchanges loses whose it was, once it was kept long enough.

What is counted stays: kinds, territories, days, and how each thing ended.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    bindparam,
    delete,
    exists,
    or_,
    select,
    update,
)

from models.database.prepared import tables_of
from models.dossiers.tables import Dossier
from models.exchanges.tables import (
    AbuseReport,
    BasinLetter,
    Exchange,
    ExchangeFile,
    NetworkQuestion,
    Offer,
    Participation,
    QuestionRecipient,
)
from models.team.tables import DoorKnock, Membership

QUESTIONS, RECIPIENTS, OFFERS, EXCHANGES, REPORTS, LETTERS = tables_of(
    NetworkQuestion, QuestionRecipient, Offer, Exchange, AbuseReport, BasinLetter
)
PARTICIPATIONS, KNOCKS, DOSSIERS, MEMBERSHIPS, FILES = tables_of(
    Participation, DoorKnock, Dossier, Membership, ExchangeFile
)

_LIMIT: Any = bindparam("limit")


def _since(table: FromClause, names: Sequence[str]) -> ColumnElement[bool]:
    """Return that something was done with a row since the limit, by the moments it bears."""
    return or_(*(table.c[name] >= _LIMIT for name in names))


def _over(table: FromClause, names: Sequence[str]) -> ColumnElement[bool]:
    """Return that nothing was."""
    return and_(*(or_(table.c[name].is_(None), table.c[name] < _LIMIT) for name in names))


def _holds(table: FromClause, *names: str) -> ColumnElement[bool]:
    return or_(*(table.c[name].is_not(None) for name in names))


_ASKED = ("asked_at", "passed_at", "offered_at", "widened_at", "ended_at")
_OFFERED = ("offered_at", "agreed_at", "introduced_at", "ended_at")
_NOTED = ("noted_at", "told_at", "confirmed_at", "erased_at")
_REPORTED = ("reported_at", "handled_at")
_TOOK_PART = ("agreed_at", "withdrawn_at", "suspended_at", "letter_since", "writing_at")

_met_since = exists().where(EXCHANGES.c.offer_id == OFFERS.c.id, _since(EXCHANGES, _NOTED))
_answered_since = (
    exists()
    .where(OFFERS.c.question_id == QUESTIONS.c.id, or_(_since(OFFERS, _OFFERED), _met_since))
    .correlate(QUESTIONS)
)
_of_nobody_here = and_(
    ~exists().where(DOSSIERS.c.person_id == PARTICIPATIONS.c.person_id),
    ~exists().where(MEMBERSHIPS.c.person_id == PARTICIPATIONS.c.person_id),
)

_FORGET = (
    update(QUESTIONS)
    .where(_holds(QUESTIONS, "asker_id", "text"), _over(QUESTIONS, _ASKED), ~_answered_since)
    .values(asker_id=None, text=None, except_for=None, words=None, commune=None, passed_by=None),
    update(OFFERS)
    .where(_holds(OFFERS, "helper_id", "words"), _over(OFFERS, _OFFERED), ~_met_since)
    .values(helper_id=None, words=None),
    # What goes with words that are gone; most went once it could be handed to nobody.
    delete(FILES).where(FILES.c.question_id.in_(select(QUESTIONS.c.id).where(QUESTIONS.c.text.is_(None)))),
    delete(FILES).where(FILES.c.offer_id.in_(select(OFFERS.c.id).where(OFFERS.c.words.is_(None)))),
    delete(RECIPIENTS).where(_over(RECIPIENTS, ("chosen_at", "sent_at", "declined_at"))),
    update(EXCHANGES)
    .where(_holds(EXCHANGES, "other_name", "came_of_it", "noted_by", "other_person_id"))
    .where(_over(EXCHANGES, _NOTED))
    .values(other_name=None, came_of_it=None, noted_by=None, other_person_id=None),
    update(REPORTS)
    .where(_holds(REPORTS, "reporter_id", "reported_id", "handled_by"), _over(REPORTS, _REPORTED))
    .values(reporter_id=None, reported_id=None, handled_by=None),
    delete(KNOCKS).where(_over(KNOCKS, ("knocked_at", "answered_at"))),
    # Who left long ago, and who is nobody here any more.
    delete(PARTICIPATIONS).where(
        _over(PARTICIPATIONS, _TOOK_PART), or_(PARTICIPATIONS.c.withdrawn_at.is_not(None), _of_nobody_here)
    ),
)
"""Built once; each is run with the moment that what it forgets is older than."""

_OLD_LETTERS = select(LETTERS.c.id, LETTERS.c.content).where(
    _over(LETTERS, ("drafted_at", "sent_at")), _holds(LETTERS, "edited_by", "sent_by")
)


def forget_in_exchanges_before(connection: Connection, limit: datetime) -> int:
    """Forget whose everything was that came to its end before a moment; return how many rows changed."""
    forgotten = sum(connection.execute(statement, {"limit": limit}).rowcount for statement in _FORGET)
    for number, content in connection.execute(_OLD_LETTERS, {"limit": limit}).all():
        impersonal = [each for each in content["paragraphs"] if each["dossier"] is None]
        values = {"content": {**content, "paragraphs": impersonal}, "edited_by": None, "sent_by": None}
        connection.execute(update(LETTERS).where(LETTERS.c.id == number).values(values))
        forgotten += 1
    return forgotten
