"""What a person is shown, as data: sentences and buttons, in no language and for no chat."""

from dataclasses import replace
from enum import StrEnum

from bot.services.core.export_orders import Order
from bot.services.core.papers import Paper, Poster
from bot.services.core.rights import Role
from conversations.figures.charts import Chart
from conversations.frozen import frozen
from conversations.messages import Message, say


class Verb(StrEnum):
    """What a button does. The values are stored in the chats' buttons: never renamed."""

    ANSWER = "a"
    SKIP = "s"
    BACK = "b"
    KEEP = "k"
    WHY = "w"
    EDIT = "e"
    AGREE = "g"
    SEND = "x"
    CONTINUE = "c"
    NEW = "n"
    DROP = "d"
    UNDO = "u"
    PAUSE = "p"
    LANGUAGE = "l"
    NO_NUDGE = "m"
    ERASE = "z"
    DOSSIER = "f"
    OFFICE = "o"
    NOTICE = "i"
    PERSON = "h"
    ASK = "q"
    EXCHANGE = "t"


@frozen
class Button:
    """A button. ``key``: what it acts on, such as the option or the question. ``primary``: stands out.

    ``subject`` and ``version``: the row it acts on and the version shown, 0 for the draft of its card.
    """

    label: Message
    verb: Verb
    key: str = ""
    primary: bool = False
    subject: int = 0
    version: int = 0


Rows = tuple[tuple[Button, ...], ...]
"""Rows of buttons, from the top."""


@frozen
class Link:
    """A button that opens an address. ``mini_app``: inside Telegram, which tells the page who opened it."""

    label: Message
    url: str
    mini_app: bool = False


@frozen
class Screen:
    """Paragraphs, then buttons: ``options`` are laid out by width, ``head`` and ``rows`` around them.

    ``share``: what a button of the phone's keyboard offers to share, ``contact`` or ``location``.
    """

    paragraphs: tuple[Message, ...]
    head: Rows = ()
    options: tuple[Button, ...] = ()
    rows: tuple[tuple[Button | Link, ...], ...] = ()
    share: str | None = None


@frozen
class GuideText:
    """A guide of ``bot/guides``, by the name of its file."""

    name: str


@frozen
class Document:
    """A file to be sent, with its caption: a text; a guide, a paper or a poster, as PDF or as Word."""

    name: str
    content: str | GuideText | Paper | Poster
    caption: Message


@frozen
class Picture:
    """A chart sent as an image, with what it shows as its caption. ``rows``: the buttons under it."""

    chart: Chart
    rows: tuple[tuple[Button | Link, ...], ...] = ()


SENT_ANEW_AS = {
    "voice": "message-vocal.ogg", "audio": "audio.mp3", "video": "video.mp4", "video_note": "video.mp4",
}  # fmt: skip
"""The name of a file that has none and is sent anew, by what Telegram calls it."""


@frozen
class SharedFile:
    """A file that Telegram keeps, passed on by its ``file_id``.

    ``kind``: ``photo`` or ``document``, passed on as they are; ``voice``, ``audio``, ``video`` or
    ``video_note``, passed on as a document: such a message could not be replaced once it is erased.
    """

    kind: str
    file_id: str
    name: str | None = None


@frozen
class Card:
    """The screen of a draft: the one message of the chat whose buttons work.

    ``edits``: the message it is drawn on, None for a new one. ``retires``: the message that showed the
    draft before and loses its buttons, None when there is none. ``covers``: other screens have buttons that
    may be typed for, which it stands below from now on.
    """

    screen: Screen
    draft_id: int
    revision: int
    edits: int | None = None
    retires: int | None = None
    covers: bool = False


@frozen
class Notice:
    """Something said to somebody, or to a group, other than who the turn answers.

    ``document``, ``picture``: instead of a screen. ``file``: one passed on, whose caption is the screen.
    ``settles``: what its message's number is written to.
    ``edits``: the message it is drawn on, None for a new one. ``thread``: a group's topic.
    ``answers``: the message of that chat it replies to.
    """

    chat_id: int
    language: str
    screen: Screen | None = None
    document: Document | None = None
    picture: Picture | None = None
    file: SharedFile | None = None
    settles: str | None = None
    edits: int | None = None
    thread: int | None = None
    answers: int | None = None


@frozen
class Menu:
    """The commands that Telegram lists for one person: those of their roles; without any, everybody's."""

    person_id: int
    language: str
    roles: frozenset[Role]


@frozen
class Announcement:
    """A dossier's card for a group; its message's number is written to the dossier when delivered.

    ``edits``: the message that shows the card already, None for a new one. ``version``: the dossier's when
    it was drawn. ``thread``: the topic it goes in; ``topic``: the name of the one to open for it first.
    ``kept``: whether its message's number is written; a copy in private is not. ``closes``: the topic is
    closed once this is said there.
    """

    chat_id: int
    dossier_id: int
    language: str
    screen: Screen
    edits: int | None = None
    version: int = 0
    thread: int | None = None
    topic: str | None = None
    kept: bool = True
    closes: bool = False


@frozen
class Reply:
    """What a turn says: plain screens first, then the draft's card.

    ``alert``: a word on the tapped button. ``lowered``: the phone's keyboard is put away.
    ``document``: a file. ``picture``: a chart, always in a message of its own.
    ``export``: a file to be made, beside the turns.
    ``retires``: a card that loses its buttons with nothing in its place.
    ``leaves_tapped``: the tapped message keeps its buttons. ``look_up``: words to search in the
    company registry. ``announced``: cards for the queues. ``page``: a screen drawn on the tapped message,
    or sent where nothing was tapped. ``menus``: lists of commands that change. ``told``: what is said to
    others.
    """

    language: str
    screens: tuple[Screen, ...] = ()
    card: Card | None = None
    alert: Message | None = None
    lowered: bool = False
    document: Document | None = None
    picture: Picture | None = None
    export: Order | None = None
    retires: int | None = None
    leaves_tapped: bool = False
    look_up: str | None = None
    announced: tuple[Announcement, ...] = ()
    page: Screen | None = None
    menus: tuple[Menu, ...] = ()
    told: tuple[Notice, ...] = ()


def below(reply: Reply) -> Reply:
    """Return a reply whose page is sent below the tapped message, which stays as it is."""
    return replace(reply, page=None, screens=(reply.page,)) if reply.page else reply


def buttons_of(screen: Screen) -> tuple[Button, ...]:
    """Return the buttons of a screen, from the top."""
    around = (*(row for row in screen.head), screen.options, *screen.rows)
    return tuple(button for row in around for button in row if isinstance(button, Button))


def box(option: Message, ticked: bool) -> Message:
    """Return an option with its box, ticked or not."""
    return say("☑️ {option}", option=option) if ticked else say("▫️ {option}", option=option)


def words(*paragraphs: Message) -> Screen:
    """Return a screen without buttons."""
    return Screen(paragraphs)


def stacked(lines: list[Message]) -> Message:
    """Return one paragraph of several lines."""
    stack = lines[0]
    for line in lines[1:]:
        stack = say("{before}\n{line}", before=stack, line=line)
    return stack
