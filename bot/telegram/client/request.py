"""python-telegram-bot's way to the network: every call, with or without files, over kept connections.

The library's default client costs 0.8 to 7 ms of CPU per call and was the bottleneck of the whole bot.
"""

import re
import secrets
from typing import Any

from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.client.connections import JSON, Connections
from models.database import json_text

CONNECTIONS = 100
TIMEOUT_SECONDS = 10.0
UPLOAD_TIMEOUT_SECONDS = 60.0
NUMBERS = frozenset({"retry_after", "migrate_to_chat_id"})


class KeptRequest(BaseRequest):
    """The ``request`` and ``get_updates_request`` of a bot on the real network."""

    def __init__(self, connections: int = CONNECTIONS) -> None:
        self._limit = connections
        self._connections: Connections | None = None

    @property
    def read_timeout(self) -> float:
        """Return how long an answer is waited for, in seconds."""
        return TIMEOUT_SECONDS

    async def initialize(self) -> None:
        """Get ready to call."""
        if self._connections is None:
            self._connections = Connections(self._limit)

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._connections is not None:
            await self._connections.close()
            self._connections = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read an answer of the Bot API; anything else is no answer, and is not told: it may be anybody's."""
        try:
            answer = json_text.read(payload)
        except (ValueError, RecursionError):  # RecursionError: deeply nested
            answer = None
        if not _is_telegram_s(answer):
            raise TelegramError("Invalid server response")
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call; PTB turns statuses into its errors."""
        if self._connections is None:
            raise RuntimeError("The transport is not initialized")
        seconds = TIMEOUT_SECONDS if isinstance(read_timeout, DefaultValue) else read_timeout
        try:
            if method == "GET":
                return await self._connections.get(url, seconds)
            if request_data is not None and request_data.contains_files:
                kind, body = _form(request_data)
                return await self._connections.post(url, body, UPLOAD_TIMEOUT_SECONDS, kind)
            parameters = {} if request_data is None else request_data.parameters
            return await self._connections.post(url, json_text.write(parameters).encode(), seconds, JSON)
        except TimeoutError as error:
            raise TimedOut from error
        except OSError as error:
            raise NetworkError(type(error).__name__) from error


def _is_telegram_s(answer: Any) -> bool:
    """Tell an answer that has what the library takes for granted."""
    if not isinstance(answer, dict):
        return False
    told = answer.get("parameters", {})
    if not isinstance(told, dict) or not all(isinstance(told[name], int) for name in NUMBERS & told.keys()):
        return False
    return "result" in answer or answer.get("ok") is False


def _form(request_data: RequestData) -> tuple[str, bytes]:
    """Return the kind and the body of a form with files [RFC 7578]."""
    boundary = secrets.token_hex(16)
    parts = [(f'name="{name}"', value.encode()) for name, value in request_data.json_parameters.items()]
    for name, (file_name, file, kind) in request_data.multipart_data.items():
        content = file if isinstance(file, bytes) else file.read()
        parts.append((f'name="{name}"; filename="{_quoted(file_name)}"\r\nContent-Type: {kind}', content))
    body = b"".join(
        f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return f"multipart/form-data; boundary={boundary}", body + f"--{boundary}--\r\n".encode()


def _quoted(name: str) -> str:
    """Return a file's name as it stands between quotes; Telegram does not decode %C3%A9."""
    return re.sub(r'(["\\])', r"\\\1", re.sub(r"[\r\n]", " ", name))
