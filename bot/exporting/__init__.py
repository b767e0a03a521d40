"""Exports become files: workbooks and CSV, written a row at a time."""

from bot.exporting.about import territory
from bot.exporting.apart import NotMade, made_apart
from bot.exporting.writing import Progress, Written, file_name, write_export

__all__ = ["NotMade", "Progress", "Written", "file_name", "made_apart", "territory", "write_export"]
