"""What a person is shown, as data: sentences and buttons, in no language and for no chat."""

from dataclasses import dataclass
from enum import StrEnum

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
    PAUSE = "p"
    LANGUAGE = "l"
    NO_NUDGE = "m"
    ERASE = "z"


@dataclass(frozen=True, slots=True)
class Button:
    """A button. ``key``: what it acts on, such as the option or the question. ``primary``: stands out."""

    label: Message
    verb: Verb
    key: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """Paragraphs, then buttons: ``options`` are laid out by width, ``head`` and ``rows`` around them.

    ``share``: what a button of the phone's keyboard offers to share, ``contact`` or ``location``.
    """

    paragraphs: tuple[Message, ...]
    head: tuple[tuple[Button, ...], ...] = ()
    options: tuple[Button, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    share: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be sent, with its caption."""

    name: str
    content: str
    caption: Message


@dataclass(frozen=True, slots=True)
class Card:
    """The screen of a draft: the one message of the chat whose buttons work.

    ``edits``: the message it is drawn on, None for a new one. ``retires``: the message that showed the
    draft before and loses its buttons, None when there is none.
    """

    screen: Screen
    draft_id: int
    revision: int
    edits: int | None = None
    retires: int | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """A dossier's card for a group; its message's number is written to the dossier when delivered.

    ``edits``: the message that shows the card already, None for a new one.
    """

    chat_id: int
    dossier_id: int
    language: str
    screen: Screen
    edits: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a turn says: plain screens first, then the draft's card.

    ``alert``: a word on the tapped button. ``lowered``: the phone's keyboard is put away.
    ``document``: a file. ``retires``: a card that loses its buttons with nothing in its place.
    ``leaves_tapped``: the tapped message keeps its buttons. ``look_up``: words to search in the
    company registry. ``announced``: cards for the queues.
    """

    language: str
    screens: tuple[Screen, ...] = ()
    card: Card | None = None
    alert: Message | None = None
    lowered: bool = False
    document: Document | None = None
    retires: int | None = None
    leaves_tapped: bool = False
    look_up: str | None = None
    announced: tuple[Announcement, ...] = ()


def words(*paragraphs: Message) -> Screen:
    """Return a screen without buttons."""
    return Screen(paragraphs)


def stacked(lines: list[Message]) -> Message:
    """Return one paragraph of several lines."""
    stack = lines[0]
    for line in lines[1:]:
        stack = say("{before}\n{line}", before=stack, line=line)
    return stack
