"""The limit on what one chat sends: far above what a person does."""

from bot.chat.flood import REMEMBERED, SECONDS, UPDATES, Flood


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_person_is_never_a_flood() -> None:
    seconds = Seconds()
    flood = Flood(seconds)
    for _ in range(200):
        seconds.now += 0.5
        assert flood.excess(1) == 0


def test_what_is_over_the_limit_is_counted_and_forgotten_with_time() -> None:
    seconds = Seconds()
    flood = Flood(seconds)
    assert [flood.excess(1) for _ in range(UPDATES + 2)] == [0] * UPDATES + [1, 2]
    assert flood.excess(2) == 0, "others are not concerned"
    seconds.now = SECONDS
    assert flood.excess(1) == 0


def test_an_update_that_will_come_again_does_not_count() -> None:
    flood = Flood(Seconds())
    for _ in range(3 * UPDATES):
        assert flood.excess(1) == 0
        flood.forgive(1)


def test_chats_do_not_pile_up_in_memory() -> None:
    seconds = Seconds()
    flood = Flood(seconds)
    for chat in range(REMEMBERED + 1):
        flood.excess(chat)
    seconds.now = SECONDS
    flood.excess(-1)

    assert len(flood._times) == 1
