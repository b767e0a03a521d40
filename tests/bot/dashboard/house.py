"""The dashboard served for a test: its people, its past, the way in."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from html import unescape

import aiohttp
from sqlmodel import select
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.app import Worlds
from bot.dashboard.app import Dashboard
from bot.services.core.rights import Role
from bot.serving import listener, serving
from conversations.network.basins import Network
from models.database.writer import Database, Transaction
from models.intake.queries import add_person
from models.intake.tables import Person
from models.network.queries import store_network
from models.places.search import CommuneTable
from models.team.tables import Membership
from models.team.web_keys import add_link
from tests.bot.dashboard.past import Past
from tests.models.database.opening import opened
from tests.stage import Clock

TOKEN = "123456789:AAE0123456789abcdefghijklmnopqrstuv"
CLAUDE, DOMINIQUE, KARIM, ENGLISH = 101, 102, 103, 104
"""A coordinator, an operator of the Vosges and of the Meuse, a committee member, a coordinator in English."""

PREFIX = "/tableau"


class House:
    """A dashboard that can be visited. ``address``: its own, without a slash at the end."""

    def __init__(self, database: Database, clock: Clock, address: str) -> None:
        self.database, self.clock, self.address = database, clock, address

    async def link(self, person_id: int = CLAUDE) -> str:
        """Return a link that the bot gave to somebody."""
        code = await self.database.run(lambda transaction: add_link(transaction, person_id, self.clock()))
        return f"{self.address}/open/{code}"

    async def ends(self, person_id: int) -> None:
        """End somebody's roles."""

        def end(transaction: Transaction) -> None:
            with transaction.session() as session:
                for membership in session.exec(select(Membership).where(Membership.person_id == person_id)):
                    membership.until = self.clock().date()

        await self.database.run(end)


async def fill(database_url: str, network: Network, many: int = 120) -> None:
    """Store people and their past in a database that is up to date."""
    async with opened(database_url) as database:
        await database.run(_people(network, Clock()(), many))


@asynccontextmanager
async def visitable(database_url: str, *, prefix: str = PREFIX, https: bool = False) -> AsyncIterator[House]:
    """Serve a dashboard with the past of its database while the block runs."""
    clock, database = Clock(), Database(database_url)
    await database.start()
    worlds = Worlds(CommuneTable(), registry=False)
    listening = listener("127.0.0.1", 0)
    scheme = "https" if https else "http"
    dashboard = Dashboard(
        database, clock, worlds.at, f"{scheme}://127.0.0.1:{listening.getsockname()[1]}{prefix}", TOKEN
    )
    app = Starlette(routes=[Mount(prefix, dashboard.app)])
    try:
        await worlds.renew(database)
        async with serving(app, listening):
            yield House(database, clock, f"http://127.0.0.1:{listening.getsockname()[1]}{prefix}")
    finally:
        await database.stop()


def _people(network: Network, now: datetime, many: int) -> Callable[[Transaction], None]:
    roles = [
        (CLAUDE, "Claude Rousselin", "fr", Role.COORDINATOR, None),
        (DOMINIQUE, "Dominique Marchandeau", "fr", Role.OPERATOR, "vosges"),
        (DOMINIQUE, "Dominique Marchandeau", "fr", Role.OPERATOR, "meuse"),
        (KARIM, "Karim Belcastel", "fr", Role.MEMBER, "vosges"),
        (ENGLISH, "Robin Ashdown", "en", Role.COORDINATOR, None),
    ]

    def settle(transaction: Transaction) -> None:
        store_network(transaction, network, now)
        for person_id, language in {role[0]: role[2] for role in roles}.items():
            add_person(transaction, person_id, language, now)
        with transaction.session() as session:
            for person_id, name, language, role, basin in roles:
                person = session.get_one(Person, person_id)
                person.name, person.language = name, language
                session.add(
                    Membership(person_id=person_id, role=role.value, basin_code=basin, since=now.date())
                )
        holders = {"vosges": DOMINIQUE, "meuse": DOMINIQUE, "": CLAUDE}
        Past(now, holders, many).write(transaction)

    return settle


@asynccontextmanager
async def signed_in(house: House, person_id: int = CLAUDE) -> AsyncIterator[aiohttp.ClientSession]:
    """Give a client that somebody signed in with."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
        link = await house.link(person_id)
        origin = {"Origin": house.address.removesuffix(PREFIX)}
        async with client.post(link, headers=origin) as answer:
            assert answer.status == 200, await answer.text()
        yield client


async def shown(client: aiohttp.ClientSession, house: House, path: str, status: int = 200) -> str:
    """Return a page as HTML."""
    async with client.get(house.address + path) as answer:
        page = await answer.text()
        assert answer.status == status, page
        return page


def words(page: str) -> str:
    """Return what is read on a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])).split())
