"""Where there is something to see, when there is nothing in the period that was asked for."""

from datetime import date

from sqlalchemy import Connection, func, select

from conversations.understanding.named_periods import Period
from models.figures.queries import TALLIES, Scope, within


def nearest_month(connection: Connection, scope: Scope, period: Period) -> date | None:
    """Return the month of the last requests received by the end of a period, else of the first ones after.

    None when none was ever received.
    """
    before = select(func.max(TALLIES.c.month)).where(TALLIES.c.month <= period.end)
    after = select(func.min(TALLIES.c.month)).where(TALLIES.c.month > period.end)
    found: date | None = None
    for query in (before, after):
        received = query.where(TALLIES.c.measure == "received", TALLIES.c.n > 0)
        found = found or connection.execute(within(received, TALLIES.c.basin_code, scope)).scalar()
    return found
