"""What is exported: every dossier once, in order, with what belongs to it, as of one moment."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, insert

from conversations.figures.periods import year_of
from conversations.understanding.named_periods import Period
from models.database.writer import Database, Transaction
from models.figures.export_extents import Extent, how_many
from models.figures.export_rows import AT_ONCE, dossiers, events, missions, needs, snapshot
from models.figures.queries import Scope, counted
from models.figures.tallies import count
from models.schema import METADATA
from tests.models.database.opening import opened

JANUARY = datetime(2026, 1, 5, 9, tzinfo=UTC)
YEAR = Extent(Scope(), year_of(2026))


def store(connection: Connection, number: int, at: datetime = JANUARY, basin: str | None = "meuse") -> None:
    """Store a request with two needs and two events, and its mark."""
    dossier = {
        "id": number,
        "reference": f"AZ-26-{number:04d}",
        "draft_id": number,
        "basin_code": basin,
        "status": "claimed",
        "outcome": "prequalified",
        "verdict": {},
        "answers": {"headcount": 12},
        "language": "fr",
        **dict.fromkeys(("submitted_at", "operator_agreed_at", "status_since", "acted_at", "told_at"), at),
        "version": 0,
    }
    skills = [
        {"dossier_id": number, "code": code, "taxonomy": "2026-1", "priority": code == "hr"}
        for code in ("sales", "hr")
    ]
    happened = [
        {"dossier_id": number, "at": at + timedelta(hours=hour), "event": event, "to_status": "claimed"}
        for hour, event in enumerate(("submit", "claim"))
    ]
    for table, rows in (
        ("dossier", [dossier]),
        ("skill_need", skills),
        ("dossier_event", happened),
        ("uncounted", [{"dossier_id": number}]),
    ):
        connection.execute(insert(METADATA.tables[table]), rows)


async def stored(database: Database, *requests: tuple[datetime, str | None], first: int = 1) -> None:
    def work(transaction: Transaction) -> None:
        for number, (at, basin) in enumerate(requests, first):
            store(transaction.connection, number, at, basin)

    await database.run(work)


def numbers(connection: Connection, extent: Extent = YEAR) -> list[int]:
    return [row.of.id for batch in dossiers(connection, extent) for row in batch.rows]


async def test_every_request_comes_once_in_the_order_they_were_received(database_url: str) -> None:
    async with opened(database_url) as database:
        # More than two batches, most of them received at the same moment; the last one stored came first.
        moments = (
            [JANUARY] * (2 * AT_ONCE) + [JANUARY + timedelta(days=1)] * 3 + [JANUARY - timedelta(days=1)]
        )
        await stored(database, *((moment, "meuse") for moment in moments))
        found = await database.read(numbers)
    last = len(moments)
    assert found == [last, *range(1, last)]


async def test_what_belongs_to_a_request_follows_it(database_url: str) -> None:
    async with opened(database_url) as database:
        await stored(database, (JANUARY + timedelta(days=1), "meuse"), (JANUARY, None))

        def read(connection: Connection) -> tuple[list[tuple[str, str]], list[tuple[str, str]], int]:
            asked = [
                (each.of.reference, each.row.code) for batch in needs(connection, YEAR) for each in batch.rows
            ]
            happened = [
                (each.of.basin, each.row.event) for batch in events(connection, YEAR) for each in batch.rows
            ]
            return asked, happened, sum(len(batch.rows) for batch in missions(connection, YEAR))

        asked, happened, none = await database.read(read)
    assert asked == [
        ("AZ-26-0002", "sales"), ("AZ-26-0002", "hr"), ("AZ-26-0001", "sales"), ("AZ-26-0001", "hr"),
    ]  # fmt: skip
    assert happened == [("", "submit"), ("", "claim"), ("meuse", "submit"), ("meuse", "claim")]
    assert none == 0


async def test_a_request_tells_its_needs_first_things_first_and_its_delays(database_url: str) -> None:
    async with opened(database_url) as database:
        await stored(database, (JANUARY, "meuse"))
        [row] = await database.read(
            lambda connection: [row for batch in dossiers(connection, YEAR) for row in batch.rows]
        )
    assert row.needs == ("hr", "sales")
    assert (row.claimed, row.decided) == (JANUARY + timedelta(hours=1), None)


async def test_days_begin_and_end_in_paris(database_url: str) -> None:
    async with opened(database_url) as database:
        midnight = datetime(2025, 12, 31, 23, tzinfo=UTC)  # in Paris, the first moment of 2026
        await stored(
            database,
            (midnight, "meuse"),
            (midnight - timedelta(seconds=1), "meuse"),
            (midnight + timedelta(days=1), "meuse"),
        )
        day = Extent(Scope(), Period(date(2026, 1, 1), date(2026, 1, 1)))
        assert await database.read(partial(numbers, extent=day)) == [1]


async def test_only_the_territories_asked_for_come_and_the_national_queue_is_one(database_url: str) -> None:
    async with opened(database_url) as database:
        await stored(database, (JANUARY, "meuse"), (JANUARY, "vosges"), (JANUARY, None))
        for basins, expected in (
            ({"meuse"}, [1]),
            ({""}, [3]),
            ({"", "vosges"}, [2, 3]),
            (set[str](), []),
        ):
            extent = Extent(Scope(frozenset(basins)), year_of(2026))
            assert await database.read(partial(numbers, extent=extent)) == expected


async def test_there_are_as_many_as_the_figure_says(database_url: str) -> None:
    async with opened(database_url) as database:
        await stored(database, *((JANUARY + timedelta(days=20 * n), "meuse") for n in range(25)))

        def compare(transaction: Transaction) -> list[tuple[int, int]]:
            count(transaction.connection)
            return [
                (
                    how_many(transaction.connection, Extent(Scope(), period)),
                    counted(transaction.connection, "received", Scope(), period).n,
                )
                for period in (
                    year_of(2026), year_of(2027), Period(date(2026, 2, 11), date(2026, 7, 3)),
                )
            ]  # fmt: skip

        for exported, figure in await database.run(compare):
            assert exported == figure > 0


async def test_what_arrives_meanwhile_is_in_no_sheet(database_url: str) -> None:
    async with opened(database_url) as database:
        await stored(database, (JANUARY, "meuse"))
        with snapshot(database.engine) as connection:
            before = numbers(connection)
            await stored(database, (JANUARY, "meuse"), first=2)
            belonging = [each for batch in needs(connection, YEAR) for each in batch.rows]
            assert before == numbers(connection) == [1]
            assert Counter(each.of.id for each in belonging) == {1: 2}
        with snapshot(database.engine) as connection:
            assert numbers(connection) == [1, 2]
