"""The state of the simulated Telegram, and what happens in it: messages, changes, updates."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import Protocol, TypeAlias

from bot.playground.telegram.calls import JsonObject
from bot.playground.telegram.chats import (
    RIGHTS,
    Chat,
    ChatKind,
    ChatMessage,
    Membership,
    Rows,
    Topic,
    User,
    as_html,
)
from bot.playground.telegram.files import SAMPLE, FileKind, StoredFile, image_sides
from bot.playground.telegram.updates import Updates


class Event(StrEnum):
    """What a phone shows changing."""

    SENT = "sent"
    EDITED = "edited"
    DELETED = "deleted"
    KEYBOARD = "keyboard"
    ALERT = "alert"
    TYPING = "typing"
    MEMBERS = "members"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to show. ``message`` is None where no message is concerned.

    For an alert, ``person`` is who tapped, and ``text`` what is shown (nothing when empty).
    """

    event: Event
    chat: Chat
    message: ChatMessage | None = None
    person: User | None = None
    text: str = ""


Listener: TypeAlias = Callable[[Change], None]


class Account(Protocol):
    """Whoever may be in a chat."""

    @property
    def id(self) -> int:
        """The number of the account."""


@dataclass(frozen=True, slots=True)
class Query:
    """A tap on an inline button, to be answered once."""

    id: str
    person: User
    message: ChatMessage
    data: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are pushed to."""

    url: str
    secret: str
    set_at: datetime


@dataclass(slots=True)
class Profile:
    """How the bot presents itself: texts by field then language, commands by scope and language."""

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[JsonObject]] = field(default_factory=dict)

    def text(self, name: str, language: str) -> str:
        """Return the name or a description in a language, else the one for all languages."""
        by_language = self.texts.get(name, {})
        return by_language.get(language) or by_language.get("", "")


class World:
    """Everything Telegram knows. To be used from one event loop's thread."""

    def __init__(self, now: Callable[[], datetime], *, name: str, username: str, token: str) -> None:
        self.now = now
        self.token = token
        self.bot = User(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.alerts: defaultdict[int, list[str]] = defaultdict(list)
        self.updates = Updates()
        self.webhook: Webhook | None = None
        self.profile = Profile({"name": {"": name}})
        self.ids = count(1)
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` at every change; return what stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, change: Change) -> None:
        """Show a change to whoever listens."""
        for listener in tuple(self._listeners):
            listener(change)

    def post(
        self,
        chat: Chat,
        sender: User,
        content: JsonObject,
        *,
        text: str = "",
        html: str | None = None,
        rows: Rows = (),
        markup: JsonObject | None = None,
        file: StoredFile | None = None,
        thread_id: int | None = None,
        reply_to: int | None = None,
    ) -> ChatMessage:
        """Add a message to a chat."""
        chat.last_message_id += 1
        message = ChatMessage(
            chat.last_message_id,
            chat,
            sender,
            self.now(),
            content,
            text,
            as_html(text) if html is None else html,
            rows,
            markup,
            file,
            thread_id,
            reply_to,
        )
        chat.messages[message.id] = message
        self.tell(Change(Event.SENT, chat, message))
        return message

    def delete(self, message: ChatMessage) -> None:
        """Remove a message from its chat."""
        del message.chat.messages[message.id]
        self.tell(Change(Event.DELETED, message.chat, message))

    def keep(self, kind: FileKind, name: str, mime_type: str, content: bytes) -> StoredFile:
        """Keep a file and return it with its identity."""
        file = StoredFile(f"file-{next(self.ids)}", kind, name, mime_type, content)
        if kind is FileKind.PHOTO:
            file = replace(file, sides=image_sides(content) or SAMPLE)
            self.files[file.preview_id] = file
        self.files[file.id] = file
        return file

    def open_topic(self, chat: Chat, creator: User, name: str, icon_color: int) -> Topic:
        """Open a topic in a forum; its first message tells so."""
        content: JsonObject = {"forum_topic_created": {"name": name, "icon_color": icon_color}}
        topic = Topic(chat.last_message_id + 1, name, icon_color, creator)
        chat.topics[topic.id] = topic
        self.tell(Change(Event.TOPICS, chat))
        self.post(chat, creator, content, text=name, thread_id=topic.id)
        return topic

    def group(
        self,
        title: str,
        members: Iterable[Account] = (),
        *,
        forum: bool = False,
        supergroup: bool = False,
        bot: Membership = Membership.MEMBER,
        bot_rights: frozenset[str] = RIGHTS,
    ) -> Chat:
        """Create a group whose first member is its creator; ``bot`` is what the bot is in it.

        ``bot_rights``: what it may do as an administrator. A forum is always a supergroup.
        """
        supergroup = supergroup or forum
        # As on Telegram, ids exceed 32 bits, and a supergroup's carries the prefix -100.
        chat_id = (-1_002_000_000_000 if supergroup else -4_000_000_000) - next(self.ids)
        kind = ChatKind.SUPERGROUP if supergroup else ChatKind.GROUP
        chat = Chat(chat_id, kind, title, forum=forum, bot=bot, bot_rights=bot_rights)
        for member in members:
            chat.members[member.id] = Membership.MEMBER if chat.members else Membership.CREATOR
        self.chats[chat.id] = chat
        return chat

    def migrate(self, group: Chat) -> Chat:
        """Turn a group into a supergroup, which is another chat, and return it."""
        chat = self.group(group.title, supergroup=True, bot=group.bot)
        chat.members = dict(group.members)
        group.migrated_to = chat.id
        author = self.users[next(iter(group.members), self.bot.id)]
        for old, content in (
            (group, {"migrate_to_chat_id": chat.id}),
            (chat, {"migrate_from_chat_id": group.id}),
        ):
            self.updates.add("message", self.post(old, author, {**content}).json())
        return chat

    def set_bot_membership(self, chat: Chat, membership: Membership, by: User) -> None:
        """Change what the bot is in a chat and tell it."""
        before, chat.bot = chat.bot, membership
        self.updates.add("my_chat_member", self._membership_change(chat, by, self.bot, before, membership))
        self.tell(Change(Event.MEMBERS, chat, person=self.bot))

    def set_membership(self, chat: Chat, member: User, membership: Membership) -> None:
        """Change what somebody is in a group; only an administrator bot is told."""
        before = chat.members.get(member.id, Membership.LEFT)
        chat.members[member.id] = membership
        if chat.bot.administers:
            self.updates.add("chat_member", self._membership_change(chat, member, member, before, membership))
        self.tell(Change(Event.MEMBERS, chat, person=member))

    def _membership_change(
        self, chat: Chat, by: User, member: User, before: Membership, after: Membership
    ) -> JsonObject:
        rights = chat.bot_rights if member is self.bot else RIGHTS
        return {
            "chat": chat.json(),
            "from": by.json(),
            "date": int(self.now().timestamp()),
            "old_chat_member": member_json(member, before, rights),
            "new_chat_member": member_json(member, after, rights),
        }


def member_json(member: User, membership: Membership, rights: frozenset[str] = RIGHTS) -> JsonObject:
    """Return the Bot API's ChatMember. ``rights``: what they may do as an administrator."""
    body: JsonObject = {"user": member.json(), "status": membership.value}
    if membership is Membership.CREATOR:
        body["is_anonymous"] = False
    elif membership is Membership.ADMINISTRATOR:
        body |= {"is_anonymous": False, **{right: right in rights for right in sorted(RIGHTS)}}
    elif membership is Membership.KICKED:
        body["until_date"] = 0
    return body
