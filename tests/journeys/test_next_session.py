"""The next committee is counted in days of Paris, wherever the clock of the server is."""

from datetime import UTC, datetime

import pytest

from tests.journeys.acting import Actor
from tests.journeys.sending import sends
from tests.stage import Stage


@pytest.mark.parametrize(
    ("instant", "told"),
    [
        ("2026-12-14T22:59", "15 décembre 2026"),  # the eve, 23:59 in Paris
        ("2026-12-15T22:59", "15 décembre 2026"),  # the day itself, 23:59 in Paris
        ("2026-12-15T23:00", "20 mai 2027"),  # midnight in Paris, in winter
        ("2027-05-20T21:59", "20 mai 2027"),
        ("2027-05-20T22:00", "7 octobre 2027"),  # midnight in Paris, in summer
        ("2027-10-07T22:00", None),
    ],
)
async def test_a_committee_that_meets_today_is_the_next_one_until_midnight_in_paris(
    stage: Stage, camille: Actor, instant: str, told: str | None
) -> None:
    await sends(camille)
    stage.clock.now = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    await camille.does("/suivi")

    assert told is None or told in camille.screen
    assert ("n’est pas encore fixée" in camille.screen) == (told is None)
