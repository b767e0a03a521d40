"""What is kept no longer than it serves."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete

from models.database import Transaction
from models.drafts import UPDATES

REPEATED_WITHIN = timedelta(days=2)  # Telegram keeps updates for at most 24 hours [Bot API]

_FORGET = delete(UPDATES).where(UPDATES.c.processed_at < bindparam("limit"))


def forget_updates(transaction: Transaction, now: datetime) -> int:
    """Forget the updates that Telegram cannot send again; return how many."""
    return transaction.execute(_FORGET, {"limit": now - REPEATED_WITHIN}).rowcount
