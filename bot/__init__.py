"""Everything that touches the world: Telegram, the terminal, the web, the company registry."""
