from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.dossiers.deadlines import (
    NUDGE_DELAYS,
    PURGE_NOTICE,
    add_working_days,
    in_working_hours,
    is_working_day,
    next_working_moment,
    nudge_due,
    purge_due,
    purge_notice_due,
    time_zone,
    working_days_between,
)

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = datetime(2027, 1, 12, 10, 0, tzinfo=PARIS)
FRIDAY = datetime(2027, 1, 15, 10, 0, tzinfo=PARIS)

instants = st.integers(0, 8 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
departments = st.sampled_from([None, "13", "57", "67", "971", "974", "975", "976", "978", "987", "988", "2A"])


def paris(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("instant", "working"),
    [
        (paris(1, 12, 8, 59), False),
        (paris(1, 12, 9), True),
        (paris(1, 12, 17, 59), True),
        (paris(1, 12, 18), False),
        (paris(1, 16, 11), False),  # Saturday
        (paris(1, 17, 11), False),  # Sunday
    ],
)
def test_people_work_from_monday_to_friday_between_nine_and_six(instant: datetime, working: bool) -> None:
    assert in_working_hours(instant, "13") is working


@pytest.mark.parametrize(
    "day",
    [
        date(2027, 1, 1),
        date(2027, 3, 29),  # Easter Monday
        date(2027, 5, 6),  # Ascension Day
        date(2027, 5, 17),  # Whit Monday
        date(2027, 7, 14),
        date(2027, 11, 1),
        date(2027, 11, 11),
    ],
)
def test_national_holidays_are_no_working_days_anywhere(day: date) -> None:
    assert not any(is_working_day(day, department) for department in (None, "54", "68", "974"))


@pytest.mark.parametrize("department", ["57", "67", "68"])
def test_good_friday_and_the_day_after_christmas_are_holidays_in_alsace_and_moselle_only(
    department: str,
) -> None:
    for day in (date(2027, 3, 26), date(2028, 12, 26)):
        assert not is_working_day(day, department)
        assert is_working_day(day, "54")


@pytest.mark.parametrize(
    ("department", "day"),
    [
        ("971", date(2027, 5, 27)),
        ("972", date(2028, 5, 22)),
        ("973", date(2027, 6, 10)),
        ("974", date(2027, 12, 20)),
        ("976", date(2027, 4, 27)),
    ],
)
def test_each_overseas_department_keeps_the_day_slavery_was_abolished(department: str, day: date) -> None:
    assert not is_working_day(day, department)
    assert is_working_day(day, "13")


def test_hours_are_those_of_the_department() -> None:
    seven_in_paris = datetime(2027, 1, 12, 7, 0, tzinfo=PARIS)  # 10:00 in La Réunion
    assert in_working_hours(seven_in_paris, "974")
    assert not in_working_hours(seven_in_paris, "13")
    assert not in_working_hours(seven_in_paris, "971")  # 2:00 in Guadeloupe


def test_an_unknown_department_keeps_mainland_time() -> None:
    assert time_zone(None) == time_zone("2B") == time_zone("99") == PARIS


def test_a_moment_in_working_hours_is_kept_as_it_is() -> None:
    assert next_working_moment(TUESDAY, "13") is TUESDAY


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (paris(1, 12, 6), paris(1, 12, 9)),  # before opening: the same morning
        (paris(1, 12, 18), paris(1, 13, 9)),  # at closing: the next morning
        (paris(1, 15, 20), paris(1, 18, 9)),  # Friday evening: Monday morning
        (paris(3, 27, 12), paris(3, 30, 9)),  # Easter Saturday: Tuesday morning, in summer time
        (paris(10, 29, 19), paris(11, 2, 9)),  # the week-end of All Saints' Day
    ],
)
def test_a_moment_out_of_hours_moves_to_the_next_opening(instant: datetime, expected: datetime) -> None:
    assert next_working_moment(instant, "13") == expected


def test_the_opening_is_at_nine_local_time_on_both_sides_of_a_change_of_time() -> None:
    before = next_working_moment(datetime(2027, 3, 26, 7, 0, tzinfo=UTC), None)
    after = next_working_moment(datetime(2027, 3, 27, 7, 0, tzinfo=UTC), None)
    assert (before.astimezone(UTC).hour, after.astimezone(UTC).hour) == (8, 7)


