"""Contributors on the stage: firms that lend their people, and who has an account there."""

from bot.services.core.rights import Role
from bot.services.team.invitations import invite
from conversations.network.basins import AdvisorEntry, Contributor
from models.database.writer import Transaction
from models.support.contributors import find_advisor, find_contributor, load_contributors
from tests.journeys.acting import Actor
from tests.stage import Stage


async def contributor_link(stage: Stage, basin_code: str, firm: str, advisor: str | None = None) -> str:
    """Return the parameter of a one-time link for somebody of a firm, which is listed if it was not yet."""
    now = stage.clock()

    def opened(transaction: Transaction) -> str:
        with transaction.session() as session:
            company = find_contributor(session, basin_code, firm)
            if company is None or (advisor and find_advisor(session, company, advisor) is None):
                people = (AdvisorEntry(advisor, None, ("sales",)),) if advisor else ()
                load_contributors(session, [(basin_code, Contributor(firm, None, people))], now.date())
                company = find_contributor(session, basin_code, firm)
            assert company is not None
            known = find_advisor(session, company, advisor) if advisor else None
            number, who = company.id, known.id if known else None
        return invite(
            transaction, Role.CONTRIBUTOR, basin_code, now, company_id=number, advisor_id=who
        )  # fmt: skip

    return await stage.assistant.desk.database.run(opened)


async def lends(
    stage: Stage, name: str, basin_code: str, firm: str, advisor: str | None = None, *, language: str = "fr"
) -> Actor:
    """Return somebody who has an account for a firm: as one of its advisors, else to represent it."""
    actor = Actor(stage, stage.telegram.person(name, language=language))
    await actor.does(f"/start {await contributor_link(stage, basin_code, firm, advisor)}")
    return actor
