"""Where there is something to see, when there is nothing in the period that was asked for."""

from datetime import date

from sqlalchemy import Connection, func, select

from conversations.named_periods import Period
from models.oversight.figures import TALLIES, Scope


def nearest_month(connection: Connection, scope: Scope, period: Period) -> date | None:
    """Return the month of the last requests received by the end of a period, else of the first ones after.

    None when none was ever received.
    """
    received = [TALLIES.c.measure == "received", TALLIES.c.n > 0]
    if scope.basins is not None:
        received.append(TALLIES.c.basin_code.in_(sorted(scope.basins)))
    before = select(func.max(TALLIES.c.month)).where(*received, TALLIES.c.month <= period.end)
    after = select(func.min(TALLIES.c.month)).where(*received, TALLIES.c.month > period.end)
    found: date | None = connection.execute(before).scalar()
    if found is None:
        found = connection.execute(after).scalar()
    return found
