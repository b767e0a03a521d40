"""Our holidays are those of the library that follows the law of every country."""

from datetime import date

import pytest
from holidays.countries.france import France

from conversations.holidays import LOCAL, easter, holidays

IN_THE_LIBRARY = {"67": "6AE", "68": "6AE", "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC"}
YEARS = range(2026, 2060)


@pytest.mark.parametrize("department", [None, "54", *LOCAL])
def test_a_department_has_the_holidays_that_the_law_gives_it(department: str | None) -> None:
    subdivision = IN_THE_LIBRARY.get(department or "", department) if department in LOCAL else None
    for year in YEARS:
        expected = France(subdiv=subdivision, years=year)  # type: ignore[no-untyped-call]
        assert holidays(year, department) == frozenset(expected)


@pytest.mark.parametrize(
    "sunday", [date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2038, 4, 25), date(2285, 3, 22)]
)
def test_easter_is_found_in_any_year_even_the_earliest_and_the_latest(sunday: date) -> None:
    assert easter(sunday.year) == sunday
