"""A paper to print or to file, as data: in no language, and for no format."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from conversations.figures.charts import Chart
from conversations.messages import Message
from conversations.network.basins import Basin


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; readers offer it in the document's outline."""

    text: Message


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Message


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values, in two columns."""

    rows: tuple[tuple[Message, Message], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as wide as ``head``, which is repeated on each page the table runs over.

    ``numbers``: all columns but the first hold numbers.
    """

    head: tuple[Message, ...]
    rows: tuple[tuple[Message, ...], ...]
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines such as a name and an office, with room above for a hand-written signature."""

    lines: tuple[Message, ...]


Block: TypeAlias = Heading | Paragraph | Facts | Table | Bullets | Signature | Chart


@dataclass(frozen=True, slots=True)
class Poster:
    """One page with a code to scan.

    ``link``: what the code opens; ``address``: what may be typed instead, empty where that is another door.
    ``mark``: in small print, where it hangs.
    """

    title: Message
    sentence: Message
    invitation: Message
    note: Message
    link: str
    mark: Message
    author: str
    written_at: datetime
    address: str = ""


class Template(StrEnum):
    """How a paper looks: a file of this name in ``bot/documents/templates``."""

    LETTER = "letter"
    BRIEF = "brief"
    AGENDA = "agenda"
    MINUTES = "minutes"
    OWN_DATA = "own-data"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document.

    ``author``: the network in whose name it is written. ``written_at``: aware; with everything else equal,
    the same moment gives the same file. ``footer``: said at the bottom of each page. ``own``: the basin
    whose own template is tried first.
    """

    title: Message
    author: str
    written_at: datetime
    blocks: tuple[Block, ...]
    subtitle: Message | None = None
    footer: Message | None = None
    template: Template = Template.REPORT
    own: Basin | None = None
