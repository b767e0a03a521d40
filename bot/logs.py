"""Set up logs that say what happened, never what people wrote, and never the bot's token."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Final, TextIO

_TOKEN: Final = re.compile(r"\d{3,}:[\w-]{20,}")
# PostgreSQL quotes the rows it refuses, on one line or on several [PostgreSQL, error message fields].
_DETAIL: Final = re.compile(
    r"^[ |]*DETAIL:.*?(?=^[ |]*(?:HINT:|CONTEXT:|\[SQL:)|^[ |]*\n[ |]*(?:The above|During handling)|\Z)",
    re.MULTILINE | re.DOTALL,
)

# Below these levels, libraries log the address they call (with the token), the updates they read or
# the rows they write (with people's words).
_QUIETEST: Final = {
    "alembic": logging.WARNING,
    "asyncio": logging.WARNING,
    "fontTools": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "transitions": logging.WARNING,
    "telegram": logging.INFO,
    "uvicorn.access": logging.WARNING,
}


class _Discreet(logging.Formatter):
    """Leaves the token and refused rows out, wherever they come from: sentences, arguments, tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        return _discreet(super().format(record))


class _Json(logging.Formatter):
    """Writes each record as one line of JSON, an error's whole traceback in it."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _discreet(record.getMessage()),
        }
        if record.exc_info:
            told["error"] = _discreet(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


def _discreet(text: str) -> str:
    return _DETAIL.sub("", _TOKEN.sub("<token>", text))


def set_up_logs(level: str, stream: TextIO = sys.stderr, *, as_json: bool = False) -> None:
    """Send logs of ``level`` and above to ``stream``: in colours on a terminal, else one plain line each.

    ``as_json``: one line of JSON each, wherever they go.
    """
    handler: logging.Handler
    if as_json:
        handler = logging.StreamHandler(stream)
        handler.setFormatter(_Json())
    elif stream.isatty():
        from rich.console import Console  # 4 MB, for who looks
        from rich.highlighter import NullHighlighter
        from rich.logging import RichHandler

        handler = RichHandler(console=Console(file=stream), show_path=False, highlighter=NullHighlighter())
        handler.setFormatter(_Discreet("%(name)s: %(message)s", datefmt="%X"))
    else:
        handler = logging.StreamHandler(stream)
        handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    quiet_libraries(level)


def quiet_libraries(level: str) -> None:
    """Keep what people write, and tokens, out of what libraries log at ``level`` and above."""
    for name, quietest in _QUIETEST.items():
        logging.getLogger(name).setLevel(max(quietest, logging.getLevelNamesMapping()[level]))
