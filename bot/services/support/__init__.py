"""What was granted: missions, advances, follow-up."""
