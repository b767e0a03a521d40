"""What is kept of people: written in one line, whatever the columns."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import select

from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Status
from conversations.eligibility.assessment import Outcome
from conversations.engine.draft import Draft
from conversations.situation import Answer, Answers
from models.database.writer import Transaction
from models.dossiers.queries import add_dossier, add_event
from models.dossiers.tables import Dossier
from models.intake.queries import Visit, add_draft, add_person
from models.intake.tables import Person
from models.team.tables import Membership
from tests.stage import MONDAY

CAMILLE = 5_000_000_001


def camille(transaction: Transaction, *, language: str = "fr", now: datetime = MONDAY) -> Visit:
    """Note somebody who comes."""
    return add_person(transaction, CAMILLE, language, now)


def a_draft(transaction: Transaction, *, place: Answer = None, now: datetime = MONDAY) -> int:
    """Have Camille begin a request, from a place when one is given; return its number."""
    answers: Answers = {"role": "head", **({"place": place} if place else {})}
    return add_draft(transaction, camille(transaction, now=now), Draft(answers=answers), None, now).id


def a_dossier(
    transaction: Transaction, *, outcome: Outcome = Outcome.PREQUALIFIED, now: datetime = MONDAY
) -> int:
    """Have Camille send a request; return its number."""
    camille(transaction, now=now)
    with transaction.session() as session:
        dossier = Dossier(
            reference="",
            draft_id=1,
            person_id=CAMILLE,
            status=Status.RECEIVED.value,
            outcome=outcome.value,
            verdict={"outcome": outcome.value, "findings": []},
            answers={"name": "Camille Durand"},
            language="fr",
            submitted_at=now,
            operator_agreed_at=now,
            status_since=now,
            acted_at=now,
            told_at=now,
        )
        number = add_dossier(session, dossier)
        add_event(session, dossier, Event.SUBMIT, now, actor_id=CAMILLE, from_status=None)
    return number


def a_role(transaction: Transaction, *, now: datetime = MONDAY) -> None:
    """Have Camille be an operator, for a day that is over."""
    camille(transaction, now=now)
    with transaction.session() as session:
        session.add(Membership(person_id=CAMILLE, role="operator", basin_code="meuse", since=now, until=now))


KEPT: dict[str, Callable[[Transaction], object]] = {"draft": a_draft, "dossier": a_dossier, "role": a_role}
"""Whatever makes a person known, by its name."""


def people(transaction: Transaction) -> list[int]:
    """Return who is known."""
    with transaction.session() as session:
        return list(session.exec(select(Person.id)))
