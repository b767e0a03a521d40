"""CSV files as spreadsheets write them: their encoding, their separator, their rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from conversations.messages import say
from models.spreadsheets.raw_cells import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLDER = "cp1252"  # what spreadsheets write in France, when they do not write UTF-8
_LOOKED_AT = 512  # bytes, to tell UTF-16 without its mark
_SEPARATORS = ";,\t|"
_TOLD_SEPARATOR = re.compile(r'"?sep=(.)"?[^\S\n]*\r?\n', re.IGNORECASE)


def decoded(content: bytes) -> str:
    """Return a text: by its mark, else line by line, since files are pasted together from several."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as_told(content, encoding)
    beginning = content[:_LOOKED_AT]
    for encoding, zeros in (("utf-16-le", beginning[1::2]), ("utf-16-be", beginning[::2])):
        if len(zeros) > 1 and not any(zeros):
            return content.decode(encoding, "replace")
    return _by_line(content)


def _as_told(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        utf8 = encoding == "utf-8-sig"
        return _by_line(content[len(codecs.BOM_UTF8) :]) if utf8 else content.decode(encoding, "replace")


def _by_line(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return "".join(_line(line) for line in content.splitlines(keepends=True))


def _line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(_OLDER, "replace")


def csv_rows(content: bytes) -> Iterator[Sequence[object]]:
    """Give the rows of a file; raise Unreadable where its quotation marks are broken."""
    text = decoded(content)
    if told := _TOLD_SEPARATOR.match(text):  # a line for spreadsheets, which none of them shows
        text, separator = text[told.end() :], told[1]
    else:
        header = text.lstrip().partition("\n")[0]
        separator = max(_SEPARATORS, key=header.count)
    number = 1
    try:
        for number, row in enumerate(  # noqa: B007
            csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 2
        ):
            yield row
    except csv.Error:
        raise Unreadable(
            say("from row {n} on, a quotation mark is never closed: remove it, or close it.", n=str(number))
        ) from None
