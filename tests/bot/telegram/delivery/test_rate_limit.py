"""Telegram's limits are kept, whoever is written to, however much there is to say."""

import heapq
from datetime import timedelta

import pytest

from bot.playground.telegram.limits import Limit, too_fast
from bot.playground.telegram.simulator import Simulator
from bot.telegram.delivery.rate_limit import BURST, GROUP_PER_MINUTE, Pacing
from tests.bot.telegram.conftest import started
from tests.stage import MONDAY, Clock


def send_all(telegram: Simulator, clock: Clock, pacing: Pacing, waiting: dict[int, int]) -> None:
    """Send so many messages to each chat as soon as they may be, in the order of their instants."""
    agenda = [(0.0, chat) for chat in sorted(waiting)]
    while agenda:
        seconds, chat = heapq.heappop(agenda)
        clock.now = MONDAY + timedelta(seconds=seconds)
        pause = pacing.wait(chat)
        if not pause:
            telegram.call("sendMessage", {"chat_id": chat, "text": "Bonjour"})
            waiting[chat] -= 1
        if waiting[chat]:
            heapq.heappush(agenda, (seconds + pause, chat))


def seconds_since_monday(clock: Clock) -> float:
    return (clock() - MONDAY).total_seconds()


def paced(clock: Clock, per_second: float = 30) -> Pacing:
    return Pacing(per_second, lambda: seconds_since_monday(clock))


def test_no_limit_is_ever_exceeded(telegram: Simulator, clock: Clock) -> None:
    people = [started(telegram, f"Personne {number}") for number in range(40)]
    groups = [telegram.group(f"Comité {number}", people[:1]) for number in range(3)]
    waiting = {person.id: 4 for person in people} | {group.id: 45 for group in groups}
    waiting[people[0].id] = 30
    send_all(telegram, clock, paced(clock), waiting)

    assert too_fast(telegram.calls, burst=BURST) == []
    assert len(telegram.calls) == 39 * 4 + 30 + 3 * 45


def test_the_limits_cost_no_more_than_they_must(telegram: Simulator, clock: Clock) -> None:
    people = [started(telegram, f"Personne {number}") for number in range(90)]
    send_all(telegram, clock, paced(clock), {person.id: 1 for person in people})

    assert seconds_since_monday(clock) < 2.01, "90 messages: 30 at once, 30 after a second, 30 after two"


def test_a_busy_group_keeps_nobody_else_waiting(telegram: Simulator, clock: Clock) -> None:
    camille = started(telegram, "Camille")
    group = telegram.group("Comité", [camille])
    pacing = paced(clock)
    while not pacing.wait(group.id):
        continue

    assert pacing.wait(group.id) > 0
    assert pacing.wait(camille.id) == 0


def test_a_group_takes_twenty_messages_a_minute(telegram: Simulator, clock: Clock) -> None:
    group = telegram.group("Comité", [started(telegram, "Camille")])
    send_all(telegram, clock, paced(clock), {group.id: GROUP_PER_MINUTE + 1})

    assert seconds_since_monday(clock) == 60


def test_a_usual_answer_waits_for_nothing(clock: Clock) -> None:
    pacing = paced(clock)
    assert [pacing.wait(1) for _ in range(BURST)] == [0] * BURST


def test_what_only_tidies_leaves_half_of_the_places_free(clock: Clock) -> None:
    pacing = paced(clock)
    assert [pacing.wait(1, spare=True) for _ in range(BURST // 2)] == [0, 0, 0]
    assert pacing.wait(1, spare=True) == BURST
    assert [pacing.wait(1) for _ in range(BURST // 2)] == [0, 0, 0]
    assert [pacing.wait(chat, spare=True) for chat in range(2, 11)] == [0] * 9
    assert pacing.wait(11, spare=True) == 1, "15 of 30 in this second"
    assert pacing.wait(11) == 0


def test_chats_do_not_pile_up_in_memory(clock: Clock) -> None:
    pacing = paced(clock, per_second=1_000_000)
    for chat in range(1, 10_002):
        pacing.wait(chat)
    clock.passes(timedelta(minutes=1))
    pacing.wait(20_000)

    assert len(pacing._chats) == 1


def test_without_pacing_nothing_waits(clock: Clock) -> None:
    pacing = paced(clock, per_second=0)
    assert [pacing.wait(1) for _ in range(1000)] == [0] * 1000


def test_less_than_one_message_a_second_may_be_asked_for(clock: Clock) -> None:
    pacing = paced(clock, per_second=0.5)
    assert (pacing.wait(1), pacing.wait(2)) == (0, 2)


@pytest.mark.parametrize("processes", [1, 2, 3, 7])
def test_several_processes_together_keep_to_the_limits(
    telegram: Simulator, clock: Clock, processes: int
) -> None:
    people = [started(telegram, f"Personne {number}") for number in range(120)]
    group = telegram.group("Comité", people[:1])
    shares = [paced(clock) for _ in range(processes)]
    for share in shares:
        share.share(processes)
    for tenth in range(100):
        clock.now = MONDAY + timedelta(seconds=tenth / 10)
        for chat in (group.id, *(person.id for person in people)):
            for share in shares:
                if not share.wait(chat):
                    telegram.call("sendMessage", {"chat_id": chat, "text": "Bonjour"})

    broken = {excess.limit for excess in too_fast(telegram.calls)}
    assert broken <= {Limit.CHAT}, "what is a person's is not divided"


def test_a_process_left_alone_has_everything_again(telegram: Simulator, clock: Clock) -> None:
    people = [started(telegram, f"Personne {number}") for number in range(90)]
    pacing = paced(clock)
    pacing.share(3)
    pacing.share(1)
    send_all(telegram, clock, pacing, {person.id: 1 for person in people})

    assert seconds_since_monday(clock) < 2.01
