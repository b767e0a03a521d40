"""What Telegram shows of the bot before a word is said: its commands, its name, its descriptions."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram.error import RetryAfter, TelegramError

from bot.i18n import LANGUAGES, speak
from bot.services.commands import Offered
from bot.services.core.rights import Role
from bot.services.core.screens import Menu
from bot.services.registry import COMMANDS
from bot.telegram.client.bot import CallingBot
from bot.telegram.patience import patiently
from conversations.messages import say

log = logging.getLogger(__name__)

NAME = say("Alizé – advice for small firms")
SHORT = say("Free days of advice from large firms near you, for your development project.")
DESCRIPTION = say(
    "Are you the head of a small or medium firm with a project? The Alizé network lends you the "
    "specialists of large firms of your territory, free of charge. Ten minutes to prepare your request: "
    "touch START."
)


def menu_of(menu: Menu) -> tuple[str, dict[str, Any]]:
    """Return the call that lists a person's commands, in the language they chose."""
    offered = Offered.MEMBER if menu.roles else Offered.PRIVATE
    commands = _listed(offered, menu.language, menu.roles)
    return "setMyCommands", {
        "commands": commands,
        "scope": {"type": Offered.MEMBER, "chat_id": menu.person_id},
    }


def _listed(offered: Offered, language: str, roles: frozenset[Role] = frozenset()) -> list[dict[str, str]]:
    return [
        {"command": name, "description": speak(line, language, markup=False)}
        for name, line in COMMANDS.menu(offered, language, roles)
    ]


async def present_bot(bot: CallingBot, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Set the menus, the name and the descriptions, in each language; French is everybody's default."""
    for language in ("", *LANGUAGES):
        spoken = language or "fr"
        for offered in (Offered.PRIVATE, Offered.GROUPS):
            listed = _listed(offered, spoken)
            menu = {"commands": listed, "scope": {"type": offered}, "language_code": language}
            await _set(bot, "setMyCommands", menu, sleep)
        for method, field, text in (
            ("setMyName", "name", NAME),
            ("setMyShortDescription", "short_description", SHORT),
            ("setMyDescription", "description", DESCRIPTION),
        ):
            shown = {field: speak(text, spoken, markup=False), "language_code": language}
            await _set(bot, method, shown, sleep)


async def _set(
    bot: CallingBot, method: str, payload: Mapping[str, Any], sleep: Callable[[float], Awaitable[None]]
) -> None:
    """Make one call, waiting for Telegram if it is away; none is worth failing for."""

    async def call() -> None:
        try:
            await bot.call(method, payload)
        except RetryAfter:
            if method == "setMyCommands":
                raise
            log.info("%s was set lately: left as it is", method)  # hours are asked, for what seldom changes

    try:
        await patiently(method, call, sleep)
    except TelegramError as error:
        log.warning("%s failed: %s", method, error)
