"""The network: basins, their zones, and the way from a place to its basin."""
