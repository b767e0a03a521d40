"""What may be wrong with an installation, looked at one thing at a time."""

import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.commands.opening import Unable, able, known_bot, opened_database
from bot.commands.run import NO_NETWORK, webhook_address
from bot.settings import ENV_FILE, Settings, SettingsError, load_settings, missing_of_notice
from locales import LANGUAGES, compiled
from models.database.engines import file_of
from models.database.outbox import backlog
from models.network.queries import network_in_force


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, or what is wrong with its mend."""

    well: bool
    text: str


async def examine() -> AsyncIterator[Finding]:
    """Look at everything; what cannot be looked at because of something before it is left out."""
    missing = [language for language in LANGUAGES if not compiled(language).exists()]
    if missing:
        yield Finding(
            False, f"Catalogs are not compiled ({', '.join(missing)}): run python -m locales.catalogs compile"
        )
    else:
        yield Finding(True, "Catalogs are compiled")
    try:
        settings = load_settings()
    except SettingsError as error:
        for line in str(error).splitlines():
            yield Finding(False, line)
        return
    yield Finding(True, "Settings can be used")
    for finding in _files(settings):
        yield finding
    missing = missing_of_notice(settings)
    for line in missing:
        yield Finding(False, line)
    if not missing:
        yield Finding(True, "The privacy notice is complete")
    async for finding in _database(settings):
        yield finding
    async for finding in _telegram(settings):
        yield finding


def _files(settings: Settings) -> Iterator[Finding]:
    """Look at who may read what holds personal data or the token; Windows has no such modes."""
    stored = file_of(settings.database_url)
    named = [ENV_FILE, *(Path(f"{stored}{end}") for end in ("", "-wal", "-shm") if stored)]
    files = [file for file in named if file.is_file()] if os.name == "posix" else []
    open_files = [file for file in files if file.stat().st_mode & 0o077]
    for file in open_files:
        mode = file.stat().st_mode & 0o777
        yield Finding(False, f"{file} can be read or changed by others (mode {mode:o}): chmod 600 {file}")
    if files and not open_files:
        yield Finding(True, f"Only their owner reads {', '.join(map(str, files))}")


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    try:
        async with opened_database(settings) as database:
            yield Finding(True, "The database answers and is up to date")
            network = await database.read(network_in_force)
            left = await database.read(backlog)
    except Unable as error:
        yield Finding(False, str(error))
        return
    if network is None:
        yield Finding(False, NO_NETWORK)
    else:
        sample = ", which is sample data" if network.sample else ""
        yield Finding(True, f"{network.name}: {len(network.basins)} basins{sample}")
    if left.parked:
        mend = "the logs say why, and the table outgoing keeps them"
        yield Finding(False, f"Telegram refused {left.parked} messages for good: {mend}")
    else:
        yield Finding(True, f"No message was refused; {left.waiting} wait to be sent")


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    try:
        with able(settings):
            async with known_bot(settings) as (bot, me):
                webhook = await bot.get_webhook_info()
    except Unable as error:
        yield Finding(False, str(error))
        return
    yield Finding(True, f"Telegram knows the bot: @{me.username}")
    wanted = webhook_address(settings)
    if webhook.url != wanted:
        found = f"calls {webhook.url}" if webhook.url else "calls no address"
        expected = f"ALIZE_WEBHOOK_URL asks for {wanted}" if wanted else "ALIZE_WEBHOOK_URL is empty"
        yield Finding(
            False, f"Telegram {found}, but {expected}: alize run sets it, if nothing else uses this token"
        )
    elif webhook.last_error_message:
        yield Finding(False, f"Telegram could not call {wanted}: {webhook.last_error_message}")
    else:
        yield Finding(True, f"Telegram calls {wanted}" if wanted else "Telegram is asked for updates")
