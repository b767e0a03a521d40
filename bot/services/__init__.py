"""Use cases: one sync function per intention, with no Telegram in them."""
