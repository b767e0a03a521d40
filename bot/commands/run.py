"""The assistant at work on the real Telegram, and what may keep it from starting."""

import asyncio
import gc
import logging
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from telegram.error import BadRequest, InvalidToken

from bot.app import Assistant, Installation, assistant, run_beside
from bot.commands.care.erasures import erase_what_came_back
from bot.commands.opening import Unable, able, token_of, unread
from bot.companies.client import open_registry
from bot.health import Health
from bot.i18n import open_catalogs, speak
from bot.services.dossiers.basin_closures import told_of
from bot.serving import listener, serving
from bot.settings import WEBHOOK_PATH, Settings, missing_of_notice, variable
from bot.telegram.patience import patiently
from bot.telegram.receiver import ALLOWED, poll, webhook
from bot.telegram.render.menus import present_bot
from conversations.intake.rehearsal import rehearse
from conversations.messages import say
from conversations.network.basins import Network
from conversations.privacy.retention import Controller, LegalBasis
from models.network.file import load_network
from models.network.queries import network_number, store_network
from models.places.search import CommuneTable
from models.privacy.register import read_register

log = logging.getLogger(__name__)

T = TypeVar("T")

MONITORING_PORTS = 20  # tried one after the other, by as many processes of a machine
MONITORS_MAX = 16  # connections at a time

NO_NETWORK = say(
    "No network is loaded: every request goes to the national queue. "
    "Load yours with: alize network load FILE (or --sample to try)"
)


