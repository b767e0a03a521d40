"""The report of a year, or of any period."""
