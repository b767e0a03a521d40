"""What people tell of a question in words about another one: on the way, all at once, or once more."""