@given(instant=instants, department=departments)
def test_the_next_working_moment_is_in_working_hours_and_less_than_six_days_away(
    instant: datetime, department: str | None
) -> None:
    moment = next_working_moment(instant, department)
    assert in_working_hours(moment, department)
    assert timedelta(0) <= moment - instant < timedelta(days=6)


def test_working_days_skip_week_ends_and_holidays() -> None:
    assert add_working_days(date(2027, 5, 4), 2, "13") == date(2027, 5, 7)  # over Ascension Day
    assert add_working_days(date(2027, 5, 4), 3, "13") == date(2027, 5, 10)
    assert add_working_days(date(2027, 3, 25), 1, "67") == date(2027, 3, 30)
    assert add_working_days(date(2027, 3, 25), 1, "54") == date(2027, 3, 26)


def test_no_working_day_added_is_the_day_itself() -> None:
    assert add_working_days(date(2027, 1, 16), 0, None) == date(2027, 1, 16)


@given(instant=instants, n=st.integers(0, 40), department=departments)
def test_counting_working_days_undoes_adding_them(instant: datetime, n: int, department: str | None) -> None:
    day = instant.date()
    assert working_days_between(day, add_working_days(day, n, department), department) == n


def test_nothing_is_counted_backwards() -> None:
    assert working_days_between(date(2027, 1, 20), date(2027, 1, 4), None) == 0


def test_nudges_come_after_a_day_three_days_and_a_week() -> None:
    due = [nudge_due(TUESDAY, sent, TUESDAY, "13") for sent in range(3)]
    assert due == [paris(1, 13, 10), paris(1, 15, 10), paris(1, 19, 10)]


def test_a_nudge_due_at_the_week_end_waits_for_monday_morning() -> None:
    assert nudge_due(FRIDAY, 0, FRIDAY, "13") == paris(1, 18, 9)


def test_a_nudge_put_off_does_not_catch_up_with_the_next_one() -> None:
    first, second = (nudge_due(FRIDAY, sent, FRIDAY, "13") for sent in (0, 1))
    assert first and second and second - first == NUDGE_DELAYS[1] - NUDGE_DELAYS[0]


def test_there_is_no_fourth_nudge() -> None:
    assert nudge_due(TUESDAY, 3, TUESDAY + timedelta(days=20), "13") is None


def test_a_nudge_missed_while_the_bot_was_down_is_due_at_once_in_working_hours_only() -> None:
    at_noon, at_night = paris(1, 20, 12), paris(1, 20, 23)
    assert nudge_due(TUESDAY, 0, at_noon, "13") == at_noon
    assert nudge_due(TUESDAY, 0, at_night, "13") == paris(1, 21, 9)


def test_two_nudges_are_a_day_apart_even_when_both_are_late() -> None:
    now = paris(1, 20, 12)
    assert nudge_due(TUESDAY, 1, now, "13", last_nudge_at=now) == paris(1, 21, 12)


def test_a_draft_about_to_be_erased_gets_the_notice_not_a_nudge() -> None:
    assert nudge_due(TUESDAY, 2, purge_due(TUESDAY) - timedelta(days=1), "13") is None


def test_a_draft_is_erased_thirty_days_after_its_last_answer() -> None:
    assert purge_due(TUESDAY) - TUESDAY == timedelta(days=30)


@given(instant=instants, department=departments)
def test_the_notice_of_erasure_is_given_at_an_opening_at_least_two_days_ahead(
    instant: datetime, department: str | None
) -> None:
    notice = purge_notice_due(instant, department)
    assert in_working_hours(notice, department)
    assert purge_due(instant) - notice >= PURGE_NOTICE


@given(instant=instants, sent=st.integers(0, 2), department=departments, late=st.integers(0, 40 * 24))
def test_a_nudge_is_always_in_working_hours_after_its_delay_and_never_in_the_past(
    instant: datetime, sent: int, department: str | None, late: int
) -> None:
    now = instant + timedelta(hours=late)
    due = nudge_due(instant, sent, now, department)
    assert due is None or (
        due >= max(now, instant + NUDGE_DELAYS[sent]) and in_working_hours(due, department)
    )
