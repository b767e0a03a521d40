"""Spreadsheets that people fill in, read whole with all there is to mend in them."""
