"""A course is told from whole years, of enough requests, and where a test of proportions supports it."""

from hypothesis import given
from hypothesis import strategies as st

from conversations.figures.trends import BASE, Course, Trend, trends

YEARS = (2015, 2016, 2017)


def course(counts: dict[int, int], totals: dict[int, int], whole: tuple[int, ...] = YEARS) -> Trend:
    """Return the trend of quality, beside a skill that everybody asks for."""
    every = {year: {"quality": n, "strategy": totals[year]} for year, n in counts.items()}
    return next(each for each in trends(every, totals, whole) if each.key == "quality")


def test_a_share_that_clearly_grows_is_told() -> None:
    found = course({2015: 20, 2016: 40, 2017: 70}, {2015: 130, 2016: 130, 2017: 131})
    assert found.course is Course.GROWS
    assert [round(year.share) for year in found.compared] == [15, 31, 53]


def test_a_share_that_clearly_recedes_is_told() -> None:
    assert course({2016: 70, 2017: 30}, {2016: 130, 2017: 131}).course is Course.RECEDES


def test_a_few_requests_carry_no_course() -> None:
    found = course({2016: 0, 2017: 2}, {2016: 4, 2017: 20})
    assert found.course is Course.UNKNOWN
    assert found.compared == ()


def test_a_year_under_way_or_begun_late_on_record_is_not_compared() -> None:
    counts, totals = {2015: 5, 2016: 40, 2017: 80}, dict.fromkeys(YEARS, 130)
    assert course(counts, totals, whole=(2016,)).course is Course.UNKNOWN
    assert [year.year for year in course(counts, totals, whole=(2016, 2017)).compared] == [2016, 2017]


def test_one_point_more_is_stable_however_often_it_is_asked_for() -> None:
    assert course({2016: 42, 2017: 43}, {2016: 131, 2017: 131}).course is Course.HIGH
    assert course({2016: 32_000, 2017: 32_900}, {2016: 100_000, 2017: 100_000}).course is Course.HIGH


def test_what_chance_gives_is_no_course() -> None:
    assert course({2016: 10, 2017: 15}, {2016: 130, 2017: 131}).course is Course.HIGH


def test_a_skill_seldom_asked_for_is_steady_rather_than_high() -> None:
    totals = {2016: 130, 2017: 131}
    every = {year: {"a": 60, "b": 50, "c": 40, "rare": 9} for year in totals}
    courses = {each.key: each.course for each in trends(every, totals, (2016, 2017))}
    assert courses == {"a": Course.HIGH, "b": Course.HIGH, "c": Course.HIGH, "rare": Course.STEADY}


def test_the_last_year_shown_gives_the_order_even_when_it_is_under_way() -> None:
    every = {2016: {"hr": 40, "sales": 10}, 2017: {"sales": 3}}
    found = trends(every, {2016: 60, 2017: 4}, (2016,))
    assert [(each.key, each.rank) for each in found] == [("sales", 1), ("hr", None)]
    assert found[0].shares[-1] == 75.0


def test_a_year_without_requests_has_no_share() -> None:
    [gone] = trends({2016: {"hr": 2}}, {2016: 4, 2017: 0}, YEARS)
    assert (gone.shares, gone.rank, gone.course) == ((50.0, 0.0), None, Course.UNKNOWN)


@given(
    counts=st.dictionaries(
        st.sampled_from(range(2010, 2020)),
        st.tuples(st.integers(0, 400), st.integers(0, 400)),
        max_size=6,
    ),
    whole=st.sets(st.sampled_from(range(2010, 2020))),
)
def test_a_course_is_never_told_without_two_whole_years_that_carry_it(
    counts: dict[int, tuple[int, int]], whole: set[int]
) -> None:
    totals = {year: n + others for year, (n, others) in counts.items()}
    for found in trends({year: {"hr": n} for year, (n, _) in counts.items()}, totals, whole):
        carrying = [year for year in totals if year in whole and totals[year] >= BASE]
        assert (found.course is Course.UNKNOWN) == (len(carrying) < 2)
        if found.course in (Course.GROWS, Course.RECEDES):
            assert (found.slope > 0) == (found.course is Course.GROWS)
