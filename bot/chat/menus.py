"""What Telegram shows of the bot before a word is said: its commands, its name, its descriptions."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram.error import RetryAfter, TelegramError

from bot.chat.calls import CallingBot
from bot.chat.patience import patiently
from bot.i18n import LANGUAGES, speak
from bot.services.screens import Menu
from conversations.messages import Message, say

log = logging.getLogger(__name__)

NAME = say("Alizé – advice for small firms")
SHORT = say("Free days of advice from large firms near you, for your development project.")
DESCRIPTION = say(
    "Are you the head of a small or medium firm with a project? The Alizé network lends you the "
    "specialists of large firms of your territory, free of charge. Ten minutes to prepare your request: "
    "touch START."
)

APPLICANTS: tuple[tuple[dict[str, str], Message], ...] = (
    ({"fr": "start", "en": "start"}, say("Prepare a request, or go on")),
    ({"fr": "suivi", "en": "status"}, say("Where my request stands")),
    ({"fr": "nouvelle", "en": "new"}, say("Another request")),
    ({"fr": "annuler", "en": "cancel"}, say("Stop for now, or delete the request under way")),
    ({"fr": "aide", "en": "help"}, say("What I can do")),
    ({"fr": "langue", "en": "language"}, say("Français, English")),
    ({"fr": "confidentialite", "en": "privacy"}, say("Who reads my answers")),
    ({"fr": "mesdonnees", "en": "mydata"}, say("Everything kept about me")),
    ({"fr": "supprimer", "en": "delete"}, say("Erase everything")),
)
GROUPS: tuple[tuple[dict[str, str], Message], ...] = (
    ({"fr": "groupe", "en": "group"}, say("Receive a territory's requests here")),
)
MEMBERS: tuple[tuple[dict[str, str], Message], ...] = (
    ({"fr": "file", "en": "queue"}, say("What I have to do")),
    ({"fr": "chercher", "en": "find"}, say("Find a request")),
    ({"fr": "seances", "en": "sessions"}, say("Committee sessions")),
    ({"fr": "chiffres", "en": "stats"}, say("The figures")),
    ({"fr": "bilan", "en": "report"}, say("The report of a year")),
    ({"fr": "intervenants", "en": "advisors"}, say("Advisors and their firms")),
    ({"fr": "equipe", "en": "team"}, say("The team, and invitations")),
    ({"fr": "absence", "en": "away"}, say("Days I am away")),
    ({"fr": "reglages", "en": "settings"}, say("What I hear of")),
    ({"fr": "aide", "en": "help"}, say("What I can do")),
    ({"fr": "langue", "en": "language"}, say("Français, English")),
)
OF_THE_QUEUE = frozenset({"queue", "find", "advisors", "stats", "report"})
SCOPES = (("all_private_chats", APPLICANTS), ("all_chat_administrators", GROUPS))


def menu_of(menu: Menu) -> tuple[str, dict[str, Any]]:
    """Return the call that lists a person's commands."""
    scope = {"type": "chat", "chat_id": menu.person_id}
    if not menu.member:
        return "deleteMyCommands", {"scope": scope}
    listed = [
        {"command": names[menu.language], "description": speak(what, menu.language, markup=False)}
        for names, what in MEMBERS
        if menu.works or names["en"] not in OF_THE_QUEUE
    ]
    return "setMyCommands", {"commands": listed, "scope": scope}


async def present_bot(bot: CallingBot, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Set the menus, the name and the descriptions, in each language; French is everybody's default."""
    for language in ("", *LANGUAGES):
        spoken = language or "fr"
        for scope, commands in SCOPES:
            listed = [
                {"command": names[spoken], "description": speak(what, spoken, markup=False)}
                for names, what in commands
            ]
            menu = {"commands": listed, "scope": {"type": scope}, "language_code": language}
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
