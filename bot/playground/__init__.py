"""The simulated Telegram: one simulator, seen as a web page, as a terminal chat, and by the tests."""
