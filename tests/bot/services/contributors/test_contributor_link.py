"""The link of a contributor, from the command line: for a firm that is listed, and somebody of it."""

from functools import partial

import pytest
from sqlmodel import select

from bot.commands.administration import invite_contributor
from bot.commands.opening import Unable
from conversations.network.basins import AdvisorEntry, Contributor
from models.database.writer import Database, Transaction
from models.support.contributors import load_contributors
from models.team.tables import Invitation
from tests.stage import MONDAY

FORGES = Contributor("Forges du Val", None, (AdvisorEntry("Claire Morel"),))


def listed(transaction: Transaction) -> None:
    """Have a firm of Toul be listed, with one advisor."""
    with transaction.session() as session:
        load_contributors(session, [("terres-de-lorraine", FORGES)], MONDAY.date())


async def test_a_link_is_for_the_firm_or_for_one_of_its_advisors(database: Database) -> None:
    await database.run(listed)
    for advisor in (None, "claire morel"):
        code = await database.run(
            partial(invite_contributor, basin="terres-de-lorraine", firm="FORGES DU VAL", advisor=advisor)
        )
        assert code.startswith("i-")

    def opened(transaction: Transaction) -> list[tuple[str, str | None, int | None, int | None]]:
        with transaction.session() as session:
            return [
                (each.role, each.basin_code, each.company_id, each.advisor_id)
                for each in session.exec(select(Invitation))
            ]

    assert sorted(await database.run(opened), key=str) == [
        ("contributor", "terres-de-lorraine", 1, 1), ("contributor", "terres-de-lorraine", 1, None),
    ]  # fmt: skip


@pytest.mark.parametrize(("firm", "advisor"), [("Inconnue", None), ("Forges du Val", "Paul Weber")])
async def test_what_is_not_listed_is_said(database: Database, firm: str, advisor: str | None) -> None:
    await database.run(listed)
    with pytest.raises(Unable):
        await database.run(
            lambda transaction: invite_contributor(transaction, "terres-de-lorraine", firm, advisor)
        )
