"""Pre-qualification: the rules, and what they conclude."""
