"""The database itself: how it is opened, written to in groups, and what waits in the outbox."""
