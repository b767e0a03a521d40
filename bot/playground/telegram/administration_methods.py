"""The Bot API methods about files, the webhook and the bot's own profile."""

import json
import re
from datetime import timedelta

from bot.playground.telegram import rules
from bot.playground.telegram.calls import JsonObject, Parameters, bad_request, too_many_requests
from bot.playground.telegram.chats import Chat, ChatKind, Membership, User
from bot.playground.telegram.world import Webhook, World, member_json

_SECRET = re.compile(r"[A-Za-z0-9_-]*")
# Telegram only takes HTTPS; a self-hosted Bot API server takes HTTP in local mode, as here on loopback.
_WEBHOOK_URL = re.compile(r"https://\S+|http://(127\.0\.0\.1|localhost)[:/]\S+")
WEBHOOK_PAUSE = timedelta(seconds=1)  # sooner after another, Telegram answers 429


def get_me(world: World, parameters: Parameters) -> JsonObject:
    """Return the bot."""
    return world.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def get_chat_member(world: World, parameters: Parameters) -> JsonObject:
    """Return what the bot is in a group, and what it may do there; nobody else is asked for."""
    chat = world.chats.get(parameters.whole("chat_id") or 0)
    if chat is None or chat.kind is ChatKind.PRIVATE:
        raise bad_request("chat not found")
    if parameters.whole("user_id") != world.bot.id:
        raise bad_request("member not found")
    return member_json(world.bot, chat.bot, chat.bot_rights)


def get_file(world: World, parameters: Parameters) -> JsonObject:
    """Return where a file is downloaded from."""
    file = world.files.get(parameters.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > rules.DOWNLOAD_LIMIT_BYTES:
        raise bad_request("file is too big")
    return file.json() | {"file_path": file.path}


def set_webhook(world: World, parameters: Parameters) -> bool:
    """Have the updates pushed to an address; an empty one goes back to getUpdates."""
    url, secret = parameters.text("url"), parameters.text("secret_token")
    if not url:
        return delete_webhook(world, parameters)
    if not _WEBHOOK_URL.fullmatch(url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if (kinds := parameters.array("allowed_updates")) is not None:
        world.updates.allow([str(kind) for kind in kinds])
    if parameters.flag("drop_pending_updates"):
        world.updates.take()
    if world.webhook is not None and world.now() - world.webhook.set_at < WEBHOOK_PAUSE:
        raise too_many_requests(1)
    world.webhook = Webhook(url, secret, world.now())
    return True


def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Go back to getUpdates."""
    if parameters.flag("drop_pending_updates"):
        world.updates.take()
    world.webhook = None
    return True


def get_webhook_info(world: World, parameters: Parameters) -> JsonObject:
    """Return where updates are pushed to and how many wait."""
    return {
        "url": world.webhook.url if world.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }


def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Set the commands of the menu for a scope and a language."""
    world.profile.commands[_menu(parameters)] = rules.commands(parameters)
    return True


def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Forget the commands set for a scope and a language."""
    world.profile.commands.pop(_menu(parameters), None)
    return True


def set_profile_text(world: World, parameters: Parameters, field: str) -> bool:
    """Set the name or a description for a language; an empty one falls back to all languages."""
    text, language = parameters.text(field), rules.language(parameters)
    if len(text) > rules.PROFILE_LIMITS[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    world.profile.texts.setdefault(field, {})[language] = text
    return True


def menu(world: World, person: User, chat: Chat) -> list[JsonObject]:
    """Return the commands a phone offers, looked up as Telegram does (Bot API, BotCommandScope)."""
    administers = chat.members.get(person.id, Membership.LEFT).administers
    scopes: list[JsonObject] = [{"type": "chat", "chat_id": chat.id}]
    if chat.kind is ChatKind.PRIVATE:
        scopes.append({"type": "all_private_chats"})
    else:
        scopes.insert(0, {"type": "chat_member", "chat_id": chat.id, "user_id": person.id})
        if administers:
            scopes.insert(1, {"type": "chat_administrators", "chat_id": chat.id})
            scopes.append({"type": "all_chat_administrators"})
        scopes.append({"type": "all_group_chats"})
    scopes.append({"type": "default"})
    for scope in scopes:
        for language in (person.language[:2], ""):
            if commands := world.profile.commands.get((_scope_key(scope), language)):
                return commands
    return []


def _menu(parameters: Parameters) -> tuple[str, str]:
    scope = parameters.mapping("scope") or JsonObject(type="default")
    return _scope_key(scope), rules.language(parameters)


def _scope_key(scope: JsonObject) -> str:
    return json.dumps(scope, sort_keys=True)
