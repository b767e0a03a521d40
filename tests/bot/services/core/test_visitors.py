"""Who comes is noted, who leaves is forgotten unless something of theirs is kept."""

import pytest

from bot.services.core.visitors import Visitor, part, spoken, welcome
from models.database.writer import Database, Transaction
from models.intake.queries import Visit, find_visit, set_language, set_unreachable
from tests.bot.services.privacy.keeping import CAMILLE, KEPT, camille, people
from tests.stage import MONDAY


async def test_somebody_new_is_spoken_to_in_the_language_of_their_phone(database: Database) -> None:
    visit = await database.run(lambda t: welcome(t, Visitor(CAMILLE, "en"), MONDAY))

    assert (spoken(visit), visit.open) == ("en", None)


async def test_the_language_that_was_chosen_goes_before_that_of_the_phone(database: Database) -> None:
    def returns(transaction: Transaction) -> Visit:
        set_language(transaction, camille(transaction), "en")
        return welcome(transaction, Visitor(CAMILLE, "fr"), MONDAY)

    assert spoken(await database.run(returns)) == "en"


async def test_whoever_writes_again_can_be_written_to_again(database: Database) -> None:
    def returns(transaction: Transaction) -> Visit | None:
        camille(transaction)
        set_unreachable(transaction, CAMILLE, MONDAY)
        welcome(transaction, Visitor(CAMILLE, "fr"), MONDAY)
        return find_visit(transaction, CAMILLE)

    visit = await database.run(returns)
    assert visit is not None
    assert not visit.unreachable


async def test_whoever_leaves_nothing_is_forgotten(database: Database) -> None:
    def leaves(transaction: Transaction) -> list[int]:
        part(transaction, camille(transaction))
        return people(transaction)

    assert await database.run(leaves) == []


@pytest.mark.parametrize("kept", KEPT)
async def test_whoever_leaves_something_is_not_forgotten(database: Database, kept: str) -> None:
    def leaves(transaction: Transaction) -> list[int]:
        KEPT[kept](transaction)
        part(transaction, camille(transaction))
        return people(transaction)

    assert await database.run(leaves) == [CAMILLE]
