"""What a decision prepares: the mission, the advance, the dates at which the applicant is asked."""

from datetime import date

import pytest
from sqlmodel import Session, select

from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Status
from models.committee.tables import AgendaItem, CommitteeSession
from models.database.writer import Database, Transaction
from models.dossiers.tables import Dossier
from models.support.queries import advance_of, decision_of, follow_ups_of, grant, mission_of
from models.support.tables import FollowUp, Mission, RepayableAdvance
from tests.models.database.opening import opened
from tests.stage import MONDAY


def a_decision(session: Session, outcome: Event, amount: int | None = None) -> tuple[Dossier, AgendaItem]:
    """Store a dossier and what a committee decided of it."""
    dossier = Dossier(
        reference="AZ-26-0001",
        draft_id=1,
        status=Status.SCHEDULED.value,
        outcome="prequalified",
        verdict={},
        answers={},
        language="fr",
        submitted_at=MONDAY,
        operator_agreed_at=MONDAY,
        status_since=MONDAY,
        acted_at=MONDAY,
        told_at=MONDAY,
    )
    sitting = CommitteeSession(basin_code="vallee", day=MONDAY.date())
    session.add_all([dossier, sitting])
    session.flush()
    assert dossier.id is not None and sitting.id is not None
    item = AgendaItem(
        session_id=sitting.id,
        dossier_id=dossier.id,
        added_at=MONDAY,
        outcome=outcome.value,
        decided_at=MONDAY,
        days=4,
        amount=amount,
    )
    session.add(item)
    session.flush()
    return dossier, item


async def granted(
    database: Database, outcome: Event, amount: int | None = None
) -> tuple[list[Mission], list[RepayableAdvance], list[FollowUp]]:
    """Grant, and return all that was prepared."""

    def work(transaction: Transaction) -> None:
        with transaction.session() as session:
            dossier, item = a_decision(session, outcome, amount)
            grant(session, dossier, item)

    await database.run(work)
    with Session(database.engine) as session:
        return (
            list(session.exec(select(Mission))),
            list(session.exec(select(RepayableAdvance))),
            list(session.exec(select(FollowUp))),
        )


@pytest.mark.parametrize(
    ("outcome", "missions", "advances"),
    [(Event.GRANT_SKILLS, 1, []), (Event.GRANT_ADVANCE, 0, [15_000]), (Event.GRANT_BOTH, 1, [15_000])],
)
async def test_a_grant_prepares_what_it_grants_and_nothing_else(
    database_url: str, outcome: Event, missions: int, advances: list[int]
) -> None:
    async with opened(database_url) as database:
        made, advanced, _ = await granted(database, outcome, 15_000)
    assert len(made) == missions
    assert [advance.amount for advance in advanced] == advances


async def test_the_applicant_is_asked_at_3_6_12_and_18_months(database_url: str) -> None:
    async with opened(database_url) as database:
        _, _, follow_ups = await granted(database, Event.GRANT_SKILLS)
    assert [(each.months, each.due_on) for each in follow_ups] == [
        (3, date(2027, 2, 23)),
        (6, date(2027, 5, 23)),
        (12, date(2027, 11, 23)),
        (18, date(2028, 5, 23)),
    ]
    assert all(each.jobs_created is None and each.jobs_kept is None for each in follow_ups)


async def test_a_grant_recorded_twice_doubles_nothing(database_url: str) -> None:
    async with opened(database_url) as database:

        def work(transaction: Transaction) -> None:
            with transaction.session() as session:
                dossier, item = a_decision(session, Event.GRANT_BOTH, 15_000)
                grant(session, dossier, item)
                assert dossier.id is not None
                advance = advance_of(session, dossier.id)
                assert advance is not None
                advance.paid_on = MONDAY.date()
                item.amount = 20_000
                grant(session, dossier, item)
                assert advance.amount == 15_000, "what was paid out stays what it was"
                assert mission_of(session, dossier.id) is not None
                assert len(follow_ups_of(session, dossier.id)) == 4
                assert decision_of(session, dossier.id) is item

        await database.run(work)
