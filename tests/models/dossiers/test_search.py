"""Requests found again by what people type of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, insert, update

from models.database.prepared import table_of
from models.database.writer import Transaction
from models.dossiers.search import Wanted, find_requests
from models.dossiers.tables import Company, Dossier
from models.places.search import CommuneTable
from tests.models.database.opening import opened
from tests.reading import HELD_UP_SECONDS, LONG, cpu_seconds, texts

DOSSIERS, COMPANIES = table_of(Dossier), table_of(Company)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FIRMS = (("732829320", "Boulangerie des Tilleuls"), ("356000000", "Menuiserie Lambert"), (None, None))
TOWNS = ("54528", "55545", None)
MANY = 900


@pytest.fixture
def stored() -> Callable[[Transaction], None]:
    """Store requests of three firms in turn, the latest ones last."""

    def store(transaction: Transaction) -> None:
        for number, (siren, name) in enumerate(FIRMS, start=1):
            transaction.execute(insert(COMPANIES).values(id=number, siren=siren, name=name))
        rows: list[dict[str, object]] = [
            {
                "id": number, "reference": f"AZ-26-{number:04}", "draft_id": number,
                "company_id": number % 3 + 1, "basin_code": "toul" if number % 2 else "meuse",
                "commune": TOWNS[number % 3], "status": "received", "outcome": "prequalified", "verdict": {},
                "answers": {}, "language": "fr", "submitted_at": NOW + timedelta(minutes=number),
                "operator_agreed_at": NOW, "version": 0, "holder_id": 5,
                "status_since": NOW, "acted_at": NOW, "told_at": NOW,
            }
            for number in range(1, MANY + 1)
        ]  # fmt: skip
        transaction.connection.execute(insert(DOSSIERS), rows)

    return store


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("AZ-26-0007", [7]),
        ("26-7", [7]),
        ("7", [7]),
        ("732 829 320", [900, 897, 894]),
        ("boulangrie", [900, 897, 894]),
        ("lambert", [898, 895, 892]),
        ("toul", [900, 897, 894]),
        ("verdun", [898, 895, 892]),
        ("xyzxyzxyz", []),
        ("\ufdfa" * 4_096, []),
        ("", []),
    ],
)
async def test_a_request_is_found_by_what_names_it(
    database_url: str, stored: Callable[[Transaction], None], words: str, first: list[int]
) -> None:
    async with opened(database_url) as database:
        await database.run(stored)
        found, _ = await database.read(lambda connection: seek(connection, words))

    assert found[:3] == first


@pytest.mark.parametrize(
    ("words", "finds"), [("MENUISERIE LAMBERT", True), ("lambert", False), ("menuiserie lamber", False)]
)
async def test_what_nobody_has_taken_up_is_found_by_its_whole_name_only(
    database_url: str, stored: Callable[[Transaction], None], words: str, finds: bool
) -> None:
    async with opened(database_url) as database:
        await database.run(stored)
        await database.run(lambda transaction: transaction.execute(update(DOSSIERS).values(holder_id=None)))
        found, _ = await database.read(lambda connection: seek(connection, words))

    assert found[:1] == ([898] if finds else [])


async def test_only_what_is_chosen_is_looked_among(
    database_url: str, stored: Callable[[Transaction], None]
) -> None:
    async with opened(database_url) as database:
        await database.run(stored)
        found, looked_at = await database.read(lambda connection: seek(connection, "lambert", "meuse"))

    assert found and not any(number % 2 for number in found)
    assert looked_at == MANY // 2


async def test_no_words_that_are_looked_for_hold_the_others_up(
    database_url: str, stored: Callable[[Transaction], None]
) -> None:
    def dearest(connection: Connection) -> float:
        return max(cpu_seconds(lambda text: seek(connection, text), text, 1) for text in texts(LONG).values())

    async with opened(database_url) as database:
        await database.run(stored)
        assert await database.read(dearest) < HELD_UP_SECONDS


def seek(connection: Connection, words: str, basin: str | None = None) -> tuple[list[int], int]:
    wanted = Wanted(basins=None if basin is None else {basin})
    return find_requests(connection, wanted, words, CommuneTable().commune)
