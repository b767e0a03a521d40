"""What people do with their phone: each act changes the chat and gives the bot its update."""

from urllib.parse import parse_qs, urlsplit

from bot.playground.calls import JsonObject
from bot.playground.chats import (
    Button,
    Chat,
    ChatKind,
    ChatMessage,
    Membership,
    User,
    as_html,
    find_button,
)
from bot.playground.entities import commands_in
from bot.playground.world import Change, Event, Query, World


class NoSuchButton(LookupError):
    """The person sees no such button."""

    def __init__(self, wanted: str, chat: Chat) -> None:
        super().__init__(f"no button {wanted!r}; on the screen: {', '.join(chat.screen.labels) or 'none'}")


class Person:
    """A person with a phone. Acts go to the private chat with the bot unless ``chat`` says otherwise."""

    def __init__(self, world: World, user: User) -> None:
        self.user = user
        self.chat = Chat(user.id, ChatKind.PRIVATE, person=user)
        self._world = world
        world.users[user.id] = user
        world.chats[self.chat.id] = self.chat

    def __repr__(self) -> str:
        return f"<Person {self.user.name} {self.user.id}>"

    @property
    def id(self) -> int:
        """Return the account's id, which is also the private chat's."""
        return self.user.id

    @property
    def alerts(self) -> list[str]:
        """Return what the bot answered to taps, oldest first."""
        return self._world.alerts[self.id]

    def types(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: ChatMessage | None = None,
        thread_id: int | None = None,
    ) -> ChatMessage:
        """Send a text."""
        content: JsonObject = {"text": text}
        if entities := commands_in(text):
            content["entities"] = entities
        return self._send(content, chat, text=text, reply_to=reply_to, thread_id=thread_id)

    def follows(self, link: str) -> ChatMessage:
        """Open a ``https://t.me/bot?start=…`` link and press Start."""
        parameter = parse_qs(urlsplit(link).query).get("start", [""])[0]
        return self.types(f"/start {parameter}".strip())

    def taps(self, wanted: str, *, message: ChatMessage | None = None, chat: Chat | None = None) -> None:
        """Tap the button with this label (or part of it) or data: of ``message``, else the latest seen."""
        chat = message.chat if message else chat or self.chat
        for candidate in [message] if message else reversed(chat.messages.values()):
            if button := find_button(candidate.rows, wanted):
                self._tap_inline(button, candidate)
                return
        keyboard = chat.keyboard
        button = find_button(keyboard.rows, wanted) if keyboard and message is None else None
        if keyboard is None or button is None:
            raise NoSuchButton(wanted, chat)
        if keyboard.one_time:
            chat.keyboard = None
            self._world.tell(Change(Event.KEYBOARD, chat))
        if button.asks == "contact":
            self.shares_contact()
        elif button.asks == "location":
            raise ValueError("shares_location says where")
        else:
            self.types(button.label, chat=chat)

    def forges_tap(self, data: str, message: ChatMessage) -> None:
        """Send a tap with any data, as a modified client can, or an old one on a button since removed."""
        query = Query(str(next(self._world.ids)), self.user, message, data, self._world.now())
        self._world.queries[query.id] = query
        chat = message.chat
        gone: JsonObject = {"chat": chat.json(), "message_id": message.id, "date": 0}
        self._world.updates.add(
            "callback_query",
            {
                "id": query.id,
                "from": self.user.json(),
                "message": message.json() if message.id in chat.messages else gone,
                "chat_instance": str(chat.id),
                "data": data,
            },
        )

    def edits(self, message: ChatMessage, text: str) -> None:
        """Change an own text."""
        message.content = {"text": text}
        if entities := commands_in(text):
            message.content["entities"] = entities
        message.text, message.html, message.edited = text, as_html(text), self._world.now()
        self._world.tell(Change(Event.EDITED, message.chat, message))
        if self._heard_by_bot(message):
            self._world.updates.add("edited_message", message.json())

    def deletes(self, message: ChatMessage) -> None:
        """Delete a message; the bot is not told."""
        self._world.delete(message)

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
    ) -> ChatMessage:
        """Send a file."""
        file = self._world.keep(name, mime_type, content)
        body: JsonObject = {"document": {**file.json(), "file_name": name, "mime_type": mime_type}}
        return self._send(body, chat, caption=caption)

    def sends_photo(self, content: bytes = b"\xff\xd8\xff", *, caption: str = "") -> ChatMessage:
        """Send a photo."""
        file = self._world.keep("photo.jpg", "image/jpeg", content)
        return self._send({"photo": [{**file.json(), "width": 90, "height": 90}]}, None, caption=caption)

    def sends_voice(self, content: bytes = b"OggS", *, seconds: int = 3) -> ChatMessage:
        """Send a voice note."""
        file = self._world.keep("voice.ogg", "audio/ogg", content)
        return self._send({"voice": {**file.json(), "duration": seconds, "mime_type": "audio/ogg"}}, None)

    def sends_sticker(self, emoji: str = "👍") -> ChatMessage:
        """Send a sticker."""
        file = self._world.keep("sticker.webp", "image/webp", b"RIFF")
        shape: JsonObject = {"type": "regular", "width": 512, "height": 512, "emoji": emoji}
        return self._send(
            {"sticker": {**file.json(), **shape, "is_animated": False, "is_video": False}}, None
        )

    def blocks_bot(self) -> None:
        """Block the bot."""
        self._world.set_bot_membership(self.chat, Membership.KICKED, self.user)

    def unblocks_bot(self) -> None:
        """Unblock the bot."""
        self._world.set_bot_membership(self.chat, Membership.MEMBER, self.user)

    def adds_bot(self, chat: Chat, membership: Membership = Membership.MEMBER) -> None:
        """Add the bot to a group, or change what it is there."""
        joining = not chat.bot.inside
        self._world.set_bot_membership(chat, membership, self.user)
        if joining:
            self._send({"new_chat_members": [self._world.bot.json()]}, chat)

    def removes_bot(self, chat: Chat) -> None:
        """Remove the bot from a group."""
        self._world.set_bot_membership(chat, Membership.KICKED, self.user)

    def joins(self, chat: Chat) -> None:
        """Enter a group."""
        self._world.set_membership(chat, self.user, Membership.MEMBER)
        self._send({"new_chat_members": [self.user.json()]}, chat)

    def leaves(self, chat: Chat) -> None:
        """Leave a group."""
        self._send({"left_chat_member": self.user.json()}, chat)
        self._world.set_membership(chat, self.user, Membership.LEFT)

    def _tap_inline(self, button: Button, message: ChatMessage) -> None:
        if button.data:
            self.forges_tap(button.data, message)
        elif "start=" in button.url and urlsplit(button.url).path.strip("/") == self._world.bot.username:
            self.follows(button.url)

    def _send(
        self,
        content: JsonObject,
        chat: Chat | None,
        *,
        text: str = "",
        caption: str = "",
        reply_to: ChatMessage | None = None,
        thread_id: int | None = None,
    ) -> ChatMessage:
        chat = chat or self.chat
        if chat is self.chat and chat.bot is not Membership.MEMBER:
            # A phone offers nothing but Start, or Restart, before anything can be written.
            self._begin()
        elif chat is not self.chat and not chat.members.get(self.id, Membership.LEFT).inside:
            raise PermissionError(f"{self.user.name} is not in {chat.title}")
        message = self._world.post(
            chat,
            self.user,
            {**content, "caption": caption} if caption else content,
            text=text or caption,
            thread_id=thread_id,
            reply_to=reply_to.id if reply_to else None,
        )
        if self._heard_by_bot(message):
            self._world.updates.add("message", message.json())
        return message

    def _begin(self) -> None:
        if self.chat.bot is Membership.KICKED:
            self.unblocks_bot()
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
            return not {"document", "photo", "voice", "sticker"} & message.content.keys()
        answered = chat.messages.get(message.reply_to or 0)
        command = message.text.split()[0] if message.text.startswith("/") else ""
        return bool(
            (answered and answered.sender.is_bot)
            or f"@{self._world.bot.username}".lower() in message.text.lower()
            or (command and "@" not in command)
        )
