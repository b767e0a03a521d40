"""The demo as a web page."""
