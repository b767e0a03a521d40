"""Exports become files: workbooks and CSV, written a row at a time."""

from bot.documents.spreadsheets.about import territory
from bot.documents.spreadsheets.worker import NotMade, made_apart
from bot.documents.spreadsheets.writer import Progress, Written, file_name, write_export

__all__ = ["NotMade", "Progress", "Written", "file_name", "made_apart", "territory", "write_export"]
