"""No column keeps what people wrote: a new one is erased with the rest, or said here to tell nothing."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, Column, insert, select, update
from sqlalchemy.types import TypeDecorator

from bot.services.privacy.erasure import erase, forget
from conversations.dossiers.traces import Trace
from models.committee.tables import AgendaItem, CommitteeSession
from models.database.prepared import table_of
from models.database.writer import Database, Transaction
from models.dossiers.queries import add_event
from models.dossiers.tables import Company, Dossier, DossierEvent
from models.intake.queries import find_visit
from models.intake.tables import Person
from models.messages.tables import Prompt
from models.privacy.tables import ErasureCause
from models.schema import METADATA
from models.team.tables import Membership
from tests.bot.services.privacy.keeping import CAMILLE, a_dossier
from tests.conversations.worlds import sample_world
from tests.stage import MONDAY

WORDS = "Philémon, le teckel d’Ondine"

STAYS = {
    "dossier": "reference basin_code basin_name operator_name commune route status outcome verdict language "
    "origin source",
    "dossier_event": "event from_status to_status reason",
    "skill_need": "code taxonomy",
    "information_request": "questions outcome",
    "agenda_item": "outcome reason",
    "replaced_decision": "outcome reason",
    "opinion": "opinion",
    "mission": "declined conflicts",
    "mission_advisor": "skills answer",
    "network_question": "basin_code kind skill status",
    "offer": "basin_code skill status",
    "exchange": "basin_code other_basin_code kind",
    "abuse_report": "basin_code",
    "share": "cells measures",
    "erasure": "cause",
    "ended_drafts": "outcome question",
    "sent_copy": "kind",
    "queue": "basin_code",
    "taken_export": "basins format",
    # of those who work for the network
    "person": "language name",
    "membership": "role basin_code firm",
    "preference": "kind value",
    "advisor": "name job contact skills",
    "contributor_company": "basin_code name siren",
    "contributor_contact": "name job",
    "committee_session": "basin_code place attendance",
    "basin_letter": "basin_code content",
}
"""By table, the columns of text that stay: codes, references, and the network's own words."""

LINKS = {
    "dossier_id", "person_id", "item_id", "session_id", "mission_id", "company_id", "advisor_id", "chat_id",
    "from_person", "subject", "asker_id", "helper_id", "noted_by", "other_person_id", "question_id",
}  # fmt: skip
"""The columns that tie a row to an applicant, to what they asked, or to who works on it."""


PEOPLE = ("from_person", "asker_id", "helper_id", "noted_by", "other_person_id")


def kind(column: Column[Any]) -> type:
    """Return the type of a column's values."""
    plain = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return dict if isinstance(plain, JSON) else plain.python_type


def is_words(column: Column[Any]) -> bool:
    """Tell whether a column may hold words that are to go."""
    stays = STAYS.get(column.table.name, "").split()
    return kind(column) in (str, dict) and column.name not in stays


def value(column: Column[Any], dossier_id: int) -> Any:
    """Return something for a column: words where some fit, else what ties to the dossier or its person."""
    draft = {"answers": {"description": WORDS}}
    known: dict[str, Any] = {
        "dossier_id": dossier_id, "subject": dossier_id, "version": 1, "draft.state": "description",
        "person_id": CAMILLE, **dict.fromkeys(PEOPLE, CAMILLE),
        "draft.content": draft, "dropped_draft.content": draft,
        "membership.role": "operator", "outgoing.payload": {"text": f"AZ-26-{dossier_id:04d} {WORDS}"},
    }  # fmt: skip
    return known.get(f"{column.table.name}.{column.name}", known.get(column.name, plain(column)))


def plain(column: Column[Any]) -> Any:
    """Return something of a column's type."""
    some = {str: WORDS, dict: {"text": WORDS}, bool: True, int: 1, time: time(9)}
    return {**some, datetime: MONDAY, date: MONDAY.date()}[kind(column)]


def filled(transaction: Transaction, dossier_id: int) -> None:
    """Put words in every column that may hold some."""
    for table in METADATA.sorted_tables:
        tied = table.name in ("company", *STAYS) or LINKS.intersection(table.c.keys())
        if not tied or table.name in ("dossier", "person", "erasure"):
            continue
        columns = [column for column in table.c if column is not table.autoincrement_column]
        transaction.execute(insert(table), {column.name: value(column, dossier_id) for column in columns})
    dossiers = table_of(Dossier)
    own = {column.name: plain(column) for column in dossiers.c if is_words(column)}
    company = transaction.execute(select(table_of(Company).c.id)).scalar()
    transaction.execute(update(dossiers), {**own, "company_id": company})


def holding(transaction: Transaction) -> set[str]:
    """Return the columns that hold words."""
    return {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.c
        if is_words(column)
        for held in transaction.execute(select(column)).scalars()
        if "teckel" in str(held)
    }


async def test_no_column_keeps_what_was_written_in_it(database: Database) -> None:
    number = await database.run(a_dossier)

    def work(transaction: Transaction) -> tuple[set[str], set[str]]:
        filled(transaction, number)
        held, visit = holding(transaction), find_visit(transaction, CAMILLE)
        assert visit is not None
        erase(transaction, sample_world(), visit, MONDAY)
        return held, holding(transaction)

    held, left = await database.run(work)
    assert {
        "dossier.answers", "dossier_event.note", "dossier_event.change", "relayed_message.text",
        "information_request.text", "agenda_item.conditions", "opinion.comment", "follow_up.comment",
        "prompt.content", "draft.content", "dropped_draft.content", "outgoing.payload", "outgoing.error",
    } <= held  # fmt: skip
    assert left == set()


async def test_no_account_of_its_applicant_is_left_in_the_history_of_a_request(database: Database) -> None:
    former, operator = 5_000_000_007, 5_000_000_008

    def work(transaction: Transaction) -> set[int | None]:
        number = a_dossier(transaction)
        with transaction.session() as session:
            dossier = session.get_one(Dossier, number)
            session.add(Person(id=operator, first_seen_at=MONDAY))
            session.flush()
            session.add(Membership(person_id=operator, role="operator", since=MONDAY.date()))
            for actor in (former, operator):
                add_event(session, dossier, Trace.MESSAGE, MONDAY, actor_id=actor, from_status="received")
        visit = find_visit(transaction, CAMILLE)
        assert visit is not None
        erase(transaction, sample_world(), visit, MONDAY)
        return set(transaction.execute(select(table_of(DossierEvent).c.actor_id)).scalars())

    assert await database.run(work) == {None, operator}


async def test_words_typed_about_an_item_and_not_confirmed_yet_go_too(
    database: Database,
) -> None:
    def work(transaction: Transaction) -> set[str]:
        number = a_dossier(transaction)
        with transaction.session() as session:
            sitting = CommitteeSession(basin_code="meuse", day=MONDAY.date())
            session.add(sitting)
            session.flush()
            assert sitting.id is not None
            session.add(AgendaItem(session_id=sitting.id, dossier_id=number, added_at=MONDAY, id=9))
            session.add(
                Prompt(
                    person_id=CAMILLE,
                    purpose="comment",
                    subject=9,
                    content={"typed_late": WORDS},
                    asked_at=MONDAY,
                )
            )
            session.flush()
            forget(
                transaction,
                session,
                sample_world(),
                [session.get_one(Dossier, number)],
                ErasureCause.ASKED,
                MONDAY,
            )
        return holding(transaction)

    assert await database.run(work) == set()
