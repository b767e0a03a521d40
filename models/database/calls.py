"""A call to Telegram as the outbox holds it, and what it comes after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from models.database.prepared import Driver, Prepared, table_of
from models.database.tables import Outgoing, Settles

_OUTGOING = table_of(Outgoing)
_WAITING_FOR_CHAT = (
    select(_OUTGOING.c.id)
    .where(
        _OUTGOING.c.chat_id == bindparam("chat"),
        _OUTGOING.c.parked_at.is_(None),
        _OUTGOING.c.settles.is_distinct_from(Settles.TIDYING.value),
    )
    .limit(1)
)
_OLDEST_WAITING = Prepared(_WAITING_FOR_CHAT.order_by(_OUTGOING.c.id))
_NEWEST_WAITING = Prepared(_WAITING_FOR_CHAT.order_by(_OUTGOING.c.id.desc()))


@dataclass(frozen=True, slots=True)
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


def waiting_for(driver: Driver, chat_id: int) -> frozenset[int]:
    """Return the oldest and the newest call that wait for a chat: there may be thousands between them."""
    oldest = driver.first(_OLDEST_WAITING, {"chat": chat_id})
    if oldest is None:
        return frozenset()
    # Between the two, another process may have settled all of them.
    newest = driver.first(_NEWEST_WAITING, {"chat": chat_id}) or oldest
    return frozenset((oldest.id, newest.id))
