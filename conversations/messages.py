"""What to say, as data: a sentence and its values. Nothing here knows a language or a chat."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import NewType, TypeAlias, Union

from conversations.frozen import frozen

Msgid = NewType("Msgid", str)
"""An English sentence that is also the key of its translations; its {places} are filled at display."""


@frozen
class Euros:
    """A whole amount in euros, shown in the reader's language."""

    amount: int


@frozen
class Listing:
    """Several values, shown as "a, b and c"."""

    values: tuple["Value", ...]


Value: TypeAlias = Union[str, int, Decimal, date, datetime, Euros, Listing, "Message"]
"""What may fill a place: plain strings are the user's or the network's words, the rest is formatted."""


@frozen
class Message:
    """One thing to say.

    ``plural`` and ``count`` go together: with them, the sentence agrees with ``count``, which also
    fills the place ``{n}``.
    """

    msgid: Msgid
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: Msgid | None = None
    count: int | None = None


def N_(sentence: str) -> Msgid:
    """Mark a sentence for translation where it is declared."""
    return Msgid(sentence)


def say(sentence: str, **values: Value) -> Message:
    """Return the message made of a literal sentence and the values of its places."""
    return Message(Msgid(sentence), values)


def say_n(singular: str, plural: str, n: int, **values: Value) -> Message:
    """Return a message that agrees in number with ``n``."""
    return Message(Msgid(singular), {**values, "n": n}, Msgid(plural), n)


def verbatim(text: Value) -> Message:
    """Return a message that shows one value, such as the user's own words, untranslated."""
    return Message(Msgid("{text}"), {"text": text})


class ConversationError(Exception):
    """Something the person can mend; ``message`` tells how."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message
