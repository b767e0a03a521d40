"""The way from the chat to the dashboard."""

import aiohttp

from bot.commands.demo import DASHBOARD, beside
from bot.commands.demo_app import play
from bot.playground.web.page import Page
from bot.services.core.rights import Role
from bot.serving import listener, serving
from conversations.network.basins import Network
from tests.bot.dashboard.past import Past
from tests.journeys.acting import Actor
from tests.journeys.offices import enrolled
from tests.stage import staged

ADDRESS = "https://alize.example.com/tableau"


async def test_who_works_here_gets_a_link_and_a_page_inside_telegram(
    sqlite_url: str, network: Network
) -> None:
    async with staged(sqlite_url, network) as stage:
        stage.assistant.worlds.dashboard = ADDRESS
        claude = await enrolled(stage, "Claude", Role.COORDINATOR)
        links = set()
        for command in ("/tableau", "/dashboard"):
            await claude.does(command)
            (browser,), (inside,) = claude.person.chat.last.rows
            assert browser.url.startswith(f"{ADDRESS}/open/") and browser.url not in claude.screen
            assert inside.web_app == f"{ADDRESS}/mini-app"
            links.add(browser.url)
        assert len(links) == 2


async def test_the_figures_in_the_chat_lead_there_and_stay(sqlite_url: str, network: Network) -> None:
    async with staged(sqlite_url, network) as stage:
        stage.assistant.worlds.dashboard = ADDRESS
        claude = await enrolled(stage, "Claude", Role.COORDINATOR)
        await stage.assistant.desk.database.run(Past(stage.clock(), {}, 30).write)
        await claude.does("/stats")
        figures = claude.person.chat.last
        (button,) = [button for row in figures.rows for button in row if "🖥" in button.label]
        claude.person.taps(button.data, message=figures)
        await stage.plays()
        assert claude.person.chat.last.rows[0][0].url.startswith(f"{ADDRESS}/open/")
        assert figures.rows and claude.person.chat.last is not figures


async def test_without_https_there_is_no_page_inside_telegram(sqlite_url: str, network: Network) -> None:
    async with staged(sqlite_url, network) as stage:
        stage.assistant.worlds.dashboard = "http://192.168.1.2:8080"
        sacha = await enrolled(stage, "Sacha", Role.OPERATOR, "vosges")
        await sacha.does("/tableau")
        assert [len(row) for row in sacha.person.chat.last.rows] == [1]


async def test_nobody_else_gets_a_link(sqlite_url: str, network: Network) -> None:
    async with staged(sqlite_url, network) as stage:
        stage.assistant.worlds.dashboard = ADDRESS
        karim = await enrolled(stage, "Karim", Role.MEMBER, "vosges")
        camille = Actor(stage, stage.telegram.person("Camille", language="fr"))
        for person in (karim, camille):
            await person.does("/tableau")
            assert "alize.example.com" not in str(person.person.chat.last)


async def test_an_installation_without_a_dashboard_says_so(sqlite_url: str, network: Network) -> None:
    async with staged(sqlite_url, network) as stage:
        claude = await enrolled(stage, "Claude", Role.COORDINATOR)
        await claude.does("/tableau")
        assert "/chiffres" in claude.screen and not claude.person.chat.last.rows


async def test_the_coordinator_of_the_demo_opens_its_dashboard() -> None:
    listening = listener("127.0.0.1", 0)
    here = f"http://localhost:{listening.getsockname()[1]}"
    async with play(dashboard_url=f"{here}{DASHBOARD}") as demo:
        page = Page(demo)
        async with serving(beside(page, demo), listening):
            try:
                claude = demo.cast.coordinator
                claude.types("/tableau")
                await demo.rests()
                link = claude.chat.last.rows[0][0].url
                jar = aiohttp.CookieJar(unsafe=True)
                async with aiohttp.ClientSession(cookie_jar=jar) as client:
                    async with client.get(here) as phones:
                        assert "Alizé" in await phones.text()
                    async with client.post(link, headers={"Origin": here}) as opened:
                        assert opened.status == 200 and claude.user.name in await opened.text()
                    elsewhere = {"Host": "elsewhere.example.com"}
                    async with client.get(here + DASHBOARD + "/", headers=elsewhere) as refused:
                        assert refused.status == 400
            finally:
                page.close()
