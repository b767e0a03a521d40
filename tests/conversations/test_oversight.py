"""Delays as ranges, and trends over years."""

from hypothesis import given
from hypothesis import strategies as st

from conversations.oversight.spreads import Spread, spread_of
from conversations.oversight.trends import trends


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


def test_a_growing_share_is_told_from_a_growing_number() -> None:
    counts = {
        2015: {"strategy": 1, "sales": 5},
        2016: {"strategy": 4, "sales": 10},
        2017: {"strategy": 9, "sales": 15},
    }
    strategy, sales = sorted(trends(counts, {2015: 10, 2016: 20, 2017: 30}), key=lambda trend: trend.counts)

    assert (strategy.key, strategy.shares, strategy.grows) == ("strategy", (10.0, 20.0, 30.0), True)
    assert (sales.key, sales.shares, sales.grows) == ("sales", (50.0, 50.0, 50.0), False)
    assert sales.is_high and sales.rank == 1


def test_one_year_has_no_course_and_a_year_without_requests_no_share() -> None:
    [only] = trends({2017: {"hr": 2}}, {2017: 4})
    assert (only.slope, only.grows, only.shares) == (None, False, (50.0,))
    [gone] = trends({2016: {"hr": 2}}, {2016: 4, 2017: 0})
    assert (gone.shares, gone.rank) == ((50.0, 0.0), None)
