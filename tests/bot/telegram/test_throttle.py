"""The limits on what one person sends: far above what people do, for a moment, an hour or a day."""

import pytest

from bot.telegram.throttle import LIMITS, REMEMBERED, RESUMED, Flood

AT_ONCE, SECONDS = LIMITS[0]
HOUR, DAY = 3_600, 86_400


class Seconds:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def taken(flood: Flood, seconds: Seconds, *, every: float, during: float) -> int:
    """Return how many updates are taken of somebody who sends one so often, for so long."""
    count = 0
    for _ in range(round(during / every)):
        count += flood.excess(1) == 0
        seconds.now += every
    return count


@pytest.mark.parametrize(
    ("every", "during"),
    [(0.3, 30), (1, 500), (5, 3 * HOUR), (20, 10 * HOUR)],
    ids=["a hurry", "a form", "an afternoon", "a long day"],
)
def test_a_person_is_never_a_flood(every: float, during: float) -> None:
    seconds = Seconds()
    assert taken(Flood(seconds), seconds, every=every, during=during) == round(during / every)


@pytest.mark.parametrize(
    ("during", "most"), [(60, 300), (HOUR, 2_200), (DAY, 6_200)], ids=["a minute", "an hour", "a day"]
)
def test_a_script_is_worth_no_more_than_a_bound(during: float, most: int) -> None:
    seconds = Seconds()
    assert taken(Flood(seconds), seconds, every=0.2, during=during) <= most


def test_what_is_over_the_limit_is_told_once_and_forgotten_with_time() -> None:
    seconds = Seconds()
    flood = Flood(seconds)
    assert [flood.excess(1) for _ in range(AT_ONCE + 3)] == [0] * AT_ONCE + [1, 2, 2]
    assert flood.excess(2) == 0, "others are not concerned"
    seconds.now += SECONDS
    assert flood.excess(1) == 2, "one does not come back for an instant"
    seconds.now += RESUMED * SECONDS
    assert flood.excess(1) == 0


def test_a_script_is_not_told_again_and_again() -> None:
    seconds = Seconds()
    flood = Flood(seconds)
    told = 0
    for _ in range(HOUR * 5):
        told += flood.excess(1) == 1
        seconds.now += 0.2
    assert told < HOUR / 60


def test_an_update_that_will_come_again_does_not_count() -> None:
    flood = Flood(Seconds())
    for _ in range(3 * AT_ONCE):
        assert flood.excess(1) == 0
        flood.forgive(1)


def test_a_word_that_was_not_written_down_is_said_again() -> None:
    flood = Flood(Seconds())
    for _ in range(AT_ONCE):
        flood.excess(1)
    for _ in range(3):
        assert flood.excess(1) == 1
        flood.forgive(1)


def test_what_waited_for_the_end_of_an_outage_is_no_flood() -> None:
    seconds = Seconds()
    flood = Flood(seconds)
    assert flood.excess(1) == 0, "a tap, which Telegram does not date"
    ages = [60.0 * number for number in range(200, 0, -1)]
    assert [flood.excess(1, age) for age in ages] == [0] * 200
    assert flood.excess(1) == 0


def test_small_delays_give_nothing_back() -> None:
    """Telegram dates messages to the second, and taps not at all."""
    flood = Flood(Seconds())
    assert sum(flood.excess(1, age % 2) == 0 for age in range(5 * AT_ONCE)) <= AT_ONCE + 8


def test_people_do_not_pile_up_in_memory() -> None:
    seconds = Seconds()
    flood = Flood(seconds)
    for person in range(REMEMBERED + 1):
        flood.excess(person)
    for _ in range(AT_ONCE):
        flood.excess(-1)
    for person in range(2 * REMEMBERED):
        flood.excess(REMEMBERED + person)

    flood.forgive(0)
    assert len(flood._senders) <= REMEMBERED + 1
    assert flood.excess(-1) > 0, "who floods is not forgotten before the others"
