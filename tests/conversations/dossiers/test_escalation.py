"""By when a dossier has to move: its delay, and the committee whose agenda it has to be on."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from conversations.dossiers.deadlines import add_working_days
from conversations.dossiers.escalation import TO_BE_SCHEDULED, Due, Standing, alarms, moves_by
from conversations.dossiers.statuses import Status
from conversations.network.basins import Delays

DELAYS = Delays()
MONDAY = date(2026, 11, 30)
TUESDAY_15 = date(2026, 12, 15)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_what_is_ready_long_before_its_committee_has_its_usual_delay() -> None:
    assert moves_by(Status.READY, MONDAY, DELAYS, "54", date(2027, 4, 12)) == date(2026, 12, 18)


def test_what_is_ready_shortly_before_its_committee_has_until_the_agenda_closes() -> None:
    assert moves_by(Status.READY, MONDAY, DELAYS, "54", TUESDAY_15) == date(2026, 12, 8)


def test_what_becomes_ready_when_the_agenda_should_be_closed_has_until_the_eve() -> None:
    assert moves_by(Status.READY, date(2026, 12, 10), DELAYS, "54", TUESDAY_15) == date(2026, 12, 14)


def test_without_a_day_fixed_only_the_delay_counts() -> None:
    assert moves_by(Status.READY, MONDAY, DELAYS, "54") == date(2026, 12, 18)


def test_a_committee_hurries_nothing_but_what_waits_for_its_agenda() -> None:
    for status in set(Status) - set(TO_BE_SCHEDULED):
        assert moves_by(status, MONDAY, DELAYS, "54", TUESDAY_15) == moves_by(status, MONDAY, DELAYS, "54")


@given(since=days, ahead=st.integers(1, 200), status=st.sampled_from(TO_BE_SCHEDULED))
def test_the_deadline_always_falls_before_the_committee(since: date, ahead: int, status: Status) -> None:
    meets = since + timedelta(days=ahead)
    by = moves_by(status, since, DELAYS, "54", meets)
    assert by is not None and since <= by < meets


def test_the_team_is_told_after_the_holder_and_before_the_coordination() -> None:
    standing = Standing(Status.READY, True, MONDAY, MONDAY, MONDAY)
    on = {alarm.due: alarm.on for alarm in alarms(standing, DELAYS, "54", TUESDAY_15)}
    assert on[Due.HOLDER] == date(2026, 12, 8) < on[Due.TEAM] < on[Due.COORDINATION]


def test_an_applicant_hears_the_day_after_a_promised_one_and_later_at_the_usual_rhythm() -> None:
    standing = Standing(Status.RECEIVED, False, MONDAY, MONDAY, MONDAY)
    promised = moves_by(Status.RECEIVED, MONDAY, DELAYS, "54")
    assert promised is not None
    [told] = [alarm.on for alarm in alarms(standing, DELAYS, "54") if alarm.due is Due.NEWS]
    assert promised < told <= promised + timedelta(days=4)

    again = Standing(Status.RECEIVED, False, MONDAY, MONDAY, told)
    [after] = [alarm.on for alarm in alarms(again, DELAYS, "54") if alarm.due is Due.NEWS]
    assert after == add_working_days(told, DELAYS.news, "54")
