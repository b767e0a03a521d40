"""The outbox is emptied: calls leave in order, within limits, and are settled."""
