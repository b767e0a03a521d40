"""The periods of figures: what may be typed, what each is called, and what it is compared with."""

from datetime import date

import pytest

from bot.i18n import speak
from conversations.figures.periods import (
    beside,
    coded,
    decoded,
    everything,
    month_of,
    months_in,
    named,
    quarter_of,
    read_span,
    year_before,
    year_of,
)
from conversations.understanding.named_periods import Period

TODAY = date(2026, 11, 23)


def days(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2015-2017", "2015-01-01", "2017-12-31"),
        ("de 2017 à 2015", "2015-01-01", "2017-12-31"),
        ("T3 2024", "2024-07-01", "2024-09-30"),
        ("mars 2024", "2024-03-01", "2024-03-31"),
        ("juin", "2026-06-01", "2026-06-30"),
        ("décembre", "2025-12-01", "2025-12-31"),
        ("le mois dernier", "2026-10-01", "2026-10-31"),
        ("depuis 2015", "2015-01-01", "2026-11-23"),
        ("du 15 mars 2024 au 20 juin 2024", "2024-03-15", "2024-06-20"),
        ("tout", "1998-01-01", "2026-11-30"),
    ],
)
def test_a_period_is_read_as_people_type_it_and_lies_in_the_past(text: str, start: str, end: str) -> None:
    assert read_span(text, TODAY) == days(start, end)


@pytest.mark.parametrize(
    "text", ["banane", "", "2031", "1871", "31 février 2024", "2017 indre", "2025 banane"]
)
def test_a_period_that_makes_no_sense_is_none(text: str) -> None:
    assert read_span(text, TODAY) is None


def test_a_running_year_is_compared_with_the_same_days_of_the_year_before() -> None:
    assert year_before(year_of(2026), TODAY) == days("2025-01-01", "2025-11-23")
    assert year_before(year_of(2025), TODAY) == year_of(2024)


def test_a_february_is_compared_with_the_whole_february_before() -> None:
    assert year_before(days("2024-02-01", "2024-02-29"), TODAY) == days("2023-02-01", "2023-02-28")
    assert year_before(days("2025-02-01", "2025-02-28"), TODAY) == days("2024-02-01", "2024-02-29")


def test_everything_has_nothing_before_it() -> None:
    assert year_before(everything(TODAY), TODAY) is None


def test_neighbours_have_the_same_length_in_the_calendar() -> None:
    assert beside(year_of(2026), -1) == year_of(2025)
    assert beside(quarter_of(date(2026, 2, 1)), -1) == days("2025-10-01", "2025-12-31")
    assert beside(month_of(date(2026, 3, 15)), 1) == days("2026-04-01", "2026-04-30")
    assert beside(days("2026-03-10", "2026-03-19"), 1) == days("2026-03-20", "2026-03-29")
    assert beside(days("2016-01-01", "2017-12-31"), -1) == days("2014-01-01", "2015-12-31"), "a leap year too"
    assert beside(days("2025-11-01", "2026-02-28"), 1) == days("2026-03-01", "2026-06-30")


@pytest.mark.parametrize("period", [year_of(2026), days("2024-03-15", "2024-06-20"), everything(TODAY)])
def test_a_code_gives_its_period_back(period: Period) -> None:
    assert len(coded(period)) <= 17
    assert decoded(coded(period), TODAY) == period


@pytest.mark.parametrize("code", ["", "2026", "20261301-20261302", "20261201-20260101", "18000101-20260101"])
def test_a_forged_code_is_no_period(code: str) -> None:
    assert decoded(code, TODAY) is None


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (year_of(2026), "2026"),
        (days("2015-01-01", "2017-12-31"), "2015 to 2017"),
        (quarter_of(date(2024, 8, 1)), "Q3 2024"),
        (month_of(date(2024, 8, 1)), "August 2024"),
        (days("2024-03-15", "2024-06-20"), "from 15 March 2024 to 20 June 2024"),
        (everything(TODAY), "since the beginning"),
    ],
)
def test_a_period_has_the_name_people_give_it(period: Period, name: str) -> None:
    assert speak(named(period), "en", markup=False) == name


def test_the_months_a_period_touches() -> None:
    assert months_in(days("2024-11-15", "2025-01-02")) == (
        date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1),
    )  # fmt: skip
