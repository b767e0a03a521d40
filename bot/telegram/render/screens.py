"""Screens in the words and shapes of Telegram. Text is escaped here and nowhere else."""

from collections.abc import Sequence
from typing import Any

from bot.i18n import speak
from bot.services.core.screens import Button, Link, Screen
from bot.telegram.render.callbacks import encode
from conversations.messages import Message, say

Payload = dict[str, Any]

ROW_WIDTH = 34  # characters that a phone shows in one row of buttons
ROW_MAX = 3


def text_of(screen: Screen, language: str) -> str:
    """Return the paragraphs as HTML."""
    return "\n\n".join(speak(paragraph, language, markup=True) for paragraph in screen.paragraphs)


def keyboard_of(screen: Screen, language: str, draft_id: int = 0, revision: int = 0) -> Payload | None:
    """Return the inline keyboard; None without buttons."""

    def drawn(button: Button | Link) -> Payload:
        shown: Payload = {"text": speak(button.label, language, markup=False)}
        if isinstance(button, Link):
            return shown | ({"web_app": {"url": button.url}} if button.mini_app else {"url": button.url})
        shown["callback_data"] = encode(button, draft_id, revision)
        if button.primary:
            shown["style"] = "primary"
        return shown

    rows = [[drawn(button) for button in row] for row in screen.head]
    rows += packed([drawn(button) for button in screen.options])
    rows += [[drawn(button) for button in row] for row in screen.rows]
    return {"inline_keyboard": rows} if rows else None


def packed(buttons: Sequence[Payload]) -> list[list[Payload]]:
    """Lay buttons out in rows that a phone shows whole."""
    rows: list[list[Payload]] = []
    width = ROW_WIDTH
    for button in buttons:
        needed = len(button["text"]) + 4
        if not rows or width + needed > ROW_WIDTH or len(rows[-1]) == ROW_MAX:
            rows.append([])
            width = 0
        rows[-1].append(button)
        width += needed
    return rows


def message_of(screen: Screen, language: str, chat_id: int, draft_id: int = 0, revision: int = 0) -> Payload:
    """Return the payload of a message that shows the screen."""
    payload: Payload = {
        "chat_id": chat_id,
        "text": text_of(screen, language),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    keyboard = keyboard_of(screen, language, draft_id, revision)
    if keyboard:
        payload["reply_markup"] = keyboard
    return payload


SHARING = {
    "contact": (
        say("👇 Quickest: the button at the bottom of your screen. Or type."),
        say("📱 Share my number"),
        "request_contact",
    ),
    "location": (
        say("👇 You can also share where the company is. Or type."),
        say("📍 Share my location"),
        "request_location",
    ),
}


def sharing_of(share: str, language: str, chat_id: int) -> Payload:
    """Return the payload that raises the phone's keyboard with its sharing button."""
    invitation, label, request = SHARING[share]
    button = {"text": speak(label, language, markup=False), request: True}
    return {
        "chat_id": chat_id,
        "text": speak(invitation, language, markup=True),
        "parse_mode": "HTML",
        "reply_markup": {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True},
    }


def lowering_of(language: str, chat_id: int) -> Payload:
    """Return the payload that puts the phone's keyboard away."""
    lowered: Message = say("👌 Let us go on.")
    return {
        "chat_id": chat_id,
        "text": speak(lowered, language, markup=True),
        "parse_mode": "HTML",
        "reply_markup": {"remove_keyboard": True},
    }
