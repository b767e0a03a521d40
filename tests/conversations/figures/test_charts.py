"""Delays as ranges."""

from hypothesis import given
from hypothesis import strategies as st

from conversations.figures.delays import Spread, spread_of


def test_half_and_nine_in_ten_are_delays_that_were_observed() -> None:
    assert spread_of({1: 4, 2: 1, 10: 4, 30: 1}) == Spread(10, median=2, ninetieth=10, longest=30)
    assert spread_of({7: 1}) == Spread(1, 7, 7, 7)


def test_nothing_measured_is_not_a_delay_of_nothing() -> None:
    assert spread_of({}) == Spread(0, None, None, None)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_at_least_half_and_nine_in_ten_do_not_exceed_them(observed: list[int]) -> None:
    found = spread_of({days: observed.count(days) for days in observed})
    for limit, share in ((found.median, 0.5), (found.ninetieth, 0.9)):
        assert limit is not None and limit in observed
        assert sum(days <= limit for days in observed) >= share * len(observed)
        assert sum(days < limit for days in observed) < share * len(observed)
