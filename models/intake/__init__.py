"""People and their drafts, as they are stored."""
