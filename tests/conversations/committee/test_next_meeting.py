"""The next committee is the first that may see a request, with its condition; it stands until its eve."""

from datetime import date, timedelta

import pytest

from conversations.committee.next_meeting import days_possible, is_moved, next_meeting

DECEMBER, APRIL, JULY = date(2026, 12, 10), date(2027, 4, 8), date(2027, 7, 1)
DAYS = (DECEMBER, APRIL, JULY)
SENT = date(2026, 11, 23)


def test_both_dates_are_told_where_both_are_possible() -> None:
    told = next_meeting(days_possible(DAYS, SENT, SENT, "54"))

    assert told is not None
    assert told.values == {"day": DECEMBER, "after": APRIL}
    assert "if your request has been looked into by then" in told.msgid


@pytest.mark.parametrize("days", range((DECEMBER - SENT).days))
def test_what_was_told_on_sending_stands_until_its_eve(days: int) -> None:
    assert days_possible(DAYS, SENT + timedelta(days), SENT, "54") == (DECEMBER, APRIL)


def test_on_the_day_the_following_one_is_told() -> None:
    assert days_possible(DAYS, DECEMBER, SENT, "54") == (APRIL, JULY)


def test_a_committee_whose_agenda_closes_as_the_request_is_sent_is_not_hoped_for() -> None:
    late = DECEMBER - timedelta(days=3)

    assert days_possible(DAYS, late, late, "54") == (APRIL, JULY)
    assert days_possible(DAYS, late, late, "54", instructed=True) == (DECEMBER, APRIL)


def test_what_is_instructed_is_told_one_day_with_no_condition() -> None:
    told = next_meeting((DECEMBER, APRIL), instructed=True)

    assert told is not None and told.values == {"day": DECEMBER} and " if " not in told.msgid


def test_without_a_day_nothing_is_promised() -> None:
    assert next_meeting(()) is None


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ((DECEMBER, APRIL), (DECEMBER, APRIL), False),
        ((DECEMBER,), (DECEMBER, APRIL), False),
        ((), (DECEMBER,), True),
        ((DECEMBER, APRIL), (APRIL,), True),
        ((DECEMBER, APRIL), (DECEMBER, JULY), True),
        ((DECEMBER, APRIL), (), True),
    ],
)
def test_who_was_told_a_day_that_stands_no_more_is_to_hear_of_it(
    before: tuple[date, ...], after: tuple[date, ...], moved: bool
) -> None:
    assert is_moved(before, after) is moved
