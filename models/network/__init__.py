"""The network file, and the networks loaded from it."""
