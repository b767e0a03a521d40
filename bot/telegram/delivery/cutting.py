"""The beginning of what is too long for a message: a person reads it rather than nothing."""

import re
from html import escape, unescape
from typing import Any

TEXT_ROOM = 4_000  # UTF-16 units of markup, for 4096 of text [Bot API]
BUTTONS_ROOM = 100  # [the live service: "reply markup is too long"]

_TAG = re.compile(r"</?[a-z][^<>]*>")


def cut_text(markup: str) -> str:
    """Return the first lines of a text in HTML, and a sign that there was more.

    Tags open and close within a line; one that does not is left out with all the others.
    """
    if _units(markup) <= TEXT_ROOM:
        return markup
    kept: list[str] = []
    room = TEXT_ROOM
    for line in markup.split("\n"):
        room -= _units(line) + 1
        if room < 0:
            break
        kept.append(line)
    if not any(kept):
        plain = unescape(_TAG.sub("", markup)).encode("utf-16-le", "surrogatepass")
        kept = [escape(plain[: TEXT_ROOM // 3].decode("utf-16-le", "ignore"), quote=False)]
    beginning = "\n".join(kept).rstrip()
    if len(re.findall(r"<[a-z]", beginning)) != beginning.count("</"):
        beginning = _TAG.sub("", beginning)
    return f"{beginning}\n…"


def cut_buttons(markup: dict[str, Any]) -> dict[str, Any]:
    """Return an inline keyboard with its first rows, then the last, by which one goes back."""
    *rows, last = markup["inline_keyboard"]
    room = BUTTONS_ROOM - len(last)
    kept = []
    for row in rows:
        room -= len(row)
        if room < 0:
            break
        kept.append(row)
    return {**markup, "inline_keyboard": [*kept, last]}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
