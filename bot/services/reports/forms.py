"""The forms of a report."""

from enum import StrEnum


class Form(StrEnum):
    """The form of a report, as its file's name ends."""

    PDF = "pdf"
    DOCX = "docx"
    MD = "md"
    JSON = "json"
