"""Lists in spreadsheets: the past that is imported, and the advisors of today."""
