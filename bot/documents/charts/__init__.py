"""Charts: one drawing of each, which every surface has as its own SVG."""
