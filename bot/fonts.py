"""The font of what the bot draws, the same on every machine, and what can be written with it."""

import re
import unicodedata
from collections.abc import Container, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

_LINE_BREAK: Final = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"


@contextmanager
def source_sans(style: str) -> Iterator[Path]:
    """Give the file of a style of Source Sans Pro, such as ``Regular``, while the block runs."""
    with as_file(files("font_source_sans_pro") / "files" / f"SourceSansPro-{style}.ttf") as path:
        yield path


def writable(text: str, characters: Container[str]) -> str:
    """Return a text with nothing but ``characters`` and line breaks.

    A character that is not one of them gives way to its plain form, to "?" for a letter, or to nothing.
    """
    text = _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text))
    written = (_written(character, characters) for character in _BLANK_LINES.sub("\n\n", text))
    return re.sub(f"{_UNKNOWN}+", "?", "".join(written))


def _written(character: str, characters: Container[str]) -> str:
    """Return a character, or what stands for it: its plain form, a mark for a letter, else nothing."""
    if character in characters or character == "\n":
        return character
    if character.isspace():
        return " "
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if part in characters)
    if plain:
        return plain
    match tuple(unicodedata.category(character)):
        case ("L" | "N", _):
            return _UNKNOWN
        case ("P", "d"):
            return "-"
        case _:
            return ""
