"""The simulated Telegram: the state of its chats, and the Bot API."""
