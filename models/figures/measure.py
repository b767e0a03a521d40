"""A measure: what is counted, in words and as a query; and the fingerprint of several."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Date, Dialect, Select

from conversations.messages import Message


@dataclass(frozen=True, slots=True)
class Measure:
    """Something counted. ``definition``: how, as people read it. ``once``: at most one row a dossier."""

    name: str
    definition: Message
    rows: Select[Any]
    once: bool = False

    @property
    def by_day(self) -> bool:
        """Whether ``at`` is a day; else it is a moment."""
        return isinstance(self.rows.selected_columns["at"].type, Date)


def fingerprint(dialect: Dialect, measures: Iterable[Measure]) -> str:
    """Return what tells measures from those of a release that counts otherwise: their names and queries."""
    written = sorted(
        f"{measure.name}: {measure.rows.compile(dialect=dialect, compile_kwargs={'literal_binds': True})}"
        for measure in measures
    )
    return sha256("\n".join(written).encode()).hexdigest()[:16]
