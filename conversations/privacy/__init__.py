"""What is kept of people, on what ground and how long, and whose name is masked."""
