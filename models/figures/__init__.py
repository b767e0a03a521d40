"""What coordinators follow, counted from the tables: definitions once, next to their queries."""
