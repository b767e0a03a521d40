"""python-telegram-bot's way to the network.

Calls go over kept connections of our own; files, proxies and addresses with a password, by aiohttp.
The library's default client costs 0.8 to 7 ms of CPU per call and was the bottleneck of the whole bot.
"""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.client.connections import LONGEST_ANSWER, AnswerTooLong, Connections
from models.database import json_text

CONNECTIONS = 100
TIMEOUT_SECONDS = 10.0
UPLOAD_TIMEOUT_SECONDS = 60.0
NUMBERS = frozenset({"retry_after", "migrate_to_chat_id"})

_JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """The ``request`` and ``get_updates_request`` of a bot on the real network."""

    def __init__(self, connections: int = CONNECTIONS) -> None:
        self._limit = connections
        self._connections: Connections | None = None
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return how long an answer is waited for, in seconds."""
        return TIMEOUT_SECONDS

    async def initialize(self) -> None:
        """Get ready to call."""
        if self._session is None:
            self._connections = Connections(self._limit)
            self._session = ClientSession(
                connector=TCPConnector(limit=self._limit), cookie_jar=DummyCookieJar()
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None and self._connections is not None:
            await self._connections.close()
            await self._session.close()
            self._connections = self._session = None

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
        if self._session is None or self._connections is None:
            raise RuntimeError("The transport is not initialized")
        seconds = TIMEOUT_SECONDS if isinstance(read_timeout, DefaultValue) else read_timeout
        proxy = proxy_for(url)
        uploads = request_data is not None and request_data.contains_files
        body: FormData | bytes | None = None
        if request_data is not None:
            body = _form(request_data) if uploads else json_text.write(request_data.parameters).encode()
        try:
            if isinstance(body, bytes) and proxy is None and "@" not in url:
                return await self._connections.post(url, body, seconds)
            async with self._session.request(
                method,
                url,
                data=body,
                headers=_JSON if isinstance(body, bytes) else None,
                timeout=ClientTimeout(total=UPLOAD_TIMEOUT_SECONDS if uploads else seconds),
                proxy=proxy,
            ) as response:
                return response.status, await _read(response)
        except TimeoutError as error:
            raise TimedOut from error
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error


async def _read(response: ClientResponse) -> bytes:
    """Read an answer whole; raise AnswerTooLong."""
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > LONGEST_ANSWER:
            raise AnswerTooLong
    return bytes(body)


def _is_telegram_s(answer: Any) -> bool:
    """Tell an answer that has what the library takes for granted."""
    if not isinstance(answer, dict):
        return False
    told = answer.get("parameters", {})
    if not isinstance(told, dict) or not all(isinstance(told[name], int) for name in NUMBERS & told.keys()):
        return False
    return "result" in answer or answer.get("ok") is False


@lru_cache  # aiohttp would look into the environment and ~/.netrc at every call
def proxy_for(url: str) -> str | None:
    """Return the proxy that the environment sets for an address, as PTB's own client does; None without."""
    parts = urlsplit(url)
    return None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)


def _form(request_data: RequestData) -> FormData:
    form = FormData(quote_fields=False)  # Telegram does not decode %C3%A9 in a file's name
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return form
