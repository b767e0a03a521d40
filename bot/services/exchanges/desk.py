"""Exchanges between firms as who works a basin sees them."""

from bot.services.core.handling import Handling
from bot.services.core.screens import Reply, words
from conversations.messages import say


def desk(handling: Handling) -> Reply:
    """Show what waits for who works a basin."""
    return handling.reply(words(say("No question to the network waits for you.")))
