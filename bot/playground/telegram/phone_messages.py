"""What people write and send with their phone."""

from collections.abc import Sequence

from bot.playground.telegram.calls import JsonObject, Upload
from bot.playground.telegram.chats import Chat, ChatKind, ChatMessage, Membership, Topic, User, as_html
from bot.playground.telegram.entities import commands_in
from bot.playground.telegram.files import FileKind, StoredFile
from bot.playground.telegram.topic_methods import ICON_COLORS
from bot.playground.telegram.world import Change, Event, World

ALBUM_LIMIT = 10
ANONYMOUS_ADMINISTRATOR = User(1_087_968_824, "Group", username="GroupAnonymousBot", is_bot=True)
"""Whom Telegram names in the place of an administrator who writes as the group [Bot API, Message]."""
_AROUND = frozenset({"media_group_id", "from", "sender_chat"})
_WORDS = ("text", "entities", "caption", "caption_entities")


class NoSuchTopic(LookupError):
    """The person sees no such topic."""


class Writer:
    """A person who writes.

    Acts go to the private chat with the bot unless ``chat`` says otherwise; in a forum, to General unless
    ``thread_id`` names a topic, or ``reply_to`` is a message of one.
    """

    def __init__(self, world: World, user: User) -> None:
        self.user = user
        self.chat = Chat(user.id, ChatKind.PRIVATE, person=user)
        self._world = world
        world.users[user.id] = user
        world.chats[self.chat.id] = self.chat

    @property
    def id(self) -> int:
        """Return the account's id, which is also the private chat's."""
        return self.user.id

    def types(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: ChatMessage | None = None,
        thread_id: int | None = None,
        anonymous: bool = False,
    ) -> ChatMessage:
        """Send a text. ``anonymous``: as the group, which its administrators may hide behind."""
        hidden: JsonObject = {}
        if anonymous and chat is not None:
            hidden = {"from": ANONYMOUS_ADMINISTRATOR.json(), "sender_chat": chat.json()}
        return self._send(hidden, chat, text=text, reply_to=reply_to, thread_id=thread_id)

    def edits(self, message: ChatMessage, text: str) -> None:
        """Change an own text, or the caption of an own file."""
        if message.sender is not self.user:
            raise PermissionError(f"{self.user.name} did not write that")
        kept = {key: value for key, value in message.content.items() if key not in _WORDS}
        message.content = _worded(kept, text)
        message.text, message.html, message.edited = text, as_html(text), self._world.now()
        self._world.tell(Change(Event.EDITED, message.chat, message))
        if self._heard_by_bot(message):
            self._world.updates.add("edited_message", message.json())

    def shares_contact(self, contact: User | None = None) -> ChatMessage:
        """Share the own phone number, or somebody else's card."""
        who = contact or self.user
        card: JsonObject = {"phone_number": who.phone, "first_name": who.first_name, "user_id": who.id}
        if who.last_name:
            card["last_name"] = who.last_name
        return self._send({"contact": card}, None, text=who.phone)

    def shares_location(self, latitude: float, longitude: float) -> ChatMessage:
        """Share a point, in degrees."""
        point: JsonObject = {"latitude": latitude, "longitude": longitude}
        return self._send({"location": point}, None, text=f"{latitude}, {longitude}")

    def sends_document(
        self,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        mime_type: str = "application/pdf",
        chat: Chat | None = None,
        reply_to: ChatMessage | None = None,
        thread_id: int | None = None,
    ) -> ChatMessage:
        """Send a file."""
        file = self._world.keep(FileKind.DOCUMENT, name, mime_type, content)
        return self._send({}, chat, text=caption, file=file, reply_to=reply_to, thread_id=thread_id)

    def sends_photo(
        self,
        content: bytes = b"\xff\xd8\xff",
        *,
        caption: str = "",
        chat: Chat | None = None,
        reply_to: ChatMessage | None = None,
        thread_id: int | None = None,
    ) -> ChatMessage:
        """Send a photo, as JPEG."""
        file = self._world.keep(FileKind.PHOTO, "photo.jpg", "image/jpeg", content)
        return self._send({}, chat, text=caption, file=file, reply_to=reply_to, thread_id=thread_id)

    def sends_album(
        self,
        uploads: Sequence[Upload],
        *,
        caption: str = "",
        chat: Chat | None = None,
        reply_to: ChatMessage | None = None,
        thread_id: int | None = None,
    ) -> list[ChatMessage]:
        """Send two to ten files at once: one message each, the caption on the first.

        Photos when all are images, documents otherwise: an album does not mix them.
        """
        if not 2 <= len(uploads) <= ALBUM_LIMIT:
            raise ValueError(f"an album holds 2 to {ALBUM_LIMIT} files")
        photos = all(upload.mime_type.startswith("image/") for upload in uploads)
        kind = FileKind.PHOTO if photos else FileKind.DOCUMENT
        album: JsonObject = {"media_group_id": str(next(self._world.ids))}
        return [
            self._send(
                album,
                chat,
                text="" if at else caption,
                file=self._world.keep(kind, upload.name, upload.mime_type, upload.content),
                reply_to=reply_to,
                thread_id=thread_id,
            )
            for at, upload in enumerate(uploads)
        ]

    def sends_voice(self, content: bytes = b"OggS") -> ChatMessage:
        """Send a voice note."""
        return self._send({}, None, file=self._world.keep(FileKind.VOICE, "voice.ogg", "audio/ogg", content))

    def sends_sticker(self) -> ChatMessage:
        """Send a sticker."""
        sticker = self._world.keep(FileKind.STICKER, "sticker.webp", "image/webp", b"RIFF")
        return self._send({}, None, file=sticker)

    def opens_topic(self, name: str, chat: Chat) -> Topic:
        """Open a topic in a forum; the bot is told when it administers the group."""
        self._must_be_in(chat)
        topic = self._world.open_topic(chat, self.user, name, ICON_COLORS[0])
        opening = chat.messages[topic.id]
        if self._heard_by_bot(opening):
            self._world.updates.add("message", opening.json())
        return topic

    def _send(
        self,
        content: JsonObject,
        chat: Chat | None,
        *,
        text: str = "",
        file: StoredFile | None = None,
        reply_to: ChatMessage | None = None,
        thread_id: int | None = None,
    ) -> ChatMessage:
        chat = chat or self.chat
        if chat is self.chat and chat.bot is not Membership.MEMBER:
            # A phone offers nothing but Start, or Restart, before anything can be written.
            self._begin()
        self._must_be_in(chat)
        if thread_id is None and reply_to is not None:
            thread_id = reply_to.thread_id
        if thread_id is not None:
            self._must_find_open(chat, thread_id)
        message = self._world.post(
            chat,
            self.user,
            _worded(content | file.message() if file else content, text),
            text=text,
            file=file,
            thread_id=thread_id,
            reply_to=reply_to.id if reply_to else None,
        )
        if self._heard_by_bot(message):
            self._world.updates.add("message", message.json())
        return message

    def _must_be_in(self, chat: Chat) -> None:
        if chat is not self.chat and not chat.members.get(self.id, Membership.LEFT).inside:
            raise PermissionError(f"{self.user.name} is not in {chat.title}")

    def _must_find_open(self, chat: Chat, thread_id: int) -> None:
        topic = chat.topics.get(thread_id)
        if topic is None:
            raise NoSuchTopic(f"{chat.title} has no topic {thread_id}")
        if topic.closed and not chat.members[self.id].administers:
            raise PermissionError(f"the topic {topic.name} is closed")

    def _begin(self) -> None:
        if self.chat.bot is Membership.KICKED:
            self._world.set_bot_membership(self.chat, Membership.MEMBER, self.user)
        else:
            self.chat.bot = Membership.MEMBER
            self._world.tell(Change(Event.MEMBERS, self.chat, person=self.user))

    def _heard_by_bot(self, message: ChatMessage) -> bool:
        """Tell whether the bot gets this message: in groups, privacy mode hides most of them."""
        chat = message.chat
        if chat.kind is ChatKind.PRIVATE or chat.bot.administers:
            return chat.bot.inside
        if not chat.bot.inside:
            return False
        if not message.text:
            return message.file is None
        answered = chat.messages.get(message.reply_to or 0)
        command = message.text.split()[0] if message.text.startswith("/") else ""
        return bool(
            (answered and answered.sender.is_bot)
            or f"@{self._world.bot.username}".lower() in message.text.lower()
            or (command and "@" not in command)
        )


def _worded(content: JsonObject, text: str) -> JsonObject:
    """Return what a message of a person holds, with its words: a file's caption, or the text."""
    if not text or content.keys() & {"contact", "location"}:
        return content
    name = "caption" if content.keys() - _AROUND else "text"
    worded = content | {name: text}
    if entities := commands_in(text):
        worded["entities" if name == "text" else "caption_entities"] = entities
    return worded
