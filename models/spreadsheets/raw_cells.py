"""The cells of a spreadsheet as they are found: whole, merged, or damaged by what wrote them."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from conversations.messages import Message, say

# What UTF-8 looks like once read as another encoding: é is Ã© or √© or ├®.
_TAIL = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
_MISREAD = re.compile(f"[ÂÃ][{re.escape(_TAIL)}]|â€|Å[“’]|ï»¿|√[©®†ß™¢´ª]|[├┬].|\N{REPLACEMENT CHARACTER}")
_BLANK = re.compile("_x00(?:09|0[AaDd])_")  # as workbooks write tabs and returns
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]|_x(00[01][0-9A-Fa-f]|[dD][89A-Fa-f][0-9A-Fa-f]{2})_"
)
_ERROR = re.compile(r"#(?:#+|N/A|[A-Z0-9/À-Ü_ ]+[!?])|Err:\d+")
_TOLD_AS_TEXT = re.compile(r'="([^"]*)"')
_SUSPECT = re.compile(
    "|".join(("^=", "^ *(?:#|Err:)", _MISREAD.pattern, _INVISIBLE.pattern, _CONTROL.pattern))
)


class Unreadable(Exception):
    """A cell that does not give what its column is about; ``message`` says what would."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.msgid)


LONGEST_TEXT, LONGEST_LIST = 200, 2_000  # characters of a cell, and of one that lists codes


@dataclass(frozen=True, slots=True)
class Faulty:
    """A cell that cannot be taken for what it shows, whatever its column is about."""

    text: str
    message: Message


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell of a merged range, ``cells`` ("B2:B5"), which begins in row ``top``."""

    value: object
    cells: str
    top: int


UNCALCULATED = Faulty(
    "=", say("is a formula that was not calculated: open the file in a spreadsheet, save it, then load it.")
)


def held(cell: object, most: int, *, added_up: bool) -> object:
    """Return what a cell holds, every cell of a merged range the same; raise Unreadable.

    ``most``: characters. A figure that is ``added_up`` would count once for each row of the range.
    """
    if isinstance(cell, Faulty):
        raise Unreadable(cell.message)
    if len(text_of(cell)) > most:
        raise Unreadable(say("is too long: at most {n} characters.", n=most))
    if not isinstance(cell, Merged):
        return cell
    if added_up:
        raise Unreadable(
            say(
                "the cells {cells} are merged: separate them, and write in each row the figure that is "
                "its own.",
                cells=cell.cells,
            )
        )
    return cell.value


def sound(cell: object) -> object:
    """Return a cell as it was read, without the marks that programs leave; Faulty where it is damaged."""
    if isinstance(cell, Merged):
        value = sound(cell.value)
        return value if isinstance(value, Faulty) else replace(cell, value=value)
    if not isinstance(cell, str) or not _SUSPECT.search(cell):
        return cell
    if told := _TOLD_AS_TEXT.fullmatch(cell):  # ="005520135": so that a spreadsheet keeps it as it is
        cell = told[1]
    text = _INVISIBLE.sub("", _BLANK.sub(" ", cell))
    if text.startswith("="):
        return UNCALCULATED
    if _ERROR.fullmatch(text.strip()):
        return Faulty(
            text,
            say(
                "“{value}” is an error of the spreadsheet: write the value itself.", value=text[:LONGEST_TEXT]
            ),
        )
    if _MISREAD.search(text):
        return Faulty(
            text,
            say(
                "“{text}” has letters that were misread: save the original again, as “CSV UTF-8” or as "
                ".xlsx.",
                text=text[:LONGEST_TEXT],
            ),
        )
    if control := _CONTROL.search(text):
        code = control[1] or f"{ord(control[0]):04X}"
        name = "NUL" if int(code, 16) == 0 else f"U+{code.upper()}"
        return Faulty(
            text, say("holds an invisible character ({name}): retype what is in the cell.", name=name)
        )
    return text


def text_of(cell: object) -> str:
    """Return what a cell says."""
    if isinstance(cell, Merged):
        cell = cell.value
    if isinstance(cell, Faulty):
        return cell.text or "?"
    if isinstance(cell, float) and cell.is_integer():  # a SIREN that a spreadsheet took for a figure
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def day_of(cell: object) -> date | None:
    """Return the day that a spreadsheet holds as such; None for words."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None
