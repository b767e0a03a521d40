"""What Telegram keeps of chats: who is in them, their messages, and what a phone shows of them."""

import html
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.playground.telegram.calls import JsonObject
from bot.playground.telegram.files import StoredFile


class ChatKind(StrEnum):
    """Telegram's kinds of chat a bot converses in."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class Membership(StrEnum):
    """What somebody is in a chat. In a private chat, KICKED means the person blocked the bot."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def inside(self) -> bool:
        """Tell whether messages come and go."""
        return self not in (Membership.LEFT, Membership.KICKED)

    @property
    def administers(self) -> bool:
        """Tell whether administrator rights come with it."""
        return self in (Membership.CREATOR, Membership.ADMINISTRATOR)


RIGHTS = frozenset(
    "can_be_edited can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
    "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories "
    "can_delete_stories can_pin_messages can_manage_topics".split()
)
"""What an administrator of a group may do, as the Bot API names it."""


@dataclass(frozen=True, slots=True)
class User:
    """An account of Telegram, a person's or the bot's."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language: str = ""
    phone: str = ""
    is_bot: bool = False

    @property
    def name(self) -> str:
        """Return the first and last names."""
        return f"{self.first_name} {self.last_name}".strip()

    def json(self) -> JsonObject:
        """Return the Bot API's User."""
        user: JsonObject = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language:
            user["language_code"] = self.language
        return user


@dataclass(frozen=True, slots=True)
class Button:
    """A button, inline or of a reply keyboard; the empty fields are what it does not do.

    ``asks`` is what a reply button requests: "contact", "location", or nothing.
    """

    label: str
    data: str = ""
    url: str = ""
    web_app: str = ""
    asks: str = ""
    style: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class ReplyKeyboard:
    """The keyboard shown in place of the phone's own."""

    rows: Rows
    one_time: bool = False


def find_button(rows: Iterable[tuple[Button, ...]], wanted: str) -> Button | None:
    """Return the button with this label or data, else the only one whose label contains ``wanted``."""
    buttons = [button for row in rows for button in row]
    for button in buttons:
        if wanted in (button.label, button.data):
            return button
    similar = [button for button in buttons if wanted in button.label]
    return similar[0] if len(similar) == 1 else None


@dataclass(slots=True, eq=False)
class ChatMessage:
    """A message of a chat. ``content`` holds the Bot API fields that say what kind it is.

    ``text`` is what is read, a caption included, without markup; ``html`` is the same with markup.
    ``keyboard_sent``: it carried a reply keyboard, or removed one, and can no longer be edited.
    """

    id: int
    chat: "Chat" = field(repr=False)
    sender: User
    date: datetime
    content: JsonObject = field(repr=False)
    text: str = ""
    html: str = ""
    rows: Rows = ()
    markup: JsonObject | None = field(default=None, repr=False)
    file: StoredFile | None = None
    thread_id: int | None = None
    reply_to: int | None = None
    edited: datetime | None = None
    keyboard_sent: bool = False

    @property
    def labels(self) -> list[str]:
        """Return the labels of its inline buttons."""
        return [button.label for row in self.rows for button in row]

    def json(self) -> JsonObject:
        """Return the Bot API's Message."""
        message: JsonObject = {
            "message_id": self.id,
            "from": self.sender.json(),
            "chat": self.chat.json(),
            "date": int(self.date.timestamp()),
            **self.content,
        }
        if self.thread_id is not None:
            message |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        # In a topic, a message that answers no other is told as an answer to the topic's opening.
        if (origin := self.chat.messages.get(self.reply_to or self.thread_id or 0)) and origin is not self:
            message["reply_to_message"] = {
                key: value for key, value in origin.json().items() if key != "reply_to_message"
            }
        if self.edited is not None:
            message["edit_date"] = int(self.edited.timestamp())
        # Only inline keyboards come back: clients of the Bot API fail on an echoed reply keyboard.
        if self.markup is not None:
            message["reply_markup"] = self.markup
        return message


@dataclass(slots=True)
class Topic:
    """A topic of a forum. ``id`` is also that of the message that opened it."""

    id: int
    name: str
    icon_color: int
    creator: User
    closed: bool = False

    def json(self) -> JsonObject:
        """Return the Bot API's ForumTopic."""
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}


@dataclass(frozen=True, slots=True)
class Screen:
    """What the eye of a person falls on: the bot's latest messages and the reply keyboard."""

    messages: tuple[ChatMessage, ...]
    keyboard: ReplyKeyboard | None

    @property
    def text(self) -> str:
        """Return the texts, one paragraph a message."""
        return "\n\n".join(message.text for message in self.messages)

    @property
    def labels(self) -> list[str]:
        """Return the labels of all buttons, inline first."""
        inline = [label for message in self.messages for label in message.labels]
        return inline + [
            button.label for row in (self.keyboard.rows if self.keyboard else ()) for button in row
        ]


@dataclass(slots=True, eq=False)
class Chat:
    """A chat and all that happened in it. ``person`` is the other side of a private chat, None in a group.

    ``bot`` is the bot's membership; in a private chat it is LEFT until the person starts the bot.
    ``bot_rights``: what the bot may do where it is an administrator. ``migrated_to`` is the id of the
    supergroup a group became, None while it is alive.
    """

    id: int
    kind: ChatKind
    title: str = ""
    person: User | None = None
    forum: bool = False
    bot: Membership = Membership.LEFT
    bot_rights: frozenset[str] = RIGHTS
    members: dict[int, Membership] = field(default_factory=dict)
    messages: dict[int, ChatMessage] = field(default_factory=dict, repr=False)
    topics: dict[int, Topic] = field(default_factory=dict)
    keyboard: ReplyKeyboard | None = None
    migrated_to: int | None = None
    last_message_id: int = 0

    @property
    def bot_manages_topics(self) -> bool:
        """Tell whether the bot may open topics, and write in closed ones."""
        return self.bot.administers and "can_manage_topics" in self.bot_rights

    @property
    def history(self) -> list[ChatMessage]:
        """Return the messages, oldest first, without the deleted ones."""
        return list(self.messages.values())

    @property
    def last(self) -> ChatMessage:
        """Return the bot's latest message; raise LookupError when it has not spoken."""
        for message in reversed(self.messages.values()):
            if message.sender.is_bot:
                return message
        raise LookupError(f"the bot has said nothing to {self.title or self.person}")

    @property
    def screen(self) -> Screen:
        """Return the bot's latest messages in a row, and the keyboard."""
        latest: list[ChatMessage] = []
        for message in reversed(self.messages.values()):
            if message.sender.is_bot:
                latest.insert(0, message)
            elif latest:
                break
        return Screen(tuple(latest), self.keyboard)

    def json(self) -> JsonObject:
        """Return the Bot API's Chat."""
        if self.person is None:
            group: JsonObject = {"id": self.id, "type": self.kind.value, "title": self.title}
            return group | {"is_forum": True} if self.forum else group
        chat: JsonObject = {"id": self.id, "type": self.kind.value, "first_name": self.person.first_name}
        if self.person.last_name:
            chat["last_name"] = self.person.last_name
        if self.person.username:
            chat["username"] = self.person.username
        return chat


def as_html(text: str) -> str:
    """Return plain text as HTML that shows it unchanged."""
    return html.escape(text, quote=False)
