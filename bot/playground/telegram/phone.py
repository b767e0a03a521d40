"""What people do with their phone: each act changes the chat and gives the bot its update."""

from urllib.parse import parse_qs, urlsplit

from bot.playground.telegram.calls import JsonObject
from bot.playground.telegram.chats import Button, Chat, ChatMessage, Membership, find_button
from bot.playground.telegram.phone_messages import Writer
from bot.playground.telegram.world import Change, Event, Query


class NoSuchButton(LookupError):
    """The person sees no such button."""

    def __init__(self, wanted: str, chat: Chat) -> None:
        super().__init__(f"no button {wanted!r}; on the screen: {', '.join(chat.screen.labels) or 'none'}")


class Person(Writer):
    """A person with a phone, who writes and sends, taps, blocks, joins and leaves."""

    def __repr__(self) -> str:
        return f"<Person {self.user.name} {self.user.id}>"

    @property
    def alerts(self) -> list[str]:
        """Return what the bot answered to taps, oldest first."""
        return self._world.alerts[self.id]

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

    def deletes(self, message: ChatMessage) -> None:
        """Delete a message; the bot is not told."""
        self._world.delete(message)

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
