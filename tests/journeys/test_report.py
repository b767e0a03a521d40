"""The report in the chat: chosen by buttons, sent as a file, each month to those who ask for it."""

import io
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document

from bot.services.core.rights import Role
from bot.services.figures.chat.viewpoint import mark_of
from models.history.importer import Bringing
from models.history.rows import PastDossier
from models.places.search import CommuneTable
from tests import pdfs
from tests.history import a_network_of_2017, as_read, silent
from tests.journeys.acting import Actor, Tap, refusals, unhurried
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.sittings import forges
from tests.reports import plain
from tests.stage import Clock, Stage, staged

YEAR = "20170101-20171231"
FIRST_MORNING = datetime(2018, 5, 2, 7, 30, tzinfo=UTC)
"""A Wednesday, 9:30 in Paris; the day before was a holiday."""


@pytest.fixture
async def stage(past_of_2017: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """Raise the curtain on the last day of January 2018, with the whole past."""
    database = shutil.copyfile(past_of_2017, tmp_path / "alize.db")
    async with begun(f"sqlite:///{database}") as stage:
        yield stage


@pytest.fixture
async def young(database_url: str) -> AsyncIterator[Stage]:
    """The same with one request of Toul, of January 2018."""
    request = PastDossier("2018-001", "Menuiserie du Val", date(2018, 1, 15), TOUL, commune="54528")
    async with begun(database_url) as stage:
        bringing = Bringing(a_network_of_2017(), CommuneTable(), stage.clock().date(), silent)
        await stage.assistant.desk.database.run(
            lambda transaction: bringing(transaction.connection, as_read(request), dry=False)
        )
        yield stage


@asynccontextmanager
async def begun(database_url: str) -> AsyncIterator[Stage]:
    """Raise the curtain; at the end, no call must have been refused."""
    clock = Clock(datetime(2018, 1, 31, 9, tzinfo=UTC))
    async with staged(database_url, a_network_of_2017(), clock=clock) as stage:
        unhurried(stage)
        yield stage
        assert refusals(stage) == []


@pytest.fixture
async def alex(stage: Stage) -> Actor:
    """A national coordinator, spoken to in English."""
    return await in_english(await enrolled(stage, "Alex", Role.COORDINATOR))


async def in_english(actor: Actor) -> Actor:
    """Have somebody spoken to in English."""
    await actor.does("english")
    return actor


def button(options: str, basin: str | None = None, period: str = YEAR) -> Tap:
    """Return a button of the report."""
    return Tap(f"report.{period}.{mark_of(basin)}.{options}")


def files(actor: Actor) -> list[tuple[str, bytes]]:
    """Return the files somebody received, oldest first."""
    return [
        (each.file.name, each.file.content) for each in actor.person.chat.history if each.file is not None
    ]


def read(pdf: bytes) -> str:
    """Return all that is read in a PDF."""
    return plain(pdfs.text(pdf))


async def test_the_year_is_shown_then_sent_as_pdf(alex: Actor) -> None:
    await alex.does("/bilan 2017")
    assert "Activity report 2017" in alex.screen and "131 companies were supported" in alex.screen
    await alex.does(button("ied"))
    [(name, content)] = files(alex)
    assert name == "report-2017.pdf"
    said = read(content)
    assert "243 people represented 194 contributor companies" in said
    assert "Requests received by territory" not in said  # it is drawn, with its words as its description
    assert alex.alert == "It is on its way."


async def test_it_comes_as_a_word_document_in_the_language_that_is_chosen(alex: Actor) -> None:
    await alex.does(("/report 2017", button("if"), button("ifw")))
    [(name, content)] = files(alex)
    assert name == "bilan-2017.docx"
    document = Document(io.BytesIO(content))
    assert document.core_properties.language == "fr-FR"
    assert len(document.inline_shapes) == 3


async def test_the_version_to_publish_is_a_tap_away(alex: Actor) -> None:
    await alex.does(("/report 2017", button("pe")))
    assert "small numbers" in alex.screen
    await alex.does(button("ped"))
    [(name, content)] = files(alex)
    assert name == "report-2017-public.pdf" and "Public version" in read(content)


async def test_a_territory_is_typed_or_chosen(alex: Actor) -> None:
    await alex.does("/report 2017 Vosges")
    assert "Vosges" in alex.screen and "23 requests were received" in alex.screen
    await alex.does((button("iet", "vosges"), button("ie", "meuse"), button("ied", "meuse")))
    assert files(alex)[-1][0] == "report-2017-meuse.pdf"


async def test_an_operator_gets_the_report_of_their_territories_only(stage: Stage) -> None:
    sacha = await in_english(await enrolled(stage, "Sacha", Role.OPERATOR, TOUL))
    await sacha.does("/report 2017")
    assert "Terres de Lorraine" in sacha.screen and "25 requests were received" in sacha.screen
    await sacha.does("/report 2017 vosges")
    assert "This territory is not yours" in sacha.screen
    await sacha.does("/report 2017")
    await forges(sacha, f"o:0:0:{button('ied', 'vosges').key}")
    assert files(sacha) == [] and "not yours" in sacha.alert


async def test_who_has_no_role_gets_nothing(camille: Actor) -> None:
    await camille.does("/bilan 2017")
    assert "2017" not in camille.screen


async def test_a_period_that_makes_no_sense_leads_to_the_last_years(alex: Actor) -> None:
    for words in ("blurp", "2031", "32/13/2017"):
        await alex.does(f"/report {words}")
        assert f"“{words}”" in alex.screen
    await alex.does(button("ie"))
    assert "131 companies were supported" in alex.screen


async def test_where_nothing_happened_the_nearest_year_is_offered(alex: Actor) -> None:
    await alex.does("/report 2009")
    assert "The nearest year with something to tell is 2014." in alex.screen
    await alex.does(button("ie", period="20140101-20141231"))
    assert "Activity report 2014" in alex.screen


async def test_the_year_is_sent_once_on_the_first_working_morning_to_who_asked(
    young: Stage,
) -> None:
    alex = await in_english(await enrolled(young, "Alex", Role.COORDINATOR))
    sacha = await in_english(await enrolled(young, "Sacha", Role.OPERATOR, TOUL))
    other = await in_english(await enrolled(young, "Maud", Role.COORDINATOR))
    for person in (alex, sacha):
        await person.does("/settings")
        assert "▫️ The report of the year so far, each month" in person.labels
        await person.does(Tap("settings.monthly"))
        assert "☑️ The report of the year so far, each month" in person.labels
    for moment in (FIRST_MORNING - timedelta(days=1), FIRST_MORNING - timedelta(hours=1)):
        young.clock.now = moment
        await young.ticks()
        assert files(alex) == []
    young.clock.now = FIRST_MORNING
    for _ in range(2):
        await young.ticks()
    assert [name for name, _ in files(alex)] == ["report-20180101-20180430.pdf"]
    assert [name for name, _ in files(sacha)] == ["report-20180101-20180430-terres-de-lorraine.pdf"]
    assert files(other) == []
    assert "Activity report from 1 January 2018 to 30 April 2018" in read(files(alex)[0][1])
    young.clock.now = FIRST_MORNING + timedelta(days=1)
    await young.ticks()
    assert len(files(alex)) == 1


async def test_in_january_it_is_that_of_the_year_before(young: Stage) -> None:
    young.clock.now = datetime(2017, 12, 20, 9, tzinfo=UTC)
    alex = await in_english(await enrolled(young, "Alex", Role.COORDINATOR))
    await alex.does(("/settings", Tap("settings.monthly")))
    young.clock.now = datetime(2018, 1, 2, 9, tzinfo=UTC)
    await young.ticks()
    assert files(alex) == []
    assert "Activity report 2017: nothing was received" in alex.screen
    assert "The nearest year with something to tell is 2018." in alex.screen


async def test_a_sentence_that_begins_with_a_small_number_begins_as_a_sentence(young: Stage) -> None:
    alix = await enrolled(young, "Alix", Role.COORDINATOR)
    await alix.does("/bilan 2018")
    assert "1 demande a été reçue" in plain(alix.screen)
    alix.person.taps(next(label for label in alix.labels if "publier" in label))
    await young.plays()
    assert "Moins de 5 demandes ont été reçues" in plain(alix.screen)


async def test_committee_members_are_not_offered_it(stage: Stage) -> None:
    nour = await in_english(await enrolled(stage, "Nour", Role.MEMBER, TOUL))
    await nour.does("/settings")
    assert not any("each month" in label for label in nour.labels)
