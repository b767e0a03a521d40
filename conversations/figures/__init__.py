"""What coordinators follow, as rules and words: periods, spreads, trends, charts."""
