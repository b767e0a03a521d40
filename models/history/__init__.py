"""The import of the past from spreadsheets."""
