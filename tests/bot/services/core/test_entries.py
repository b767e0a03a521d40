"""Days typed by somebody who acts: what does not fit is refused, never read otherwise."""

from datetime import date

import pytest

from bot.services.core.entries import day
from bot.services.core.handling import Refusal

TODAY = date(2026, 11, 23)


def test_the_month_never_comes_first() -> None:
    with pytest.raises(Refusal):
        day("02/12/2026", TODAY, last=TODAY)


def test_a_day_without_its_year_is_past_when_it_can_only_be() -> None:
    assert day("2 décembre", TODAY, last=TODAY) == date(2025, 12, 2)
    assert day("02/12", TODAY, last=TODAY) == date(2025, 12, 2)
