"""The past is brought into the tables of live work, once, and every figure counts it as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, text
from sqlmodel import Session
from sqlmodel import select as select_rows

from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import Status
from conversations.eligibility.verdicts import verdict_from_json
from conversations.understanding.named_periods import Period
from models.committee.tables import AgendaItem, CommitteeSession
from models.database.writer import Database, Transaction
from models.dossiers.queries import add_event, change_dossier
from models.dossiers.tables import Company, Dossier, DossierEvent, SkillNeed, Uncounted
from models.figures import tallies
from models.figures.key_figures import KeyFigures, key_figures
from models.figures.queries import Scope, by_key, counted
from models.history.cells import CellReader
from models.history.importer import Bringing, Count, Loaded
from models.history.reader import HistoryFile, read_history
from models.history.rows import (
    History,
    Past,
    PastAdvance,
    PastContributor,
    PastDossier,
    PastFollowUp,
    PastShare,
)
from models.history.vocabulary import Wordings
from models.places.search import CommuneTable
from models.schema import METADATA
from models.spreadsheets.sheets import SpreadsheetError
from models.support.tables import (
    Advisor,
    ContributorCompany,
    ContributorContact,
    FollowUp,
    Mission,
    MissionAdvisor,
)
from tests.history import (
    COMPANIES_2017,
    LAST_YEAR,
    YEARS,
    a_history_of_2017,
    a_network_of_2017,
    as_read,
    save,
    save_each,
    sentence,
    silent,
    siren,
)
from tests.models.database.opening import opened

TODAY = date(2026, 11, 23)
NETWORK = a_network_of_2017()
COMMUNES = CommuneTable()
PARIS_2017 = Period(date(2017, 1, 1), date(2017, 12, 31))

A_DOSSIER = PastDossier(
    source="D-1",
    company="Menuiserie du Val",
    received=date(2016, 11, 3),
    basin="meuse",
    siren=siren(1),
    commune="55545",
    claimed=date(2016, 11, 7),
    decision=Event.GRANT_BOTH,
    decided=date(2017, 3, 9),
    days=4,
    jobs_created=3,
    jobs_kept=12,
    skills=("sales", "strategy"),
    priority="strategy",
    origin="salon",
)
A_SHARE = PastShare(
    source="D-1",
    firm="Forges du Val",
    advisor="Claire Morel",
    agreed=date(2017, 4, 3),
    contracted=25,
    skills=("strategy",),
    delivered=20,
    starts=date(2017, 4, 10),
    ends=date(2017, 10, 10),
    ended=date(2017, 9, 29),
)
AN_ADVANCE = PastAdvance("D-1", 23_000, date(2017, 3, 9), date(2017, 4, 18), 36, date(2018, 4, 18), 4_000)
A_CONTRIBUTOR = PastContributor(
    "Forges du Val", "meuse", siren(2), "Paul Weber", "DRH", date(2015, 1, 1), date(2017, 6, 30)
)
A_FOLLOW_UP = PastFollowUp("D-1", 12, date(2018, 3, 14), 2, 12, 5)
ALL_OF_IT: tuple[Past, ...] = (A_DOSSIER, A_SHARE, AN_ADVANCE, A_CONTRIBUTOR, A_FOLLOW_UP)


async def brought(database: Database, *rows: Past, read: HistoryFile | None = None) -> Loaded:
    """Bring rows into a database."""
    bringing = Bringing(NETWORK, COMMUNES, TODAY, silent)
    told = read or as_read(*rows)
    return await database.run(lambda transaction: bringing(transaction.connection, told, dry=False))


async def refused(database: Database, *rows: Past) -> list[str]:
    """Return what is said of rows that cannot be brought."""
    with pytest.raises(SpreadsheetError) as caught:
        await brought(database, *rows)
    return [sentence(fault).removeprefix("passé.xlsx, Feuille, ") for fault in caught.value.faults]


def every(database: Database, table: type[Any]) -> list[Any]:
    """Return the rows of a table, oldest first."""
    with Session(database.engine) as session:
        return list(session.exec(select_rows(table).order_by("id")))


def sizes(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in METADATA.tables.items()
    }


async def test_a_dossier_of_the_past_is_written_as_live_work_would_have(database_url: str) -> None:
    async with opened(database_url) as database:
        assert await brought(database, *ALL_OF_IT) == Loaded(Count(1), Count(1), Count(1))
        [dossier] = every(database, Dossier)
        assert (dossier.status, dossier.source, dossier.person_id) == ("closed", "D-1", None)
        assert dossier.reference == f"AZ-16-{dossier.id:04d}"
        assert dossier.draft_id < 0
        assert dossier.basin_name == "Meuse"
        assert dossier.submitted_at == datetime(2016, 11, 3, 11, tzinfo=UTC)  # noon in Paris
        assert verdict_from_json(dossier.verdict).findings == ()
        history = [(event.event, event.to_status, event.at.date()) for event in every(database, DossierEvent)]
        assert history == [
            ("submit", "received", date(2016, 11, 3)),
            ("claim", "claimed", date(2016, 11, 7)),
            ("schedule", "scheduled", date(2017, 3, 9)),
            ("grant_both", "granted_both", date(2017, 3, 9)),
            ("contract", "contracted", date(2017, 4, 3)),
            ("start", "running", date(2017, 4, 10)),
            ("close", "closed", date(2017, 9, 29)),
        ]
        [sitting], [item] = every(database, CommitteeSession), every(database, AgendaItem)
        assert (sitting.basin_code, sitting.day, item.session_id) == ("meuse", date(2017, 3, 9), sitting.id)
        assert (item.outcome, item.days, item.amount, item.jobs_created, item.jobs_kept) == (
            "grant_both", 4, 23_000, 3, 12,
        )  # fmt: skip
        needs = {(need.code, need.priority) for need in every(database, SkillNeed)}
        assert needs == {("sales", False), ("strategy", True)}
        [share], [advisor] = every(database, MissionAdvisor), every(database, Advisor)
        assert (share.tenths_contracted, share.tenths_delivered, advisor.name) == (25, 20, "Claire Morel")
        [follow_up] = every(database, FollowUp)
        assert (follow_up.due_on, follow_up.jobs_created) == (date(2018, 3, 9), 2)
        [contact], [firm] = every(database, ContributorContact), every(database, ContributorCompany)
        assert (contact.name, firm.since, firm.until) == (
            "Paul Weber", date(2015, 1, 1), date(2017, 6, 30),
        )  # fmt: skip
        assert [mark.dossier_id for mark in every(database, Uncounted)] == [dossier.id]


@pytest.mark.parametrize(
    ("decision", "rows", "status"),
    [
        (None, (), Status.RECEIVED),
        (Event.REFUSE, (), Status.REFUSED),
        (Event.POSTPONE, (), Status.POSTPONED),
        (Event.DECLINE, (), Status.DECLINED),
        (Event.REDIRECT, (), Status.REDIRECTED),
        (Event.WITHDRAW, (), Status.WITHDRAWN),
        (Event.CLOSE, (), Status.CLOSED),
        (Event.GRANT_ADVANCE, (), Status.GRANTED_ADVANCE),
        (Event.GRANT_SKILLS, (replace(A_SHARE, starts=None, ends=None, ended=None),), Status.CONTRACTED),
        (Event.GRANT_SKILLS, (replace(A_SHARE, ended=None),), Status.RUNNING),
        (Event.GRANT_SKILLS, (A_SHARE,), Status.CLOSED),
    ],
)
async def test_a_dossier_stands_where_its_past_left_it(
    database_url: str, decision: Event | None, rows: tuple[Past, ...], status: Status
) -> None:
    dossier = replace(
        A_DOSSIER, decision=decision, decided=A_DOSSIER.decided if decision else None, days=None
    )
    async with opened(database_url) as database:
        await brought(database, dossier, *rows)
        assert [each.status for each in every(database, Dossier)] == [status]
        assert not await _changes(database, dossier, *rows)


async def _changes(database: Database, *rows: Past) -> bool:
    loaded = await brought(database, *rows)
    return loaded.dossiers != Count(unchanged=1)


async def test_bringing_again_doubles_nothing_from_a_workbook_or_from_lists(
    database_url: str, tmp_path: Path
) -> None:
    past = a_history_of_2017()
    reader = CellReader(NETWORK, Wordings({}, {}), COMMUNES, TODAY)
    async with opened(database_url) as database:
        workbook = read_history([save(past, tmp_path / "passé.xlsx")], reader, silent)
        first = await brought(database, read=workbook)
        assert first.dossiers == Count(new=len(past.dossiers))
        before = await database.read(sizes)
        for paths in ([tmp_path / "passé.xlsx"], save_each(past, tmp_path)):
            again = await brought(database, read=read_history(paths, reader, silent))
            assert again.dossiers == Count(unchanged=len(past.dossiers))
            assert (again.firms.new, again.firms.changed) == (0, 0)
            assert (again.representatives.new, again.representatives.changed) == (0, 0)
            assert await database.read(sizes) == before


async def test_what_is_corrected_is_written_again_and_nothing_of_the_old_is_left(database_url: str) -> None:
    moved = replace(A_DOSSIER, decided=date(2017, 3, 16), jobs_created=5)
    async with opened(database_url) as database:
        await brought(database, *ALL_OF_IT)
        before = await database.read(sizes)
        loaded = await brought(database, moved, replace(AN_ADVANCE, granted=None))
        assert loaded.dossiers == Count(changed=1)
        assert await database.read(sizes) == {**before, "uncounted": 2}
        [sitting], [item] = every(database, CommitteeSession), every(database, AgendaItem)
        assert (sitting.day, item.jobs_created) == (date(2017, 3, 16), 5)
        assert [mission.agreed_on for mission in every(database, Mission)] == [A_SHARE.agreed]
        assert not await _changes(database, moved, replace(AN_ADVANCE, granted=None))


async def test_a_correction_takes_back_what_is_not_granted_after_all(database_url: str) -> None:
    taken_back = replace(A_DOSSIER, decision=Event.REFUSE, days=None, reason=Reason.JOBS)
    async with opened(database_url) as database:
        await brought(database, *ALL_OF_IT)
        assert (await brought(database, taken_back)).dossiers == Count(changed=1)
        assert [dossier.status for dossier in every(database, Dossier)] == [Status.REFUSED]
        assert [event.event for event in every(database, DossierEvent)][-1] == Event.REFUSE
        assert every(database, Mission) == every(database, FollowUp) == []
        assert not await _changes(database, taken_back)


@pytest.mark.parametrize("number", [siren(1), None])
async def test_a_correction_may_send_a_dossier_to_another_basin_and_spell_its_firm(
    database_url: str, number: str | None
) -> None:
    dossier = replace(A_DOSSIER, siren=number, company="Menuisrie du Val")
    corrected = replace(dossier, basin="vosges", company="Menuiserie du Vallon")
    async with opened(database_url) as database:
        await brought(database, dossier, A_SHARE)
        assert (await brought(database, corrected)).dossiers == Count(changed=1)
        assert (await brought(database, corrected, A_SHARE)).dossiers == Count(unchanged=1)
        assert [company.name for company in every(database, Company)] == ["Menuiserie du Vallon"]
        [share] = every(database, MissionAdvisor)
        [advisor] = [each for each in every(database, Advisor) if each.id == share.advisor_id]
        basins = {firm.id: firm.basin_code for firm in every(database, ContributorCompany)}
        assert basins[advisor.company_id] == "vosges"


async def test_lists_may_come_one_after_the_other(database_url: str) -> None:
    async with opened(database_url) as database:
        await brought(database, A_DOSSIER)
        for row in (A_SHARE, AN_ADVANCE, A_FOLLOW_UP):
            assert (await brought(database, row)).dossiers == Count(changed=1)
            assert (await brought(database, row)).dossiers == Count(unchanged=1)
        assert [dossier.status for dossier in every(database, Dossier)] == [Status.CLOSED]
        assert [item.amount for item in every(database, AgendaItem)] == [AN_ADVANCE.amount]


async def test_a_dossier_that_somebody_acted_on_since_is_left_as_they_made_it(database_url: str) -> None:
    still_open = replace(A_DOSSIER, decision=None, decided=None, claimed=None, days=None)

    def claim(transaction: Transaction) -> None:
        with transaction.session() as session:
            dossier = session.exec(select_rows(Dossier)).one()
            change_dossier(session, dossier, {"status": "claimed", "holder_id": 7})
            add_event(session, dossier, "claim", datetime(2026, 11, 20, tzinfo=UTC), actor_id=7,
                      from_status="received")  # fmt: skip

    async with opened(database_url) as database:
        await brought(database, still_open)
        await database.run(claim)
        loaded = await brought(database, A_DOSSIER)
        assert (loaded.handled, loaded.dossiers) == (1, Count(unchanged=1))
        assert [dossier.status for dossier in every(database, Dossier)] == ["claimed"]


async def test_a_dossier_of_the_conversation_is_never_touched(database_url: str) -> None:
    async with opened(database_url) as database:
        await brought(database, replace(A_DOSSIER, source="ailleurs"))

        def live(transaction: Transaction) -> None:
            transaction.execute(text("UPDATE dossier SET source = NULL, reference = 'AZ-26-0001'"))

        await database.run(live)
        told = await refused(
            database, replace(A_DOSSIER, source="AZ-26-0001"), replace(A_FOLLOW_UP, source="AZ-26-0001")
        )
        assert told == [
            "row 2, Référence d'origine: this dossier came through the assistant, where it is followed."
        ]
        assert len(await refused(database, replace(A_FOLLOW_UP, source="AZ-26-0001"))) == 1


async def test_a_firm_counts_once_however_it_is_spelt(database_url: str) -> None:
    spellings = (
        A_DOSSIER,
        replace(A_DOSSIER, source="D-2", company="MENUISERIE DU VAL (SARL)"),
        replace(A_DOSSIER, source="D-3", company="menuiserie du val", siren=None),
        replace(A_DOSSIER, source="D-4", company="Scierie du Lac", siren=None),
        replace(A_DOSSIER, source="D-5", company="SCIERIE DU LAC", siren=None),
        replace(A_DOSSIER, source="D-6", company="Scierie du Lac", siren=None, commune="55029"),
    )
    async with opened(database_url) as database:
        await brought(database, *spellings)
        assert len(every(database, Company)) == 3
        await brought(database, replace(A_DOSSIER, source="D-7", company="scierie du lac", siren=None))
        assert len(every(database, Company)) == 3


async def test_an_advisor_or_a_firm_spelt_otherwise_is_not_another_one(database_url: str) -> None:
    other = replace(A_SHARE, source="D-2", firm="FORGES DU VAL", advisor="claire morel")
    async with opened(database_url) as database:
        await brought(database, A_CONTRIBUTOR, A_DOSSIER, A_SHARE, replace(A_DOSSIER, source="D-2"), other)
        assert [advisor.name for advisor in every(database, Advisor)] == ["Claire Morel"]
        assert [firm.siren for firm in every(database, ContributorCompany)] == [siren(2)]
        renamed = replace(A_CONTRIBUTOR, firm="Forges du Val et Fils", contact="Awa Colin")
        await brought(database, renamed, replace(A_SHARE, firm="Forges du Val et Fils"))
        assert len(every(database, ContributorCompany)) == len(every(database, Advisor)) == 1


async def test_a_firm_that_only_missions_tell_of_took_part_while_they_lasted(database_url: str) -> None:
    later = replace(
        A_DOSSIER, source="D-2", received=date(2018, 3, 1), claimed=None, decided=date(2018, 6, 1)
    )
    going_on = replace(A_SHARE, source="D-2", agreed=date(2018, 7, 2), starts=None, ends=None, ended=None)
    async with opened(database_url) as database:

        def spans() -> list[tuple[date | None, date | None]]:
            return [(firm.since, firm.until) for firm in every(database, ContributorCompany)]

        await brought(database, A_DOSSIER, A_SHARE)
        assert spans() == [(date(2017, 4, 3), date(2017, 9, 29))]
        assert (await brought(database, A_DOSSIER, A_SHARE)).firms == Count(unchanged=1)
        await brought(database, later, replace(going_on, ended=date(2018, 12, 14)))
        assert spans() == [(date(2017, 4, 3), date(2018, 12, 14))]
        await brought(database, going_on)
        assert spans() == [(date(2017, 4, 3), None)]
        await brought(database, replace(A_CONTRIBUTOR, siren=None, contact=None, job=None))
        assert spans() == [(date(2015, 1, 1), date(2017, 6, 30))]  # what is told of the firm itself wins


async def test_a_firm_that_is_told_of_with_its_missions_took_part_as_it_says(database_url: str) -> None:
    always = replace(A_CONTRIBUTOR, contact=None, job=None, since=None, until=None)
    async with opened(database_url) as database:
        await brought(database, A_DOSSIER, A_SHARE, always)
        assert [(firm.since, firm.until) for firm in every(database, ContributorCompany)] == [(None, None)]
        await brought(database, A_DOSSIER, A_SHARE)
        assert [(firm.since, firm.until) for firm in every(database, ContributorCompany)] == [(None, None)]


@pytest.mark.parametrize("year", [2016, 2017, 2018])
async def test_a_firm_of_one_years_missions_counts_in_that_year_alone(database_url: str, year: int) -> None:
    async with opened(database_url) as database:
        await brought(database, A_DOSSIER, A_SHARE)
        period = Period(date(year, 1, 1), date(year, 12, 31))
        figures: KeyFigures = await figured(
            database, lambda connection: key_figures(connection, NETWORK, Scope(), period, TODAY)
        )
        assert figures.contributor_companies == (1 if year == 2017 else 0)


async def test_a_row_that_is_there_twice_word_for_word_counts_once(database_url: str) -> None:
    async with opened(database_url) as database:
        assert await brought(database, A_CONTRIBUTOR, A_CONTRIBUTOR) == Loaded(Count(), Count(1), Count(1))


async def test_a_load_with_anything_to_mend_leaves_nothing(database_url: str) -> None:
    async with opened(database_url) as database:
        before = await database.read(sizes)
        assert len(await refused(database, *ALL_OF_IT, replace(A_FOLLOW_UP, source="D-9"))) == 1
        assert await database.read(sizes) == before


async def test_a_dry_run_counts_and_writes_nothing(database_url: str) -> None:
    bringing = Bringing(NETWORK, COMMUNES, TODAY, silent)
    async with opened(database_url) as database:
        before = await database.read(sizes)
        loaded = await database.read(lambda connection: bringing(connection, as_read(*ALL_OF_IT), dry=True))
        assert loaded == Loaded(Count(1), Count(1), Count(1))
        assert await database.read(sizes) == before


# The figures of the published page, recomputed from the rows alone, with loops and nothing else.


def in_2017(day: date | None) -> bool:
    """Tell whether a day is of the year that was published."""
    return day is not None and day.year == 2017


def recomputed(past: History) -> dict[str, int]:
    """Return the figures of 2017 as somebody with a pencil would count them."""
    granted = [
        row
        for row in past.dossiers
        if row.decision in (Event.GRANT_SKILLS, Event.GRANT_ADVANCE, Event.GRANT_BOTH)
        and in_2017(row.decided)
    ]
    numbers = {row.company.lower(): row.siren for row in past.dossiers if row.siren}
    decided = {row.source: row.decided for row in past.dossiers}
    applicants, advanced, total = set(), set(), 0
    for row in granted:
        applicants.add(row.siren or numbers.get(row.company.lower()) or row.company.lower())
    for advance in past.advances:
        if in_2017(advance.granted or decided[advance.source]):
            advanced.add(advance.source)
            total += advance.amount
    firms, people = set(), set()
    for part in past.contributors:
        begun = part.since is None or part.since <= date(2017, 12, 31)
        if begun and (part.until is None or part.until >= date(2017, 1, 1)):
            firms.add(part.siren)
            if part.contact:
                people.add((part.siren, part.contact))
    teams: dict[str, int] = {}
    days = 0
    for share in past.shares:
        if in_2017(share.agreed):
            days += share.contracted
            teams[share.source] = teams.get(share.source, 0) + 1
    return {
        "representatives": len(people),
        "contributor_companies": len(firms),
        "companies_supported": len(applicants),
        "tenths_contracted": days,
        "jobs_created_planned": sum(row.jobs_created or 0 for row in granted),
        "jobs_kept_planned": sum(row.jobs_kept or 0 for row in granted),
        "advance_companies": len(advanced),
        "advance_total": total,
        "received": sum(in_2017(row.received) for row in past.dossiers),
        "grants": len(granted),
        "missions": len(teams),
        "missions_several": sum(size > 1 for size in teams.values()),
    }


PUBLISHED = {
    "representatives": 243,
    "contributor_companies": 194,
    "basins_created": 1,
    "basins_announced": 4,
    "companies_supported": 131,
    "tenths_contracted": 3_990,
    "jobs_created_planned": 439,
    "jobs_kept_planned": 1_156,
    "advance_companies": 69,
    "advance_mean": 23_000,
}


async def figured(database: Database, what: Callable[[Connection], Any]) -> Any:
    """Count all that is marked, then read."""
    await database.run(lambda transaction: tallies.count(transaction.connection))
    return await database.read(what)


async def test_the_published_figures_of_2017_come_out_of_the_tables_to_the_unit(database_url: str) -> None:
    past = a_history_of_2017()
    async with opened(database_url) as database:
        await brought(database, *past)
        figures: KeyFigures = await figured(
            database, lambda connection: key_figures(connection, NETWORK, Scope(), PARIS_2017, TODAY)
        )
        assert {name: getattr(figures, name) for name in PUBLISHED} == PUBLISHED
        counted_by_hand = recomputed(past)
        assert {name: getattr(figures, name) for name in counted_by_hand} == counted_by_hand
        assert len(every(database, Company)) < len(past.dossiers)


async def test_what_was_not_granted_is_counted_by_its_reason(database_url: str) -> None:
    past = a_history_of_2017()
    by_hand: dict[str, int] = {}
    for row in past.dossiers:
        if row.reason and row.decision and in_2017(row.decided):
            key = f"{row.decision.value}.{row.reason.value}"
            by_hand[key] = by_hand.get(key, 0) + 1
    async with opened(database_url) as database:
        await brought(database, *past)
        reasons = await figured(
            database, lambda connection: by_key(connection, "reason", Scope(), PARIS_2017)
        )
        assert {key: amounts.n for key, amounts in reasons.items()} == by_hand
        assert by_hand[f"{Event.REDIRECT.value}.{Reason.OUT_OF_TERRITORY.value}"] > 0
        unmet = await figured(database, lambda connection: counted(connection, "unmet", Scope(), PARIS_2017))
        nowhere = sum(row.basin is None and in_2017(row.received) for row in past.dossiers)
        assert unmet.n == nowhere > 0


def test_the_past_shows_what_the_page_tells_of_needs_and_of_teams() -> None:
    past = a_history_of_2017()
    strategy, sales, several = [], [], []
    for year in range(LAST_YEAR - len(YEARS) + 1, LAST_YEAR + 1):
        received = [row for row in past.dossiers if row.received.year == year]
        strategy.append(sum("strategy" in row.skills for row in received) / len(received))
        sales.append(sum("sales" in row.skills for row in received) / len(received))
        teams: dict[str, int] = {}
        for share in past.shares:
            if share.agreed.year == year:
                teams[share.source] = teams.get(share.source, 0) + 1
        several.append(sum(size > 1 for size in teams.values()) / len(teams))
    assert strategy == sorted(strategy)
    assert several == sorted(several)
    assert min(sales) > 0.4
    assert len({row.company for row in past.dossiers}) > COMPANIES_2017
