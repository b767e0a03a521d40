"""JSON as text, by orjson: a fifth of the time of the standard library, which takes what orjson refuses.

Half a surrogate pair is what differs in practice: a phone may send it, and it must come through. Whole
numbers are of 64 bits, as those of a database: every answer has its bounds.
"""

import json
from typing import Any

import orjson


def write(value: Any) -> str:
    """Return a value as JSON."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # JSONEncodeError is one: half a pair, a key or a number that it does not take
        return json.dumps(value)


def read(text: str | bytes) -> Any:
    """Read JSON back. Raises ValueError."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)
