"""The buttons of exchanges between firms."""

from bot.services.core.arguments import Argument, key_of
from bot.services.core.screens import Button, Verb
from conversations.messages import Message, say


def between(
    label: Message, action: str | Argument, subject: int = 0, *, version: int = 0, primary: bool = False
) -> Button:
    """Return a button of exchanges between firms. ``action``: its name, or what it says with it.

    ``subject``: the row it acts on, with its ``version`` where an older one is out of date.
    """
    return Button(label, Verb.EXCHANGE, key_of(action), primary, subject, version)


STOP_TYPING = between(say("✖️ Never mind"), "stop_typing")
"""Under what is asked of somebody in exchanges, who may have no role here."""
