"""A call to Telegram as the outbox holds it, and what it comes after."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, select, true

from conversations.frozen import frozen
from models.database.prepared import Lookup, Prepared, table_of
from models.database.tables import Outgoing, Settles

_OUTGOING = table_of(Outgoing)
NEW_CALL = Prepared(insert(_OUTGOING), numbered=True)


def _first(chat: ColumnElement[int], order: ColumnElement[int]) -> Select[Any]:
    # In words that no index knows: else PostgreSQL looks through all that waits, once for each chat.
    is_waiting = func.coalesce(_OUTGOING.c.parked_at.is_(None), true())
    waiting = (
        select(_OUTGOING.c.id)
        .where(
            _OUTGOING.c.chat_id == chat,
            is_waiting,
            _OUTGOING.c.settles.is_distinct_from(Settles.TIDYING.value),
        )
        .order_by(order)
        .limit(1)
        .correlate_except(_OUTGOING)
    )
    return select(waiting.scalar_subquery().label("id"))


OLDEST = Lookup(lambda chat: _first(chat, _OUTGOING.c.id))
NEWEST = Lookup(lambda chat: _first(chat, _OUTGOING.c.id.desc()))
"""The first and the last of the calls that wait for a chat: there may be thousands between them."""


@frozen
class Call:
    """A call to the Bot API, as stored in the outbox.

    ``attempts``: how often it may have been made already. ``follows``: the first and the last of
    the calls of its chat that were waiting when it was written, to be made before it.
    """

    id: int
    chat_id: int
    method: str
    payload: Mapping[str, Any]
    settles: str | None
    attempts: int = 0
    follows: frozenset[int] = frozenset()

    @property
    def tidies(self) -> bool:
        """Tell whether nobody waits for it, so that nothing has to wait behind it."""
        return self.settles == Settles.TIDYING
