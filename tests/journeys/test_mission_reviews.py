"""A mission that is over is reviewed by both sides in three taps, which the operator reads."""

from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from conversations.dossiers.lifecycle import Event
from models.support.tables import MissionReview
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.lending import lends
from tests.journeys.offices import TOUL
from tests.journeys.sittings import forges, taps
from tests.stage import Stage


@pytest.fixture
async def claire(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Actor:
    """An advisor who gave a day to Camille's mission, which is closed."""
    await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("contract.sign"), Tap("contract.today")))
    await sacha.does((Tap("yes"), Tap("start"), Tap("start.today"), Tap("yes")))
    await sacha.does((Tap("mission_end.12"), Tap("yes"), Tap("delivered.1.10")))
    await sacha.does(("/file", Tap("open"), Tap("close"), "Atelier réorganisé.", Tap("yes")))
    stage.clock.passes(timedelta(minutes=5))
    await stage.ticks()
    return claire


async def test_three_taps_of_each_side_are_read_by_the_operator(
    stage: Stage, camille: Actor, claire: Actor, sacha: Actor
) -> None:
    first = camille.button("mission_review.1.useful.5").data or ""
    await taps(camille, "mission_review.1.useful.5")
    await taps(camille, "mission_review.1.again.1")
    await taps(camille, "mission_review.1.touch.1")
    assert "Merci" in camille.screen
    await forges(camille, first.replace("useful.5", "useful.1"))
    await taps(claire, "lent_review.2.useful.4")
    await taps(claire, "lent_review.2.again.0")
    told = [(each.useful, each.again, each.in_touch) for each in rows(stage, MissionReview)]
    assert told == [(5, True, True), (4, False, None)]

    await sacha.does(("/chercher Tilleuls", Tap("open"), Tap("support")))
    assert "😀" in sacha.screen and "ne le referait pas" in sacha.screen
    await stage.ticks()
    assert len(rows(stage, MissionReview)) == 2, "each side is asked once"


async def test_nobody_reviews_in_the_place_of_another(stage: Stage, camille: Actor, claire: Actor) -> None:
    hugo = await lends(stage, "Hugo", TOUL, "Verrerie de Toul")
    await forges(hugo, "o:1:0:lent_review.2.useful.1", "o:1:0:lent_review.1.useful.1")
    assert all(each.useful is None for each in rows(stage, MissionReview))
