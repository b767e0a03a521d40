"""What happens is counted: turns, repeats, floods, refusals; and no count tells whose."""

import pytest

from bot.telegram.throttle import LIMITS
from bot.telegram.updates import read
from tests.journeys.acting import Actor
from tests.stage import Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def measures(stage: Stage) -> dict[str, float]:
    """Return the counters, by name and labels."""
    lines = stage.assistant.desk.metrics.text(None).decode().splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if line[0] != "#"}


async def test_turns_and_calls_are_counted_and_measured(camille: Actor) -> None:
    await camille.does(("/start", "oui"))

    found = measures(camille.stage)
    assert found['alize_turns_total{outcome="taken"}'] == found["alize_turn_seconds_count"] == 2
    assert found["alize_call_seconds_count"] >= 2
    assert found['alize_turns_total{outcome="failed"}'] == 0


async def test_an_update_that_comes_twice_is_counted_apart(camille: Actor) -> None:
    stage = camille.stage
    camille.person.types("/start")
    (update,) = stage.telegram.take_updates()
    for _ in range(2):
        await stage.assistant.reception.receive(read(update, stage.assistant.bot))
    await stage.rests()

    assert measures(stage)['alize_turns_total{outcome="repeated"}'] == 1


async def test_somebody_who_sends_too_much_is_counted_and_not_named(camille: Actor) -> None:
    sent = LIMITS[0][0] + 40
    for _ in range(sent):
        camille.person.types("/aide")
    await camille.stage.plays()

    answered = sum("/supprimer" in message.text for message in camille.person.chat.history)
    assert 0 < answered < sent
    assert measures(camille.stage)["alize_flood_total"] == sent - answered
    assert str(camille.person.id) not in camille.stage.assistant.desk.metrics.text(None).decode()


async def test_refusals_are_counted_by_kind(camille: Actor) -> None:
    camille.person.types("/start")
    camille.person.blocks_bot()
    await camille.stage.plays()
    camille.stage.telegram.calls.clear()  # they are what this is about

    assert measures(camille.stage)['alize_refusals_total{kind="Forbidden"}'] >= 1
