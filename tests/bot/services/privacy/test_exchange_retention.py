"""What firms asked of one another is kept three years after the last thing done, then it is nobody's."""

from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import pytest
from sqlmodel import Session, SQLModel, select

from bot.services.privacy import retention
from conversations.privacy.retention import EXCHANGE
from models.database.writer import Database, Transaction
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
from models.intake.queries import add_person
from models.support.contributors import add_contributor
from models.team.tables import DoorKnock, Membership
from tests.stage import MONDAY

ASKER, HELPER, SECOND = 101, 102, timedelta(seconds=1)
T = TypeVar("T", bound=SQLModel)


def asked(transaction: Transaction, at: datetime = MONDAY) -> None:
    """Have a question asked, answered, reported, and what came of it noted, all at the same moment."""
    for person_id in (ASKER, HELPER):
        add_person(transaction, person_id, "fr", MONDAY)
    with transaction.session() as session:
        question = NetworkQuestion(
            basin_code="toul", asker_id=ASKER, kind="visit", text="Qui nous montre son atelier ?",
            commune="54528", until=MONDAY.date(), except_for="Forges du Val", status="ended",
            asked_at=MONDAY, passed_at=MONDAY, ended_at=MONDAY, offered_at=MONDAY, words="Bien",
        )  # fmt: skip
        session.add(question)
        session.flush()
        offer = Offer(
            question_id=question.id, helper_id=HELPER, basin_code="toul", words="Venez mardi.",
            status="introduced", offered_at=MONDAY, introduced_at=MONDAY,
        )  # fmt: skip
        session.add(offer)
        session.flush()
        for row in (
            QuestionRecipient(question_id=question.id, person_id=HELPER, chosen_at=MONDAY, sent_at=MONDAY),
            Exchange(
                basin_code="toul", kind="visit", took_place_on=MONDAY.date(), offer_id=offer.id,
                other_name="Scierie Colin", noted_by=ASKER, noted_at=MONDAY, other_person_id=HELPER,
                confirmed_at=at, came_of_it="Une commande",
            ),
            AbuseReport(
                basin_code="toul", question_id=question.id, reporter_id=HELPER, reported_id=ASKER,
                reported_at=MONDAY, handled_at=MONDAY, handled_by=1,
            ),
            BasinLetter(
                basin_code="toul", month=MONDAY.date(), drafted_at=MONDAY, sent_at=MONDAY, sent_by=1,
                content={"paragraphs": [{"key": 1, "dossier": None}, {"key": 2, "dossier": 7}]},
            ),
            ExchangeFile(question_id=question.id, kind="photo", file_id="photo-1", source_id=1),
            ExchangeFile(offer_id=offer.id, kind="voice", file_id="voice-1", source_id=1),
            Participation(person_id=ASKER, agreed_at=MONDAY, withdrawn_at=MONDAY),
        ):  # fmt: skip
            session.add(row)


def one(session: Session, table: type[T]) -> T:
    """Return the only row of a table."""
    return session.exec(select(table)).one()


async def test_what_was_asked_is_nobodys_three_years_after_the_last_thing_done(database: Database) -> None:
    await database.run(asked)
    until = MONDAY + EXCHANGE.lasts
    forget = retention.forget_exchanges

    assert await database.run(partial(forget, now=until)) == 0
    assert await database.run(partial(forget, now=until + SECOND)) > 0
    assert await database.run(partial(forget, now=until + SECOND)) == 0
    with Session(database.engine) as session:
        question, offer = one(session, NetworkQuestion), one(session, Offer)
        exchange, report, letter = (
            one(session, Exchange), one(session, AbuseReport), one(session, BasinLetter),
        )  # fmt: skip
        assert (question.asker_id, question.text, question.except_for, question.words) == (None,) * 4
        assert (offer.helper_id, offer.words) == (None, None)
        assert (exchange.other_name, exchange.came_of_it, exchange.noted_by) == (None,) * 3
        assert (report.reporter_id, report.reported_id) == (None, None)
        assert [each["key"] for each in letter.content["paragraphs"]] == [1]
        assert session.exec(select(QuestionRecipient)).all() == []
        assert session.exec(select(Participation)).all() == []
        assert session.exec(select(ExchangeFile)).all() == []
        assert (question.kind, question.status, offer.status) == ("visit", "ended", "introduced"), "counted"


@pytest.mark.parametrize("table", [NetworkQuestion, Offer, Exchange])
async def test_what_came_of_it_keeps_the_whole_of_it(database: Database, table: type[SQLModel]) -> None:
    later = MONDAY + timedelta(days=300)
    await database.run(partial(asked, at=later))
    await database.run(partial(retention.forget_exchanges, now=MONDAY + EXCHANGE.lasts + SECOND))

    with Session(database.engine) as session:
        kept = one(session, table)
        words = {"NetworkQuestion": "text", "Offer": "words", "Exchange": "other_name"}[table.__name__]
        assert getattr(kept, words) is not None


async def test_who_takes_part_still_is_not_forgotten(database: Database) -> None:
    def agreed(transaction: Transaction) -> None:
        asked(transaction)
        with transaction.session() as session:
            session.get_one(Participation, ASKER).withdrawn_at = None
            session.add(Participation(person_id=HELPER, agreed_at=MONDAY))
            session.add(Membership(person_id=HELPER, role="operator", basin_code="toul", since=MONDAY.date()))

    await database.run(agreed)
    await database.run(partial(retention.forget_exchanges, now=MONDAY + EXCHANGE.lasts + SECOND))
    with Session(database.engine) as session:
        kept = [row.person_id for row in session.exec(select(Participation))]
    assert kept == [HELPER], "the other one has neither a request nor a role any more"


async def test_a_knock_at_a_firms_door_is_not_kept_for_ever(database: Database) -> None:
    def knocked(transaction: Transaction) -> None:
        add_person(transaction, ASKER, "fr", MONDAY)
        with transaction.session() as session:
            company = add_contributor(session, "toul", "Forges du Val", None, MONDAY.date())
            session.add(
                DoorKnock(company_id=company.id, person_id=ASKER, name="Léa Simon", knocked_at=MONDAY)
            )

    await database.run(knocked)
    until = MONDAY + EXCHANGE.lasts
    assert await database.run(partial(retention.forget_exchanges, now=until)) == 0
    assert await database.run(partial(retention.forget_exchanges, now=until + SECOND)) == 1