@contextmanager
def stop_signals() -> Iterator[asyncio.Event]:
    """Give an event that Ctrl-C and SIGTERM set, in place of what they do otherwise."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    for name in signals:
        loop.add_signal_handler(name, stop.set)
    try:
        yield stop
    finally:
        for name in signals:
            loop.remove_signal_handler(name)


async def until(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Do some work until it ends or is told to stop; return its result, None when it was stopped."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    working.cancel()
    with suppress(asyncio.CancelledError):
        return await working
    return None


async def run(settings: Settings) -> None:
    """Run until told to stop; raise Unable, or NetworkFileError."""
    token = token_of(settings)
    network = load_network(settings.network_file, CommuneTable()) if settings.network_file else None
    async with AsyncExitStack() as stack:
        stop = stack.enter_context(stop_signals())
        _report_errors(settings, stack)
        health = Health()
        await _told_of(health, settings, stack)
        registry = None
        if settings.registry_url:
            registry = await stack.enter_async_context(open_registry(settings.registry_url))
        installation = Installation(
            token=token,
            database_url=settings.database_url,
            api_url=settings.telegram_api_url,
            registry=registry,
            messages_per_second=settings.messages_per_second,
            dashboard_url=settings.dashboard_url or "",
            controller=_controller(settings),
            erasures_file=settings.erasures_file,
        )
        for line in missing_of_notice(settings):
            log.warning("%s", speak(line, "en", markup=False))
        with able(settings):
            started = await until(stop, _start(installation, network, settings, stack))
        if started is None:
            return
        running, receive = started
        health.watch(running.desk.database, running.desk.metrics)
        log.info("@%s is at work; Ctrl-C stops it", running.bot.username)
        revoked = False
        try:
            await until(
                stop,
                run_beside(
                    receive(),
                    (*running.background(), lambda: present_bot(running.bot), lambda: _open(running)),
                ),
            )
        except* InvalidToken:
            revoked = True
        if revoked:
            revocation = say(
                "The bot's token was revoked: put the new one in {setting}.",
                setting=variable("telegram_token"),
            )
            raise Unable(revocation)
        log.info("Stopped; what is left to send is kept")


def _controller(settings: Settings) -> Controller:
    """Return who is responsible for the personal data, as the notice names them."""
    told = Controller(
        contact=settings.controller_contact,
        dpo=settings.dpo,
        legal_basis=LegalBasis(settings.legal_basis) if settings.legal_basis else None,
        transfer_safeguard=settings.transfer_safeguard,
        policy_url=settings.privacy_url,
    )
    return replace(told, name=settings.controller) if settings.controller else told


async def _start(
    installation: Installation, network: Network | None, settings: Settings, stack: AsyncExitStack
) -> tuple[Assistant, Callable[[], Coroutine[Any, Any, None]]]:
    """Put the assistant together and have its updates come, however long Telegram takes to answer."""
    running = await stack.enter_async_context(assistant(installation))
    await _take_network(running, network)
    await _erase_again(running, settings.erasures_file)
    running.reception.close()
    return running, await _reception(running, settings, stack)


async def _open(running: Assistant) -> None:
    """Take the turns of updates, which Telegram is asked for before, once all is read."""
    await read_all(running)
    running.reception.open()


async def read_all(running: Assistant) -> None:
    """Read vocabularies and catalogs, that no turn has to."""
    await asyncio.to_thread(open_catalogs)  # first: what it lets go of, the vocabularies take
    await asyncio.to_thread(rehearse, running.desk.world(running.desk.clock()))
    gc.freeze()  # what was read stays, as what was put together before


async def _take_network(running: Assistant, network: Network | None) -> None:
    """Put the network of the settings in force, or warn that there is none."""
    database = running.desk.database
    if network is not None:
        for line in await database.read(partial(told_of, network=network)):
            log.warning("%s", speak(line, "en", markup=False))
        await database.run(lambda transaction: store_network(transaction, network, running.desk.clock()))
        await running.worlds.renew(database)
    if await database.read(network_number) is None:
        log.warning("%s", speak(NO_NETWORK, "en", markup=False))


async def _erase_again(running: Assistant, register: Path) -> None:
    """Erase again what came back with a backup, whoever put it in the place of the database."""
    try:
        erased = await erase_what_came_back(
            running.desk.database, running.desk.world, read_register(register)
        )
    except OSError as error:
        raise Unable(unread(register, error)) from None
    if erased:
        log.warning("%d erasures that a backup had undone are made again", erased)


async def _reception(
    running: Assistant, settings: Settings, stack: AsyncExitStack
) -> Callable[[], Coroutine[Any, Any, None]]:
    """Have Telegram send the updates, or be asked for them, those that wait are kept; open the dashboard."""
    routes: list[BaseRoute] = []
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    address = webhook_address(settings)
    if address:
        endpoint = webhook(running.application, running.reception, secret)
        routes.append(Route(WEBHOOK_PATH, endpoint, methods=["POST"]))
    if settings.dashboard_url:
        from bot.dashboard.app import Dashboard  # 5 MB, for who serves it

        desk = running.desk
        pages = Dashboard(desk.database, desk.clock, desk.world, settings.dashboard_url, token_of(settings))
        routes.append(Mount(urlsplit(settings.dashboard_url).path, pages.app))
        log.info("The dashboard is at %s", settings.dashboard_url)
    if routes:
        await stack.enter_async_context(serving(Starlette(routes=routes), _listening(settings)))
    if not address:
        asked = partial(running.bot.delete_webhook, drop_pending_updates=False)
        await patiently("deleteWebhook", asked)
        return lambda: poll(running.application, running.reception)
    try:
        await running.peers.tell_webhook(running.bot, address, secret, ALLOWED)
    except BadRequest as refusal:
        told = say(
            "Telegram refuses {address} ({cause}): check {setting}.",
            address=address, cause=str(refusal), setting=variable("webhook_url"),
        )  # fmt: skip
        raise Unable(told) from None
    log.info("Telegram calls %s, served at %s:%s", address, settings.listen.host, settings.listen.port)
    return _for_ever


def _report_errors(settings: Settings, stack: AsyncExitStack) -> None:
    """Tell a Sentry of errors, where the settings name one."""
    if settings.sentry_dsn is None:
        return
    try:
        from bot.error_reports import report_errors  # an extra
    except ImportError:
        raise Unable(
            say(
                "{setting} needs the library sentry-sdk: pip install sentry-sdk",
                setting=variable("sentry_dsn"),
            )
        ) from None
    stack.callback(report_errors(settings.sentry_dsn.get_secret_value()))


async def _told_of(health: Health, settings: Settings, stack: AsyncExitStack) -> None:
    """Serve health and measures at the address of the settings, or at the next port that is free."""
    if settings.monitoring_listen is None:
        return
    host, wanted = settings.monitoring_listen
    for port in range(wanted, wanted + MONITORING_PORTS) if wanted else (0,):
        try:
            listening = listener(host, port)
        except (OSError, OverflowError):  # taken by another process, or beyond the last port
            continue
        await stack.enter_async_context(serving(health.app, listening, connections=MONITORS_MAX))
        log.info("Health and measures are at http://%s:%s", host, listening.getsockname()[1])
        return
    log.warning("Health and measures are not served: no port is free from %s:%s on", host, wanted)


def _listening(settings: Settings) -> socket.socket:
    """Listen where the settings say; raise Unable where one cannot."""
    try:
        return listener(settings.listen.host, settings.listen.port)
    except OSError as error:
        where = f"{settings.listen.host}:{settings.listen.port}"
        told = say(
            "{address} cannot be listened at ({cause}): change {setting}.",
            address=where, cause=error.strerror or type(error).__name__, setting=variable("listen"),
        )  # fmt: skip
        raise Unable(told) from None


def webhook_address(settings: Settings) -> str:
    """Return the address Telegram calls; empty when it is asked instead."""
    return f"{settings.webhook_url}{WEBHOOK_PATH}" if settings.webhook_url else ""


async def _for_ever() -> None:
    await asyncio.Event().wait()
