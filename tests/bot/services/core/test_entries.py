"""Days typed by somebody who acts: what does not fit is refused, never read otherwise."""

from datetime import date

import pytest

from bot.services.core.entries import day, halves_of_days, whole
from bot.services.core.handling import Refusal
from conversations.messages import say
from conversations.understanding.quantities.reading import Unit

TODAY = date(2026, 11, 23)


def test_the_month_never_comes_first() -> None:
    with pytest.raises(Refusal):
        day("02/12/2026", TODAY, last=TODAY)


def test_a_day_without_its_year_is_past_when_it_can_only_be() -> None:
    assert day("2 décembre", TODAY, last=TODAY) == date(2025, 12, 2)
    assert day("02/12", TODAY, last=TODAY) == date(2025, 12, 2)


@pytest.mark.parametrize("typed", ["3 heures", "2 mois", "une semaine", "2 ans"])
def test_hours_weeks_and_months_are_no_days(typed: str) -> None:
    with pytest.raises(Refusal):
        halves_of_days(typed, most=60)


@pytest.mark.parametrize("typed", ["2 jours", "3 ans"])
def test_days_and_years_are_no_months(typed: str) -> None:
    with pytest.raises(Refusal):
        whole(typed, Unit.MONTH, most=60, otherwise=say("Type a number."))
