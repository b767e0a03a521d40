"""What may be wrong with an installation, looked at one thing at a time."""

import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.commands.opening import Unable, able, known_bot, opened_database
from bot.commands.run import NO_NETWORK, webhook_address
from bot.settings import ENV_FILE, Settings, SettingsError, load_settings, missing_of_notice, variable
from conversations.messages import Message, say
from models.database.engines import file_of
from models.database.outbox import backlog
from models.network.queries import network_in_force


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, or what is wrong with its mend."""

    well: bool
    told: Message


async def examine() -> AsyncIterator[Finding]:
    """Look at everything; what cannot be looked at because of something before it is left out."""
    try:
        settings = load_settings()
    except SettingsError as error:
        for line in error.told:
            yield Finding(False, line)
        return
    yield Finding(True, say("Settings can be used"))
    for finding in _files(settings):
        yield finding
    missing = missing_of_notice(settings)
    for line in missing:
        yield Finding(False, line)
    if not missing:
        yield Finding(True, say("The privacy notice is complete"))
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
        told = say(
            "{file} can be read or changed by others (mode {mode}): chmod 600 {file}",
            file=str(file), mode=f"{mode:o}",
        )  # fmt: skip
        yield Finding(False, told)
    if files and not open_files:
        yield Finding(True, say("Only their owner reads {files}", files=", ".join(map(str, files))))


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    try:
        async with opened_database(settings) as database:
            yield Finding(True, say("The database answers and is up to date"))
            network = await database.read(network_in_force)
            left = await database.read(backlog)
    except Unable as error:
        yield Finding(False, error.message)
        return
    if network is None:
        yield Finding(False, NO_NETWORK)
    else:
        name, n = network.name, len(network.basins)
        sampled = say("{name}, which is sample data. Basins: {n}", name=name, n=n)
        yield Finding(True, sampled if network.sample else say("{name}. Basins: {n}", name=name, n=n))
    if left.parked:
        told = say(
            "Messages that Telegram refused for good: {n}. The logs say why; the table outgoing keeps them",
            n=left.parked,
        )
        yield Finding(False, told)
    else:
        yield Finding(True, say("No message was refused; those that wait to be sent: {n}", n=left.waiting))


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    try:
        with able(settings):
            async with known_bot(settings) as (bot, me):
                webhook = await bot.get_webhook_info()
    except Unable as error:
        yield Finding(False, error.message)
        return
    yield Finding(True, say("Telegram knows the bot: @{name}", name=me.username or ""))
    wanted = webhook_address(settings)
    if webhook.url != wanted:
        yield Finding(False, _webhook_elsewhere(webhook.url, wanted))
    elif webhook.last_error_message:
        told = say(
            "Telegram could not call {address}: {cause}", address=wanted, cause=webhook.last_error_message
        )
        yield Finding(False, told)
    else:
        asked = say("Telegram is asked for updates")
        yield Finding(True, say("Telegram calls {address}", address=wanted) if wanted else asked)


def _webhook_elsewhere(found: str, wanted: str) -> Message:
    mend = say("alize run sets it, if nothing else uses this token")
    if not found:
        return say(
            "Telegram calls no address, but {setting} asks for {wanted}: {mend}",
            setting=variable("webhook_url"), wanted=wanted, mend=mend,
        )  # fmt: skip
    if not wanted:
        return say(
            "Telegram calls {found}, but {setting} is empty: {mend}",
            setting=variable("webhook_url"), found=found, mend=mend,
        )  # fmt: skip
    return say(
        "Telegram calls {found}, but {setting} asks for {wanted}: {mend}",
        setting=variable("webhook_url"), found=found, wanted=wanted, mend=mend,
    )  # fmt: skip
