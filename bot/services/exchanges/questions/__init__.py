"""A question to the network, from its first word to the introduction it leads to."""
