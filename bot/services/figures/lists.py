"""The list behind a number that is not of requests, as data: what the chat and the dashboard show."""

from dataclasses import dataclass
from datetime import date

from conversations.messages import Message, say


@dataclass(frozen=True, slots=True)
class Line:
    """A row, under the columns of its list; None where there is nothing to say.

    ``n``: what it adds to the number. ``words``: of the question, for who may read them.
    ``question``, ``dossiers``, ``company``: what it opens
    for who may open it.
    """

    day: date | None
    cells: tuple[Message | None, ...]
    words: str | None = None
    question: int | None = None
    dossiers: tuple[int, ...] = ()
    company: int | None = None
    n: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list. ``columns``: what its cells are, after the day. ``total``: of rows on all pages.

    ``counted``: the number that all its rows add up to; None for as many as they are.
    """

    total: int
    told: Message
    columns: tuple[Message, ...]
    lines: tuple[Line, ...]
    counted: int | None = None

    @property
    def number(self) -> int:
        """The number that it opens from."""
        return self.total if self.counted is None else self.counted

    @property
    def words(self) -> bool:
        """Whether a line has words that may be read."""
        return any(each.words for each in self.lines)

    @property
    def heads(self) -> tuple[Message, ...]:
        """The heads of the columns of a table: the day, then the words, come last."""
        day = (say("Day"),) if any(each.day for each in self.lines) else ()
        return (*self.columns, *day, *((say("Question"),) if self.words else ()))
