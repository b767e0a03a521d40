"""What opens the dashboard: a link that works once, then the session it opened. Only hashes are kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, insert, select

from models.database.prepared import table_of
from models.database.writer import Transaction
from models.team.tables import KeyKind, WebKey

KEYS = table_of(WebKey)
LINK_LIFE, SESSION_LIFE = timedelta(minutes=10), timedelta(hours=12)
ENTROPY = 32  # bytes

_IN_FORCE = and_(
    KEYS.c.key_hash == bindparam("hash"),
    KEYS.c.kind == bindparam("kind"),
    KEYS.c.expires_at > bindparam("now"),
)
_HOLDER = select(KEYS.c.person_id).where(_IN_FORCE)
_USE_UP = delete(KEYS).where(_IN_FORCE).returning(KEYS.c.person_id)
_CLEAR_OUT = delete(KEYS).where(KEYS.c.expires_at <= bindparam("now"))
_CLOSE = delete(KEYS).where(KEYS.c.key_hash == bindparam("hash"))


def add_link(transaction: Transaction, person_id: int, now: datetime) -> str:
    """Return the code of a link that opens one session."""
    return _add(transaction, person_id, KeyKind.LINK, now, LINK_LIFE)


def open_session(transaction: Transaction, person_id: int, now: datetime) -> str:
    """Open a session and return its key."""
    return _add(transaction, person_id, KeyKind.SESSION, now, SESSION_LIFE)


def use_link(transaction: Transaction, code: str, now: datetime) -> int | None:
    """Return whose link it is, used up by this; None when it was used, has expired or never was."""
    return transaction.execute(_USE_UP, _asked(code, KeyKind.LINK, now)).scalar()


def is_link(connection: Connection, code: str, now: datetime) -> bool:
    """Tell whether a link would still open a session."""
    return connection.execute(_HOLDER, _asked(code, KeyKind.LINK, now)).scalar() is not None


def holder_of(connection: Connection, key: str, now: datetime) -> int | None:
    """Return whose session it is; None when it has ended."""
    return connection.execute(_HOLDER, _asked(key, KeyKind.SESSION, now)).scalar()


def close_session(transaction: Transaction, key: str) -> None:
    """End a session."""
    transaction.execute(_CLOSE, {"hash": _hash(key)})


def _add(transaction: Transaction, person_id: int, kind: KeyKind, now: datetime, life: timedelta) -> str:
    transaction.execute(_CLEAR_OUT, {"now": now})
    key = secrets.token_urlsafe(ENTROPY)
    values = {"key_hash": _hash(key), "person_id": person_id, "kind": kind, "expires_at": now + life}
    transaction.execute(insert(KEYS), values)
    return key


def _asked(key: str, kind: KeyKind, now: datetime) -> dict[str, object]:
    return {"hash": _hash(key), "kind": kind, "now": now}


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
