"""The tallies: whatever happens to dossiers, they say what counting everything anew would say."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import Engine, delete, insert, select, update

from conversations.dossiers.deadlines import time_zone
from conversations.figures.periods import year_of
from conversations.understanding.named_periods import Period
from models.committee.tables import AgendaItem, CommitteeSession
from models.database import processes
from models.database.engines import WRITES, open_engine
from models.database.prepared import table_of, tables_of
from models.dossiers.tables import Company, Dossier, DossierEvent, SkillNeed
from models.figures.measure import fingerprint
from models.figures.measures import MEASURES
from models.figures.queries import Scope, behind, by_key, counted, distinct, tallied
from models.figures.tallies import (
    AT_ONCE,
    MARKS,
    SHARES,
    TALLIES,
    count,
    measures_in_use,
    recount,
    uncounted,
    waiting,
)
from models.migrate import migrate

DOSSIERS, EVENTS, NEEDS, COMPANIES = tables_of(Dossier, DossierEvent, SkillNeed, Company)
STATUSES = ("received", "claimed", "declined", "granted_both")
PARIS = time_zone(None)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    migrate(engine)
    yield engine
    engine.dispose()


def receive(engine: Engine, number: int, at: datetime, **values: object) -> None:
    """Store a dossier received at a moment, and mark it."""
    row = {
        "id": number, "reference": f"AZ-{number}", "draft_id": -number, "status": "received", "verdict": {},
        "outcome": "prequalified", "answers": {}, "language": "fr", "submitted_at": at,
        "operator_agreed_at": at, "version": 0, "status_since": at, "acted_at": at, "told_at": at,
    }  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(DOSSIERS), {**row, **values})
        connection.execute(
            insert(EVENTS), {"dossier_id": number, "at": at, "event": "submit", "to_status": "received"}
        )
        connection.execute(insert(MARKS), {"dossier_id": number})


def test_new_year_s_eve_in_london_is_new_year_s_day_in_paris(engine: Engine) -> None:
    receive(engine, 1, datetime(2025, 12, 31, 23, 30, tzinfo=UTC), basin_code="vosges")

    with engine.begin() as connection:
        count(connection)
        assert counted(connection, "received", Scope(), year_of(2026)).n == 1
        assert counted(connection, "received", Scope(), year_of(2025)).n == 0
        assert behind(connection, "received", Scope(), year_of(2026)).dossiers == (1,)


def test_tallies_follow_whatever_happens(engine: Engine) -> None:
    random = Random(2017)
    for number in range(1, 41):
        at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=random.randrange(24 * 700))
        receive(engine, number, at, basin_code=random.choice(["vosges", "meuse", None]))
    for _ in range(120):
        number = random.randrange(1, 41)
        with engine.begin() as connection:
            connection.execute(
                update(DOSSIERS)
                .where(DOSSIERS.c.id == number)
                .values(status=random.choice(STATUSES), basin_code=random.choice(["vosges", "meuse", None]))
            )
            connection.execute(
                insert(EVENTS),
                {
                    "dossier_id": number, "at": datetime(2026, 1, 1, tzinfo=UTC), "event": "claim",
                    "to_status": "claimed", "reason": random.choice([None, "jobs"]),
                },
            )  # fmt: skip
            connection.execute(insert(MARKS), {"dossier_id": number})
            count(connection, random.choice([0, 1, 2_000]))

    with engine.begin() as connection:
        count(connection)
        assert not uncounted(connection)
        kept = sorted(map(repr, connection.execute(select(TALLIES).where(TALLIES.c.n != 0))))
        connection.execute(delete(TALLIES))
        connection.execute(delete(SHARES))
        recount(connection, range(1, 41))
        assert kept == sorted(map(repr, connection.execute(select(TALLIES).where(TALLIES.c.n != 0))))


def test_more_marks_than_are_taken_at_once_are_all_counted(engine: Engine) -> None:
    receive(engine, 1, datetime(2026, 5, 5, tzinfo=UTC))
    with engine.begin() as connection:
        connection.execute(insert(MARKS), [{"dossier_id": 1}] * (2 * AT_ONCE))
        assert count(connection) == 2 * AT_ONCE + 1
        assert counted(connection, "received", Scope(), year_of(2026)).n == 1


def test_days_at_either_end_of_a_period_are_counted_to_the_day(engine: Engine) -> None:
    random = Random(131)
    moments = [
        datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(525_600)) for _ in range(60)
    ]
    for number, at in enumerate(moments, 1):
        receive(engine, number, at, basin_code="vosges" if number % 3 else None, status=STATUSES[number % 2])
    with engine.begin() as connection:
        count(connection)
        for _ in range(40):
            first, last = sorted(date(2026, 1, 1) + timedelta(days=random.randrange(365)) for _ in range(2))
            period = Period(first, last)
            inside = [n for n, at in enumerate(moments, 1) if first <= at.astimezone(PARIS).date() <= last]
            assert counted(connection, "received", Scope(), period).n == len(inside)
            national = [n for n in inside if not n % 3]
            assert counted(connection, "received", Scope(frozenset({""})), period).n == len(national)
            assert behind(connection, "received", Scope(), period).total == len(inside)
            by_status = {
                key: found.n for key, found in by_key(connection, "received", Scope(), period).items()
            }
            expected = {STATUSES[n % 2]: sum(m % 2 == n % 2 for m in inside) for n in inside}
            assert by_status == expected
            months = tallied(connection, "received", Scope(), period, ("month",))
            assert sum(found.n for found in months.values()) == len(inside)
            assert all(first.replace(day=1) <= month <= last for (month,) in months)


def test_a_company_supported_twice_counts_once_and_in_each_of_its_basins(engine: Engine) -> None:
    items, sessions = table_of(AgendaItem), table_of(CommitteeSession)
    at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    with engine.begin() as connection:
        connection.execute(insert(COMPANIES), [{"id": 7, "name": "Menuiserie du Val"}])
        connection.execute(
            insert(sessions),
            [{"id": n, "basin_code": code, "day": at.date()} for n, code in ((1, "vosges"), (2, "meuse"))],
        )
    for number, basin in ((1, "vosges"), (2, "vosges"), (3, "meuse")):
        receive(engine, number, at, basin_code=basin, company_id=7)
        with engine.begin() as connection:
            connection.execute(
                insert(items),
                {"session_id": 1 if basin == "vosges" else 2, "dossier_id": number, "position": 0,
                 "added_at": at, "outcome": "grant_skills", "decided_at": at, "jobs_created": 2},
            )  # fmt: skip
    with engine.begin() as connection:
        count(connection)
        for period in (year_of(2026), Period(date(2026, 3, 2), date(2026, 3, 4))):
            assert distinct(connection, "supported", Scope(), period) == 1
            assert distinct(connection, "supported", Scope(frozenset({"meuse"})), period) == 1
            assert counted(connection, "planned_created", Scope(), period) == (3, 6)


def test_every_measure_says_how_it_is_counted() -> None:
    for name, measure in MEASURES.items():
        assert measure.definition.msgid.endswith("."), name
        assert [column.name for column in measure.rows.selected_columns] == [
            "dossier", "at", "basin", "key", "value",
        ]  # fmt: skip


def test_what_is_counted_once_has_one_row_a_dossier(engine: Engine) -> None:
    for number in range(1, 9):
        receive(engine, number, datetime(2026, 3, number, tzinfo=UTC), origin="salon", holder_id=5)
    with engine.begin() as connection:
        for name, measure in MEASURES.items():
            if measure.once:
                dossiers = [row.dossier for row in connection.execute(measure.rows)]
                assert len(dossiers) == len(set(dossiers)), name


@pytest.mark.parametrize(
    ("seconds", "days"), [(0, "0"), (86_399, "0"), (86_400, "1"), (7 * 86_400 - 1, "6"), (90 * 86_400, "90")]
)
def test_a_delay_is_counted_in_whole_days(engine: Engine, seconds: int, days: str) -> None:
    at = datetime(2026, 3, 27, 23, 30, 12, 345_678, tzinfo=UTC)  # summer time begins two days later
    receive(engine, 1, at)
    claim = {"dossier_id": 1, "at": at + timedelta(seconds=seconds), "event": "claim", "to_status": "claimed"}
    with engine.begin() as connection:
        connection.execute(insert(EVENTS), claim)
        count(connection)
        assert list(by_key(connection, "care", Scope(), year_of(2026))) == [days]


def test_two_processes_that_count_at_once_count_once(engine: Engine) -> None:
    for number in range(1, 31):
        receive(engine, number, datetime(2026, 3, 3, tzinfo=UTC), basin_code="vosges")
    with engine.begin() as connection:  # each dossier is marked twice, for two to share
        connection.execute(insert(MARKS), [{"dossier_id": number} for number in range(1, 31)])
    begun = Barrier(4)

    def counting(_: int) -> None:
        other = open_engine(engine.url.render_as_string(hide_password=False))
        begun.wait()
        for _ in range(20):
            with other.connect().execution_options(**WRITES) as connection, connection.begin():
                count(connection, 5)
        other.dispose()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(counting, range(4)))
    with engine.begin() as connection:
        assert not uncounted(connection)
        assert counted(connection, "received", Scope(), year_of(2026)).n == 30


# Measures that change


def counted_by_another_release(engine: Engine, *lacking: str) -> None:
    """Leave the tallies as a release leaves them that lacks some measures."""
    with engine.begin() as connection:
        for share in connection.execute(select(SHARES)).all():
            cells = [cell for cell in share.cells if cell[0] not in lacking]
            changed = update(SHARES).where(SHARES.c.dossier_id == share.dossier_id)
            connection.execute(changed.values(cells=cells, measures="another"))
        connection.execute(delete(TALLIES).where(TALLIES.c.measure.in_(lacking)))


def test_a_measure_that_a_release_adds_counts_what_was_counted_before(engine: Engine) -> None:
    for number in range(1, 4):
        receive(engine, number, datetime(2026, 3, 3, tzinfo=UTC), origin="salon")
    with engine.begin() as connection:
        count(connection)
    counted_by_another_release(engine, "origin")

    migrate(engine)

    with engine.begin() as connection:
        assert counted(connection, "origin", Scope(), year_of(2026)).n == 0
        assert waiting(connection) == 3, "it is not taken for zero"
        count(connection)
        assert counted(connection, "origin", Scope(), year_of(2026)).n == 3
        assert counted(connection, "received", Scope(), year_of(2026)).n == 3


def test_processes_that_start_while_all_is_counted_again_mark_it_once(engine: Engine) -> None:
    for number in range(1, 4):
        receive(engine, number, datetime(2026, 3, 3, tzinfo=UTC))
    with engine.begin() as connection:
        count(connection)
    counted_by_another_release(engine)

    for left in (3, 2, 1, 0):
        migrate(engine)
        with engine.begin() as connection:
            assert len(connection.execute(select(MARKS)).all()) == left
            count(connection, 1)


def test_what_is_counted_is_not_counted_again_at_each_start(engine: Engine) -> None:
    receive(engine, 1, datetime(2026, 3, 3, tzinfo=UTC))
    with engine.begin() as connection:
        count(connection)

    migrate(engine)

    with engine.begin() as connection:
        assert not uncounted(connection)


def test_measures_that_count_otherwise_are_others_and_those_said_otherwise_are_the_same(
    engine: Engine,
) -> None:
    first, *rest = MEASURES.values()
    fewer = replace(first, rows=first.rows.where(DOSSIERS.c.company_id.is_not(None)))
    of_one_status = replace(first, rows=first.rows.where(DOSSIERS.c.status == "received"))
    of_another = replace(first, rows=first.rows.where(DOSSIERS.c.status == "claimed"))
    releases = ((first, *rest), tuple(rest), (fewer, *rest), (of_one_status, *rest), (of_another, *rest))
    assert len({fingerprint(engine.dialect, each) for each in releases}) == len(releases)
    reworded = replace(first, definition=rest[0].definition)
    assert fingerprint(engine.dialect, (reworded, *rest)) == fingerprint(engine.dialect, (first, *rest))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_beside_a_later_release_what_it_counts_is_left_to_it(engine: Engine) -> None:
    receive(engine, 1, datetime(2026, 3, 2, tzinfo=UTC), basin_code="vosges")
    with engine.begin() as connection:
        processes.join(connection, measures_in_use(engine.dialect))
        later = processes.join(connection, "of another release")
    with engine.begin() as connection:
        assert count(connection) == 0
        assert waiting(connection) == 1, "figures say that they are not whole"
        processes.leave(connection, later)
    with engine.begin() as connection:
        assert count(connection) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_reads_figures_counts_beside_processes_of_its_release(engine: Engine) -> None:
    receive(engine, 1, datetime(2026, 3, 2, tzinfo=UTC), basin_code="vosges")
    with engine.begin() as connection:
        processes.join(connection, "of the release before")
        processes.join(connection, measures_in_use(engine.dialect))
        assert count(connection) == 1
