"""Figures of exchanges are what plain loops over the rows give, and hold nothing that was denied."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Connection, insert, select

from conversations.exchanges.kinds import ExchangeKind
from conversations.exchanges.questions import OfferStatus, QuestionStatus
from conversations.understanding.named_periods import Period
from models.database.prepared import table_of, tables_of
from models.database.writer import Database, Transaction
from models.dossiers.tables import Company, Dossier
from models.exchanges.tables import Exchange, NetworkQuestion, Offer
from models.figures import exchanges as figures
from models.figures import export_exchanges as export
from models.figures.export_extents import Extent
from models.figures.queries import Scope
from models.figures.ties import Sort, Ties, ties
from models.support.tables import ContributorCompany
from tests.models.database.opening import opened

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
AT = datetime(2026, 2, 2, 10, tzinfo=UTC)
SIDES = ("dossier_id", "company_id", "other_dossier_id", "other_company_id")
MOMENTS = ("submitted_at", "operator_agreed_at", "status_since", "acted_at", "told_at")
BASINS = ("meuse", "vosges", "longwy")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database."""
    async with opened(database_url) as database:
        yield database


def filled(transaction: Transaction, seed: int) -> None:
    """Put questions, offers and exchanges of about two years in the tables."""
    random = Random(seed)
    questions, offers, exchanges = tables_of(NetworkQuestion, Offer, Exchange)
    for number in range(1, 60):
        asked = datetime(2025, 6, 1, 10, tzinfo=UTC) + timedelta(days=random.randrange(600))
        passed = asked + timedelta(days=random.randrange(4)) if random.random() < 0.8 else None
        offered = passed + timedelta(days=random.randrange(9)) if passed and random.random() < 0.6 else None
        transaction.execute(
            insert(questions),
            {"id": number, "basin_code": random.choice(BASINS), "kind": random.choice(list(ExchangeKind)),
             "until": asked.date(), "status": QuestionStatus.OPEN.value, "version": 1, "asked_at": asked,
             "passed_at": passed, "offered_at": offered},
        )  # fmt: skip
        if offered:
            introduced = offered + timedelta(days=2) if random.random() < 0.5 else None
            transaction.execute(
                insert(offers),
                {"question_id": number, "helper_id": number, "basin_code": "meuse", "version": 1,
                 "status": (OfferStatus.INTRODUCED if introduced else OfferStatus.OFFERED).value,
                 "offered_at": offered, "introduced_at": introduced},
            )  # fmt: skip
        transaction.execute(
            insert(exchanges),
            {"basin_code": random.choice(BASINS), "other_basin_code": random.choice((None, "vosges")),
             "kind": random.choice(list(ExchangeKind)).value, "took_place_on": asked.date(),
             "noted_at": asked, "erased_at": asked if random.random() < 0.2 else None,
             "confirmed_at": asked if random.random() < 0.5 else None},
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("basins", [None, frozenset({"meuse"}), frozenset({"vosges", "longwy"})])
async def test_counts_are_those_of_plain_loops(
    database: Database, seed: int, basins: frozenset[str] | None
) -> None:
    await database.run(lambda transaction: filled(transaction, seed))
    scope = Scope(basins)

    def work(connection: Connection) -> None:
        questions = connection.execute(select(table_of(NetworkQuestion))).all()
        offers = connection.execute(select(table_of(Offer))).all()
        exchanges = connection.execute(select(table_of(Exchange))).all()
        here = [row for row in questions if scope.holds(row.basin_code)]
        asked = [row for row in here if row.asked_at.year == 2026]
        took = [
            row for row in exchanges
            if scope.holds(row.basin_code) and row.erased_at is None and row.took_place_on.year == 2026
        ]  # fmt: skip
        met = [
            row for row in offers
            if row.introduced_at and row.introduced_at.year == 2026
            and row.question_id in {each.id for each in here}
        ]  # fmt: skip
        found = figures.counts(connection, scope, YEAR)
        assert figures.summed(found) == figures.Counts(
            asked=len(asked),
            passed=sum(row.passed_at is not None for row in asked),
            answered=sum(row.offered_at is not None for row in asked),
            introductions=len(met),
            took_place=len(took),
            confirmed=sum(row.confirmed_at is not None for row in took),
            across=sum(row.other_basin_code not in (None, row.basin_code) for row in took),
        )
        extent = Extent(scope, YEAR)
        rows = [row for batch in export.questions(connection, extent) for row in batch.rows]
        noted = [row for batch in export.exchanges(connection, extent) for row in batch.rows]
        total = figures.summed(found)
        assert (len(rows), sum(row.passed is not None for row in rows)) == (total.asked, total.passed)
        assert (len(noted), sum(row.confirmed for row in noted)) == (total.took_place, total.confirmed)
        kinds = figures.by_kind(found)
        for kind in ExchangeKind:
            counted = kinds.get(kind.value, figures.Counts())
            assert counted.asked == sum(row.kind == kind.value for row in asked)
            assert counted.took_place == sum(row.kind == kind.value for row in took)
        assert figures.summed({}) == figures.Counts()
        waits = sorted(
            (row.offered_at - row.passed_at).days for row in asked if row.passed_at and row.offered_at
        )
        spread = figures.delay_to_first_offer(connection, scope, YEAR)
        assert (spread.n, spread.longest) == (len(waits), waits[-1] if waits else None)

    await database.read(work)


@pytest.mark.parametrize(("firms", "drawn"), [(4, False), (5, True)])
def test_nobody_is_drawn_where_they_are_few(firms: int, drawn: bool) -> None:
    missions = frozenset(((Sort.FIRM, number), (Sort.CONTRIBUTOR, 1)) for number in range(firms))
    assert Ties(missions, frozenset()).may_be_drawn is drawn


def peopled(transaction: Transaction, seed: int) -> None:
    """Put firms with their requests in the tables, contributor companies, and exchanges between them."""
    random = Random(seed)
    companies, dossiers, lenders, exchanges = tables_of(Company, Dossier, ContributorCompany, Exchange)
    for number in range(1, 9):
        transaction.execute(insert(companies), {"id": number})
        transaction.execute(
            insert(lenders), {"id": number, "basin_code": random.choice(BASINS), "name": f"Firme {number}"}
        )
    for number in range(1, 15):
        transaction.execute(
            insert(dossiers),
            {"id": number, "reference": f"AZ-26-{number:04d}", "draft_id": number, "version": 0,
             "company_id": random.randrange(1, 9), "basin_code": random.choice(BASINS), "status": "running",
             "outcome": "prequalified", "verdict": {}, "answers": {}, "language": "fr",
             **dict.fromkeys(MOMENTS, AT)},
        )  # fmt: skip
    for _ in range(60):
        sides = [
            random.choice((("dossier_id", random.randrange(1, 15)), ("company_id", random.randrange(1, 9))))
            for _ in range(2)
        ]
        row: dict[str, int | None] = dict.fromkeys(SIDES)
        row[sides[0][0]], row[f"other_{sides[1][0]}"] = sides[0][1], sides[1][1]
        transaction.execute(
            insert(exchanges),
            {**row, "basin_code": random.choice(BASINS), "kind": "visit", "noted_at": AT,
             "took_place_on": date(random.choice((2025, 2026)), 5, 3),
             "erased_at": AT if random.random() < 0.2 else None},
        )  # fmt: skip


@pytest.mark.parametrize("basins", [None, frozenset({"meuse"})])
async def test_firms_and_ties_are_those_of_plain_loops(
    database: Database, basins: frozenset[str] | None
) -> None:
    await database.run(lambda transaction: peopled(transaction, 3))
    scope = Scope(basins)

    def work(connection: Connection) -> None:
        company_of = dict(
            connection.execute(select(table_of(Dossier).c.id, table_of(Dossier).c.company_id)).all()
        )
        rows = [
            row for row in connection.execute(select(table_of(Exchange))).all()
            if scope.holds(row.basin_code) and row.erased_at is None and row.took_place_on.year == 2026
        ]  # fmt: skip
        firms, lenders, tied = set(), set(), set()
        for row in rows:
            pair = []
            for dossier, lender in (
                (row.dossier_id, row.company_id),
                (row.other_dossier_id, row.other_company_id),
            ):
                if dossier is not None:
                    firms.add(company_of[dossier])
                    pair.append((Sort.FIRM, company_of[dossier]))
                else:
                    lenders.add(lender)
                    pair.append((Sort.CONTRIBUTOR, lender))
            if pair[0] != pair[1]:
                tied.add(frozenset(pair))
        reach = figures.reach(connection, scope, YEAR)
        assert (reach.with_exchange, reach.contributors) == (len(firms), len(lenders))
        assert figures.firms_with_exchange(connection, scope, YEAR) == firms
        found = ties(connection, scope, YEAR)
        assert {frozenset(tie) for tie in found.exchanges} == tied
        assert found.missions == frozenset()
        opened = figures.with_exchange(connection, scope, YEAR, 0, 100)
        assert {company_of[number] for number in opened.dossiers} == firms

    await database.read(work)
