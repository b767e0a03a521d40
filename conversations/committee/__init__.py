"""The approval committee: opinions, and what it decides."""
