"""How much one person may report. Pure."""

from datetime import timedelta

MOST_REPORTS, WITHIN = 10, timedelta(days=7)
"""Things that one person may report, and within how long: each is told to everybody who works a basin."""

LONGEST_REASON = 600
"""Characters of why somebody is suspended: they read them."""
