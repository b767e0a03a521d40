"""Screens in the words and shapes of Telegram."""
