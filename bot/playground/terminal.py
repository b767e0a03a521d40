"""The demo in a terminal: one act a line, the same words for somebody at a keyboard and for a pipe."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.i18n import speak
from bot.playground.demo import TOWNS, Demo
from bot.playground.telegram.chats import Button, Chat, ChatMessage, ReplyKeyboard
from bot.playground.telegram.files import FileKind
from bot.playground.telegram.phone import Person
from bot.playground.telegram.world import Change, Event
from conversations.messages import Message, say
from conversations.understanding.words import fold

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "code": "cyan",
    "pre": "cyan",
    "a": "underline",
}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LETTERS = {"contact": "c", "location": "l"}
WIDTH = 100
_TIME = re.compile(r"\+(\d)([hdj])")

HELP = say(
    "A number taps a button, {tap} where buttons are numbers themselves; anything else is sent as you "
    "type it. Time passes with {hour}, {day}, {days}. To leave: {end}.",
    tap="#3",
    hour="+1h",
    day="+1d",
    days="+3d",
    end="Ctrl-D",
)
GOODBYE = say("Goodbye! This was sample data: nothing is kept.")


@dataclass(frozen=True, slots=True)
class _Tappable:
    button: Button
    message: ChatMessage


class Terminal:
    """A person's chat with the bot, and what reaches the groups meanwhile."""

    def __init__(self, demo: Demo, person: Person, console: Console, language: str) -> None:
        self._demo, self._person, self._console, self._language = demo, person, console, language
        self._changed: dict[tuple[int, int], ChatMessage] = {}
        self._printed: dict[tuple[int, int], tuple[str, list[str]]] = {}
        self._buttons: dict[str, _Tappable] = {}
        self._alerts_heard = 0

    async def converse(self, lines: AsyncIterator[str], *, echo: bool) -> None:
        """Hold the conversation until the lines end. ``echo``: they are not seen as they are typed."""
        forget = self._demo.cast.telegram.listen(self._notice)
        try:
            self._say(HELP)
            self._person.types("/start")
            await self._hear()
            async for line in lines:
                if echo:
                    self._console.print(Text(f"> {line.strip()}", "green"))
                if line.strip():
                    await self._do(line.strip())
                    await self._hear()
        finally:
            forget()
        self._say(GOODBYE)

    async def _do(self, line: str) -> None:
        """Do what a line asks for."""
        keyboard = self._person.chat.keyboard
        word, _, rest = line.partition(" ")
        asked = next(
            (kind for kind, letter in LETTERS.items() if letter == word and _asks(keyboard, kind)), None
        )
        if time := _TIME.fullmatch(line):
            await self._demo.passes(int(time[1]) * (HOUR if time[2] == "h" else DAY))
            self._say(say("It is now {moment}.", moment=self._demo.clock()))
        elif tapped := self._buttons.get(line):
            self._person.forges_tap(tapped.button.data, tapped.message)
        elif asked == "contact" and not rest:
            self._person.shares_contact()
        elif asked == "location":
            self._person.shares_location(*_town(rest))
        else:
            self._person.types(line)

    def _notice(self, change: Change) -> None:
        shown = change.event in (Event.SENT, Event.EDITED)
        if shown and change.message and change.message.sender.is_bot:
            self._changed[change.chat.id, change.message.id] = change.message

    async def _hear(self) -> None:
        """Print what the bot said since, the own chat first: chats are served beside one another."""
        await self._demo.rests()
        own = self._person.chat.id
        changed = sorted(self._changed.items(), key=lambda item: (item[0][0] != own, *item[0]))
        self._changed.clear()
        for key, message in changed:
            html, labels = self._printed.get(key, ("", []))
            if message.html != html or (message.rows and message.labels != labels):
                self._print(message)
            elif any((each.message.chat.id, each.message.id) == key for each in self._buttons.values()):
                self._offer(message)  # they look the same, and carry what they are worth now
            self._printed[key] = (message.html, message.labels)
        for alert in self._person.alerts[self._alerts_heard :]:
            self._console.print(Text(f"🔔 {alert}", "yellow"))
        self._alerts_heard = len(self._person.alerts)
        self._offer_sharing()

    def _print(self, message: ChatMessage) -> None:
        chat: Chat = message.chat
        text = as_text(message.html)
        if chat is not self._person.chat:
            self._console.print(Panel(text, title=Text(chat.title), title_align="left", width=self._width))
            return
        self._console.print()
        self._console.print(Padding(text, (0, 0, 0, 2), expand=False), width=self._width)
        if message.file:
            mark = "🖼" if message.file.kind is FileKind.PHOTO else "📄"
            self._console.print(Text(f"  {mark} {message.file.name}"))
        if message.rows:
            self._offer(message)
            for key, offered in self._buttons.items():
                label = Text(offered.button.label, "bold" if offered.button.style else "")
                self._console.print(Text.assemble("  ", (f"{key}. ", "cyan"), label))

    def _offer(self, message: ChatMessage) -> None:
        """Take the buttons of a message for those that numbers tap."""
        sign = "#" if any(label.isdecimal() for label in message.labels) else ""
        buttons = [button for row in message.rows for button in row]
        self._buttons = {
            f"{sign}{number}": _Tappable(button, message) for number, button in enumerate(buttons, 1)
        }

    def _offer_sharing(self) -> None:
        keyboard = self._person.chat.keyboard
        for row in keyboard.rows if keyboard else ():
            for button in row:
                if letter := LETTERS.get(button.asks):
                    self._console.print(Text.assemble("  ", (f"{letter}. ", "cyan"), button.label))

    def _say(self, message: Message) -> None:
        self._console.print(Text(speak(message, self._language, markup=False), "dim"), width=self._width)

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDTH)


def _asks(keyboard: ReplyKeyboard | None, kind: str) -> bool:
    return keyboard is not None and any(button.asks == kind for row in keyboard.rows for button in row)


def _town(wanted: str) -> tuple[float, float]:
    """Return where a town is; the first one unless the words begin the name of another."""
    found = [point for name, point in TOWNS.items() if fold(name).startswith(fold(wanted))]
    return found[0] if found else next(iter(TOWNS.values()))


SPACES = "\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"  # which Python calls unprintable


def as_text(html: str) -> Text:
    """Return a message as styled text; nothing in it is read as markup of the terminal."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    """Reads Telegram's HTML subset."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Text()
        self._styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._styles.append(STYLES.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._styles.pop()

    def handle_data(self, data: str) -> None:
        # An escape sequence in somebody's words must not reach the terminal.
        kept = (letter for letter in data if letter.isprintable() or letter in SPACES)
        words = "".join(kept).replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
        self.text.append(words, " ".join(filter(None, self._styles)))
