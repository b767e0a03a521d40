"""Two operators claim at the same moment, each served by another process: one wins, the other learns who."""

import asyncio

import pytest
from sqlmodel import Session, select

from bot.services.core.rights import Role
from bot.telegram.updates import read
from conversations.network.basins import Network
from models.database.outbox import backlog
from models.dossiers.tables import DossierEvent
from tests.journeys.acting import Actor, errors
from tests.journeys.conftest import bound_group
from tests.journeys.offices import TOUL, enrolled, stored
from tests.journeys.sending import sends
from tests.stage import staged

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

ROUNDS = 5


async def test_of_two_who_claim_at_once_one_wins(database_url: str, network: Network) -> None:
    async with (
        staged(database_url, network) as one,
        staged(database_url, network, clock=one.clock, telegram=one.telegram) as two,
    ):
        group = await bound_group(one, "Comité", TOUL)
        sacha = await enrolled(one, "Sacha", Role.OPERATOR, TOUL)
        ines = await enrolled(one, "Inès", Role.OPERATOR, TOUL)
        processes = (one.assistant, two.assistant)
        for round_number in range(ROUNDS):
            applicant = Actor(one, one.telegram.person(f"Camille{round_number}", "Durand", language="fr"))
            await sends(applicant)
            [dossier] = applicant.dossiers()
            card = group.last
            for operator in (sacha, ines):
                operator.person.forges_tap(card.rows[0][0].data or "", card)
            with errors() as wrong:
                await asyncio.gather(
                    *(
                        process.reception.receive(read(update, process.bot))
                        for process, update in zip(processes, one.telegram.take_updates(), strict=True)
                    )
                )
                while (await one.assistant.desk.database.read(backlog)).waiting:
                    for stage in (one, two):
                        await stage.assistant.delivery.sweep()
                        await stage.rests()

            assert wrong == []
            winner, loser = (
                (sacha, ines) if stored(one, dossier).holder_id == sacha.person.id else (ines, sacha)
            )
            assert winner.person.user.first_name in loser.alert
            assert dossier.reference not in loser.screen
            with Session(one.assistant.desk.database.engine) as session:
                claims = select(DossierEvent).where(
                    DossierEvent.dossier_id == dossier.id, DossierEvent.event == "claim"
                )
                assert [event.actor_id for event in session.exec(claims)] == [winner.person.id]
