"""What comes in, as handlers read it.

The library's objects cost 80 to 250 µs of CPU an update. The two kinds that forms are filled in with, a
typed message and a tapped button, are read straight from Telegram's JSON; the library reads the others.
"""

import re
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeAlias

from telegram import Bot, Update, User
from telegram.constants import ChatType, MessageEntityType

from bot.i18n import choose_language
from bot.services.commands import Place
from bot.services.core.visitors import Visitor
from bot.telegram.turns import Turn
from conversations.frozen import frozen
from conversations.understanding.words import fold

NAME_MAX = 80
_UNSTORABLE = re.compile("[\ud800-\udfff]")
_ORDERS = re.compile("[\x00\u202a-\u202e\u2066-\u2069]")
"""What has the words around it read in another order, "exe.fdp" as "pdf.exe"; letters tell theirs alone."""


@frozen
class Typed:
    """A message typed in a private chat, that is no command. ``answers``: the message it replies to."""

    private: ClassVar[bool] = True

    turn: Turn
    visitor: Visitor
    sent_at: datetime
    text: str
    message_id: int
    answers: int | None


@frozen
class Tapped:
    """A tapped button; Telegram does not date taps."""

    sent_at: ClassVar[datetime | None] = None

    turn: Turn
    visitor: Visitor
    private: bool
    data: str


@frozen
class Other:
    """Any other update. ``visitor``: None when nobody sent it."""

    update: Update
    turn: Turn
    visitor: Visitor | None
    private: bool
    sent_at: datetime | None

    @property
    def told_by_telegram(self) -> bool:
        """Whether it is news of the bot's own memberships, which nobody writes."""
        return self.update.my_chat_member is not None


Incoming: TypeAlias = Typed | Tapped | Other


def read(raw: dict[str, Any], bot: Bot) -> Incoming:
    """Read an update. Raises whatever a shape that is not Telegram's leads to."""
    if (query := raw.get("callback_query")) is not None:
        return _tapped(raw["update_id"], query)
    for kind in ("message", "edited_message"):
        if kind in raw and str(raw[kind].get("text") or "").startswith("/"):
            raw = {**raw, kind: _without_accents(raw[kind])}
    if (message := raw.get("message")) is not None and _is_typed(message):
        return _typed(raw["update_id"], message)
    return known(Update.de_json(_storable(raw), bot))


def _storable(value: Any) -> Any:
    """Return what came in with a sign in the place of each that is not kept: lengths stay the same.

    PostgreSQL refuses NUL, half of a character has no form on disk, and orders that turn words round would
    turn round what is written beside them. A tap brings the whole message under its button: only what is
    read of it is looked at.
    """
    if isinstance(value, str):
        return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", _ORDERS.sub(" ", value))
    if isinstance(value, dict):
        return {name: _storable(each) for name, each in value.items()}
    return [_storable(each) for each in value] if isinstance(value, list) else value


def _without_accents(message: dict[str, Any]) -> dict[str, Any]:
    """Return a message whose command has no accents: Telegram sees none in "/réglages"."""
    word, *rest = re.split(r"(?=\s)", message["text"], maxsplit=1)
    plain = fold(word[1:])
    if word.isascii() or not re.fullmatch(r"\w{1,64}", plain):
        return message
    others = [each for each in message.get("entities", ()) if each["offset"] >= len(word)]
    if len(plain) != len(word) - 1:
        others = []  # places of a text of another length
    command = {"type": MessageEntityType.BOT_COMMAND, "offset": 0, "length": 1 + len(plain)}
    return {**message, "text": "".join((f"/{plain}", *rest)), "entities": [command, *others]}


def _is_typed(message: dict[str, Any]) -> bool:
    """Tell a message typed in a private chat from a command, as PTB's filters do, and from the rest."""
    if "text" not in message or message["chat"]["type"] != ChatType.PRIVATE:
        return False
    first = next(iter(message.get("entities", ())), None)
    return first is None or first["type"] != MessageEntityType.BOT_COMMAND or first["offset"] != 0


def _typed(update_id: int, message: dict[str, Any]) -> Typed:
    return Typed(
        Turn(update_id, message["chat"]["id"]),
        _visitor(message["from"]),
        datetime.fromtimestamp(message["date"], UTC),
        _storable(message["text"]),
        message["message_id"],
        (message.get("reply_to_message") or {}).get("message_id"),
    )


def _tapped(update_id: int, query: dict[str, Any]) -> Tapped:
    visitor = _visitor(query["from"])
    message = query.get("message")  # none under a message that another chat received through the bot
    if message is None:
        turn = Turn(update_id, visitor.id, query["id"])
    else:
        turn = Turn(update_id, message["chat"]["id"], query["id"], message["message_id"])
    private = message is None or message["chat"]["type"] == ChatType.PRIVATE
    return Tapped(turn, visitor, private, _storable(query.get("data") or ""))


def _visitor(user: dict[str, Any]) -> Visitor:
    name, last_name = user["first_name"], user.get("last_name")
    name = f"{name} {last_name}" if last_name else name
    return Visitor(user["id"], choose_language(user.get("language_code")), _storable(name[:NAME_MAX]))


def known(update: Update) -> Other:
    """Return what is known of an update that the library read."""
    chat, user = update.effective_chat, update.effective_user
    message = update.message or update.edited_message
    return Other(
        update,
        turn_of(update),
        visitor_of(user) if user else None,
        private=chat is None or chat.type == ChatType.PRIVATE,
        sent_at=(message.edit_date or message.date) if message else None,
    )


def turn_of(update: Update) -> Turn:
    """Return what a turn answers to: its chat, else its person, else nothing in common with others."""
    chat = update.effective_chat or update.effective_user
    return Turn(update.update_id, chat.id if chat else update.update_id)


def writes_as_a_chat(update: Update) -> bool:
    """Tell whether a message is written as its group or as a channel: Telegram hides the person."""
    return update.effective_message is not None and update.effective_message.sender_chat is not None


def place_of(update: Update) -> Place:
    """Return where a message is."""
    chat, message = update.effective_chat, update.effective_message
    assert chat is not None and message is not None
    thread = message.message_thread_id if message.is_topic_message else None
    hidden = writes_as_a_chat(update)
    return Place(chat.id, message.message_id, thread, has_topics=bool(chat.is_forum), anonymous=hidden)


def visitor_of(user: User) -> Visitor:
    """Return who writes."""
    return Visitor(user.id, choose_language(user.language_code), user.full_name[:NAME_MAX])
