"""What a file is, by its content: what may be read, and what to do with what may not."""

import io
from zipfile import BadZipFile, ZipFile

from conversations.messages import Message, say

MOST_UNPACKED = 600_000_000  # bytes
MOST_IN_MEMORY = 100_000_000  # bytes of the table of texts and what is around: it is held in memory

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_TEXTS = frozenset((".csv", ".tsv", ".tab", ".txt"))
_LEFT_OUT = ("xl/worksheets/", "xl/media/")  # read row by row, or not at all
_LOOKED_AT = 2_000  # bytes

NEITHER = say("is neither a CSV nor an XLSX file: open it in a spreadsheet and save it as .xlsx.")
BROKEN = say("is broken: open it in a spreadsheet and save it again.")
TOO_LARGE = say("is too large once unpacked: part it into several files.")
_OLD = say("is in the old format of Excel (.xls): open it and save it as .xlsx.")


def is_workbook(content: bytes) -> bool:
    """Tell whether a file may be a workbook: an archive, whatever its name ends with."""
    return content.startswith(_ZIP)


def unfit_workbook(content: bytes) -> Message | None:
    """Tell what to do with an archive that is no XLSX workbook, or not one that may be read."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            sizes = {each.filename: each.file_size for each in archive.infolist()}
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return BROKEN
    if "xl/vbaProject.bin" in sizes:
        return say("has macros, which are never run here: save it as .xlsx, without them.")
    if "xl/workbook.bin" in sizes:
        return say("is a binary workbook (.xlsb): open it and save it as .xlsx.")
    if "content.xml" in sizes:
        return say("is in the format of LibreOffice (.ods): open it and save it as .xlsx.")
    if any(name.startswith("Index/") for name in sizes):
        return say("is in the format of Numbers: open it and export it to Excel (.xlsx).")
    in_memory = sum(size for name, size in sizes.items() if not name.startswith(_LEFT_OUT))
    if sum(sizes.values()) > MOST_UNPACKED or in_memory > MOST_IN_MEMORY:
        return TOO_LARGE
    return None


def unfit_text(content: bytes, suffix: str) -> Message | None:
    """Tell what to do with a file that is no workbook and may not be read as CSV either."""
    if content.startswith(_COMPOUND):
        if _PROTECTED in content:
            return say("is protected by a password: open it, remove the password and save it again.")
        return _OLD if any(name in content for name in _OLD_BOOKS) else NEITHER
    beginning = content[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<html", b"<!doctype html", b"<table")) or (
        b"schemas-microsoft-com:office" in beginning
    ):
        return _OLD
    return None if suffix.lower() in _TEXTS else NEITHER
