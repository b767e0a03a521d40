"""What Telegram refuses in a message, a keyboard or a command, with its own words.

Limits: Bot API documentation and ``telegram.constants``. Error texts: tdlib/telegram-bot-api
(Client.cpp, ``fail_query_with_error``) and answers of the live service.
"""

import re

from bot.playground.telegram.calls import JsonObject, Parameters, bad_request
from bot.playground.telegram.chats import Button, Chat, ChatKind, ReplyKeyboard, Rows, as_html
from bot.playground.telegram.entities import FormattedText, parse_html, utf16_length
from bot.playground.telegram.files import image_sides

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CALLBACK_DATA_LIMIT_BYTES = 64
CALLBACK_ANSWER_LIMIT = 200
BUTTONS_LIMIT = 100
BUTTONS_PER_ROW_LIMIT = 8
COMMANDS_LIMIT = 100
COMMAND_DESCRIPTION_LIMIT = 256
TOPIC_NAME_LIMIT = 128
UPLOAD_LIMIT_BYTES = 50_000_000
PHOTO_LIMIT_BYTES = 10 * 1024 * 1024
PHOTO_SIDES_LIMIT, PHOTO_RATIO_LIMIT = 10_000, 20
DOWNLOAD_LIMIT_BYTES = 20_000_000
PROFILE_LIMITS = {"name": 64, "description": 512, "short_description": 120}

_COMMAND_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_LINK = re.compile(r"(https?://)?[^\s/]+\.[^\s]+|tg://\S+|https?://localhost\S*", re.IGNORECASE)


def formatted(parameters: Parameters, name: str) -> tuple[FormattedText, str]:
    """Return a text parameter without and with its markup (HTML only: the bot uses no other)."""
    text = parameters.text(name)
    mode = parameters.text("parse_mode").lower()
    if mode == "html":
        return parse_html(text), text.strip()
    if mode:
        raise bad_request("unsupported parse_mode")
    return FormattedText(text.strip()), as_html(text.strip())


def message_text(parameters: Parameters) -> tuple[FormattedText, str]:
    """Return the text of a message to send or to edit."""
    plain, html = formatted(parameters, "text")
    if not plain.text:
        raise bad_request("message text is empty")
    if utf16_length(plain.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return plain, html


def caption(parameters: Parameters) -> tuple[FormattedText, str]:
    """Return the text under a photo or a document, which may be empty."""
    plain, html = formatted(parameters, "caption")
    if utf16_length(plain.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return plain, html


def photo(content: bytes) -> None:
    """Refuse an image that Telegram does not take as a photo, such as one that it cannot read."""
    if len(content) > PHOTO_LIMIT_BYTES:
        limit = f"the maximum size is {PHOTO_LIMIT_BYTES} bytes"
        raise bad_request(f"file of size {len(content)} bytes is too big for a photo; {limit}")
    sides = image_sides(content)
    if sides is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(sides) > PHOTO_SIDES_LIMIT or max(sides) > PHOTO_RATIO_LIMIT * min(sides):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def inline_rows(markup: JsonObject, chat: Chat) -> Rows:
    """Return the buttons of an inline keyboard."""
    rows = tuple(
        tuple(_inline_button(button, chat) for button in row)
        for row in _button_rows(markup, "inline_keyboard")
    )
    # The per-row limit is not an error of the live service, which drops buttons: refuse, to see it.
    if sum(map(len, rows)) > BUTTONS_LIMIT or any(len(row) > BUTTONS_PER_ROW_LIMIT for row in rows):
        raise bad_request("reply markup is too long")
    return tuple(row for row in rows if row)


def reply_keyboard(markup: JsonObject, chat: Chat) -> ReplyKeyboard:
    """Return a reply keyboard."""
    rows = tuple(
        tuple(_reply_button(button, chat) for button in row) for row in _button_rows(markup, "keyboard")
    )
    if sum(map(len, rows)) > 300:
        raise bad_request("reply markup is too long")
    return ReplyKeyboard(
        rows,
        one_time=bool(markup.get("one_time_keyboard")),
    )


def commands(parameters: Parameters) -> list[JsonObject]:
    """Return the commands to set."""
    wanted = parameters.array("commands")
    if wanted is None:
        raise bad_request('parameter "commands" is required')
    if len(wanted) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept: list[JsonObject] = []
    for command in wanted:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: Expected an Object")
        name = str(command.get("command", "")).removeprefix("/")
        description = str(command.get("description", "")).strip()
        if not _COMMAND_NAME.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= COMMAND_DESCRIPTION_LIMIT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": description})
    return kept


def language(parameters: Parameters) -> str:
    """Return a language of the bot's profile, empty for all languages."""
    code = parameters.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _button_rows(markup: JsonObject, name: str) -> list[list[JsonObject]]:
    rows = markup[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the ReplyMarkup must be an Array of Arrays')
    return rows


def _inline_button(button: JsonObject, chat: Chat) -> Button:
    label = str(button.get("text") or "").strip()
    if not label:
        raise bad_request("can't parse inline keyboard button: text must be non-empty")
    data = str(button.get("callback_data") or "")
    url = str(button.get("url") or "")
    web_app = _web_app(button)
    if not (data or url or web_app):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(data.encode()) > CALLBACK_DATA_LIMIT_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if url and not _LINK.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if web_app and not web_app.startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{web_app}' is invalid: Only HTTPS links are allowed"
        )
    if web_app and chat.kind is not ChatKind.PRIVATE:
        raise bad_request("BUTTON_TYPE_INVALID")
    return Button(label, data, url, web_app, style=_style(button))


def _reply_button(button: JsonObject | str, chat: Chat) -> Button:
    if isinstance(button, str):
        button = {"text": button}
    label = str(button.get("text") or "").strip()
    if not label:
        raise bad_request("can't parse keyboard button: text must be non-empty")
    private = chat.kind is ChatKind.PRIVATE
    if button.get("request_contact") and not private:
        raise bad_request("phone number can be requested in private chats only")
    if button.get("request_location") and not private:
        raise bad_request("location can be requested in private chats only")
    web_app = _web_app(button)
    if web_app and not private:
        raise bad_request("Web App buttons can be used in private chats only")
    asks = (
        "contact" if button.get("request_contact") else "location" if button.get("request_location") else ""
    )
    return Button(label, web_app=web_app, asks=asks, style=_style(button))


def _web_app(button: JsonObject) -> str:
    value = button.get("web_app")
    return str(value.get("url") or "") if isinstance(value, dict) else ""


def _style(button: JsonObject) -> str:
    style = str(button.get("style") or "")
    if style not in ("", "primary", "success", "danger"):
        raise bad_request("BUTTON_STYLE_INVALID")
    return style
