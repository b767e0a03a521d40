"""How drafts end, counted by month with nobody's number: what they stop at, and how many are sent."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from conversations.figures.periods import first_of_month
from models.database.dialects import OfDialect
from models.database.prepared import Prepared, table_of
from models.database.writer import Transaction
from models.intake.tables import DraftEnd, EndedDrafts

ENDED = table_of(EndedDrafts)


def _adding_one(dialect: Any) -> Prepared:
    adding = dialect.insert(ENDED)
    return Prepared(
        adding.on_conflict_do_update(
            index_elements=list(ENDED.primary_key.columns), set_={"n": ENDED.c.n + adding.excluded.n}
        )
    )


_ADD = OfDialect(_adding_one)


def note_ends(transaction: Transaction, ended: Iterable[Any], outcome: DraftEnd) -> None:
    """Count drafts that ended; what was asked again about a request that was sent is not counted."""
    for draft in ended:
        if draft.content.get("completes") is None:
            note_end(transaction, draft.started_at, draft.state, outcome)


def note_end(transaction: Transaction, begun: datetime, question: str, outcome: DraftEnd) -> None:
    """Count a draft that ended."""
    values = {
        "month": date.fromisoformat(first_of_month(begun)),
        "outcome": outcome,
        "question": question,
        "n": 1,
    }
    transaction.driver.change(_ADD[transaction.connection.dialect.name], values)
