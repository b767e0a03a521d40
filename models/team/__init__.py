"""Members of the network, as they are stored."""
