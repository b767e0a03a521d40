"""What is kept of one person, where it stands, and what was erased."""
