"""What is kept of a person: handed to them, and erased."""
