"""The simulated Telegram: people on one side, the Bot API on the other.

    telegram = Simulator(now=clock)
    camille = telegram.person("Camille", "Durand", language="fr")
    camille.types("/start")
    ...                              # the bot handles telegram.take_updates() and answers
    camille.taps("Continuer")
    assert camille.chat.last.text == "…"

To be used from one event loop's thread. Everything lasts as long as the object.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TypeAlias

from bot.playground.telegram import administration_methods, edit_methods, send_methods, topic_methods
from bot.playground.telegram.calls import (
    NO_FILES,
    BadGateway,
    Call,
    Failure,
    Fault,
    Faults,
    JsonObject,
    Parameters,
    Refused,
    Upload,
)
from bot.playground.telegram.chats import Chat, User
from bot.playground.telegram.files import FileKind
from bot.playground.telegram.limits import Excess, too_fast
from bot.playground.telegram.phone import Person
from bot.playground.telegram.world import Query, World

TOKEN = "7000000001:simulated-telegram-has-no-secret"  # noqa: S105 - opens nothing but a simulator

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

Method: TypeAlias = Callable[[World, Parameters], object]

METHODS: dict[str, Method] = {
    "sendMessage": send_methods.send_message,
    "sendDocument": partial(send_methods.send_file, name="document", kind=FileKind.DOCUMENT),
    "sendPhoto": partial(send_methods.send_file, name="photo", kind=FileKind.PHOTO),
    "sendChatAction": send_methods.send_chat_action,
    "editMessageText": edit_methods.edit_message_text,
    "editMessageCaption": edit_methods.edit_message_caption,
    "editMessageMedia": edit_methods.edit_message_media,
    "editMessageReplyMarkup": edit_methods.edit_message_reply_markup,
    "deleteMessage": edit_methods.delete_message,
    "answerCallbackQuery": edit_methods.answer_callback_query,
    "getMe": administration_methods.get_me,
    "getChatMember": administration_methods.get_chat_member,
    "createForumTopic": topic_methods.create_forum_topic,
    "closeForumTopic": topic_methods.close_forum_topic,
    "getFile": administration_methods.get_file,
    "setWebhook": administration_methods.set_webhook,
    "deleteWebhook": administration_methods.delete_webhook,
    "getWebhookInfo": administration_methods.get_webhook_info,
    "setMyCommands": administration_methods.set_my_commands,
    "deleteMyCommands": administration_methods.delete_my_commands,
    "setMyName": partial(administration_methods.set_profile_text, field="name"),
    "setMyDescription": partial(administration_methods.set_profile_text, field="description"),
    "setMyShortDescription": partial(administration_methods.set_profile_text, field="short_description"),
}
# The Bot API ignores the case of method names.
_METHODS = {name.lower(): method for name, method in METHODS.items()}


class Simulator(World):
    """Telegram with one bot."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        name: str = "Alizé",
        username: str = "alize_bot",
        token: str = TOKEN,
    ) -> None:
        super().__init__(now, name=name, username=username, token=token)
        self.calls: list[Call] = []
        self._faults = Faults()

    def person(
        self,
        first_name: str,
        last_name: str = "",
        *,
        username: str = "",
        language: str = "",
        phone: str = "",
        id: int | None = None,
    ) -> Person:
        """Create a person with an account and a phone."""
        # Recent accounts have ids beyond 32 bits.
        number = 5_000_000_000 + next(self.ids) if id is None else id
        return Person(
            self,
            User(number, first_name, last_name, username, language, phone or f"+336{number % 10**8:08d}"),
        )

    def take_updates(self) -> list[JsonObject]:
        """Return the updates waiting for the bot, as acknowledged."""
        return self.updates.take()

    def unanswered_queries(self) -> list[Query]:
        """Return the taps whose button is still waiting."""
        return list(self.queries.values())

    def menu(self, person: Person, chat: Chat | None = None) -> list[JsonObject]:
        """Return the commands a person's phone offers."""
        return administration_methods.menu(self, person.user, chat or person.chat)

    def calls_to(self, method: str) -> list[Call]:
        """Return the calls to one method, oldest first."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def too_fast(self) -> list[Excess]:
        """Return the messages sent faster than Telegram allows."""
        return too_fast(self.calls)

    def fail(
        self,
        failure: Failure,
        method: str | None = None,
        *,
        chat: Chat | None = None,
        times: int = 1,
        delivered: bool = False,
    ) -> None:
        """Make the next calls fail; ``delivered``: they take effect and only the answer is lost."""
        chat_id = None if chat is None else chat.id
        self._faults.waiting.append(Fault(failure, method and method.lower(), chat_id, times, delivered))

    def call(
        self, method: str, values: Mapping[str, object], files: Mapping[str, Upload] = NO_FILES
    ) -> object:
        """Execute a method of the Bot API and return its result; raise Failure."""
        parameters = Parameters(values, files)
        chat_id = parameters.whole("chat_id")
        fault = self._faults.take(method, chat_id) if self._faults.waiting else None
        try:
            if fault is not None and not fault.delivered:
                raise fault.failure
            execute = _METHODS.get(method.lower())
            if execute is None:
                raise Refused(404, "Not Found")
            result = execute(self, parameters)
        except Failure as failure:
            self.calls.append(Call(method, values, self.now(), chat_id, str(failure)))
            raise
        self.calls.append(Call(method, values, self.now(), chat_id))
        if fault is not None:
            raise fault.failure
        return result

    async def get_updates(self, values: Mapping[str, object]) -> list[JsonObject]:
        """Execute getUpdates, waiting up to its ``timeout``; raise Failure."""
        parameters = Parameters(values)
        fault = self._faults.take("getUpdates", None) if self._faults.waiting else None
        if fault is not None:
            raise fault.failure
        if self.webhook is not None:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if (kinds := parameters.array("allowed_updates")) is not None:
            self.updates.allow([str(kind) for kind in kinds])
        limit = min(max(parameters.whole("limit") or 100, 1), 100)
        return await self.updates.poll(
            parameters.whole("offset") or 0, limit, parameters.whole("timeout") or 0
        )

    async def answer(
        self, method: str, values: Mapping[str, object], files: Mapping[str, Upload] = NO_FILES
    ) -> tuple[int, bytes]:
        """Return the HTTP status and body the Bot API answers a request with; raise NoAnswer."""
        try:
            if method.lower() == "getupdates":
                return 200, _body({"ok": True, "result": await self.get_updates(values)})
            return 200, _body({"ok": True, "result": self.call(method, values, files)})
        except Refused as refusal:
            body: JsonObject = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            if refusal.parameters:
                body["parameters"] = refusal.parameters
            return refusal.code, _body(body)
        except BadGateway:
            return 502, b"<html><head><title>502 Bad Gateway</title></head></html>"

    def download(self, path: str) -> tuple[int, bytes]:
        """Return the HTTP status and body of a file's download."""
        file = self.files.get(path.removeprefix("documents/"))
        return (
            (200, file.content)
            if file
            else (404, _body({"ok": False, "error_code": 404, "description": "Not Found"}))
        )


def _body(answer: JsonObject) -> bytes:
    return _encode(answer).encode()
