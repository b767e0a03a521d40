"""Contributors, their missions and the letter of a basin are neither seen nor changed by another basin."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import Connection, select
from sqlmodel import Session
from sqlmodel import select as select_rows

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from bot.services.registry import ACTIONS
from models.database.prepared import table_of
from models.database.writer import Transaction
from models.exchanges.tables import BasinLetter
from models.support.tables import (
    Advisor,
    ContributorCompany,
    DaysStatement,
    Mission,
    MissionAdvisor,
    MissionReview,
)
from models.team.tables import DoorKnock, Membership
from tests.journeys.acting import Actor
from tests.journeys.granted import granted
from tests.journeys.lending import lends
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.test_authorisations import asks
from tests.stage import Stage

OTHER = "meuse"
ARGUMENTS = ("", "yes", "1", "c1", TOUL, "accepts", "sales", "0.5", f"{TOUL}.1")
SECRETS = (
    "Tilleuls",
    "Durand",
    "Forges du Val",
    "Claire Morel",
    "Inconnue",
    "Mot secret",
    "Verrerie de Toul",
)
WHOLE = (Mission, MissionAdvisor, MissionReview, DaysStatement, DoorKnock)


@pytest.fixture
async def strangers(stage: Stage, camille: Actor, toul: Chat) -> list[Actor]:
    """Those of another basin, once Toul has a mission, days said, a knock at a door, and a letter."""
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await granted(stage, camille, sacha, toul)
    await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    nadia = Actor(stage, stage.telegram.person("Nadia", language="fr"))
    await nadia.does("/start")
    now = stage.clock()

    def happens(transaction: Transaction) -> None:
        with transaction.session() as session:
            mission = session.exec(select_rows(Mission)).one()
            mission.agreed_on = now.date()
            advisor = session.exec(select_rows(Advisor).where(Advisor.name == "Claire Morel")).one()
            share = MissionAdvisor(
                mission_id=mission.id, advisor_id=advisor.id, skills=["quality"], tenths_contracted=40,
                asked_at=now,
            )  # fmt: skip
            session.add(share)
            session.flush()
            session.add(DaysStatement(share_id=share.id, tenths=25, said_at=now, asked_at=now,
                                      answered_tenths=20, answered_at=now))  # fmt: skip
            session.add(MissionReview(mission_id=mission.id, share_id=share.id, asked_at=now))
            session.add(
                DoorKnock(
                    company_id=advisor.company_id, person_id=nadia.person.id, name="Nadia Inconnue",
                    knocked_at=now,
                )
            )  # fmt: skip
            words = {"msgid": "Mot secret", "values": {}}
            paragraph = {"key": 1, "part": "word", "words": words, "out": False, "dossier": None}
            session.add(
                BasinLetter(
                    basin_code=TOUL, month=date(now.year, now.month, 1), drafted_at=now,
                    content={"paragraphs": [{**paragraph, "agreed": None}]},
                )
            )  # fmt: skip

    await stage.assistant.desk.database.run(happens)
    return [
        await enrolled(stage, "Ayoub", Role.OPERATOR, OTHER),
        await enrolled(stage, "Léa", Role.MANAGER, OTHER),
        await enrolled(stage, "Paul", Role.MEMBER, OTHER),
        await lends(stage, "Bruno", OTHER, "Scierie de la Meuse", "Bruno Petit"),
    ]


def of_toul(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of Toul, whole."""
    here = {
        table: table_of(table).c.basin_code == TOUL for table in (BasinLetter, ContributorCompany, Membership)
    }
    stored = {
        table.__name__: [tuple(row) for row in connection.execute(select(table_of(table)).where(where))]
        for table, where in here.items()
    }
    for table in WHOLE:
        stored[table.__name__] = [tuple(row) for row in connection.execute(select(table_of(table)))]
    return stored


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_another_basin_sees_and_changes_nothing_of_contributors_and_letters(
    stage: Stage, strangers: list[Actor]
) -> None:
    maud = await enrolled(stage, "Maud", Role.MANAGER, TOUL)
    seen_here = [
        repr(await asks(stage, maud, name, 1, 0, office=True)) for name in ("advisors", "contributor_firm")
    ]
    assert all("Forges du Val" in seen for seen in seen_here), "here, it is there to be seen"
    before = await stage.assistant.desk.database.read(of_toul)
    with Session(stage.assistant.desk.database.engine) as session:
        first = [row.id for row in session.exec(select_rows(Advisor)).all()][:2]
    for name in ACTIONS.at_office:
        for argument in ARGUMENTS:
            for subject in {1, *first}:
                tapped = (
                    asks(stage, actor, name, subject, 0, office=True, argument=argument)
                    for actor in strangers
                )
                for actor, reply in zip(strangers, await asyncio.gather(*tapped), strict=True):
                    shown = repr(reply)
                    seen = [secret for secret in SECRETS if secret in shown]
                    assert not seen, f"{actor.person.user.first_name} sees {seen} by {name}.{argument}"
        after = await stage.assistant.desk.database.read(of_toul)
        assert after == before, f"{name} changed something of Toul"
