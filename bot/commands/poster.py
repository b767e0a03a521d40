"""``alize poster``: a poster for a counter, whose code opens the assistant and tells where it hung."""

import asyncio
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.language import Adding
from conversations.messages import N_
from locales import LANGUAGES

if TYPE_CHECKING:
    from bot.settings import Settings


def add_poster(add: Adding) -> None:
    """Add the command."""
    poster = add("poster", _poster, N_("make a poster whose code to scan opens the assistant"))
    poster.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help=N_("a new PDF (default: affiche-CODE.pdf)")
    )
    of = poster.add_mutually_exclusive_group(required=True)
    of.add_argument(
        "--origin",
        metavar="CODE",
        help=N_("where it hangs, such as mairie-toul: the figures count what comes by it, under “Origins”"),
    )
    of.add_argument(
        "--link",
        metavar="LINK",
        help=N_("the link printed for a contributor company, as the chat gave it: its people scan it"),
    )
    poster.add_argument(
        "--lang", choices=LANGUAGES, default="fr", help=N_("in which language (default: {default})")
    )


def _poster(options: Namespace) -> int:
    from bot.settings import load_settings

    settings, language = load_settings(), options.lang
    made = (
        _of_link(settings, options.link, options.file, language)
        if options.link
        else _write(settings, options.origin, options.file, language)
    )
    print(asyncio.run(made))
    return 0


async def _of_link(settings: "Settings", link: str, path: Path | None, language: str) -> Path:
    """Write the poster of a contributor company's link; raise Unable for one that opens nothing."""
    from datetime import UTC, datetime

    from bot.commands.administration import taken, write_new
    from bot.commands.opening import Unable, opened_database
    from bot.documents.poster import poster_pdf
    from bot.documents.spoken import spoken_poster
    from bot.i18n import speak
    from bot.services.contributors.firms import poster_of_link
    from bot.services.contributors.link_poster import poster_named
    from conversations.messages import say
    from models.network.queries import network_in_force

    async with opened_database(settings) as database:
        network, now = await database.read(network_in_force), datetime.now(UTC)
        found = await database.run(lambda transaction: poster_of_link(transaction, network, link, now))
    if found is None:
        raise Unable(say("This link opens nothing: make one in the chat, /advisors, then the firm."))
    company, made = found
    path = path or Path(poster_named(company))
    if path.exists():
        raise Unable(taken(path))
    return write_new(path, poster_pdf(spoken_poster(made, language, speak)))


async def _write(settings: "Settings", origin: str, path: Path | None, language: str) -> Path:
    """Write a poster and return its file; raise Unable for a code that no link carries."""
    from datetime import UTC, datetime

    from bot.commands.administration import taken, write_new
    from bot.commands.opening import Unable, able, known_bot
    from bot.documents.poster import poster
    from bot.services.intake.own_drafts import FROM
    from bot.services.team.invitations import INVITATION
    from conversations.messages import say

    if not FROM.fullmatch(f"from.{origin}") or origin.startswith(INVITATION):
        raise Unable(
            say(
                "“{code}” cannot be a campaign: 1 to 53 letters without accents, digits, - or _, and not i- "
                "first. For example: mairie-toul.",
                code=origin,
            )
        )
    path = path or Path(f"affiche-{origin}.pdf")
    if path.exists():
        raise Unable(taken(path))
    with able(settings):
        async with known_bot(settings) as (_, me):
            assert me.username is not None  # every bot has one [Bot API]
    made = poster(me.username, origin, "Réseau Alizé", language, datetime.now(UTC))
    return write_new(path, made)
