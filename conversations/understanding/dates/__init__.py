"""How days and periods are said: names, feasts, weeks, delays, and what joins them."""
