"""What a bot does on the simulated Telegram, in a word each."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ParamSpec

import pytest

from bot.playground.telegram.calls import Refused
from bot.playground.telegram.chats import Chat, ChatMessage
from bot.playground.telegram.simulator import Simulator

Rest = ParamSpec("Rest")


class Clock:
    """A clock that only moves when told."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def passes(self, **span: float) -> None:
        self.time += timedelta(**span)


def send(telegram: Simulator, chat: Chat, text: str = "Bonjour", **values: object) -> ChatMessage:
    telegram.call("sendMessage", {"chat_id": chat.id, "text": text, **values})
    return chat.last


def edit(telegram: Simulator, message: ChatMessage, text: str, **values: object) -> None:
    telegram.call(
        "editMessageText", {"chat_id": message.chat.id, "message_id": message.id, "text": text, **values}
    )


def inline(*buttons: Mapping[str, object]) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "Continuer", **button} for button in buttons]]}


def refusal(act: Callable[Rest, object], *args: Rest.args, **kwargs: Rest.kwargs) -> str:
    with pytest.raises(Refused) as raised:
        act(*args, **kwargs)
    return raised.value.description


def only_update(telegram: Simulator) -> dict[str, Any]:
    (update,) = telegram.take_updates()
    return update
