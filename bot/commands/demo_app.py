"""The whole product on one machine: the assistant, a simulated Telegram, a registry of invented companies."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import Assistant, Installation, Worlds, assistant, run_beside
from bot.companies.client import open_registry
from bot.dashboard.app import Dashboard
from bot.i18n import PARIS
from bot.playground.demo import NATIONAL, Cast, Demo, MovableClock
from bot.playground.sample.exchanges import Neighbourhood, heads
from bot.playground.sample.import_past import bring_past
from bot.playground.sample.registry import create_app, serve
from bot.playground.story import BASIN, BEFORE, Story
from bot.playground.telegram.phone import Person
from bot.playground.telegram.transport import SimulatedRequest
from bot.services.core.group_cards import bind
from bot.services.core.rights import Role
from bot.services.exchanges.letters import readers as letter_readers
from bot.telegram.receiver import Reception, poll
from bot.telegram.render.menus import present_bot
from bot.telegram.scheduler import NOBODY
from bot.telegram.throttle import Flood
from conversations.engine.draft import REVIEW, Draft
from conversations.network.basins import AdvisorEntry, Contributor, Network
from conversations.privacy.retention import Controller, LegalBasis
from conversations.situation import Answers
from models.database.writer import Database, Transaction
from models.intake.queries import add_draft, add_person
from models.intake.tables import Person as StoredPerson
from models.network.file import read_network, sample_network_text
from models.network.queries import store_network
from models.places.search import CommuneTable
from models.support.contributors import find_advisor, find_contributor, load_contributors
from models.team.tables import Membership

CONTROLLER = Controller(
    "le réseau Alizé (démonstration)",
    contact="donnees@exemple.fr (adresse d’exemple)",
    dpo="dpo@exemple.fr (adresse d’exemple)",
    legal_basis=LegalBasis.REQUEST,
    transfer_safeguard="exemple : les mots du responsable viennent ici",
)
"""Invented, like the rest."""

LENDER = Contributor(
    "Grande Entreprise (exemple)",
    None,
    (
        AdvisorEntry(
            "Claire Ondine",
            "Responsable de production",
            ("industrial_organisation", "quality"),
            contact="claire@exemple.fr",
        ),
        AdvisorEntry(
            "Paul Vergeret", "Directeur commercial", ("sales", "communication_marketing", "strategy")
        ),
        AdvisorEntry(
            "Lou Maréchal", "Responsable des ressources humaines", ("hr", "management_finance", "digital")
        ),
    ),
)
"""Who lends people in every territory of the demo: invented, like them."""

LENDERS = 5
"""People of contributor companies who take part in exchanges, besides the one whose phone is on the page."""


@asynccontextmanager
async def play(
    seconds: Callable[[], float] | None = None, dashboard_url: str = "", *, with_past: bool = False
) -> AsyncIterator[Demo]:
    """Play the demo while the block runs; its database is erased at the end.

    ``seconds``: the clock that tells a person from a flood, the demo's own if None. ``dashboard_url``: where
    the dashboard is served, empty when it is not. ``with_past``: the network has four invented years behind
    it, and a month of requests under way.
    """
    network = read_network(sample_network_text(), CommuneTable())
    clock = MovableClock()
    today = clock()
    if with_past:
        clock.stands_at(today - BEFORE)
    cast = Cast(clock, network.basins)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="alize-demo-")))
        registry_url = await stack.enter_async_context(serve(create_app(today.date())))
        registry = await stack.enter_async_context(open_registry(registry_url))
        installation = Installation(
            token=cast.telegram.token,
            database_url=f"sqlite:///{folder / 'demo.db'}",
            request=lambda: SimulatedRequest(cast.telegram),
            registry=registry,
            messages_per_second=0,
            controller=CONTROLLER,
            dashboard_url=dashboard_url,
            clock=clock,
        )
        running = await stack.enter_async_context(assistant(installation))
        running.reception = Reception(
            running.application, running.desk, Flood(seconds or (lambda: clock().timestamp()))
        )
        await settle_in(running.desk.database, running.worlds, cast, network, clock())
        if with_past:
            await running.desk.database.run(
                lambda transaction: bring_past(transaction.connection, network, CommuneTable(), today.date())
            )
            await running.desk.database.run(neighbourhood(cast, today).settles)
        await present_bot(running.bot)
        group = await stack.enter_async_context(asyncio.TaskGroup())

        async def work() -> None:
            await run_beside(poll(running.application, running.reception), running.background())

        async def tick() -> None:
            await running.timers.tick()
            await running.delivery.sweep()

        stack.callback(group.create_task(work()).cancel)
        dashboard = Dashboard(running.desk.database, clock, running.worlds.at, dashboard_url)
        demo = Demo(cast, clock, tick, lambda: running.idle, dashboard.app)
        if with_past:
            await _live(demo, running, network, today)
        yield demo


async def _live(demo: Demo, running: Assistant, network: Network, now: datetime) -> None:
    """Have the last weeks happen, up to ``now``: the visitor finds a queue, an agenda, a mission."""

    async def fill_in(person: Person, answers: Answers) -> None:
        def fill(transaction: Transaction) -> None:
            visit = add_person(transaction, person.id, "fr", demo.clock())
            add_draft(transaction, visit, Draft(state=REVIEW, answers=answers), None, demo.clock())

        await running.desk.database.run(fill)

    basin = network.basin(BASIN)
    sessions = basin.committee.sessions if basin else ()
    await Story(demo, now, fill_in, sessions).is_lived()
    month = now.astimezone(PARIS).year * 100 + now.astimezone(PARIS).month
    await running.desk.do(NOBODY, partial(letter_readers.draft, month=month))
    await demo.passes(timedelta())


def neighbourhood(cast: Cast, now: datetime) -> Neighbourhood:
    """Return the firms that exchange where the story is; the first head has a phone on the page."""
    first, *others = heads()
    cast.supported.append(cast.lives_nearby(*first))
    known = [*cast.supported, *(cast.lives_nearby(*name) for name in others)]
    lenders = [cast.lives_nearby("Voisin", str(place)) for place in range(1, LENDERS + 1)]
    return Neighbourhood(
        BASIN, cast.contributor.id, [each.id for each in known], [each.id for each in lenders], now.date()
    )


async def settle_in(database: Database, worlds: Worlds, cast: Cast, network: Network, now: datetime) -> None:
    """Load the network, give the cast their roles, and bind their groups to the queues."""

    def load(transaction: Transaction) -> None:
        store_network(transaction, network, now)

    def give_roles(transaction: Transaction) -> None:
        roles: list[tuple[Person, Role, str | None]] = [(cast.coordinator, Role.COORDINATOR, None)]
        for code in cast.groups:
            if code != NATIONAL:
                roles += [(person, Role.OPERATOR, code) for person in (cast.operator, cast.colleague)]
                roles.append((cast.member, Role.MEMBER, code))
        team = (cast.operator, cast.colleague, cast.member, cast.coordinator)
        for person in team:
            add_person(transaction, person.id, "fr", now)
        with transaction.session() as session:
            for person in team:
                session.get_one(StoredPerson, person.id).name = person.user.name
            session.add_all(
                Membership(person_id=person.id, role=role.value, basin_code=code, since=now.date())
                for person, role, code in roles
            )
            session.flush()
            load_contributors(
                session, [(code, LENDER) for code in cast.groups if code != NATIONAL], now.date()
            )
            lender = find_contributor(session, BASIN, LENDER.name)
            advisor = find_advisor(session, lender, cast.contributor.user.name) if lender else None
            if lender and advisor:
                add_person(transaction, cast.contributor.id, "fr", now)
                session.get_one(StoredPerson, cast.contributor.id).name = advisor.name
                session.add(
                    Membership(
                        person_id=cast.contributor.id, role=Role.CONTRIBUTOR.value, basin_code=BASIN,
                        company_id=lender.id, advisor_id=advisor.id, since=now.date(),
                    )
                )  # fmt: skip
                session.flush()
        world = worlds.at(now)
        for code, group in cast.groups.items():
            binder = cast.coordinator if code == NATIONAL else cast.operator
            bind(transaction, world, code, group.id, binder.id, now, has_topics=True)

    await database.run(load)
    await worlds.renew(database)
    await database.run(give_roles)
