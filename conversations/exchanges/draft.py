"""A question while it is written: what is still to be said, and what it is made of. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from conversations.exchanges.files import Files, files_read, files_stored
from conversations.exchanges.kinds import KINDS, ExchangeKind

SHORTEST, LONGEST = 15, 600
"""Characters of a question; an offer may be as long."""

MOST_SPARED = 3
"""Words left out of a question that its author is asked about, if they are nobody's name."""

LONGEST_EXCEPT = 200
"""Characters of whom not to ask."""

LONGEST_DAYS = 92
"""How far the last day of a question may be."""

MOST_LIVE, MOST_MONTHLY = 3, 5
"""Questions of one person: at the same time, and in a calendar month."""


class Part(StrEnum):
    """A part of a question, in the order in which it is asked for."""

    BASIN = "basin"
    KIND = "kind"
    TEXT = "text"
    SKILL = "skill"
    EXCEPT = "except"


@dataclass(frozen=True, slots=True)
class Unsent:
    """A question that is being written. Each part: None until it is said.

    ``skill``, ``except_for``: empty for none. ``until``: the last day, None for the basin's own number of
    days. ``again``: the question that is said in other words, 0 for a new one. ``files``: what goes with it.
    ``spared``: words of the text that look like somebody's name, and are nobody's.
    """

    basin: str | None = None
    kind: ExchangeKind | None = None
    text: str | None = None
    skill: str | None = None
    until: date | None = None
    except_for: str | None = None
    again: int = 0
    files: Files = ()
    spared: tuple[str, ...] = ()

    @property
    def missing(self) -> Part | None:
        """Return the next part to be asked for; None when it is whole."""
        if self.basin is None:
            return Part.BASIN
        if self.kind is None:
            return Part.KIND
        if self.text is None:
            return Part.TEXT
        if KINDS[self.kind].by_skill and self.skill is None:
            return Part.SKILL
        return Part.EXCEPT if self.except_for is None else None

    def of_kind(self, kind: ExchangeKind) -> "Unsent":
        """Return it as one of another kind, with what still applies."""
        return replace(self, kind=kind, skill=self.skill if KINDS[kind].by_skill else None)

    def last_day(self, today: date, days: int) -> date:
        """Return until when it stands, if it goes today."""
        return max(self.until or today + timedelta(days=days), today)

    def stored(self) -> dict[str, Any]:
        """Return it in JSON terms."""
        parts = {
            "basin": self.basin, "kind": self.kind and self.kind.value, "text": self.text,
            "skill": self.skill, "until": self.until and self.until.isoformat(),
            "except_for": self.except_for, "again": self.again or None,
            "files": files_stored(self.files) or None, "spared": [*self.spared] or None,
        }  # fmt: skip
        return {name: value for name, value in parts.items() if value is not None}


def unsent(stored: dict[str, Any]) -> Unsent:
    """Return what is being written, as it is stored; what this release does not know is asked again."""
    kind, until = stored.get("kind"), stored.get("until")
    return Unsent(
        basin=stored.get("basin"),
        kind=ExchangeKind(kind) if kind in set(ExchangeKind) else None,
        text=stored.get("text"),
        skill=stored.get("skill"),
        until=date.fromisoformat(until) if until else None,
        except_for=stored.get("except_for"),
        again=stored.get("again") or 0,
        files=files_read(stored.get("files")),
        spared=tuple(stored.get("spared") or ()),
    )


def goes_at_once(question: Unsent, *, trusted: bool, by_operator: bool = False) -> bool:
    """Tell whether nobody reads a question first; what goes with a legal notice is always read.

    So is, of a firm, what only somebody can judge: a word that may be a name, whom not to ask.
    ``trusted``: the basin trusts its firms; ``by_operator``: who asks would read it.
    """
    if question.kind is not None and KINDS[question.kind].notices:
        return False
    return by_operator or (trusted and not question.spared and not question.except_for)


def is_too_short(text: str, shortest: int) -> bool:
    """Tell whether a text says too little: few characters, or hardly a letter among them."""
    said = text.strip()
    return len(said) < shortest or sum(each.isalnum() for each in said) < shortest // 2


WIDENED_DAYS = 10
"""How long a question stands at least once it is asked in the neighbouring basins."""


def last_day_widened(until: date, today: date) -> date:
    """Return the last day of a question that is asked farther, from today on."""
    return max(until, today + timedelta(days=WIDENED_DAYS))
