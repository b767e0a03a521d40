"""The calendar of a repayable advance: equal monthly instalments, at no cost, in whole euros."""

from dataclasses import dataclass
from datetime import date

from conversations.network.basins import AdvanceTerms
from conversations.understanding.named_periods import months_later


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is repaid and when. ``instalments``: how many, a month apart from ``first_due_on``."""

    amount: int
    instalments: int
    first_due_on: date

    def due_on(self, number: int) -> date:
        """Return the day of an instalment, the first being 1."""
        return months_later(self.first_due_on, number - 1)

    def due_after(self, number: int) -> int:
        """Return what is repaid in all once ``number`` instalments are; they differ by a euro at most."""
        return self.amount * number // self.instalments

    def fallen_due(self, today: date) -> int:
        """Return how many instalments were due before ``today``."""
        return sum(self.due_on(number) < today for number in range(1, self.instalments + 1))

    def first_unpaid(self, repaid: int) -> int | None:
        """Return the first instalment that what is repaid does not cover; None when all is repaid."""
        numbers = range(1, self.instalments + 1)
        return next((number for number in numbers if self.due_after(number) > repaid), None)


def usual_schedule(amount: int, paid_on: date, terms: AdvanceTerms) -> Schedule | None:
    """Return the schedule of a basin's terms; None when its convention does not say how long it lasts.

    The months of deferral come first, with nothing to repay; the last instalment ends the duration.
    """
    if terms.duration_months is None:
        return None
    deferral = terms.deferral_months or 0
    return Schedule(amount, terms.duration_months - deferral, months_later(paid_on, deferral + 1))
