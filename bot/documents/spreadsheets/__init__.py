"""Exports become files: workbooks and CSV, written a row at a time."""
