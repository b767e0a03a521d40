"""A contributor reads what is kept of them: their page, the days they said, what they said of a mission."""

import json

from bot.services.core.screens import Document
from bot.services.privacy.own_data import export
from models.database.writer import Database, Transaction
from models.intake.queries import find_visit
from models.support.contributors import add_contributor
from models.support.tables import Advisor, DaysStatement, Mission, MissionAdvisor, MissionReview
from models.team.tables import Membership
from tests.bot.services.privacy.keeping import CAMILLE, a_dossier
from tests.conversations.worlds import sample_world
from tests.stage import MONDAY

ANOTHER = CAMILLE + 1


def lends(transaction: Transaction) -> None:
    """Have Camille be an advisor who said days, and what a mission gave; so did somebody else."""
    number = a_dossier(transaction)
    with transaction.session() as session:
        company = add_contributor(session, "toul", "Forges du Val", None, MONDAY.date())
        mission = Mission(dossier_id=number)
        session.add(mission)
        session.flush()
        for who, name, tenths in ((CAMILLE, "Camille Durand", 25), (ANOTHER, "Paul Weber", 35)):
            advisor = Advisor(company_id=company.id, name=name, job="Acheteuse", skills=["sales"])
            session.add(advisor)
            session.flush()
            share = MissionAdvisor(mission_id=mission.id, advisor_id=advisor.id, skills=["sales"])
            session.add(share)
            session.flush()
            session.add(DaysStatement(share_id=share.id, tenths=tenths, said_by=who, said_at=MONDAY))
            session.add(
                MissionReview(
                    mission_id=mission.id, share_id=share.id, asked_at=MONDAY, useful=tenths // 10, again=True
                )
            )  # fmt: skip
            if who == CAMILLE:
                session.add(
                    Membership(
                        person_id=who, role="contributor", basin_code="toul", company_id=company.id,
                        advisor_id=advisor.id, since=MONDAY.date(),
                    )
                )  # fmt: skip


async def test_the_days_and_the_reviews_of_a_contributor_are_theirs_to_read(database: Database) -> None:
    def work(transaction: Transaction) -> Document:
        lends(transaction)
        visit = find_visit(transaction, CAMILLE)
        assert visit is not None
        taken = export(transaction, sample_world(), visit, MONDAY).told[1].document
        assert taken is not None
        return taken

    taken = await database.run(work)
    assert isinstance(taken.content, str)
    told = json.loads(taken.content)
    assert [each["name"] for each in told["advisor"]] == ["Camille Durand"]
    assert [each["tenths"] for each in told["days_said"]] == [25]
    assert [each["useful"] for each in told["mission_reviews"]] == [2]
    assert "Paul Weber" not in taken.content
