"""The names that would tell who asks: secret until somebody takes a request up, and left out of texts."""

import re
from collections.abc import Iterable

from conversations.understanding.words import fold

HIDDEN = "•••"
TELLING = 4  # letters of a word that may tell somebody


def is_taken_up(holder_id: int | None, source: str | None) -> bool:
    """Tell whether a request is in somebody's hands; what was brought from a spreadsheet always was."""
    return holder_id is not None or source is not None


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a text with ••• in place of the names, whole or several words of them, however accented."""
    words = [(match.start(), match.end(), fold(match[0])) for match in re.finditer(r"\w+", text)]
    folded = [word for _, _, word in words]
    spans = []
    for name in names:
        parts = fold(name).split()
        place = 0
        while place < len(folded):
            length = _run(parts, folded, place) if folded[place] in parts else 0
            if length:
                spans.append((words[place][0], words[place + length - 1][1]))
            place += length or 1
    hidden, until = [], 0
    for start, end in sorted(spans):
        hidden.append(text[until:start] + HIDDEN if start >= until else "")
        until = max(until, end)
    return "".join(hidden) + text[until:]


def _run(parts: list[str], folded: list[str], place: int) -> int:
    """Return how many words from a place are words of the name in a row; 0 for what tells nobody."""
    best = 0
    for first in range(len(parts)):
        length = 0
        while (
            first + length < len(parts)
            and place + length < len(folded)
            and parts[first + length] == folded[place + length]
        ):
            length += 1
        if length >= min(2, len(parts)) and any(
            len(word) >= TELLING for word in parts[first : first + length]
        ):
            best = max(best, length)
    return best
