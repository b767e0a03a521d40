"""What may be wrong with an installation, looked at one thing at a time; each fault is told with its mend."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
from telegram import User, WebhookInfo
from telegram.error import TelegramError

from bot.commands.care.findings import Finding, on_this_machine
from bot.commands.opening import Unable, able, known_bot, opened_database
from bot.commands.run import NO_NETWORK, webhook_address
from bot.settings import Settings, SettingsError, load_settings, missing_of_notice, variable
from bot.telegram.client.bot import CallingBot
from conversations.messages import Message, say
from models.database.outbox import backlog, due_for
from models.database.writer import Connection
from models.network.queries import network_in_force
from models.network.queues import Group, groups

PATIENCE_SECONDS = 5.0
CLOCK_OFF = timedelta(seconds=30)  # beyond, links that open pages and limits of Telegram go wrong
WAITED_TOO_LONG = timedelta(minutes=10)
PENDING_MANY = 100  # updates that Telegram keeps for us
OURS_ALONE = 405  # what the webhook answers to who asks rather than tells


async def examine() -> AsyncIterator[Finding]:
    """Look at everything; what cannot be looked at because of something before it is left out."""
    try:
        settings = load_settings()
    except SettingsError as error:
        for line in error.told:
            yield Finding(False, line)
        return
    yield Finding(True, say("Settings can be used"))
    for finding in on_this_machine(settings):
        yield finding
    missing = missing_of_notice(settings)
    for line in missing:
        yield Finding(False, line)
    if not missing:
        yield Finding(True, say("The privacy notice is complete"))
    bound: list[Group] = []
    async for finding in _database(settings, bound):
        yield finding
    async for finding in _telegram(settings, bound):
        yield finding


async def _database(settings: Settings, bound: list[Group]) -> AsyncIterator[Finding]:
    """Look at the database; put the groups it knows in ``bound``."""
    try:
        async with opened_database(settings) as database:
            yield Finding(True, say("The database answers and is up to date"))
            network = await database.read(network_in_force)
            bound += await database.read(groups)
            for finding in await database.read(_outbox):
                yield finding
    except Unable as error:
        yield Finding(False, error.message)
        return
    if network is None:
        yield Finding(False, NO_NETWORK)
    else:
        name, n = network.name, len(network.basins)
        sampled = say("{name}, which is sample data. Basins: {n}", name=name, n=n)
        yield Finding(True, sampled if network.sample else say("{name}. Basins: {n}", name=name, n=n))


def _outbox(connection: Connection) -> list[Finding]:
    left, late = backlog(connection), due_for(connection, datetime.now(UTC))
    found = [Finding(True, say("No message was refused; those that wait to be sent: {n}", n=left.waiting))]
    if left.parked:
        told = say(
            "Messages that Telegram refused for good: {n}. The logs say why; the table outgoing keeps them",
            n=left.parked,
        )
        found = [Finding(False, told)]
    if late > WAITED_TOO_LONG:
        told = say(
            "A message has been waiting for {n} minutes: see that alize run is at work, and its logs",
            n=int(late.total_seconds() // 60),
        )
        found.append(Finding(False, told))
    return found


async def _telegram(settings: Settings, bound: list[Group]) -> AsyncIterator[Finding]:
    try:
        with able(settings):
            async with known_bot(settings) as (bot, me):
                yield Finding(True, say("Telegram knows the bot: @{name}", name=me.username or ""))
                yield await clock_agrees(settings)
                yield _webhook(settings, await bot.get_webhook_info())
                if address := webhook_address(settings):
                    yield await proxy_passes(settings, address)
                for group in bound:
                    yield await _rights(bot, me, group)
    except Unable as error:
        yield Finding(False, error.message)


async def clock_agrees(settings: Settings) -> Finding:
    """Compare the clock of this machine with that of Telegram."""
    try:
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as client:
            answer = await client.get(settings.telegram_api_url)
        theirs = parsedate_to_datetime(answer.headers["Date"])
    except (httpx.HTTPError, KeyError, ValueError):
        return Finding(True, say("The clock could not be compared with another one"))
    off = abs(datetime.now(UTC) - theirs)
    if off < CLOCK_OFF:
        return Finding(True, say("The clock is right"))
    seconds = int(off.total_seconds())
    mend = say(
        "The clock is {n} seconds off: have it set by the network (timedatectl set-ntp true)", n=seconds
    )
    return Finding(False, mend)


def _webhook(settings: Settings, webhook: WebhookInfo) -> Finding:
    wanted = webhook_address(settings)
    if webhook.url != wanted:
        return Finding(False, _webhook_elsewhere(webhook.url, wanted))
    if webhook.last_error_message and webhook.pending_update_count:
        told = say(
            "Telegram could not call {address} ({cause}); what it keeps for us: {n}. See the lines below",
            address=wanted, cause=webhook.last_error_message, n=webhook.pending_update_count,
        )  # fmt: skip
        return Finding(False, told)
    if webhook.pending_update_count > PENDING_MANY:
        told = say(
            "Updates that Telegram keeps for us: {n}. See that alize run is at work",
            n=webhook.pending_update_count,
        )
        return Finding(False, told)
    return Finding(
        True,
        say("Telegram calls {address}", address=wanted) if wanted else say("Telegram is asked for updates"),
    )


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


async def proxy_passes(settings: Settings, address: str) -> Finding:
    """Ask for the webhook as the world does, which the assistant answers in a way of its own."""
    try:
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as client:
            answer = await client.get(address)
    except httpx.HTTPError as error:
        told = say(
            "{address} does not answer from here ({cause}): see its name, its certificate and the proxy",
            address=address, cause=type(error).__name__,
        )  # fmt: skip
        return Finding(False, told)
    if answer.status_code == OURS_ALONE:
        return Finding(True, say("The proxy passes {address} on to the assistant", address=address))
    told = say(
        "{address} answers {status}: see that alize run is at work, and that the proxy passes this path on, "
        "as it is, to {setting}",
        address=address, status=str(answer.status_code), setting=variable("listen"),
    )  # fmt: skip
    return Finding(False, told)


async def _rights(bot: CallingBot, me: User, group: Group) -> Finding:
    """Look at what the bot may do in a group where cards arrive."""
    number = str(group.chat_id)
    try:
        member = await bot.get_chat_member(group.chat_id, me.id)
    except TelegramError as error:
        told = say(
            "The bot is not in the group {group} ({cause}): add it there again, or type /group in another",
            group=number, cause=str(error),
        )  # fmt: skip
        return Finding(False, told)
    if group.has_topics and not getattr(member, "can_manage_topics", False):
        told = say(
            "The bot may not open topics in the group {group}: make it an administrator who manages topics",
            group=number,
        )
        return Finding(False, told)
    if member.status in ("left", "kicked", "restricted"):
        told = say("The bot may not write in the group {group}: add it there again", group=number)
        return Finding(False, told)
    return Finding(True, say("The bot is at home in the group {group}", group=number))
