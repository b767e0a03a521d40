"""One question has one answer: in the chat, on the dashboard, in a terminal, in the report, in an export."""

import asyncio
import json
import re
from html import unescape
from io import StringIO
from pathlib import Path

import aiohttp
import pytest
from openpyxl import load_workbook
from rich.console import Console

from bot.commands.export import Wanted, save
from bot.commands.report import write_report
from bot.commands.stats import print_section
from bot.dashboard.app import Dashboard
from bot.dashboard.visits import COOKIE
from bot.i18n import speak
from bot.services.core.rights import Role
from bot.services.figures.indicators import INDICATORS
from bot.serving import listener, serving
from bot.settings import Settings
from models.database.writer import Transaction
from models.history.importer import Bringing
from models.places.search import CommuneTable
from models.team.web_keys import open_session
from tests.history import a_history_of_2017, a_network_of_2017, as_read, silent
from tests.journeys.acting import Actor
from tests.journeys.offices import enrolled
from tests.reports import plain
from tests.stage import staged

LABELS = {indicator.name: plain(speak(indicator.label, "fr", markup=False)) for indicator in INDICATORS}
PUBLISHED = {
    "representatives": "243",
    "contributor_companies": "194",
    "basins_announced": "4",
    "basins_created": "1",
    "companies_supported": "131",
    "days_contracted": "399",
    "jobs_created_planned": "439",
    "jobs_kept_planned": "1156",
    "advance_companies": "69",
    "advance_mean": "23000",
}


def number(shown: object) -> str:
    """Return the digits of a number, however it is written."""
    return re.sub(r"[^\d,]", "", str(shown).replace(".", ","))


async def chat(claude: Actor) -> dict[str, str]:
    """Ask in the chat."""
    await claude.does("/chiffres 2017")
    lines = (plain(line) for line in claude.screen.splitlines())
    told = dict(line.split(" : ", 1) for line in lines if " : " in line)
    return {
        name: number(re.sub(r"\(.*\)", "", told[label])) for name, label in LABELS.items() if label in told
    }


async def dashboard(claude: Actor) -> dict[str, str]:
    """Open the page of the key figures."""
    stage = claude.stage
    database, now = stage.assistant.desk.database, stage.clock()
    key = await database.run(lambda transaction: open_session(transaction, claude.person.id, now))
    listening = listener("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    pages = Dashboard(database, stage.clock, stage.assistant.worlds.at, address)
    async with (
        serving(pages.app, listening),
        aiohttp.ClientSession(cookies={COOKIE: key}) as client,
        client.get(f"{address}/figures/key?period=20170101-20171231") as answer,
    ):
        assert answer.status == 200
        html = await answer.text()
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    found = {}
    for row in rows:
        cells = [plain(unescape(re.sub(r"<[^>]*>", " ", cell))) for cell in re.split(r"</t[hd]>", row)]
        found.update({name: number(cells[1]) for name, label in LABELS.items() if cells[0] == label})
    return found


async def terminal(settings: Settings) -> dict[str, str]:
    """Print the table of ``alize stats``."""
    console = Console(file=StringIO(), record=True, width=120)
    await print_section(settings, "key", "2017", None, "fr", console)
    rows = ([plain(cell) for cell in line.split("│")] for line in console.export_text().splitlines())
    told = {row[1].strip(): row[2] for row in rows if len(row) > 3}
    return {name: number(told[label]) for name, label in LABELS.items() if label in told}


async def report(settings: Settings) -> dict[str, str]:
    """Read the figures of the report."""
    written = await write_report(settings, "2017", None, None, language="fr", form="json", public=False)
    figures = json.loads(str(written))["figures"]
    return {name: number(figures[name]["value"]) for name in LABELS}


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """One database for every surface."""
    return f"sqlite:///{tmp_path / 'alize.db'}"


async def test_every_surface_gives_the_same_figures_those_that_were_published(
    database_url: str, tmp_path: Path
) -> None:
    network = a_network_of_2017()
    settings = Settings(database_url=database_url, _env_file=None)
    async with staged(database_url, network) as stage:

        def bring(transaction: Transaction) -> None:
            bringing = Bringing(network, CommuneTable(), stage.clock().date(), silent)
            bringing(transaction.connection, as_read(*a_history_of_2017()), dry=False)

        await stage.assistant.desk.database.run(bring)
        claude = await enrolled(stage, "Claude", Role.COORDINATOR)
        told = {"chat": await chat(claude), "dashboard": await dashboard(claude)}
    told |= {"terminal": await terminal(settings), "report": await report(settings)}
    path = tmp_path / "2017.xlsx"
    await asyncio.to_thread(save, settings, Wanted(path, "2017"))

    assert {name: told["report"][name] for name in PUBLISHED} == PUBLISHED
    assert told["terminal"] == told["report"] == told["dashboard"]
    assert told["chat"] == {name: told["report"][name] for name in told["chat"]}
    assert told["chat"].keys() >= PUBLISHED.keys() | {"received"}
    assert str(load_workbook(path).worksheets[1].max_row - 1) == told["report"]["received"]
