"""An advance is repaid in whole euros, a month apart, by the terms of its basin."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from conversations.network.basins import AdvanceTerms
from conversations.support.advances import Schedule, usual_schedule

PAID = date(2027, 1, 31)


@given(st.integers(1, 100_000), st.integers(1, 84))
def test_instalments_add_up_to_the_advance_and_differ_by_a_euro_at_most(amount: int, count: int) -> None:
    schedule = Schedule(amount, count, PAID)
    parts = [schedule.due_after(number) - schedule.due_after(number - 1) for number in range(1, count + 1)]
    assert sum(parts) == amount
    assert max(parts) - min(parts) <= 1


def test_the_terms_of_the_basin_give_the_schedule() -> None:
    schedule = usual_schedule(15_000, PAID, AdvanceTerms(deferral_months=6, duration_months=36))
    assert schedule is not None
    assert (schedule.instalments, schedule.first_due_on) == (30, date(2027, 8, 31))
    assert schedule.due_on(30) == date(2030, 1, 31)


def test_terms_that_say_nothing_give_no_schedule() -> None:
    assert usual_schedule(15_000, PAID, AdvanceTerms()) is None


def test_an_instalment_is_late_from_the_day_after_it_was_due() -> None:
    schedule = Schedule(1_000, 3, date(2027, 3, 31))
    assert schedule.fallen_due(date(2027, 3, 31)) == 0
    assert schedule.fallen_due(date(2027, 4, 1)) == 1
    assert schedule.first_unpaid(333) == 2
    assert schedule.first_unpaid(1_000) is None
