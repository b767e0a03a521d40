"""The dashboard without the bot: on this machine alone, for who administers it."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from bot.app import Worlds
from bot.commands.opening import Unable, opened_database
from bot.commands.run import stop_signals
from bot.dashboard.app import Dashboard
from bot.services.core.rights import NATIONAL
from bot.services.figures.chat.dashboard_link import OPENING
from bot.serving import listener, serving
from bot.settings import Settings
from conversations.messages import say
from models.database.writer import Connection, Session
from models.places.search import CommuneTable
from models.team.queries import roles_in_force
from models.team.web_keys import add_link

LOOPBACK = "127.0.0.1"


async def show_dashboard(settings: Settings, port: int, told: Callable[..., None]) -> None:
    """Serve the dashboard until told to stop, and tell the link that opens it once; raise Unable.

    Who reads this terminal can read the database too: the link is that of whoever sees everything.
    """
    with stop_signals() as stop:
        async with opened_database(settings) as database:
            person_id = await database.read(_who_sees_everything)
            worlds = Worlds(CommuneTable(), registry=False)
            await worlds.renew(database)
            try:
                listening = listener(LOOPBACK, port)
            except OSError as error:
                cause = error.strerror or type(error).__name__
                refusal = say(
                    "Port {port} cannot be used ({cause}): choose another.", port=str(port), cause=cause
                )
                raise Unable(refusal) from None
            with closing(listening):
                address = f"http://localhost:{listening.getsockname()[1]}"
                dashboard = Dashboard(database, _now, worlds.at, address)
                async with serving(dashboard.app, listening):
                    code = await database.run(lambda transaction: add_link(transaction, person_id, _now()))
                    opened = say("Open within 10 minutes, once: {link}", link=f"{address}{OPENING}{code}")
                    told((opened, say("Ctrl-C stops it.")))
                    await stop.wait()


def _who_sees_everything(connection: Connection) -> int:
    with Session(connection) as session:
        for held in roles_in_force(session):
            if held.role in NATIONAL:
                return held.person_id
    raise Unable(say("Nobody sees everything yet: alize invite --role coordinator, then open its link."))


def _now() -> datetime:
    return datetime.now(UTC)
