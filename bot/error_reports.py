"""Errors told to a Sentry: what failed and where in the code, never with what.

A report is made of nothing but kinds, places and numbers, rather than of everything with the personal part
taken out: the words of an error, the values of variables and the arguments of a log may all be somebody's.
"""

import logging
import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from sentry_sdk import Client
from sentry_sdk.transport import Transport

ROOT: Final = Path(__file__).parents[1]
_REFERENCE: Final = re.compile(r"[0-9A-F]{6}")  # of an apology, by which it is found in the logs
HIDDEN: Final = "…"


def report_errors(dsn: str, transport: type[Transport] | None = None) -> Callable[[], None]:
    """Tell a Sentry of each error that is logged from now on; return what sends the last ones and ends it."""
    client = Client(
        dsn=dsn,
        transport=transport,
        default_integrations=False,  # they would add requests, variables, breadcrumbs, the machine's name
        auto_enabling_integrations=False,
        max_breadcrumbs=0,
        server_name="alize",
    )
    handler = _Reporter(client)
    logging.getLogger().addHandler(handler)

    def end() -> None:
        logging.getLogger().removeHandler(handler)
        client.close()

    return end


class _Reporter(logging.Handler):
    def __init__(self, client: Client) -> None:
        super().__init__(logging.ERROR)
        self._client = client

    def emit(self, record: logging.LogRecord) -> None:
        """Make a report of a record, and hand it over; it is sent in a thread of its own."""
        try:
            self._client.capture_event(_report(record))
        except Exception:
            self.handleError(record)


def _report(record: logging.LogRecord) -> Any:
    arguments = record.args if isinstance(record.args, tuple) else ()
    report: dict[str, Any] = {
        "level": record.levelname.lower(),
        "logger": record.name,
        "logentry": {"message": str(record.msg), "params": [_harmless(each) for each in arguments]},
    }
    if record.exc_info and record.exc_info[1] is not None:
        report["exception"] = {"values": list(_errors(record.exc_info[1]))}
    return report


def _harmless(argument: object) -> str | int:
    if isinstance(argument, int):
        return argument
    return argument if isinstance(argument, str) and _REFERENCE.fullmatch(argument) else HIDDEN


def _errors(error: BaseException) -> Iterator[dict[str, Any]]:
    """Give an error after what caused it, each with its kind and its place, as Sentry orders them."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _errors(cause)
    kind = type(error)
    yield {
        "type": kind.__name__,
        "module": kind.__module__,
        "stacktrace": {"frames": list(_frames(error.__traceback__))},
    }


def _frames(trace: TracebackType | None) -> Iterator[dict[str, Any]]:
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        ours = path.is_relative_to(ROOT)
        name = path.relative_to(ROOT) if ours else Path(*path.parts[-2:])
        yield {"filename": name.as_posix(), "function": frame.name, "lineno": frame.lineno, "in_app": ours}
