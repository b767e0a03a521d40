"""A short way to a granted request: the committee has decided, its holder takes it from there."""

from typing import TypeVar

from sqlmodel import Session, SQLModel, select

from bot.playground.telegram.chats import Chat
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.moves import after
from conversations.dossiers.statuses import Part, Status
from conversations.network.basins import AdvisorEntry, Contributor
from models.committee.tables import AgendaItem, CommitteeSession
from models.database.writer import Transaction
from models.dossiers.queries import change_dossier
from models.dossiers.tables import Dossier
from models.support.contributors import load_contributors
from models.support.queries import grant
from tests.journeys.acting import Actor
from tests.journeys.offices import TOUL, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage

T = TypeVar("T", bound=SQLModel)

CLAIRE = AdvisorEntry("Claire Morel", "Responsable qualité", ("industrial_organisation", "quality"))
PAUL = AdvisorEntry("Paul Weber", None, ("sales",))
LEA = AdvisorEntry("Léa Simon", None, ("sales", "hr"))


async def granted(
    stage: Stage, applicant: Actor, holder: Actor, group: Chat, outcome: Event = Event.GRANT_BOTH
) -> Dossier:
    """Send a request, have it claimed, and record a decision: 4 days, 15 000 euros, 3 and 12 jobs."""
    await sends(applicant)
    await taps_in(holder, group, "claim")
    [dossier] = applicant.dossiers()
    now = stage.clock()

    def decide(transaction: Transaction) -> None:
        with transaction.session() as session:
            load_contributors(
                session,
                [
                    (TOUL, Contributor("Forges du Val", None, (CLAIRE,))),
                    (TOUL, Contributor("Verrerie de Toul", None, (PAUL, LEA))),
                ],
                now.date(),
            )
            stored = session.get_one(Dossier, dossier.id)
            sitting = CommitteeSession(basin_code=TOUL, day=now.date())
            session.add(sitting)
            session.flush()
            assert sitting.id is not None and stored.id is not None
            item = AgendaItem(
                session_id=sitting.id,
                dossier_id=stored.id,
                added_at=now,
                outcome=outcome.value,
                decided_at=now,
                days=4,
                amount=15_000,
                jobs_created=3,
                jobs_kept=12,
            )
            session.add(item)
            session.flush()
            status = after(outcome, Status.SCHEDULED, {Part.HOLDER})
            assert status is not None
            change_dossier(session, stored, {"status": status.value})
            grant(session, stored, item)

    await stage.assistant.desk.database.run(decide)
    return dossier


def rows(stage: Stage, table: type[T]) -> list[T]:
    """Return what is stored in a table, oldest first."""
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(table).order_by("id")))
