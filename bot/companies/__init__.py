"""The public company registry, asked over the network."""
