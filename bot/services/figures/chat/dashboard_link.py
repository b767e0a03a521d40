"""The way from the chat to the dashboard: a link that works once, and the pages inside Telegram."""

from bot.services.core.actions import AtOffice
from bot.services.core.handling import Handling
from bot.services.core.screens import Link, Reply, Screen, words
from bot.services.core.worklist import WORKERS
from conversations.messages import say
from models.team.web_keys import LINK_LIFE, add_link

OPENING, MINI_APP = "/open/", "/mini-app"
"""Where the dashboard is opened, after its address."""

NOWHERE = say(
    "This installation has no dashboard: who administers it gives it an address. "
    "/stats shows the same figures here."
)


def dashboard(handling: Handling, subject: int) -> Reply:
    """Give who asks a link of their own; Telegram opens pages inside itself over https only."""
    address = handling.world.dashboard
    if not address:
        return handling.reply(words(NOWHERE))
    code = add_link(handling.transaction, handling.person_id, handling.now)
    told = say(
        "🖥 <b>The dashboard</b>: figures, requests and territories on a larger screen.\n"
        "This link opens it once, within {n} minutes, as you: do not pass it on.",
        n=LINK_LIFE.seconds // 60,
    )
    rows = [(Link(say("🖥 Open in the browser"), f"{address}{OPENING}{code}"),)]
    if address.startswith("https://"):
        rows.append((Link(say("📱 Open inside Telegram"), f"{address}{MINI_APP}", mini_app=True),))
    screen = Screen((told,), rows=tuple(rows))
    if handling.tapped is None:
        return handling.reply(screen)
    handling.tell(handling.person_id, screen)  # the figures it was asked from stay
    return handling.reply()


ACTIONS = (AtOffice("dashboard", dashboard, WORKERS),)
