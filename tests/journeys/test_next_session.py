"""The next committee is counted in days of Paris, wherever the clock of the server is."""

from datetime import UTC, datetime

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage


@pytest.mark.parametrize(
    ("instant", "told"),
    [
        ("2026-12-14T22:59", "15 décembre 2026"),  # the eve, 23:59 in Paris
        ("2026-12-14T23:00", "20 mai 2027"),  # the day itself in Paris: too late for its agenda, in winter
        ("2027-05-19T21:59", "20 mai 2027"),
        ("2027-05-19T22:00", "7 octobre 2027"),  # midnight in Paris, in summer
        ("2027-10-06T22:00", None),
    ],
)
async def test_a_committee_is_the_next_one_until_its_eve_at_midnight_in_paris(
    stage: Stage, camille: Actor, toul: Chat, instant: str, told: str | None
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("make_ready"), Tap("yes")))
    stage.clock.now = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    await camille.does("/suivi")

    assert told is None or told in camille.screen
    assert ("n’est pas encore fixée" in camille.screen) == (told is None)
