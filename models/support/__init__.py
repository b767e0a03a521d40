"""Contributors, missions, advances and follow-up, as they are stored."""
