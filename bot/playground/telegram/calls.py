"""A call to the Bot API: its parameters, how it may fail, and its line in the log."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

JsonObject: TypeAlias = dict[str, object]


class Failure(Exception):
    """Why a call gets no result: refused, lost, or answered by something that is not the Bot API."""


class Refused(Failure):
    """The Bot API's own error, with Telegram's text."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class BadGateway(Failure):
    """A page of HTML from a proxy in front of the Bot API."""


class NoAnswer(Failure):
    """Silence: the connection breaks, or nothing comes before the client gives up."""

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("timed out" if timed_out else "connection closed")
        self.timed_out = timed_out


def bad_request(reason: str, **parameters: int) -> Refused:
    """Return the refusal of a call that is wrong."""
    return Refused(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> Refused:
    """Return the refusal of a call the bot has no right to."""
    return Refused(403, f"Forbidden: {reason}")


def too_many_requests(retry_after_seconds: int) -> Refused:
    """Return the refusal of a call made too soon."""
    return Refused(
        429, f"Too Many Requests: retry after {retry_after_seconds}", retry_after=retry_after_seconds
    )


def server_error() -> Refused:
    """Return an error of Telegram's own servers."""
    return Refused(500, "Internal Server Error")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"


NO_FILES: Mapping[str, Upload] = MappingProxyType({})


class Parameters:
    """The parameters of a call: typed by an in-process caller or in JSON, all text in a form."""

    __slots__ = ("_values", "files")

    def __init__(self, values: Mapping[str, object], files: Mapping[str, Upload] = NO_FILES) -> None:
        self._values = values
        self.files = files

    def has(self, name: str) -> bool:
        """Tell whether a parameter is given, even empty."""
        return self._values.get(name) is not None

    def text(self, name: str) -> str:
        """Return a text, empty when absent."""
        value = self._values.get(name)
        return "" if value is None else str(value)

    def whole(self, name: str) -> int | None:
        """Return a whole number, None when absent or something else."""
        value = self._values.get(name)
        if isinstance(value, int):
            return value
        try:
            return int(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """Return a yes or no, no when absent."""
        return self.text(name).lower() in ("true", "1", "yes")

    def mapping(self, name: str) -> JsonObject:
        """Return an object, empty when absent."""
        value = self._parsed(name)
        return value if isinstance(value, dict) else {}

    def array(self, name: str) -> list[object] | None:
        """Return a list, None when absent."""
        value = self._parsed(name)
        return value if isinstance(value, list) else None

    def _parsed(self, name: str) -> object:
        value = self._values.get(name)
        if not isinstance(value, str) or not value:
            return value
        try:
            parsed: object = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
        return parsed


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the log. ``error`` is None for a call that succeeded; ``chat_id`` where it has one."""

    method: str
    parameters: Mapping[str, object]
    at: datetime
    chat_id: int | None = None
    error: str | None = None


@dataclass(slots=True)
class Fault:
    """A failure to come. None as method or chat means any; ``delivered``: only the answer is lost."""

    failure: Failure
    method: str | None
    chat_id: int | None
    times: int
    delivered: bool

    def concerns(self, method: str, chat_id: int | None) -> bool:
        """Tell whether this call is one of those to fail."""
        return self.times > 0 and self.method in (None, method.lower()) and self.chat_id in (None, chat_id)


@dataclass(slots=True)
class Faults:
    """The failures to come, in the order they were asked for."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the failure this call must meet, if any, and count it."""
        fault = next((fault for fault in self.waiting if fault.concerns(method, chat_id)), None)
        if fault is not None:
            fault.times -= 1
            if not fault.times:
                self.waiting.remove(fault)
        return fault
