"""Cells that are safe to open: typed values, and texts that no spreadsheet takes for a formula."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeAlias

Cell: TypeAlias = str | int | Decimal | date | datetime | bool | None
"""What a cell holds; moments are aware, and shown in Paris."""

MOST_CHARACTERS: Final = 32_767  # of a cell, in UTF-16 [Excel specifications and limits]

# XML 1.0, section 2.2: what a file that holds it cannot be opened for. Tabs and line breaks are allowed.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK: Final = re.compile(r"\r\n?")
_BEGINNING: Final = frozenset("=+-@−")
"""What a formula begins with, or (U+2212) what a spreadsheet may read as such."""

_UNSEEN: Final = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)
"""Blanks, and characters that show nothing [Unicode, Default_Ignorable_Code_Point]."""


def safe(text: str) -> str:
    """Return a text that any cell takes: without what XML forbids, cut with "…" where it is too long."""
    text = _ILLEGAL.sub("", _LINE_BREAK.sub("\n", text))
    if 2 * len(text) <= MOST_CHARACTERS:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return text
    return units[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", errors="ignore") + "…"


def looks_like_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet might compute a text: by its first sign, of any width, after any blank.

    A tab or a line break at the beginning counts too: some programs pass over them (OWASP, CSV injection).
    """
    if not text or text[0].isalnum():
        return False
    if text[0] in "\t\n\r":
        return True
    sign = text[_UNSEEN.match(text).end() :][:1]  # type: ignore[union-attr] # it matches the empty text too
    return unicodedata.normalize("NFKC", sign)[:1] in _BEGINNING if sign else False
