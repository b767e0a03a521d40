"""The buttons of exchanges between firms."""

from dataclasses import replace
from typing import TypeVar

from bot.services.core.arguments import Argument, Confirmable, Mark, key_of
from bot.services.core.screens import Button, Verb
from conversations.messages import Message, say

C = TypeVar("C", bound=Confirmable)


def between(
    label: Message,
    action: str | Argument,
    subject: int = 0,
    *,
    version: int = 0,
    primary: bool = False,
    names: int | None = None,
) -> Button:
    """Return a button of exchanges between firms. ``action``: its name, or what it says with it.

    ``subject``: the row it acts on, with its ``version`` where an older one is out of date. ``names``: the
    request whose firm is named above it, to somebody else: such a message is replaced once it is erased.
    """
    shown = "" if names is None else f".f{names}"
    return Button(label, Verb.EXCHANGE, key_of(action) + shown, primary, subject, version)


def sure(label: Message, argument: C, shown: object, subject: int = 0) -> Button:
    """Return the button that does exactly what is shown above it."""
    return between(label, replace(argument, sure=Mark.of(shown)), subject, primary=True)


STOP_TYPING = between(say("✖️ Never mind"), "stop_typing")
"""Under what is asked of somebody in exchanges, who may have no role here."""

HOME = between(say("↩️ Exchanges"), "exchange_home")
"""Back to the front page."""
